"""The reader: says of a question and each sentence of a passage whether the sentence answers."""

from assistant.reader.excerpts import excerpt
from assistant.reader.opening import open_reader
from assistant.reader.reading import Excerpt, Reader, ReaderUnavailable

__all__ = ["Excerpt", "Reader", "ReaderUnavailable", "excerpt", "open_reader"]
