"""How figures are written for people."""

from __future__ import annotations

from collections.abc import Sequence

from evals.metrics import retrieval_metrics
from evals.metrics.metric import Unit
from evals.results import Difference, Figures, MetricInfo, Report

NONE = "–"
ALL = "all"

RETRIEVAL = tuple(metric.name for metric in retrieval_metrics())
"""The figures that retrievers are compared by."""

HEADLINES = (
    *RETRIEVAL,
    "RR",
    "citation precision",
    "citation recall",
    "fact recall",
    "misattribution rate",
    "answered",
    "refusal precision",
    "refusal recall",
    "refusal F1",
    "ROUGE-1",
    "ROUGE-2",
    "ROUGE-L",
    "retrieval p95",
    "answer p95",
)
"""The figures of the per-kind table of the page; the report has all of them."""

FEW = (
    "doc@1",
    "hit@1000c",
    "citation precision",
    "fact recall",
    "misattribution rate",
    "refusal recall",
    "answered",
    "recall@6000c",
    "ROUGE-L",
    "answer p95",
)
"""Those of the per-kind table in the terminal, the most telling first: not all may have room."""


def figure(value: float | None, unit: Unit) -> str:
    """A figure with its unit; a dash where it does not apply.

    >>> figure(0.925, Unit.SHARE), figure(0.0412, Unit.SECONDS), figure(None, Unit.COUNT)
    ('0.925', '41 ms', '–')
    """
    if value is None:
        return NONE
    if unit is Unit.COUNT:
        return f"{value:.0f}"
    if unit is Unit.SECONDS:
        return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.0f} ms"
    return f"{value:.3f}"


def headline_metrics(report: Report, names: Sequence[str] = HEADLINES) -> list[MetricInfo]:
    """Of the figures called `names`, those that apply to any question of the set."""
    infos = {info.name: info for info in report.metrics}
    return [infos[name] for name in names if name in infos and report.overall.get(name) is not None]


def rows(report: Report) -> list[tuple[str, int, Figures]]:
    """Kind, number of questions and figures: each kind, then all together."""
    kinds = [(row.kind, row.questions, row.figures) for row in report.kinds]
    together = (ALL, len(report.questions), report.overall)
    return [together] if len(kinds) < 2 else [*kinds, together]


def retrievers(report: Report) -> list[tuple[str, list[str]]]:
    """Each system with its retrieval figures, the report's first; baselines with adjusted p.

    Empty where nothing is compared or no question has gold evidence.
    """
    infos = headline_metrics(report, RETRIEVAL)
    if not infos or not report.comparisons:
        return []
    ours = [figure(report.overall.get(info.name), info.unit) for info in infos]
    lines = [(report.settings.system, ours)]
    for comparison in report.comparisons:
        found = {difference.metric: difference for difference in comparison.differences}
        lines.append((comparison.baseline, [_beside(found.get(info.name)) for info in infos]))
    return lines


def _beside(difference: Difference | None) -> str:
    if difference is None:
        return NONE
    return f"{difference.baseline:.3f} (p {p_value(difference.adjusted)})"


def p_value(p: float) -> str:
    """A p-value, never as a bare zero.

    >>> p_value(0.0004), p_value(0.04)
    ('<0.001', '0.040')
    """
    return "<0.001" if p < 0.001 else f"{p:.3f}"


def brought(difference: Difference) -> str:
    """What is won or lost by leaving a part of the retriever out, with its adjusted p."""
    return f"{-difference.change:+.3f} (p {p_value(difference.adjusted)})"


def verdict(difference: Difference, metrics: Sequence[MetricInfo], level: float = 0.05) -> str:
    """Whether a figure is better or worse than the baseline's beyond chance.

    `level`: the share of false findings that is accepted.
    """
    if difference.adjusted >= level or difference.change == 0:
        return "no difference shown"
    up = next(m.higher_is_better for m in metrics if m.name == difference.metric)
    return "better" if (difference.change > 0) == up else "worse"
