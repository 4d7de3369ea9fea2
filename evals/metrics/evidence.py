"""Gold characters within the first characters retrieved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from evals.case import Case
from evals.gold import Stretch
from evals.metrics.metric import Metric

BUDGET = 6000
"""Characters retrieved that count, about what a prompt would carry."""

_CITATION = (
    "character-level recall and precision of retrieved text (Smith, Troynikov: Evaluating "
    "chunking strategies for retrieval, Chroma technical report, 2024) within a fixed budget"
)


class EvidenceRecall(Metric):
    """`budget`: how many characters of the ranked passages count."""

    description: ClassVar[str] = "Share of the gold characters within the first 6,000 retrieved."
    citation: ClassVar[str] = _CITATION

    def __init__(self, budget: int = BUDGET) -> None:
        self.budget = budget
        self.name = "evidence recall"

    def of(self, case: Case) -> float | None:
        """None without golds; 0 for golds that the store does not hold."""
        if not case.golds:
            return None
        gold = _union(stretch for gold in case.golds for stretch in gold.stretches)
        seen = _union(_retrieved(case, self.budget))
        return _common(gold, seen) / _length(gold) if gold else 0.0


class EvidencePrecision(Metric):
    """`budget`: how many characters of the ranked passages count."""

    description: ClassVar[str] = "Share of the first 6,000 characters retrieved that are gold."
    citation: ClassVar[str] = _CITATION

    def __init__(self, budget: int = BUDGET) -> None:
        self.budget = budget
        self.name = "evidence precision"

    def of(self, case: Case) -> float | None:
        """None without golds; a character retrieved twice is gold once."""
        if not case.golds:
            return None
        gold = _union(stretch for gold in case.golds for stretch in gold.stretches)
        retrieved = list(_retrieved(case, self.budget))
        spent = _length(retrieved)
        return _common(gold, _union(retrieved)) / spent if spent else 0.0


def _retrieved(case: Case, budget: int) -> Iterable[Stretch]:
    """The first `budget` characters of the ranked passages; the last passage may be cut."""
    left = budget
    for item in case.found:
        if left <= 0:
            return
        length = min(item.end - item.start, left)
        left -= length
        yield Stretch(item.document, item.start, item.start + length)


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


def _common(gold: list[Stretch], seen: list[Stretch]) -> int:
    return sum(one.overlap(other) for one in gold for other in seen)
