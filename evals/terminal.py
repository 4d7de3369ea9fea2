"""The evaluation report in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evals.results import Ablation, Comparison, Report
from evals.wording import (
    ALL,
    FEW,
    RETRIEVAL,
    brought,
    figure,
    headline_metrics,
    p_value,
    retrievers,
    rows,
    verdict,
)

if TYPE_CHECKING:
    from rich.console import Console

_KIND, _COLUMN = 24, 11  # characters of the first columns and of each figure's
_LISTED = 12
"""Failed questions that are listed; the HTML report has all."""


def show(report: Report, console: Console) -> None:
    """Print the per-kind table, comparisons and the first failed questions."""
    settings = report.settings
    console.print(
        f"{settings.system}: {len(report.questions)} questions on {settings.documents} "
        f"document(s), {settings.passages} passages, model {settings.model}",
        markup=False,
        highlight=False,
    )
    _kinds(report, console)
    _retrievers(report, console)
    for comparison in report.comparisons:
        _comparison(report, comparison, console)
    if report.ablation:
        _ablation(report.ablation, console)
    for note in report.notes:
        console.print(f"Note: {note}", markup=False, highlight=False)
    _failed(report, console)


def _kinds(report: Report, console: Console) -> None:
    """A few figures for each kind, then all that matter over all questions."""
    from rich.table import Table
    from rich.text import Text

    few = headline_metrics(report, FEW)[: max(3, (console.width - _KIND) // _COLUMN)]
    table = Table(box=None, padding=(0, 1), header_style="bold")
    table.add_column("kind", no_wrap=True)
    table.add_column("n", justify="right")
    for info in few:
        table.add_column(_narrow(info.name), justify="right", no_wrap=True)
    for kind, count, figures in rows(report):
        values = [figure(figures.get(info.name), info.unit) for info in few]
        style = "bold" if kind == ALL else None
        table.add_row(Text(kind.replace("_", " ")), str(count), *values, style=style)
    console.print(table)
    together = Table(box=None, padding=(0, 1), header_style="bold")
    together.add_column("all questions", no_wrap=True)
    together.add_column("", justify="right")
    together.add_column("")
    for info in headline_metrics(report):
        value = figure(report.overall.get(info.name), info.unit)
        together.add_row(info.name, value, Text(info.description, style="dim"))
    console.print(together)


def _narrow(name: str) -> str:
    """A heading of short lines."""
    return name.replace("misattribution", "misattri-\nbution").replace(" ", "\n")


def _retrievers(report: Report, console: Console) -> None:
    """The retrieval figures of all systems, one a line."""
    from rich.table import Table
    from rich.text import Text

    lines = retrievers(report)
    if not lines:
        return
    table = Table(title="retrieval", box=None, padding=(0, 1), header_style="bold")
    table.add_column("", no_wrap=True)
    for info in headline_metrics(report, RETRIEVAL):
        table.add_column(_narrow(info.name), justify="right", no_wrap=True)
    for system, cells in lines:
        table.add_row(Text(system), *cells)
    console.print(table)


def _ablation(ablation: Ablation, console: Console) -> None:
    """What each figure loses without each part, with its adjusted p."""
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=f"what each part of the retriever brings ({ablation.questions} questions)",
        box=None,
        padding=(0, 1),
        header_style="bold",
    )
    table.add_column("change without", no_wrap=True)
    first, *_ = ablation.parts
    for found in first.differences:
        table.add_column(_narrow(found.metric), justify="right", no_wrap=True)
    table.add_row("(with all)", *(f"{d.value:.3f}" for d in first.differences), style="bold")
    for part in ablation.parts:
        table.add_row(Text(part.name), *(brought(d) for d in part.differences))
    console.print(table)


def _comparison(report: Report, comparison: Comparison, console: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=Text(f"beside {comparison.baseline}"), box=None, padding=(0, 1), header_style="bold"
    )
    for name in ("", "n", "this", "baseline", "change", "95% interval", "p", "adjusted p", ""):
        table.add_column(name, justify="left" if not name else "right")
    units = {info.name: info.unit for info in report.metrics}
    for d in comparison.differences:
        table.add_row(
            Text(d.metric, no_wrap=True),
            str(d.questions),
            figure(d.value, units[d.metric]),
            figure(d.baseline, units[d.metric]),
            f"{d.change:+.3f}",
            f"{d.low:+.3f} … {d.high:+.3f}",
            p_value(d.p),
            p_value(d.adjusted),
            verdict(d, report.metrics),
        )
    console.print(table)
    for name in ("retrieval p50", "retrieval p95", "answer p50", "answer p95"):
        mine, theirs = report.overall.get(name), comparison.figures.get(name)
        if mine is not None and theirs is not None:
            console.print(
                f"{name}: {figure(mine, units[name])}, baseline {figure(theirs, units[name])}",
                markup=False,
                highlight=False,
            )


def _failed(report: Report, console: Console) -> None:
    failed = report.failed
    if not failed:
        console.print("Every question went right.", highlight=False)
        return
    console.print(f"{len(failed)} question(s) with a problem:", highlight=False)
    for row in failed[:_LISTED]:
        console.print(f"  {row.id}  {row.question}", markup=False, highlight=False)
        for problem in row.problems:
            console.print(f"      {problem}", markup=False, highlight=False)
    if len(failed) > _LISTED:
        console.print(f"  … and {len(failed) - _LISTED} more: --report FILE.html has all")
