"""Tables of a PDF page, found by their ruling lines.

The lines were gathered with the text, so only the finding of cells is left to pdfplumber (its
method is that of Nurminen 2013: lines, their crossings, the smallest boxes between crossings).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ingest.cleaning import folded
from ingest.readers.pdf_drawing import holds
from ingest.readers.pdf_lines import line_of, printed_rows
from ingest.readers.pdf_open_tables import missing_lines
from ingest.readers.pdf_writing import Box, Run
from ingest.readers.tables import Cell, is_letterhead, only_places_text

_LONG = 15.0  # points: shorter lines are dashes and the borders of small boxes
_NEAR = 3.0  # points within which lines are one
_BESIDE = 6.0  # points: a word so near beside a box belongs to a line that goes on in it
_MOST_CROSSING = 0.15  # of the pieces of writing in a table may be wider than their cells
_FRONT = 300  # letters: where no more stand above, a table may be a letterhead
_MOST_EDGES = 1_500
_MOST_CROSSINGS = 2_500


def grids(edges: Sequence[Box]) -> list[list[Box]]:
    """The cells of each table that the ruling lines of a page make, from the top down."""
    lines = [_edge(box) for box in edges if max(box[2] - box[0], box[3] - box[1]) >= _LONG]
    across = sum(line["orientation"] == "h" for line in lines)
    if across < 2 or len(lines) - across < 2:
        return []
    from pdfplumber.table import (
        cells_to_tables,
        edges_to_intersections,
        intersections_to_cells,
        merge_edges,
    )

    merged = merge_edges(lines, _NEAR, _NEAR, _NEAR, _NEAR)
    if len(merged) > _MOST_EDGES:
        return []
    crossings = edges_to_intersections(merged, _NEAR, _NEAR)
    if not 6 <= len(crossings) <= _MOST_CROSSINGS:
        return []
    tables = cells_to_tables(intersections_to_cells(crossings))
    return [[(x0, -bottom, x1, -top) for x0, top, x1, bottom in table] for table in tables]


def _edge(box: Box) -> dict[str, Any]:
    """A line as pdfplumber has it, with distances counted from the top down."""
    left, lower, right, upper = box
    if right - left >= upper - lower:
        lower = upper = (lower + upper) / 2
    else:
        left = right = (left + right) / 2
    return {
        "x0": left,
        "x1": right,
        "top": -upper,
        "bottom": -lower,
        "width": right - left,
        "height": upper - lower,
        "orientation": "h" if right - left >= upper - lower else "v",
    }


def outline(cells: Sequence[Box]) -> Box:
    """The box around all cells."""
    return (
        min(cell[0] for cell in cells),
        min(cell[1] for cell in cells),
        max(cell[2] for cell in cells),
        max(cell[3] for cell in cells),
    )


def cell_at(cells: Sequence[Box], x: float, y: float) -> int | None:
    """Index of the cell around a point."""
    return next((index for index, cell in enumerate(cells) if holds(cell, x, y)), None)


def spans(cells: Sequence[Box]) -> list[tuple[int, int, int, int]]:
    """Row, column, and how many rows and columns it reaches over, of each cell."""
    tops = sorted({-upper for _, _, _, upper in cells})
    lefts = sorted({left for left, _, _, _ in cells})
    return [
        (
            tops.index(-upper),
            lefts.index(left),
            max(1, sum(-upper <= top < -lower - 0.5 for top in tops)),
            max(1, sum(left <= other < right - 0.5 for other in lefts)),
        )
        for left, lower, right, upper in cells
    ]


def by_row(places: Sequence[tuple[int, int, int, int]]) -> dict[int, list[int]]:
    """Indexes of the cells that begin in each row, from left to right."""
    rows: dict[int, list[int]] = defaultdict(list)
    for index in sorted(range(len(places)), key=lambda index: places[index][:2]):
        rows[places[index][0]].append(index)
    return dict(sorted(rows.items()))


@dataclass(frozen=True)
class PdfTable:
    """A table of a page: the cells that begin in each row, and the edges of its columns.

    `height` is the distance of its top from the foot of the page, in points.
    """

    page: int
    rows: tuple[tuple[Cell, ...], ...]
    columns: tuple[float, ...]
    height: float


def tables_among(
    runs: Sequence[Run], edges: Sequence[Box], page: int
) -> list[PdfTable | list[Run]]:
    """The runs of a page in order, cut where a table stands or another box begins."""
    ruled = [*edges, *missing_lines(edges, runs)]
    found = [_Boxes(cells) for cells in grids(ruled)] if runs else []
    found = [boxes for boxes in found if not boxes.cut(runs)]
    if not found:
        return [list(runs)]
    parts: list[list[Run] | _Boxes] = []
    for run in runs:
        boxes = next((b for b in found if b.take(run)), None)
        if boxes is not None:
            if boxes not in parts:
                parts.append(boxes)
        elif parts and isinstance(parts[-1], list):
            parts[-1].append(run)
        else:
            parts.append([run])
    result: list[PdfTable | list[Run]] = []
    letters = 0  # of the running text so far
    for part in parts:
        if isinstance(part, list):
            letters += sum(len(run.glyphs) for run in part)
            result.append(part)
            continue
        table = part.table(page)
        in_front = page == 0 and letters < _FRONT
        if table is None or (in_front and is_letterhead(table.rows)):
            result += part.apart()
        else:
            result.append(table)
    return result


class _Boxes:
    """The cells that ruling lines make, and what is written in each."""

    def __init__(self, cells: Sequence[Box]) -> None:
        self._cells = cells
        self._outline = outline(cells)
        self._runs: list[list[Run]] = [[] for _ in cells]

    def take(self, run: Run) -> bool:
        """Takes a run that stands in one of the cells."""
        if not holds(self._outline, *run.at):
            return False
        index = cell_at(self._cells, *run.at)
        if index is None:
            return False
        self._runs[index].append(run)
        return True

    def cut(self, runs: Sequence[Run]) -> bool:
        """Do the boxes cut through lines of text, as coloured grounds behind words do?"""
        left, lower, right, upper = self._outline
        inside = crossing = 0
        for run in runs:
            if not run.text.strip() or not lower < run.at[1] < upper:
                continue
            index = cell_at(self._cells, *run.at)
            if index is None:
                crossing += left - _BESIDE < run.end and run.x < right + _BESIDE
                continue
            inside += 1
            cell = self._cells[index]
            crossing += run.x < cell[0] - _NEAR or run.end > cell[2] + _NEAR + run.gap
        return crossing > _MOST_CROSSING * inside

    def apart(self) -> list[PdfTable | list[Run]]:
        """What is written in each box, for boxes that are no table."""
        order = sorted(
            range(len(self._cells)), key=lambda i: (-self._cells[i][3], self._cells[i][0])
        )
        return [self._runs[index] for index in order if self._runs[index]]

    def table(self, page: int) -> PdfTable | None:
        """The boxes as a table, None where they only place text."""
        places = spans(self._cells)
        rows: list[tuple[Cell, ...]] = []
        for indexes in by_row(places).values():
            row = []
            for index in indexes:
                _, _, down, across = places[index]
                text, bold = _cell_text(self._runs[index], page)
                row.append(Cell(text, columns=across, rows=down, bold=bold))
            rows.append(tuple(row))
        written = [cell for row in rows for cell in row if cell.text]
        if len(rows) < 2 or len(written) < 3 or only_places_text(rows):
            return None
        columns = tuple(sorted({cell[0] for cell in self._cells}))
        return PdfTable(page, tuple(rows), columns, self._outline[3])


def _cell_text(runs: Sequence[Run], page: int) -> tuple[str, bool]:
    """The lines of a cell, and whether all of it is bold."""
    lines = [line for row in printed_rows(runs) if (line := line_of(row, page)) is not None]
    return "\n".join(folded(line.text) for line in lines), bool(lines) and all(
        line.bold for line in lines
    )
