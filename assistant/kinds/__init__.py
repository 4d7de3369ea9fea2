"""One file for each kind of question: how its answer is put together from the evidence."""
