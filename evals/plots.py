"""Plots of an evaluation as SVG, ready to stand inside a page."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from evals.metrics.metric import Unit
from evals.results import Ablation, Report
from evals.wording import NONE, headline_metrics

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Okabe and Ito's colours, told apart by everybody.
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00")
_LABEL = 40
_LEVEL = 0.05
_INK = "#33414e"


def metrics_plot(report: Report) -> str:
    """Bars of the shares of the report, beside those of its baselines; a data address."""
    infos = [info for info in headline_metrics(report) if info.unit is Unit.SHARE]
    systems = [(report.settings.system, report.overall)]
    systems += [(comparison.baseline, comparison.figures) for comparison in report.comparisons]
    names = [info.name + ("" if info.higher_is_better else "\n(lower is better)") for info in infos]
    thickness = 0.8 / len(systems)
    with canvas(8.4, 0.9 + len(infos) * (0.26 + 0.14 * len(systems))) as (drawing, axes):
        for place, (system, figures) in enumerate(systems):
            values = [figures.get(info.name) for info in infos]
            heights = [
                row + (place - (len(systems) - 1) / 2) * thickness for row in range(len(infos))
            ]
            bars = axes.barh(
                heights,
                [value or 0.0 for value in values],
                height=thickness * 0.9,
                color=COLOURS[place % 6],
                label=_plain(system),
            )
            labels = [NONE if v is None else f"{v:.2f}" for v in values]
            axes.bar_label(bars, labels, padding=3, fontsize=8)
        axes.set_yticks(range(len(infos)), names)
        axes.invert_yaxis()
        axes.set_xlim(0, 1.08)
        axes.grid(axis="x", color="#e3e8ee", linewidth=0.8)
        if len(systems) > 1:
            axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=3, frameon=False)
        return data_address(drawing)


def latency_plot(report: Report) -> str:
    """Share of the questions done within a time, for retrieval and answer; a data address."""
    curves = {
        "retrieval": sorted(row.search_seconds * 1000 for row in report.questions),
        "whole answer": sorted(row.seconds * 1000 for row in report.questions),
    }
    with canvas(8.4, 3.2) as (drawing, axes):
        for colour, (name, times) in zip(COLOURS, curves.items(), strict=False):
            shares = [(rank + 1) / len(times) for rank in range(len(times))]
            axes.step([times[0], *times], [0.0, *shares], where="post", color=colour, label=name)
        axes.axhline(0.95, color="#9aa7b4", linewidth=0.8, linestyle="--")
        axes.annotate("95%", (1, 0.95), xycoords=("axes fraction", "data"), fontsize=8, color=_INK)
        axes.set_xscale("log")
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:g}")
        axes.xaxis.set_minor_formatter(lambda value, _: "")
        axes.set_xlabel("milliseconds (logarithmic)")
        axes.set_ylabel("share of questions")
        axes.set_ylim(0, 1.03)
        axes.grid(color="#e3e8ee", linewidth=0.8)
        axes.legend(loc="lower right", frameon=False)
        return data_address(drawing)


def ablation_plot(ablation: Ablation) -> str:
    """Bars of what each figure loses without each part of the retriever; a data address.

    Pale bars may be chance.
    """
    names = [difference.metric for difference in ablation.parts[0].differences]
    thickness = 0.8 / len(names)
    with canvas(8.4, 0.9 + len(ablation.parts) * (0.2 + 0.12 * len(names))) as (drawing, axes):
        for place, name in enumerate(names):
            found = [part.differences[place] for part in ablation.parts]
            bars = axes.barh(
                [row + (place - (len(names) - 1) / 2) * thickness for row in range(len(found))],
                [-difference.change for difference in found],
                height=thickness * 0.9,
                color=COLOURS[place % 6],
                label=name,
            )
            for bar, difference in zip(bars, found, strict=True):
                bar.set_alpha(1.0 if difference.adjusted < _LEVEL else 0.35)
        axes.axvline(0, color=_INK, linewidth=0.8)
        axes.set_yticks(range(len(ablation.parts)), [part.name for part in ablation.parts])
        axes.invert_yaxis()
        axes.set_xlabel(f"change when the part is switched off (pale: p ≥ {_LEVEL})")
        axes.grid(axis="x", color="#e3e8ee", linewidth=0.8)
        axes.legend(frameon=False, fontsize=8)
        return data_address(drawing)


@contextmanager
def canvas(width: float, height: float) -> Iterator[tuple[Figure, Axes]]:
    """A figure of `width` × `height` inches with one pair of axes, in the style of the reports."""
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    style: Any = {
        "svg.hashsalt": "cop",
        "font.size": 9,
        "text.color": _INK,
        "axes.labelcolor": _INK,
        "xtick.color": _INK,
        "ytick.color": _INK,
        "axes.edgecolor": "#c8d1da",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
    }
    with matplotlib.rc_context(style):
        drawing = Figure(figsize=(width, height), layout="constrained")
        FigureCanvasSVG(drawing)
        yield drawing, drawing.subplots()


def data_address(drawing: Figure) -> str:
    """The drawing as an address that an `img` shows without a file beside the page."""
    stream = io.BytesIO()
    drawing.savefig(stream, format="svg", transparent=True, metadata={"Date": None})
    return "data:image/svg+xml;base64," + base64.b64encode(stream.getvalue()).decode()


def _plain(text: str) -> str:
    """A legend's text: no mathematics is read into it, and it leaves room for the plot."""
    short = text if len(text) <= _LABEL else text[: _LABEL - 1] + "…"
    return short.replace("$", r"\$")
