"""Columns of a PDF page: read one after the other, each with a right margin of its own."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import replace

from ingest.readers.pdf_lines import PdfLine, PrintedRow

_LEAST_ROWS = 3  # lines side by side that make two columns
_LEAST_WORDS = 4  # of a usual line of a column; tables have fewer
_FULL = 0.6  # of the width of its column: as much a usual line of prose fills
_LEAST_GUTTER = 0.7  # ems


def column_by_column(rows: Sequence[PrintedRow]) -> list[PrintedRow]:
    """The rows of a page; where two columns were drawn line by line, the left one comes first."""
    result: list[PrintedRow] = []
    parts = [row.parts() for row in rows]
    index = 0
    while index < len(rows):
        end, gutter = _band(parts, index)
        if gutter is not None:
            band = [part for of_row in parts[index:end] for part in of_row]
            result += [part for part in band if part.right <= gutter]
            result += [part for part in band if part.right > gutter]
            index = end
        else:
            result.append(rows[index])
            index += 1
    return result


def _band(parts: Sequence[Sequence[PrintedRow]], start: int) -> tuple[int, float | None]:
    """Up to where rows from `start` on stand in two columns, and the middle of their gutter."""
    if len(parts[start]) != 2:
        return start + 1, None
    left, right = parts[start][0].right, parts[start][1].left
    end = start
    for row in parts[start:]:
        low, high = left, right
        if len(row) == 2:
            low, high = max(left, row[0].right), min(right, row[1].left)
        elif len(row) == 1:
            if row[0].right <= right and row[0].left < left:
                low = max(left, row[0].right)
            elif row[0].left >= left:
                high = min(right, row[0].left)
            else:
                break
        else:
            break
        if high - low < _LEAST_GUTTER * row[0].runs[0].size:
            break
        left, right = low, high
        end += 1
    pairs = [row for row in parts[start:end] if len(row) == 2]
    if len(pairs) < _LEAST_ROWS or not all(
        _is_prose([row[side] for row in pairs]) for side in (0, 1)
    ):
        return start + 1, None
    return end, (left + right) / 2


def _is_prose(column: Sequence[PrintedRow]) -> bool:
    """Do the lines of a column hold words enough, and mostly fill it?"""
    words = statistics.median(len(_text(part).split()) for part in column)
    whole = max(part.right for part in column) - min(part.left for part in column)
    filled = statistics.median(part.right - part.left for part in column)
    return words >= _LEAST_WORDS and filled >= _FULL * whole


def _text(part: PrintedRow) -> str:
    text, end = "", None
    for run in part.runs:
        text += (" " if end is not None and run.x - end > run.gap else "") + run.text
        end = run.end
    return text


def with_margins(lines: Sequence[PdfLine]) -> list[PdfLine]:
    """The lines of a page; those of two columns each measured from the left edge of its own."""
    gutter = _gutter(lines)
    if gutter is None:
        return list(lines)
    low, high = gutter
    in_right = [line for line in lines if line.left >= high - 1]
    top = max(line.height + line.size for line in in_right)
    in_left = [line for line in lines if line.reach <= low + 1 and line.height < top]
    left_edge = min(line.left for line in in_left)
    right_edge = max(line.reach for line in in_right)
    left_margin = max(line.reach for line in in_left)
    shift = min(line.left for line in in_right) - left_edge
    result = []
    for line in lines:
        if line.left >= high - 1:
            moved = replace(line, left=line.left - shift, reach=line.reach - shift)
            result.append(replace(moved, margin=right_edge - shift))
        elif line.reach <= low + 1 and line.height < top:
            result.append(replace(line, margin=left_margin))
        else:
            result.append(replace(line, margin=right_edge))
    return result


def _gutter(lines: Sequence[PdfLine]) -> tuple[float, float] | None:
    """The strip in the middle of a page that hardly any line crosses, None without columns."""
    upright = [line for line in lines if len(line.text) > 12]
    if len(upright) < 12:
        return None
    left, right = min(line.left for line in upright), max(line.reach for line in upright)
    middle = (left + right) / 2
    beside = [line for line in upright if line.reach < middle or line.left > middle]
    left_ends = [line.reach for line in beside if line.reach < middle + 1]
    right_starts = [line.left for line in beside if line.left > middle - 1]
    if min(len(left_ends), len(right_starts)) < 5 or len(beside) < 0.6 * len(upright):
        return None
    width = right - left
    filled = sum(line.reach - line.left > 0.3 * width for line in beside)
    if filled < 0.5 * len(beside):
        return None
    return max(left_ends), min(right_starts)
