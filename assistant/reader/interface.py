"""What a reader is asked and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np


@dataclass(frozen=True)
class Excerpt:
    """A piece of a document as a reader sees it.

    `heading` is the document's title and the headings above, `sentences` the sentences in order,
    `speakers` the names of who says each of them (empty where nobody does), `before` the
    sentence ahead of the first, which is context and not judged.
    """

    heading: str
    sentences: tuple[str, ...]
    speakers: tuple[tuple[str, ...], ...]
    before: str = ""


class ReaderUnavailable(Exception):
    """A reader that cannot be loaded; `str()` is one line fit for the user."""

    def __init__(self, name: str, error: Exception) -> None:
        reason = " ".join(str(error).split()).split(". ")[0][:200] or type(error).__name__
        super().__init__(
            f"reader {name} cannot be loaded ({reason}): give the folder or name of a "
            "CrossEncoder, or leave the setting out for the built-in one"
        )


class Reader(Protocol):
    """Judges sentences; the built-in one and any CrossEncoder by name do."""

    @property
    def threshold(self) -> float:
        """The probability above which a sentence answers."""
        ...

    def prepare(self) -> None:
        """Loads the model now; raises `ReaderUnavailable` where that cannot be done."""
        ...

    def read(
        self, question: str, excerpts: Sequence[Excerpt], closely: bool = False
    ) -> list[np.ndarray]:
        """Probability that each sentence answers, calibrated; one array an excerpt.

        `closely`: with all that the reader has, for a few excerpts; else quickly, for many.
        """
        ...
