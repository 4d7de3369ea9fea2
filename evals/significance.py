"""Whether a difference between two systems on the same questions is more than chance.

The test is Fisher's paired randomisation test, which Smucker, Allan and Carterette (A comparison
of statistical significance tests for information retrieval evaluation, CIKM 2007) recommend over
Wilcoxon's and the sign test; it assumes no distribution of the figures. Over the many figures of
a report, the p-values are adjusted after Benjamini and Hochberg (1995). The interval is a
bias-corrected bootstrap interval (Efron 1987). All three are SciPy's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from evals.metrics.metric import Unit
from evals.results import BadReport, Comparison, Difference, Figures, Report

if TYPE_CHECKING:
    import numpy as np

RESAMPLES = 9999
_SEED = 24
FEWEST = 2
"""Questions that a figure needs to be compared."""


def compare(report: Report, baseline: Report, name: str) -> Comparison:
    """All figures of two reports on the same questions, paired by the questions' ids.

    `name` is what the baseline is called. A figure is compared over the questions for which
    both reports have it; those of whole sets only (F1) and of time (percentiles, which depend on
    what else the machine does) are not. Raises `BadReport` where the reports share no
    question.
    """
    theirs = {row.id: row for row in baseline.questions}
    pairs = [
        (row.figures, theirs[row.id].figures)
        for row in report.questions
        if row.id in theirs and theirs[row.id].question == row.question
    ]
    if not pairs:
        raise BadReport(f"{name}: has no question of this set; evaluate the same set with both")
    differences = [
        found
        for info in report.metrics
        if info.unit is not Unit.SECONDS and (found := difference(info.name, pairs)) is not None
    ]
    adjust(differences)
    return Comparison(baseline=name, figures=baseline.overall, differences=differences)


def difference(metric: str, pairs: Sequence[tuple[Figures, Figures]]) -> Difference | None:
    """One figure of a system and of a baseline, for the same question in each pair.

    None where fewer than two questions have it for both. The p-value still has to be adjusted
    for the number of figures that are looked at (`adjust`).
    """
    values = [
        (mine, their)
        for figures, others in pairs
        if (mine := figures.get(metric)) is not None and (their := others.get(metric)) is not None
    ]
    if len(values) < FEWEST:
        return None
    import numpy as np

    mine, their = np.array(values, dtype=float).T
    low, high = interval(mine - their)
    return Difference(
        metric=metric,
        questions=len(values),
        baseline=float(their.mean()),
        value=float(mine.mean()),
        low=low,
        high=high,
        p=p_value(mine, their),
        adjusted=1.0,
    )


def p_value(mine: np.ndarray, theirs: np.ndarray) -> float:
    """Two-sided p of the paired randomisation test on the difference of the means.

    `mine` and `theirs`: shape (n,), the figures of both systems for the same n questions. Exact
    for few questions (all 2ⁿ sign changes), else with 9,999 random ones, the same on every run.

    >>> import numpy as np
    >>> p_value(np.ones(4), np.zeros(4))
    0.125
    """
    import numpy as np
    from scipy.stats import permutation_test

    if np.array_equal(mine, theirs):
        return 1.0
    result = permutation_test(
        (mine, theirs),
        lambda a, b, axis: np.mean(a - b, axis=axis),
        permutation_type="samples",
        vectorized=True,
        n_resamples=RESAMPLES,
        rng=np.random.default_rng(_SEED),
    )
    return float(result.pvalue)


def interval(differences: np.ndarray) -> tuple[float, float]:
    """95% interval of the mean of the differences, shape (n,)."""
    import numpy as np
    from scipy.stats import bootstrap

    if np.ptp(differences) == 0:
        return float(differences[0]), float(differences[0])
    found = bootstrap(
        (differences,),
        np.mean,
        n_resamples=RESAMPLES,
        method="BCa",
        rng=np.random.default_rng(_SEED),
    ).confidence_interval
    return float(found.low), float(found.high)


def adjust(differences: Sequence[Difference]) -> None:
    """Set the adjusted p-values of figures that are looked at together."""
    if not differences:
        return
    from scipy.stats import false_discovery_control

    adjusted = false_discovery_control([found.p for found in differences])
    for found, value in zip(differences, adjusted, strict=True):
        found.adjusted = float(value)
