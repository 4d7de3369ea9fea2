"""The map as a picture: a heat map, drawn by matplotlib."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import numpy as np

from ui.map.delegations import DelegationMap

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.typing import ColorType

COLOURS = "Blues"
ROW, COLUMN = 0.3, 0.52
"""Inches of a cell."""
LINE, PAGE_LINE, LINES = 38, 22, 2
"""Characters of a line of a name, the same on a page, where there is less room, and its lines."""
SLANTED = 0.77, 0.64
"""How much of its length a slanted name of a column takes in width and in height."""
LETTER = 0.068
"""Inches of a character of a name, about."""
MARGIN = 0.5
"""Inches beside the names."""
CAPTION, TITLE = 0.6, 6.5
"""Inches that title and notes take in height, and at least in width."""


@dataclass(frozen=True)
class Caption:
    """What stands above a picture, and what columns are called there.

    `notes` say what is shown, of how many, and when; `names` those columns that are called other
    than in the map.
    """

    title: str
    notes: Sequence[str] = ()
    names: Mapping[str, str] = field(default_factory=dict)


NONE = Caption("")


def cell_name(row: int, column: int) -> str:
    """What the SVG calls a cell.

    >>> cell_name(2, 0)
    'cell-2-0'
    """
    return f"cell-{row}-{column}"


def drawn(shown: DelegationMap, caption: Caption = NONE, line: int = LINE) -> Figure:
    """The figure: the darker a cell, the more was said (the square root of its words)."""
    from matplotlib.figure import Figure
    from matplotlib.patches import Rectangle

    rows, columns = len(shown.delegations), len(shown.columns)
    whose = [_lines(name, line) for name in shown.delegations]
    what = [_lines(caption.names.get(name, name), line) for name in shown.columns]
    width = MARGIN + LETTER * _longest(whose) + COLUMN * columns
    # The last of the names of columns, which are slanted, reaches beyond its column.
    width += SLANTED[0] * LETTER * len(what[-1].split("\n")[0]) if what else 0
    height = MARGIN + SLANTED[1] * LETTER * _longest(what) + ROW * rows
    if caption.title:
        width, height = max(width, TITLE), height + CAPTION
    figure = Figure(figsize=(width, height), layout="constrained")
    if caption.title:
        left: dict[str, Any] = {"x": 0.01, "ha": "left"}
        figure.suptitle(_plain(caption.title), fontsize=11, fontweight="bold", **left)
        figure.supxlabel(_plain(" · ".join(caption.notes)), fontsize=8.5, **left)
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
        what,
        rotation=40,
        ha="left",
        rotation_mode="anchor",
    )
    axes.set_yticks([n + 0.5 for n in range(rows)], whose)
    axes.xaxis.tick_top()
    axes.tick_params(length=0, labelsize=8)
    for spine in axes.spines.values():
        spine.set_visible(False)
    return figure


def png(shown: DelegationMap, caption: Caption = NONE) -> bytes:
    """The picture for a document or a slide."""
    return _saved(drawn(shown, caption), "png")


def drawable(text: str) -> bool:
    """Whether a picture can have this text: its font has all letters.

    >>> drawable("Тема"), drawable("主题")
    (True, False)
    """
    from matplotlib.font_manager import findfont
    from matplotlib.ft2font import FT2Font

    font = FT2Font(findfont("DejaVu Sans"))  # comes with matplotlib
    return all(font.get_char_index(ord(letter)) for letter in text)


def svg(shown: DelegationMap, caption: Caption = NONE) -> str:
    """The picture for a page; each cell is the group `cell_name(row, column)`, words are text."""
    from matplotlib import rc_context

    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "map"}):
        return _saved(drawn(shown, caption, PAGE_LINE), "svg").decode()


def _saved(figure: Figure, form: str) -> bytes:
    buffer = io.BytesIO()
    metadata = {"Date": None} if form == "svg" else {}
    figure.savefig(buffer, format=form, dpi=150, metadata=metadata)
    return buffer.getvalue()


def _readable_on(face: ColorType) -> str:
    """Black or white, whichever stands out more (relative luminance as WCAG defines it)."""
    from matplotlib.colors import to_rgb

    channels = np.array(to_rgb(face))
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return "white" if linear @ (0.2126, 0.7152, 0.0722) < 0.179 else "black"


def _lines(name: str, line: int) -> str:
    """A name as it fits an axis: on lines, cut only where it is longer than all of them.

    >>> _lines("Early lessons about the night-time helplines of schools", LINE)
    'Early lessons about the night-time\\nhelplines of schools'
    """
    return _plain(
        "\n".join(wrap(name, line, max_lines=LINES, placeholder="…", break_on_hyphens=False))
    )


def _longest(names: Sequence[str]) -> int:
    """Characters of the longest line."""
    return max((len(line) for name in names for line in name.split("\n")), default=0)


def _plain(text: str) -> str:
    """Text with "$" as the character that it is."""
    return text.replace("$", r"\$")
