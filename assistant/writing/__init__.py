"""The language model: what it is given, what it writes, and which of it is shown."""
