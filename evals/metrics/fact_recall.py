"""Recall of facts in the answer's words."""

from __future__ import annotations

from typing import ClassVar

from evals.case import Case
from evals.metrics.metric import Metric
from evals.text import fold


class FactRecall(Metric):
    """Compared after NFKC and case folding, white space of any kind as one space."""

    name = "fact recall"
    description: ClassVar[str] = "Share of the strings of a right answer found in the answer."
    citation: ClassVar[str] = (
        "nugget recall (Voorhees: Overview of the TREC 2003 question answering track) with "
        "nuggets matched as strings"
    )

    def of(self, case: Case) -> float | None:
        """None for a question without facts; 0 where it was refused."""
        if not case.question.facts:
            return None
        return 1 - len(self.missing(case)) / len(case.question.facts)

    def missing(self, case: Case) -> list[str]:
        """The facts that the answer does not have."""
        if not case.answer.answered:
            return list(case.question.facts)
        shown = fold(case.answer_text)
        return [fact for fact in case.question.facts if fold(fact) not in shown]
