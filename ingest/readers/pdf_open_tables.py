"""Tables of a PDF that are ruled across only: their columns show in the white between them."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from ingest.readers.pdf_lines import PrintedRow, printed_rows
from ingest.readers.pdf_writing import Box, Run

_LEAST_RULES = 3  # above the heads, below them, below the last row
_SAME = 3.0  # points within which the ends of rules are level
_LEAST_WHITE = 8.0  # points between two columns
_MOST_WORDS = 6  # of a usual cell; columns of prose have more
_CLOSE = 0.8  # of the usual distance of rows: lines so close belong to one row
_FILLED = 0.5  # of the lines have words in two columns at the least


def missing_lines(edges: Sequence[Box], runs: Sequence[Run]) -> list[Box]:
    """The lines between columns and rows that tables ruled across leave out."""
    groups: dict[tuple[int, int], list[Box]] = defaultdict(list)
    for box in edges:
        if box[2] - box[0] > 100 and box[3] - box[1] <= _SAME:
            groups[round(box[0] / _SAME), round(box[2] / _SAME)].append(box)
    upright = [box for box in edges if box[3] - box[1] > _SAME]
    found: list[Box] = []
    for rules in groups.values():
        heights = sorted({round(rule[1], 1) for rule in rules}, reverse=True)
        if len(heights) < _LEAST_RULES:
            continue
        area = (rules[0][0], heights[-1], rules[0][2], heights[0])
        if not any(_touches(box, area) for box in upright):
            found += _lines(area, heights, runs)
    return found


def _touches(box: Box, area: Box) -> bool:
    return box[0] < area[2] and box[2] > area[0] and box[1] < area[3] and box[3] > area[1]


def _lines(area: Box, rules: Sequence[float], runs: Sequence[Run]) -> list[Box]:
    left, lower, right, upper = area
    inside = [
        run for run in runs if left - 1 <= run.at[0] <= right + 1 and lower < run.at[1] < upper
    ]
    inside.sort(key=lambda run: (-round(run.y), run.x))
    rows = [row for row in printed_rows(inside) if any(run.text.strip() for run in row.runs)]
    whites = _whites(rows, left, right)
    cells = [cell for row in rows for cell in _cells(row, whites)]
    if not whites or len(rows) < 2 or not cells:
        return []
    filled = sum(len(_cells(row, whites)) > 1 for row in rows)
    words = statistics.median(len(" ".join(run.text for run in cell).split()) for cell in cells)
    if filled < _FILLED * len(rows) or words > _MOST_WORDS:
        return []
    lines = [(x, lower, x, upper) for x in (left, *whites, right)]
    pitch = statistics.median(above.low - row.high for above, row in pairwise(rows))
    for above, row in pairwise(rows):
        goes_on = above.low - row.high < _CLOSE * pitch or (
            len(_cells(row, whites)) == 1 and row.runs[0].text.lstrip()[:1].islower()
        )
        if row.left > whites[0] or goes_on or any(row.high < rule < above.low for rule in rules):
            continue
        between = row.high + 0.9 * row.runs[0].size
        between = max(between, (above.low + between) / 2)
        lines.append((left, between, right, between))
    return lines


def _cells(row: PrintedRow, whites: Sequence[float]) -> list[list[Run]]:
    cells: dict[int, list[Run]] = defaultdict(list)
    for run in row.runs:
        if run.text.strip():
            cells[sum(run.x > white for white in whites)].append(run)
    return list(cells.values())


def _whites(rows: Sequence[PrintedRow], left: float, right: float) -> list[float]:
    """The middles of the strips from top to bottom in which nothing is written."""
    written = sorted((run.x, run.end) for row in rows for run in row.runs if run.text.strip())
    found = []
    end = left
    for start, stop in written:
        if start - end >= _LEAST_WHITE and end > left:
            found.append((start + end) / 2)
        end = max(end, stop)
    return found
