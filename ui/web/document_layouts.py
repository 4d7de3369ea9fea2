"""A document as its file lays it out: headings, lists, tables, with quotations marked.

The file is read again, by the reader that made its canonical text: so marks are exact, numbers are
those that are printed, and what the file hides stays hidden.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.raw import Block, BlockKind, RawDocument
from ui.web import limits
from ui.web.drawing_worker import DrawingWorker, NotDrawn
from ui.web.pieces import Piece, pieces
from ui.web.templating import templates

if TYPE_CHECKING:
    from index_store.records import DocumentRecord

Span = tuple[int, int]
_DARK, _LIGHT = 1, 2  # numbers of quotations: that which a reader asked for, and all others
_OUTERMOST, _INNERMOST = 2, 6  # headings of HTML; the first is the document's title


@dataclass(frozen=True)
class Element:
    """A block as the page shows it; of a table's row `cells`, of all others one of them.

    `name` is that of its HTML element; `bold` are the words that it begins with in bold.
    """

    name: str
    cells: tuple[tuple[Piece, ...], ...]
    bold: tuple[Piece, ...] = ()


class DocumentLayouts:
    """Gives documents as pages. May be used from every thread."""

    def __init__(self, worker: DrawingWorker) -> None:
        self._worker = worker
        self._read = lru_cache(maxsize=limits.LAYOUTS_KEPT)(self._raw)

    def page(
        self,
        path: Path,
        record: DocumentRecord,
        text: str,
        marks: Sequence[Span],
        dark: Span | None,
    ) -> str:
        """The document as an HTML page without scripts; raises `NotDrawn`.

        `text`: the canonical text that the spans `marks` belong to; `dark` is the one asked for,
        at which the page opens with the fragment "quote".
        """
        raw = self._read(path, record.sha256)
        if raw.text != text:
            raise NotDrawn("this document was read by another version: read it again", 409)
        numbered = [(_DARK if span == dark else _LIGHT, *span) for span in marks]
        page = templates().get_template("layout.html")
        laid_out = list(groups(raw, numbered))
        return page.render(record=record, groups=laid_out, dark=_DARK, asked=dark in marks)

    def _raw(self, path: Path, _: str) -> RawDocument:
        return self._worker.drawn(_read, path)


def _read(path: Path) -> RawDocument:
    from ingest.readers import read_raw

    return read_raw(path)


def groups(
    raw: RawDocument, spans: Sequence[tuple[int, int, int]]
) -> Iterator[tuple[BlockKind, list[Element]]]:
    """Blocks that belong together, such as the rows of a table; `spans` are (n, start, end).

    >>> raw = RawDocument("Town\\tOvens\\nKisumu\\t7", (
    ...     Block(0, 10, BlockKind.TABLE_ROW), Block(11, 19, BlockKind.TABLE_ROW, lead=((0, 10),))))
    >>> [(kind.value, [row.name for row in rows]) for kind, rows in groups(raw, [])]
    [('table row', ['th', 'td'])]
    """
    heads = {span for block in raw.blocks for span in block.lead}
    for kind, blocks in groupby(raw.blocks, key=lambda block: block.kind):
        yield kind, [_element(raw.text, block, spans, heads) for block in blocks]


def _element(
    text: str, block: Block, spans: Sequence[tuple[int, int, int]], heads: set[Span]
) -> Element:
    own = [span for span in spans if span[1] < block.end and span[2] > block.start]
    if block.kind is BlockKind.TABLE_ROW:
        ends = [at for at in range(block.start, block.end) if text[at] == "\t"]
        starts = [block.start, *(at + 1 for at in ends)]
        cells = [_marked(text, *cell, own) for cell in zip(starts, [*ends, block.end], strict=True)]
        is_head = any(block.start <= start and end <= block.end for start, end in heads)
        return Element("th" if is_head else "td", tuple(cells))
    name = {BlockKind.LIST_ITEM: "li", BlockKind.FOOTNOTE: "aside"}.get(block.kind, "p")
    if block.kind is BlockKind.HEADING:
        name = f"h{min(_OUTERMOST - 1 + (block.level or 1), _INNERMOST)}"
    start = block.start if block.emphasis is None else block.emphasis
    bold = _marked(text, block.start, start, own)
    return Element(name, (_marked(text, start, block.end, own),), bold)


def _marked(
    text: str, start: int, end: int, spans: Sequence[tuple[int, int, int]]
) -> tuple[Piece, ...]:
    """A stretch of the text cut where quotations begin and end."""
    inside = [(n, max(s, start), min(e, end)) for n, s, e in spans if s < end and e > start]
    return tuple(pieces(text, start, end, inside, 0))
