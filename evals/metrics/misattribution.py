"""Sentences shown for a delegation that did not say them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from evals.case import Case
from evals.metrics.metric import Metric, Unit


class MisattributionRate(Metric):
    """Applies to answered questions about somebody: the gold `who`, else whom they name."""

    name = "misattribution rate"
    description: ClassVar[str] = (
        "Share of the sentences shown on a delegation none of whose citations it spoke."
    )
    citation: ClassVar[str] = (
        "speaker form of attributable-to-identified-sources (Rashkin et al.: Measuring "
        "attribution in natural language generation models, Computational Linguistics 49, 2023)"
    )
    higher_is_better: ClassVar[bool] = False

    def of(self, case: Case) -> float | None:
        """None where nobody was asked about or nothing was shown."""
        if not case.who or not case.answer.sentences:
            return None
        return len(case.misattributed()) / len(case.answer.sentences)

    def over(self, cases: Sequence[Case]) -> float | None:
        """Share of all sentences shown, not the mean over questions."""
        about = [case for case in cases if case.who and case.answer.sentences]
        if not about:
            return None
        shown = sum(len(case.answer.sentences) for case in about)
        return sum(len(case.misattributed()) for case in about) / shown


class Misattributions(Metric):
    """The same as a count."""

    name = "misattributions"
    description: ClassVar[str] = "Number of sentences shown that the delegation did not say."
    citation: ClassVar[str] = MisattributionRate.citation
    unit: ClassVar[Unit] = Unit.COUNT
    higher_is_better: ClassVar[bool] = False

    def of(self, case: Case) -> float | None:
        """None where nobody was asked about."""
        return float(len(case.misattributed())) if case.who else None

    def over(self, cases: Sequence[Case]) -> float | None:
        """The sum."""
        values = [value for case in cases if (value := self.of(case)) is not None]
        return sum(values) if values else None
