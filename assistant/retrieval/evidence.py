"""What the retriever returns: a stretch of one document with the passages it is made of."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.model import Passage


@dataclass(frozen=True)
class Evidence:
    """`text` is the canonical text of `document` from `start` to `end`.

    `score` is the natural logarithm of the share of the whole evidence expected in it, so that
    0 is the most there can be. `parts` says what each part of the retriever adds to the score of
    the best of its passages. `passages` come in reading order, without gaps. `heart`: characters
    of the document that hold the best of them and its neighbours, from and to.
    """

    document: str
    start: int
    end: int
    text: str
    passages: list[Passage]
    score: float
    heart: tuple[int, int] | None = None
    parts: dict[str, float] = field(default_factory=dict)
