"""Questions: parsed once, read by everyone."""
