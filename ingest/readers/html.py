"""HTML: its visible text, one block an element of its own line."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.cleaning import clean
from ingest.errors import UnreadableFile
from ingest.raw import BlockKind, RawDocument
from ingest.readers.blocks import BOLD, PLAIN, Piece, assemble, unmarked
from ingest.readers.counting import lower_letter, lower_roman
from ingest.readers.html_visible import Visible
from ingest.readers.tables import Cell, is_letterhead, only_places_text, table_rows
from ingest.wordlists import word_set

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import PageElement

_Look = tuple[BlockKind, int | None]
_BLOCKS = word_set(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol "
    "p pre section summary table tbody td tfoot th thead tr ul"
)
_BOLD_TAGS = word_set("b strong")
_CELLS = ("td", "th")
_LISTS = word_set("ol ul menu dir")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_NUMBERS = {
    "a": lower_letter,
    "A": lambda number: lower_letter(number).upper(),
    "i": lower_roman,
    "I": lambda number: lower_roman(number).upper(),
}
_MAX_BYTES = 64 * 1024 * 1024


def read(path: Path) -> RawDocument:
    """Reads an HTML file; raises UnreadableFile where it is binary or too large."""
    data = path.read_bytes()
    if len(data) > _MAX_BYTES:
        raise UnreadableFile(path, f"is larger than {_MAX_BYTES >> 20} MB; split it")
    return from_html(data, path)


def from_html(data: bytes | str, path: Path = Path("page.html")) -> RawDocument:
    """A raw document of HTML, which bytes may declare the encoding of.

    >>> from_html("<h1>COP</h1><p>The <b>Chair</b> spoke.<script>x</script></p>").text
    'COP\\nThe Chair spoke.'
    """
    from bs4.dammit import EncodingDetector

    from ingest.readers.decoding import decode

    if isinstance(data, bytes):
        declared = EncodingDetector.find_declared_encoding(data, is_html=True)
        data = _decoded(data, declared) or decode(data, path)
    soup = parse(data)
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    return assemble(pieces(soup), {"title": clean(title)} if title else {})


def parse(data: str) -> BeautifulSoup:
    """The elements of a page or of a part of one."""
    from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        return BeautifulSoup(data, "lxml")


def pieces(page: BeautifulSoup, in_front: bool = True) -> list[Piece]:
    """The blocks that a reader of the page sees, in order.

    `in_front`: may the page begin with a document's header block?
    """
    return list(_Walk(Visible(page), in_front).pieces(page))


def _decoded(data: bytes, encoding: str | None) -> str | None:
    """The characters in the declared encoding, None where it is wrong or unknown."""
    if not encoding or encoding.startswith("utf-16"):
        return None
    try:
        return data.decode("cp1252" if encoding in ("iso-8859-1", "latin-1") else encoding)
    except (LookupError, UnicodeDecodeError):
        return None


class _Walk:
    """Gathers the text of a page between the starts and ends of its block elements."""

    def __init__(self, visible: Visible, in_front: bool = False) -> None:
        self._visible = visible
        self._buffer: list[str] = []
        self._look: _Look = (BlockKind.PARAGRAPH, None)
        self._marker = ""
        self._depth = 0  # of lists
        self._cells = 0  # of tables that place text, how many are open
        self._next_number: dict[int, int] = {}
        self._in_front = in_front  # no running text so far: tables are the header block

    def pieces(self, root: Tag) -> Iterator[Piece]:
        """The blocks of the page, in order; without recursion, as pages may nest at will."""
        from bs4 import NavigableString, Tag
        from bs4.element import PreformattedString

        open_elements: list[tuple[Iterator[PageElement], Tag | None, _Look]] = [
            (root.children, None, self._look)
        ]
        while open_elements:
            children, element, outer = open_elements[-1]
            child = next(children, None)
            if child is None:
                open_elements.pop()
                if element is not None and element.name in _BOLD_TAGS:
                    self._buffer.append(PLAIN)
                elif element is not None and element.name in _BLOCKS:
                    yield from self._flush()
                    self._look = outer
                    self._depth -= element.name in _LISTS
                    self._cells -= element.name in _CELLS
            elif isinstance(child, PreformattedString):
                continue  # comments, doctypes, processing instructions
            elif isinstance(child, NavigableString):
                self._buffer.append(str(child).replace("\v", " "))
            elif isinstance(child, Tag) and self._visible.shows(child):
                if child.name == "br":
                    self._buffer.append("\v")
                elif child.name == "table" and (rows := self._data_rows(child)):
                    yield from self._flush()
                    yield from table_rows(rows)
                elif child.name in _BLOCKS:
                    yield from self._flush()
                    if child.name in _LISTS and self._visible.is_menu(child):
                        continue
                    open_elements.append((child.children, child, self._look))
                    self._enter(child)
                else:
                    if child.name in _BOLD_TAGS:
                        self._buffer.append(BOLD)
                    open_elements.append((child.children, child, self._look))
        yield from self._flush()

    def _flush(self) -> Iterator[Piece]:
        raw = "".join(self._buffer)
        self._buffer.clear()
        # In the header block each line is one of its own.
        between = r"\v" if self._cells and self._in_front else r"\v[ \t\n\r\f]*\v"
        for part in re.split(between, raw):
            lines = [_SPACES.sub(" ", line).strip() for line in part.split("\v")]
            text, emphasis = unmarked(clean("\n".join(line for line in lines if line)))
            if text.strip():
                self._in_front = self._in_front and len(text.split()) < 12
                shift = len(self._marker)
                bold = shift + emphasis if emphasis else 0
                yield Piece(self._marker + text, *self._look, bold)
                self._marker = ""

    def _data_rows(self, table: Tag) -> list[list[Cell]]:
        """The cells of a table that holds data, none of one that only places text."""
        if table.find("table") or table.get("role") == "presentation":
            return []
        rows = [
            [self._cell(cell) for cell in row.find_all(_CELLS) if self._visible.shows(cell)]
            for row in table.find_all("tr")
            if self._visible.shows(row)
        ]
        rows = [row for row in rows if row]
        if not rows or only_places_text(rows) or (self._in_front and is_letterhead(rows)):
            return []
        return rows

    def _cell(self, cell: Tag) -> Cell:
        found = list(_Walk(self._visible).pieces(cell))
        return Cell(
            " ".join(" ".join(piece.text.split()) for piece in found),
            columns=_whole(cell.get("colspan"), 1),
            rows=max(1, _whole(cell.get("rowspan"), 1)),
            head=cell.name == "th" or cell.find_parent("thead") is not None,
            bold=bool(found) and all(p.emphasis >= len(p.text.rstrip()) for p in found),
        )

    def _enter(self, element: Tag) -> None:
        """The look of what a block element holds."""
        name = element.name
        if re.fullmatch(r"h[1-6]", name):
            self._look = (BlockKind.HEADING, int(name[1]))
        elif name in _LISTS:
            self._depth += 1
        elif name == "li":
            self._look = (BlockKind.LIST_ITEM, max(1, self._depth))
            self._marker = self._list_marker(element)
        elif name in _CELLS:
            self._cells += 1

    def _list_marker(self, item: Tag) -> str:
        """The number or bullet printed before a list item."""
        parent = item.parent
        if parent is None or parent.name != "ol":
            return "•\t"
        number = self._next_number.get(id(parent), _whole(parent.get("start"), 1))
        number = _whole(item.get("value"), number)
        self._next_number[id(parent)] = number + 1
        return f"{_NUMBERS.get(str(parent.get('type')), str)(number)}.\t"


def _whole(value: object, default: int) -> int:
    text = str(value)
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else default
