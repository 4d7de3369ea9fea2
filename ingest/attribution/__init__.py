"""Who says a sentence: the author of a paper, whoever has the turn, or whom a report names."""
