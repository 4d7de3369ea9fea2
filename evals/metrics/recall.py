"""Recall of gold evidence at rank k."""

from __future__ import annotations

from typing import ClassVar

from evals.case import Case
from evals.metrics.metric import Metric
from evals.metrics.ranking import golds_measure


class Recall(Metric):
    """`k`: how many passages are looked at."""

    description: ClassVar[str] = "Share of the gold paragraphs or spans in the first k passages."
    citation: ClassVar[str] = (
        "ir_measures, Success@k per gold (MacAvaney, Macdonald, Ounis: Streamlining evaluation "
        "with ir-measures, ECIR 2022)"
    )

    def __init__(self, k: int) -> None:
        self.k = k
        self.name = f"R@{k}"

    def of(self, case: Case) -> float | None:
        """None without golds."""
        return golds_measure(f"Success@{self.k}", case) if case.golds else None
