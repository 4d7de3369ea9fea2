"""The benchmark in the terminal and as a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from evals.bench_results import BenchReport, Run

if TYPE_CHECKING:
    from rich.console import Console

_MB = 1e6


class Row(NamedTuple):
    """One figure of a run, how it is written, and whether more of it is better."""

    name: str
    value: Callable[[Run], float | None]
    unit: str
    more_is_better: bool


ROWS = (
    Row("ingestion, pages/s", lambda r: r.pages_per_second, "", True),
    Row("ingestion, passages/s", lambda r: r.pieces_per_second, "", True),
    Row("passages in the index", lambda r: r.ingestion.pieces, "count", True),
    Row("ingestion, whole", lambda r: r.ingestion.seconds, "s", False),
    Row("– reading", lambda r: r.ingestion.reading, "s", False),
    Row("– embedding", lambda r: r.ingestion.embedding, "s", False),
    Row("– indexing", lambda r: r.ingestion.indexing, "s", False),
    Row("– processor time", lambda r: r.ingestion.processor or None, "s", False),
    Row("retrieval p50", lambda r: r.querying.retrieval_p50, "ms", False),
    Row("retrieval p95", lambda r: r.querying.retrieval_p95, "ms", False),
    Row("first words p50", lambda r: r.querying.first_words_p50, "ms", False),
    Row("first words p95", lambda r: r.querying.first_words_p95, "ms", False),
    Row("whole answer p50", lambda r: r.querying.answer_p50, "ms", False),
    Row("whole answer p95", lambda r: r.querying.answer_p95, "ms", False),
    Row("start to first passages", lambda r: r.querying.start, "s", False),
    Row("peak memory, ingestion", lambda r: r.ingestion.peak_bytes, "MB", False),
    Row("– of a reading process", lambda r: r.ingestion.reader_bytes or None, "MB", False),
    Row("peak memory, questions", lambda r: r.querying.peak_bytes, "MB", False),
    Row("on disk", lambda r: r.ingestion.disk_bytes, "MB", False),
)
_NO_RATIO = {"passages in the index", "ingestion, passages/s"}


def written(value: float | None, unit: str) -> str:
    """A figure with its unit.

    >>> written(0.0421, "ms"), written(12.3, "s"), written(5.1e8, "MB"), written(None, "s")
    ('42.1 ms', '12.3 s', '510 MB', '–')
    """
    if value is None:
        return "–"
    if unit == "count":
        return f"{value:,.0f}"
    if unit == "ms":
        return f"{value * 1000:.3g} ms" if value < 1 else f"{value * 1000:,.0f} ms"
    if unit == "MB":
        return f"{value / _MB:,.0f} MB" if value >= 10 * _MB else f"{value / _MB:.1f} MB"
    return f"{value:.1f} {unit}".strip()


def ratio(row: Row, ours: Run, theirs: Run) -> str:
    """How many times better ours is: above 1 is faster or smaller.

    Passages and chunks differ in size, so that their numbers have no ratio.
    """
    mine, other = row.value(ours), row.value(theirs)
    if row.name in _NO_RATIO or not mine or not other:
        return ""
    return f"×{(mine / other if row.more_is_better else other / mine):.2f}"


def growth(report: BenchReport) -> list[str]:
    """What 100,000 more passages cost each system, in one line each; see `Growth`."""
    return [
        f"{grown.system} per 100,000 passages more: "
        f"memory of questions {grown.questions_bytes / _MB:,.0f} MB, "
        f"of ingestion {grown.ingestion_bytes / _MB:,.0f} MB, "
        f"on disk {grown.disk_bytes / _MB:,.0f} MB"
        for grown in report.growth
    ]


def about(report: BenchReport) -> str:
    """Machine and model in one line."""
    machine = report.machine
    vectors = "random vectors (embedding not measured)" if report.random_vectors else report.model
    return f"{machine.processor}, {machine.cores} cores, Python {machine.python}; {vectors}"


def show(report: BenchReport, console: Console) -> None:
    """Print a table for each collection: figures, and ours beside each baseline as ratio."""
    from rich.table import Table

    console.print(about(report), markup=False, highlight=False)
    for runs in report.collections():
        ours = runs[0]
        table = Table(
            title=f"{ours.collection}, {ours.words:,} words",
            box=None,
            padding=(0, 1),
            header_style="bold",
        )
        table.add_column("")
        for run in runs:
            table.add_column(run.system, justify="right")
            if run is not ours:
                table.add_column("ours is", justify="right", style="bold")
        for row in ROWS:
            cells = []
            for run in runs:
                cells.append(written(row.value(run), row.unit))
                if run is not ours:
                    cells.append(ratio(row, ours, run))
            if any(cell not in ("–", "") for cell in cells):
                table.add_row(row.name, *cells)
        console.print(table)
    for line in growth(report):
        console.print(line, markup=False, highlight=False)


def html(report: BenchReport) -> str:
    """The page: a table for each collection and, over several sizes, how cost grows."""
    from evals.report import environment

    return (
        environment()
        .get_template("bench.html")
        .render(
            report=report,
            about=about(report),
            collections=report.collections(),
            rows=ROWS,
            written=written,
            ratio=ratio,
            plots=_plots(report),
        )
    )


def write_html(report: BenchReport, path: Path) -> None:
    """Write the page; makes the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(html(report), encoding="utf-8")


_DRAWN: tuple[tuple[str, str, Callable[[Run], float]], ...] = (
    ("Ingestion", "seconds", lambda r: r.ingestion.seconds),
    ("Start", "seconds", lambda r: r.querying.start),
    ("Retrieval, p50", "milliseconds", lambda r: r.querying.retrieval_p50 * 1000),
    ("Retrieval, p95", "milliseconds", lambda r: r.querying.retrieval_p95 * 1000),
    ("Whole answer, p95", "milliseconds", lambda r: (r.querying.answer_p95 or 0.0) * 1000),
    ("Peak memory of questions", "MB", lambda r: r.querying.peak_bytes / _MB),
    ("Peak memory of ingestion", "MB", lambda r: r.ingestion.peak_bytes / _MB),
    ("On disk", "MB", lambda r: r.ingestion.disk_bytes / _MB),
)


def _plots(report: BenchReport) -> list[tuple[str, str]]:
    """Title and picture of each cost against the words of the collection; none for one size."""
    from matplotlib.ticker import LogLocator, NullLocator

    from evals.plots import COLOURS, canvas, data_address

    groups = report.collections()
    if len(groups) < 2:
        return []
    systems = [run.system for run in groups[0]]
    pictures = []
    for title, unit, value in _DRAWN:
        lines = [
            [(run.words, value(run)) for group in groups for run in group if run.system == system]
            for system in systems
        ]
        if not any(figure for line in lines for _, figure in line):
            continue
        with canvas(4.6, 3.1) as (drawing, axes):
            for colour, system, line in zip(COLOURS, systems, lines, strict=False):
                if points := [point for point in line if point[1]]:  # some only retrieve
                    axes.plot(*zip(*points, strict=True), marker="o", color=colour, label=system)
            axes.set_xscale("log")
            axes.set_yscale("log")
            axes.set_xticks([group[0].words for group in groups], minor=False)
            axes.xaxis.set_minor_locator(NullLocator())
            axes.xaxis.set_major_formatter(lambda number, _: f"{number:,.0f}")
            axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
            axes.yaxis.set_minor_locator(NullLocator())
            axes.yaxis.set_major_formatter(lambda number, _: f"{number:,g}")
            axes.set_xlabel("words in the collection")
            axes.set_ylabel(unit)
            axes.grid(color="#e3e8ee", linewidth=0.8)
            axes.legend(frameon=False, fontsize=8)
            pictures.append((title, data_address(drawing)))
    return pictures
