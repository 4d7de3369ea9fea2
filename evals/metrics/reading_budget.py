"""Gold evidence among the first characters that are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from evals.case import Case
from evals.gold import Stretch
from evals.metrics.metric import Metric

_CITATION = (
    "character-level recall of retrieved text (Smith, Troynikov: Evaluating chunking strategies "
    "for retrieval, Chroma technical report, 2024) within a fixed budget"
)


class HitWithin(Metric):
    """`budget`: characters that are read, passage after passage, the last of them cut.

    Unlike success among the first five passages, it does not grow with the passages' length.
    """

    description: ClassVar[str] = (
        "Share of questions with gold evidence among the first so many characters retrieved."
    )
    citation: ClassVar[str] = _CITATION

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self.name = f"hit@{budget}c"

    def of(self, case: Case) -> float | None:
        """None without golds; 0 for golds that the store does not hold."""
        return float(_evidence_read(case, self.budget) > 0) if case.golds else None


class RecallWithin(Metric):
    """`budget`: characters that are read, passage after passage, the last of them cut."""

    description: ClassVar[str] = (
        "Share of the gold among the first so many characters retrieved, of what they could hold."
    )
    citation: ClassVar[str] = _CITATION

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self.name = f"recall@{budget}c"

    def of(self, case: Case) -> float | None:
        """None without golds; 0 for golds that the store does not hold."""
        if not case.golds:
            return None
        possible = min(_length(_gold(case)), self.budget)
        return _evidence_read(case, self.budget) / possible if possible else 0.0


def _evidence_read(case: Case, budget: int) -> int:
    """Gold characters among the first `budget` retrieved; one retrieved twice counts once."""
    read = _union(_first(case, budget))
    return sum(one.overlap(other) for one in _gold(case) for other in read)


def _first(case: Case, budget: int) -> Iterator[Stretch]:
    left = budget
    for item in case.found:
        if left <= 0:
            return
        length = min(item.end - item.start, left)
        left -= length
        yield Stretch(item.document, item.start, item.start + length)


def _gold(case: Case) -> list[Stretch]:
    return _union(stretch for gold in case.golds for stretch in gold.stretches)


def _union(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The same characters as stretches that do not overlap, in order."""
    merged: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda s: (s.document, s.start, s.end)):
        last = merged[-1] if merged else None
        if last and last.document == stretch.document and stretch.start <= last.end:
            merged[-1] = Stretch(last.document, last.start, max(last.end, stretch.end))
        else:
            merged.append(stretch)
    return merged


def _length(stretches: Iterable[Stretch]) -> int:
    return sum(stretch.end - stretch.start for stretch in stretches)
