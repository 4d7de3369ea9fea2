"""Ranked passages and golds in the form that ir_measures takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from evals.case import Case
from evals.gold import Gold

if TYPE_CHECKING:
    from assistant.answer import Suggestion


def passages_measure(measure: str, case: Case) -> float:
    """A measure of ir_measures ("RR", "P@5") where a passage is relevant if it holds any gold."""
    return _calculate(measure, case.found, lambda item: any(g.hit(item) for g in case.golds))


def golds_measure(measure: str, case: Case) -> float:
    """Mean over the golds of a measure where a passage is relevant if it holds that gold.

    With "Success@5" this is the share of golds that stand in the first five passages: recall.
    One passage may hold two golds and two passages one, so golds and passages cannot be the
    same things as they are in a collection of judged documents.
    """

    def one(gold: Gold) -> float:
        return _calculate(measure, case.found, gold.hit)

    return sum(one(gold) for gold in case.golds) / len(case.golds)


def _calculate(
    measure: str, found: Sequence[Suggestion], relevant: Callable[[Suggestion], bool]
) -> float:
    import ir_measures

    ranks = [str(rank) for rank in range(len(found))]
    judged = [
        ir_measures.Qrel("q", rank, 1)
        for rank, item in zip(ranks, found, strict=True)
        if relevant(item)
    ]
    run = [ir_measures.ScoredDoc("q", rank, -float(rank)) for rank in ranks]
    if not judged or not run:
        return 0.0
    return float(
        ir_measures.calc_aggregate([ir_measures.parse_measure(measure)], judged, run)[
            ir_measures.parse_measure(measure)
        ]
    )
