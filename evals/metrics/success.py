"""A gold passage among the first k."""

from __future__ import annotations

from typing import ClassVar

from evals.case import Case
from evals.metrics.metric import Metric
from evals.metrics.ranking import passages_measure


class Success(Metric):
    """`k`: how many passages are looked at."""

    description: ClassVar[str] = "Share of questions with a gold passage among the first k."
    citation: ClassVar[str] = (
        "ir_measures, Success@k (MacAvaney, Macdonald, Ounis: Streamlining evaluation with "
        "ir-measures, ECIR 2022)"
    )

    def __init__(self, k: int) -> None:
        self.k = k
        self.name = f"Success@{k}"

    def of(self, case: Case) -> float | None:
        """None without golds."""
        return passages_measure(self.name, case) if case.golds else None
