"""ROUGE of the answer against a human's."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from typing import Any, ClassVar

from evals.case import Case
from evals.metrics.metric import Metric
from evals.text import first_words

WORDS = 120
"""Answers are cut here, so that a longer one has no advantage."""


class Rouge(Metric):
    """`order`: "1" and "2" count n-grams, "L" the longest common subsequence."""

    description: ClassVar[str] = (
        "F of the answer, cut at 120 words, against the human's answer, stemmed; 0 where refused."
    )
    citation: ClassVar[str] = (
        "rouge-score (Lin: ROUGE, a package for automatic evaluation of summaries, 2004)"
    )

    def __init__(self, order: str) -> None:
        self.order = order
        self.name = f"ROUGE-{order}"

    @staticmethod
    def available() -> bool:
        """Whether the optional library is installed (extra "evals")."""
        return find_spec("rouge_score") is not None

    def of(self, case: Case) -> float | None:
        """None for a question without a human's answer."""
        if not case.question.answer:
            return None
        if not case.answer.answered:
            return 0.0
        kind = f"rouge{self.order}"
        shown = first_words(case.answer_text, WORDS)
        return float(_scorer(kind).score(case.question.answer, shown)[kind].fmeasure)


@lru_cache
def _scorer(kind: str) -> Any:  # noqa: ANN401 (the library has no types)
    from rouge_score.rouge_scorer import RougeScorer

    return RougeScorer([kind], use_stemmer=True)
