"""Precision at rank k."""

from __future__ import annotations

from typing import ClassVar

from evals.case import Case
from evals.metrics.metric import Metric
from evals.metrics.ranking import passages_measure


class Precision(Metric):
    """`k`: how many passages are looked at."""

    description: ClassVar[str] = "Share of the first k passages that hold gold evidence."
    citation: ClassVar[str] = (
        "ir_measures, P@k (van Rijsbergen: Information Retrieval, 1979, chapter 7)"
    )

    def __init__(self, k: int) -> None:
        self.k = k
        self.name = f"P@{k}"

    def of(self, case: Case) -> float | None:
        """None without golds."""
        return passages_measure(self.name, case) if case.golds else None
