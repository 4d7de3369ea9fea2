"""How long a question takes."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import ClassVar

from evals.case import Case
from evals.metrics.metric import Metric, Unit


class Step(StrEnum):
    """What is timed."""

    RETRIEVAL = "retrieval"
    ANSWER = "answer"


class Latency(Metric):
    """`step`: what is timed; `percentile`: 50 is the median, 95 what the slow ones take."""

    description: ClassVar[str] = "Wall-clock seconds that this share of the questions stay under."
    citation: ClassVar[str] = (
        "percentiles by linear interpolation (Hyndman, Fan: Sample quantiles in statistical "
        "packages, 1996, type 7)"
    )
    unit: ClassVar[Unit] = Unit.SECONDS
    higher_is_better: ClassVar[bool] = False

    def __init__(self, step: Step, percentile: int) -> None:
        self.step = step
        self.percentile = percentile
        self.name = f"{step} p{percentile}"

    def of(self, case: Case) -> float | None:
        """The seconds of one question."""
        return case.search_seconds if self.step is Step.RETRIEVAL else case.seconds

    def over(self, cases: Sequence[Case]) -> float | None:
        """The percentile; None without questions."""
        if not cases:
            return None
        import numpy as np

        seconds = [self.of(case) or 0.0 for case in cases]
        return float(np.percentile(seconds, self.percentile))
