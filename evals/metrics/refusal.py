"""Refusals: the answers that say that the documents do not say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from evals.case import Case
from evals.metrics.metric import Metric

_CITATION = (
    "unanswerable questions as the positive class (Rajpurkar, Jia, Liang: Know what you don't "
    "know, ACL 2018)"
)


def _refused(case: Case) -> bool:
    return not case.answer.answered


def _any_unanswerable(cases: Sequence[Case]) -> bool:
    return any(not case.question.answerable for case in cases)


def _rightly(cases: Sequence[Case]) -> int:
    return sum(_refused(case) and not case.question.answerable for case in cases)


class RefusalPrecision(Metric):
    """None where nothing was refused, and for a set without an unanswerable question."""

    name = "refusal precision"
    description: ClassVar[str] = "Share of the refused questions that are unanswerable."
    citation: ClassVar[str] = _CITATION

    def of(self, case: Case) -> float | None:
        """Whether a refusal was right; None where there was none."""
        return float(not case.question.answerable) if _refused(case) else None

    def over(self, cases: Sequence[Case]) -> float | None:
        """The mean over the refused questions; without unanswerable ones it would say nothing."""
        return super().over(cases) if _any_unanswerable(cases) else None


class RefusalRecall(Metric):
    """None where every question is answerable."""

    name = "refusal recall"
    description: ClassVar[str] = "Share of the unanswerable questions that were refused."
    citation: ClassVar[str] = _CITATION

    def of(self, case: Case) -> float | None:
        """Whether an unanswerable question was refused; None for an answerable one."""
        return None if case.question.answerable else float(_refused(case))


class RefusalF1(Metric):
    """Defined for sets of questions only; None where no question is unanswerable."""

    name = "refusal F1"
    description: ClassVar[str] = "Harmonic mean of refusal precision and refusal recall."
    citation: ClassVar[str] = _CITATION

    def of(self, case: Case) -> float | None:
        """None: one question has no F1."""
        return None

    def over(self, cases: Sequence[Case]) -> float | None:
        """Twice the right refusals over refused plus unanswerable questions."""
        if not _any_unanswerable(cases):
            return None
        both = sum(_refused(case) for case in cases)
        both += sum(not case.question.answerable for case in cases)
        return 2 * _rightly(cases) / both
