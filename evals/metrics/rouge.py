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

ORDERS = ("1", "2", "L")
"""What is counted: words, pairs of words, the longest common subsequence."""


class Rouge(Metric):
    """`order`: one of `ORDERS`."""

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
        return rouge(self.order, case.question.answer, case.answer_text)


def rouge(order: str, human: str, text: str) -> float:
    """F of the first 120 words of `text` against a human's answer, 0 to 1.

    >>> round(rouge("2", "The line opens at night.", "The line opened"), 2)
    0.67
    """
    kind = f"rouge{order}"
    shown = first_words(text, WORDS)
    return float(_scorer(kind).score(human, shown)[kind].fmeasure)


@lru_cache
def _scorer(kind: str) -> Any:  # noqa: ANN401 (the library has no types)
    from rouge_score.rouge_scorer import RougeScorer

    return RougeScorer([kind], use_stemmer=True)
