"""The evaluation report as one HTML page that needs nothing beside it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from evals.metrics.metric import Unit
from evals.results import Report
from evals.wording import (
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
    from jinja2 import Environment
    from markdown_it import MarkdownIt
    from markupsafe import Markup

_TILES = ("hit@1000c", "recall@6000c", "fact recall", "citation precision", "answer p95")


def html(report: Report) -> str:
    """The page: tiles, per-kind table, plots, comparisons, failed questions, definitions.

    Everything a document or question brings in is escaped; the page holds no script and may
    fetch nothing.
    """
    from evals.plots import ablation_plot, latency_plot, metrics_plot

    infos = {info.name: info for info in report.metrics}
    tiles = [
        infos[name] for name in _TILES if name in infos and report.overall.get(name) is not None
    ]
    return (
        environment()
        .get_template("report.html")
        .render(
            report=report,
            tiles=tiles,
            headlines=headline_metrics(report),
            rows=rows(report),
            infos=infos,
            metrics_plot=metrics_plot(report),
            latency_plot=latency_plot(report),
            ablation_plot=ablation_plot(report.ablation) if report.ablation else "",
            retrievers=retrievers(report),
            retrieval=[info.name for info in headline_metrics(report, RETRIEVAL)],
        )
    )


def write_html(report: Report, path: Path) -> None:
    """Write the page; makes the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(html(report), encoding="utf-8")


def markdown(text: str) -> Markup:
    """Markdown of an answer as HTML, without links and pictures; HTML in it is shown as text."""
    from markupsafe import Markup

    return Markup(_markdown().render(text))


@lru_cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    return parser.disable(["image", "link", "autolink"])


@lru_cache
def environment() -> Environment:
    """Templates of the reports: escaping always on, an unknown name is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(figure=figure, p_value=p_value, markdown=markdown)
    made.globals.update(verdict=verdict, brought=brought, SHARE=Unit.SHARE)
    return made
