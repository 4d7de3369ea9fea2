"""What a metric is: a declared figure with its source, computed per question and over many."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from enum import StrEnum
from statistics import fmean
from typing import ClassVar

from evals.case import Case


class Unit(StrEnum):
    """How a figure is read."""

    SHARE = "share"
    COUNT = "count"
    SECONDS = "seconds"


class Metric(ABC):
    """One figure.

    A metric says None for a question that it does not apply to, and for a set of questions
    without one that it applies to.
    """

    name: str
    description: ClassVar[str]
    citation: ClassVar[str]
    unit: ClassVar[Unit] = Unit.SHARE
    higher_is_better: ClassVar[bool] = True

    @abstractmethod
    def of(self, case: Case) -> float | None:
        """The figure for one question."""

    def over(self, cases: Sequence[Case]) -> float | None:
        """The figure for a set of questions: the mean over those that it applies to."""
        values = [value for case in cases if (value := self.of(case)) is not None]
        return fmean(values) if values else None
