"""The map as a picture: a heat map, drawn by matplotlib."""

from __future__ import annotations

import io
from textwrap import shorten
from typing import TYPE_CHECKING

import numpy as np

from ui.map.delegations import DelegationMap

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.typing import ColorType

COLOURS = "Blues"
ROW, COLUMN = 0.27, 0.52
"""Inches of a cell."""
LONGEST = 30
"""Characters of a name on an axis."""


def cell_name(row: int, column: int) -> str:
    """What the SVG calls a cell.

    >>> cell_name(2, 0)
    'cell-2-0'
    """
    return f"cell-{row}-{column}"


def drawn(shown: DelegationMap) -> Figure:
    """The figure: the darker a cell, the more was said (the square root of its words)."""
    from matplotlib.figure import Figure
    from matplotlib.patches import Rectangle

    rows, columns = len(shown.delegations), len(shown.columns)
    figure = Figure(figsize=(2.6 + COLUMN * columns, 1.9 + ROW * rows), layout="constrained")
    axes = figure.subplots()
    words = np.array([counts for _, counts in shown.rows()], float).reshape(rows, columns)
    shade = np.sqrt(words / max(1.0, words.max(initial=0)))
    from matplotlib import colormaps

    for (row, column), depth in np.ndenumerate(shade):
        face = colormaps[COLOURS](0.12 + 0.8 * depth) if depth else "#f6f7f9"
        patch = Rectangle((column, row), 1, 1, facecolor=face, edgecolor="white", linewidth=1.5)
        patch.set_gid(cell_name(row, column))
        axes.add_patch(patch)
        if depth:
            axes.text(
                column + 0.5,
                row + 0.5,
                f"{words[row, column]:.0f}",
                ha="center",
                va="center",
                fontsize=7.5,
                color=_readable_on(face),
            )
    axes.set(xlim=(0, max(columns, 1)), ylim=(max(rows, 1), 0))
    axes.set_xticks(
        [n + 0.5 for n in range(columns)],
        [_short(name) for name in shown.columns],
        rotation=40,
        ha="left",
        rotation_mode="anchor",
    )
    axes.set_yticks([n + 0.5 for n in range(rows)], [_short(name) for name in shown.delegations])
    axes.xaxis.tick_top()
    axes.tick_params(length=0, labelsize=8.5)
    for spine in axes.spines.values():
        spine.set_visible(False)
    return figure


def png(shown: DelegationMap) -> bytes:
    """The picture for a document or a slide."""
    return _saved(shown, "png")


def svg(shown: DelegationMap) -> str:
    """The picture for a page; each cell is the group `cell_name(row, column)`, words are text."""
    from matplotlib import rc_context

    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "map"}):
        return _saved(shown, "svg").decode()


def _saved(shown: DelegationMap, form: str) -> bytes:
    buffer = io.BytesIO()
    metadata = {"Date": None} if form == "svg" else {}
    drawn(shown).savefig(buffer, format=form, dpi=150, metadata=metadata)
    return buffer.getvalue()


def _readable_on(face: ColorType) -> str:
    """Black or white, whichever stands out more (relative luminance as WCAG defines it)."""
    from matplotlib.colors import to_rgb

    channels = np.array(to_rgb(face))
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return "white" if linear @ (0.2126, 0.7152, 0.0722) < 0.179 else "black"


def _short(name: str) -> str:
    """A name as it fits an axis, "$" as the character that it is."""
    return shorten(name, LONGEST, placeholder="…").replace("$", r"\$")
