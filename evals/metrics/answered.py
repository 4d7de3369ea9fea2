"""How many questions were answered at all."""

from __future__ import annotations

from typing import ClassVar

from evals.case import Case
from evals.metrics.metric import Metric


class AnsweredRate(Metric):
    """Over the answerable questions it should be 1."""

    name = "answered"
    description: ClassVar[str] = "Share of the answerable questions that were answered."
    citation: ClassVar[str] = (
        "coverage (El-Yaniv, Wiener: On the foundations of noise-free selective classification, "
        "JMLR 11, 2010)"
    )

    def of(self, case: Case) -> float | None:
        """None for an unanswerable question."""
        return float(case.answer.answered) if case.question.answerable else None
