"""What the retriever returns: neighbouring passages of one document."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.model import Passage


@dataclass(frozen=True)
class RetrievedPassage:
    """`text` is the canonical text of `document` from `start` to `end`.

    `first`: the passage it begins with; all are of its paragraph, if it has a number. `speakers`:
    names of those who speak in it, in the order in which they take the word. `score` is the
    natural logarithm of the share of the whole evidence expected in it, so that 0 is the most
    there can be.
    """

    document: str
    start: int
    end: int
    text: str
    first: Passage
    speakers: tuple[str, ...]
    score: float


def whole(passage: Passage) -> RetrievedPassage:
    """A passage that was asked for by its place: nothing stands before it."""
    return RetrievedPassage(
        document=passage.document,
        start=passage.start,
        end=passage.end,
        text=passage.text,
        first=passage,
        speakers=tuple(speaker.name for speaker in passage.speakers),
        score=0.0,
    )
