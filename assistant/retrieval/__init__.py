"""Finding evidence: passages scored at several scales and merged into stretches."""
