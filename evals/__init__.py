"""Question sets in, figures out: how good the answers are, and how fast."""
