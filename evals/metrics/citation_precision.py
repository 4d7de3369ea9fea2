"""Precision of citations."""

from __future__ import annotations

from typing import ClassVar

from evals.case import Case
from evals.metrics.metric import Metric


class CitationPrecision(Metric):
    """Paragraphs count once however often they are cited; where there is no number, quotes do."""

    name = "citation precision"
    description: ClassVar[str] = (
        "Share of the cited paragraphs that are gold (of the quotes that overlap a gold span)."
    )
    citation: ClassVar[str] = (
        "after Gao, Yen, Yu, Chen: Enabling large language models to generate text with "
        "citations, EMNLP 2023, with gold evidence in place of an entailment model"
    )

    def of(self, case: Case) -> float | None:
        """None without golds and where nothing is cited."""
        if not case.golds or not case.answer.citations:
            return None
        right = {
            (c.document, c.paragraph or (c.start, c.end)): case.gold(c)
            for c in case.answer.citations
        }
        return sum(right.values()) / len(right)
