"""Tables as rows that know the heads of their columns and, where cells are merged, of their row.

Which rows are heads the format tells, or it shows: a column of figures has its name on top, the
top row is bold and the others are not, or all its cells are short names without figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.raw import BlockKind
from ingest.readers.blocks import Piece

_LONG = 80  # words of a cell that holds running paragraphs
_MOST_LONG = 0.3  # share of such cells from which on a table only places text
_NAME = 8  # words that the head of a column has at the most
_WIDEST = 1000  # columns that a cell may claim to reach over


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text on one line, how many columns and rows it reaches over.

    `head` says that the format calls it a head, `bold` that all of it is printed in bold.
    """

    text: str
    columns: int = 1
    rows: int = 1
    head: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell at its column; `first` is the row in which its text stands."""

    cell: Cell
    column: int
    first: int


def only_places_text(rows: Sequence[Sequence[Cell]]) -> bool:
    """Does a table only place text, as a frame around running paragraphs or a letterhead?"""
    cells = [cell for row in rows for cell in row]
    if all(len(row) <= 1 for row in rows):
        return True
    long = sum(len(cell.text.split()) > _LONG for cell in cells)
    return long > _MOST_LONG * len(cells)


def is_letterhead(rows: Sequence[Sequence[Cell]]) -> bool:
    """Is a table at the top of a document its header block, without columns of a kind?"""
    grid = _placed(rows)
    if all(cell.head for cell in rows[0]):
        return False
    return len(grid) < 3 or max(map(len, rows)) < 2 or not _head_rows(rows, grid)


def table_rows(rows: Sequence[Sequence[Cell]]) -> Iterator[Piece]:
    """The rows of a table, one a piece, cells parted by tabs, each led by its heads.

    A cell merged over rows is printed in the first of them, and leads the others. A row of one
    cell as wide as the table names what stands below it.
    """
    grid = _placed(rows)
    heads = _head_rows(rows, grid)
    width = max((p.column + p.cell.columns for row in grid for p in row), default=0)
    printed: list[tuple[Piece, dict[int, int]]] = []
    part: tuple[Piece, int, int] | None = None
    for index, row in enumerate(grid):
        text, places = _line(row, index)
        piece = Piece(text, BlockKind.TABLE_ROW)
        if index >= heads:
            lead = [(head, *_span(head.text)) for head, _ in printed[:heads] if head.text.strip()]
            names = [p for p in row if p.cell.text]
            if len(names) == 1 and names[0].cell.columns >= max(2, width) and text.strip():
                piece = replace(piece, lead=tuple(lead))
                part = (piece, *_span(text))
            else:
                lead += [part] if part else []
                for p in row:
                    if heads <= p.first < index and p.cell.text:
                        above, columns = printed[p.first]
                        start = columns[p.column]
                        lead.append((above, start, start + len(p.cell.text)))
                piece = replace(piece, lead=tuple(lead))
        printed.append((piece, places))
        yield piece


def _span(text: str) -> tuple[int, int]:
    return len(text) - len(text.lstrip()), len(text.rstrip())


def _placed(rows: Sequence[Sequence[Cell]]) -> list[list[_Placed]]:
    """The cells of all rows at their columns; those merged over rows come back in each."""
    grid: list[list[_Placed]] = []
    reaching: list[_Placed] = []
    for index, row in enumerate(rows):
        reaching = [p for p in reaching if p.first + p.cell.rows > index]
        taken = {c for p in reaching for c in range(p.column, p.column + p.cell.columns)}
        placed = list(reaching)
        column = 0
        for cell in row:
            while column in taken:
                column += 1
            wide = replace(cell, columns=max(1, min(cell.columns, _WIDEST)))
            placed.append(_Placed(wide, column, index))
            column += wide.columns
        reaching += [p for p in placed if p.first == index and p.cell.rows > 1]
        grid.append(sorted(placed, key=lambda p: p.column))
    return grid


def _line(row: Sequence[_Placed], index: int) -> tuple[str, dict[int, int]]:
    """The printed row, and where in it each column's cell begins."""
    text, places = "", {}
    for number, placed in enumerate(row):
        text += "\t" if number else ""
        places[placed.column] = len(text)
        text += placed.cell.text if placed.first == index else ""
    return text.rstrip("\t"), places


def _head_rows(rows: Sequence[Sequence[Cell]], grid: Sequence[Sequence[_Placed]]) -> int:
    """How many rows at the top are heads of columns."""
    marked = 0
    while marked < len(rows) and rows[marked] and all(cell.head for cell in rows[marked]):
        marked += 1
    if marked:
        return marked if marked < len(rows) else 0
    if len(rows) < 2 or len(rows[0]) < 2 or not _are_names(rows[0]):
        return 0
    below = [cell for row in rows[1:] for cell in row]
    bold = all(c.bold for c in rows[0]) and not all(c.bold for c in below)
    if not (bold or _tops_figures(grid) or (len(rows[0]) > 2 and _stands_apart(rows))):
        return 0
    spread = any(cell.columns > 1 for cell in rows[0]) or any(cell.rows > 1 for cell in rows[0])
    return 2 if spread and len(rows) > 2 and _are_names(rows[1]) else 1


def _are_names(row: Sequence[Cell]) -> bool:
    """Are all cells short, none a figure, most of them filled?"""
    filled = [cell for cell in row if cell.text]
    return 2 * len(filled) > len(row) and all(
        len(cell.text.split()) <= _NAME and not _is_figure(cell.text) for cell in filled
    )


def _is_figure(text: str) -> bool:
    """Is a cell mostly a number, an amount or a date?"""
    digits = sum(map(str.isdigit, text))
    return digits > 0 and digits >= sum(map(str.isalpha, text))


def _tops_figures(grid: Sequence[Sequence[_Placed]]) -> bool:
    """Is there a column of figures below a name?"""
    columns: dict[int, list[bool]] = {}
    for row in grid[1:]:
        for placed in row:
            if placed.cell.text:
                columns.setdefault(placed.column, []).append(_is_figure(placed.cell.text))
    named = {p.column for p in grid[0] if p.cell.text}
    return any(
        column in named and 2 * sum(figures) > len(figures) for column, figures in columns.items()
    )


def _stands_apart(rows: Sequence[Sequence[Cell]]) -> bool:
    """Are all cells of the top row filled, without any digit, and not a word of them below?"""
    top = [cell.text for cell in rows[0]]
    below = {cell.text for row in rows[1:] for cell in row}
    return all(top) and not any(map(str.isdigit, "".join(top))) and not below & set(top)
