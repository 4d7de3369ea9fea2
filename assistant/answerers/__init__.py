"""One answerer for each kind of question."""
