"""The reader: says of a question and each sentence of a passage whether the sentence answers."""
