"""Recall of citations."""

from __future__ import annotations

from typing import ClassVar

from evals.case import Case
from evals.metrics.metric import Metric


class CitationRecall(Metric):
    """0 for an answerable question that was refused."""

    name = "citation recall"
    description: ClassVar[str] = "Share of the gold paragraphs or spans that the answer cites."
    citation: ClassVar[str] = (
        "after Gao, Yen, Yu, Chen: Enabling large language models to generate text with "
        "citations, EMNLP 2023, with gold evidence in place of an entailment model"
    )

    def of(self, case: Case) -> float | None:
        """None without golds."""
        if not case.golds:
            return None
        cited = [any(gold.hit(c) for c in case.answer.citations) for gold in case.golds]
        return sum(cited) / len(cited)
