"""Reciprocal rank of the first gold passage."""

from __future__ import annotations

from typing import ClassVar

from evals.case import Case
from evals.metrics.metric import Metric
from evals.metrics.ranking import passages_measure


class ReciprocalRank(Metric):
    """Its mean over questions is the MRR."""

    name = "RR"
    description: ClassVar[str] = "One over the rank of the first gold passage; 0 where none is."
    citation: ClassVar[str] = (
        "ir_measures, RR (Kantor, Voorhees: The TREC-5 confusion track, Information Retrieval "
        "2, 2000)"
    )

    def of(self, case: Case) -> float | None:
        """None without golds."""
        return passages_measure(self.name, case) if case.golds else None
