"""Scripts that make the figures of docs/; run by hand, not by the test suite."""
