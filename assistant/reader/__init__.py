"""The reader: says of a question and each sentence of a passage whether the sentence answers."""

from assistant.reader.excerpts import excerpt
from assistant.reader.interface import Excerpt, Reader, ReaderUnavailable
from assistant.reader.opening import open_reader

__all__ = ["Excerpt", "Reader", "ReaderUnavailable", "excerpt", "open_reader"]
