"""The text of a PDF and its blocks, composed of measured lines and of tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from ingest.raw import Block, BlockKind, RawDocument
from ingest.readers.blocks import Piece
from ingest.readers.hyphens import SOFT_HYPHEN, Vocabulary
from ingest.readers.lines import Line, Measures, ends_sentence, paragraphs, starts_marked
from ingest.readers.pdf_tables import PdfTable
from ingest.readers.running_heads import is_document_number
from ingest.readers.tables import Cell, table_rows

_NOTE = re.compile(r"\s*(?:\d{1,3}\s*[^\W\d_]|[*†‡]|\(?\d{1,2}\)\s)")
_SAME_EDGE = 4.0  # points within which the columns of a table go on over a page break

Part = Line | PdfTable


@dataclass
class _Table:
    """A table with the page of each of its rows; it may go on over several."""

    rows: list[tuple[int, tuple[Cell, ...]]]
    columns: tuple[float, ...]

    @property
    def page(self) -> int:
        return self.rows[0][0]


@dataclass
class _Text:
    """The canonical text so far."""

    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    starts: dict[int, int] = field(default_factory=dict)
    position: int = 0

    def add(self, text: str, block: Block) -> None:
        """Adds the text of a block, which begins where the text so far ends."""
        self.parts.append(text)
        self.blocks.append(block)
        self.position += len(text) + 1

    def page(self, page: int, at: int) -> None:
        """Notes that what stands at an offset is printed on a page."""
        self.starts.setdefault(page, at)


def compose(
    parts: Iterable[Part],
    pages: int,
    known: dict[str, str],
    furniture: tuple[str, ...],
    warnings: tuple[str, ...],
) -> RawDocument:
    """The document of measured lines and tables in reading order."""
    everything = list(parts)
    lines = [part for part in everything if isinstance(part, Line)]
    body = _body_size(lines)
    notes = {id(lines[index]) for index in _footnotes(lines, body)}
    running = [part for part in everything if id(part) not in notes]
    measures = Measures([line for line in running if isinstance(line, Line)])
    vocabulary = Vocabulary([line.text for line in lines])
    groups = _with_footnotes(
        _groups(running, measures),
        paragraphs([line for line in lines if id(line) in notes], measures),
    )
    looks = _heading_levels([group for group in groups if isinstance(group, list)], body)
    text = _Text()
    for group in groups:
        if isinstance(group, _Table):
            _add_table(text, group, vocabulary)
            continue
        joined, marks, bold = _join(group, vocabulary)
        is_note = id(group[0]) in notes
        for page, at in marks if not is_note else ():
            text.page(page, text.position + at)
        kind, level = (BlockKind.FOOTNOTE, None) if is_note else _kind(group, joined, body, looks)
        start, end = text.position, text.position + len(joined)
        text.add(joined, Block(start, end, kind, level, start + bold if bold else None))
    whole = "\n".join(text.parts)
    starts = _page_starts(text.starts, pages, len(whole))
    return RawDocument(whole, tuple(text.blocks), starts, known, furniture, warnings)


def _groups(parts: Sequence[Part], measures: Measures) -> list[list[Line] | _Table]:
    """The lines of each paragraph, and the tables, those that go on over a page break as one."""
    groups: list[list[Line] | _Table] = []
    for is_table, stretch in groupby(parts, key=lambda part: isinstance(part, PdfTable)):
        if not is_table:
            groups += paragraphs([part for part in stretch if isinstance(part, Line)], measures)
            continue
        last: PdfTable | None = None
        for table in stretch:
            if not isinstance(table, PdfTable):
                continue
            rows = [(table.page, row) for row in table.rows]
            before = groups[-1] if groups else None
            if last is not None and isinstance(before, _Table) and _goes_on(last, table):
                if _texts(rows[0][1]) == _texts(before.rows[0][1]):
                    del rows[0]
                before.rows += rows
            else:
                groups.append(_Table(rows, table.columns))
            last = table
    return groups


def _goes_on(above: PdfTable, below: PdfTable) -> bool:
    """Is a table the rest of the one that ends on the page before?"""
    return (
        below.page == above.page + 1
        and len(above.columns) == len(below.columns)
        and all(abs(a - b) < _SAME_EDGE for a, b in zip(above.columns, below.columns, strict=True))
    )


def _texts(row: Sequence[Cell]) -> list[str]:
    return [cell.text for cell in row]


def _add_table(text: _Text, table: _Table, vocabulary: Vocabulary) -> None:
    """Adds the rows of a table, each led by its heads."""
    cells = [[replace(cell, text=_cell(cell, vocabulary)) for cell in row] for _, row in table.rows]
    places: dict[int, int] = {}
    pieces: list[Piece] = []  # kept, so that their ids stay theirs
    for (page, _), piece in zip(table.rows, table_rows(cells), strict=True):
        pieces.append(piece)
        content = piece.text.strip()
        if not content:
            continue
        start = text.position
        cut = len(piece.text) - len(piece.text.lstrip())
        places[id(piece)] = start - cut
        lead = tuple(
            (places[id(other)] + first, places[id(other)] + last)
            for other, first, last in piece.lead
            if id(other) in places
        )
        text.page(page, start)
        block = Block(start, start + len(content), BlockKind.TABLE_ROW, piece.level, lead=lead)
        text.add(content, block)


def _cell(cell: Cell, vocabulary: Vocabulary) -> str:
    """The lines of a cell as one."""
    joined = ""
    for line in cell.text.split("\n"):
        if joined:
            dropped, between = vocabulary.joint(joined, line)
            joined = joined[: len(joined) - dropped] + between
        joined += line
    return joined.rstrip(SOFT_HYPHEN)


def _join(group: Sequence[Line], vocabulary: Vocabulary) -> tuple[str, list[tuple[int, int]], int]:
    """The lines of a paragraph as one, where in it the lines of each page begin, and how many
    characters it begins with in bold.
    """
    parts: list[str] = []
    marks: list[tuple[int, int]] = []
    length = bold = 0
    still_bold = True
    for line in group:
        content = _with_tab(line) if not parts else line.text.strip()
        if parts:
            dropped, between = vocabulary.joint(parts[-1], content)
            parts[-1] = parts[-1][: len(parts[-1]) - dropped] + between
            length += len(between) - dropped
        marks.append((line.page, length))
        if still_bold and line.emphasis:
            bold = length + min(line.emphasis, len(content))
        still_bold = still_bold and line.emphasis >= len(content)
        parts.append(content)
        length += len(content)
    joined = "".join(parts).rstrip(SOFT_HYPHEN)
    return joined, marks, min(bold, len(joined))


def _footnotes(lines: Sequence[Line], body: float) -> set[int]:
    """Indexes of the small lines below the text of each page, from a number or mark on."""
    lowest: dict[int, float] = {}
    for line in lines:
        if line.size > 0.93 * body:
            lowest[line.page] = min(line.height, lowest.get(line.page, line.height))
    feet: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        if line.size <= 0.93 * body and line.height < lowest.get(line.page, 0.0):
            feet.setdefault(line.page, []).append(index)
    found: set[int] = set()
    for foot in feet.values():
        first = next((i for i, at in enumerate(foot) if _NOTE.match(lines[at].text)), len(foot))
        found.update(foot[first:])
    return found


def _with_footnotes(
    groups: Sequence[list[Line] | _Table], notes: list[list[Line]]
) -> list[list[Line] | _Table]:
    """The paragraphs, the footnotes of each page behind the last that begins on it."""
    waiting = sorted(notes, key=lambda note: note[0].page)
    result: list[list[Line] | _Table] = []
    for group in groups:
        page = group.page if isinstance(group, _Table) else group[0].page
        while waiting and waiting[0][0].page < page:
            result.append(waiting.pop(0))
        result.append(group)
    return [*result, *waiting]


def _page_starts(starts: dict[int, int], pages: int, end: int) -> tuple[int, ...]:
    """Where each page starts; an empty one where the next does."""
    found = []
    following = end
    for page in reversed(range(pages)):
        following = min(starts.get(page, following), following)
        found.append(following)
    found.reverse()
    if found:
        found[0] = 0
    return tuple(found)


def _with_tab(line: Line) -> str:
    """A number or bullet that stands apart is followed by a tab, as in other formats."""
    text = line.text.strip()
    if line.marker and starts_marked(text):
        first, _, rest = text.partition(" ")
        if rest.strip():
            return f"{first.strip()}\t{rest.strip()}"
    return text


def _body_size(lines: Sequence[Line]) -> float:
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _heading_levels(groups: Sequence[list[Line]], body: float) -> dict[tuple[float, bool], int]:
    """Levels of headings by their looks: larger before smaller."""
    looks = {
        (group[0].size, group[0].bold)
        for group in groups
        if _stands_out(group, body) and group[0].size > body * 1.04
    }
    return {look: level for level, look in enumerate(sorted(looks, reverse=True), start=1)}


def _stands_out(group: Sequence[Line], body: float) -> bool:
    words = sum(len(line.text.split()) for line in group)
    if words > 30 or any(line.size != group[0].size for line in group):
        return False
    larger = group[0].size > body * 1.04
    return (larger or all(line.bold for line in group)) and not group[0].text[:1].islower()


def _kind(
    group: Sequence[Line], joined: str, body: float, looks: dict[tuple[float, bool], int]
) -> tuple[BlockKind, int | None]:
    if (
        _stands_out(group, body)
        and not ends_sentence(joined)
        and any(map(str.isalpha, joined))
        and not is_document_number(joined)
    ):
        return BlockKind.HEADING, looks.get((group[0].size, group[0].bold))
    return BlockKind.PARAGRAPH, None
