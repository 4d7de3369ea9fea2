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
from ingest.readers.blocks import Piece, assemble
from ingest.readers.counting import lower_letter, lower_roman
from ingest.wordlists import word_set

if TYPE_CHECKING:
    from bs4 import Tag
    from bs4.element import PageElement

_Look = tuple[BlockKind, int | None]
_INVISIBLE = word_set(
    "script style template noscript head title meta link svg canvas iframe object embed audio "
    "video map select datalist textarea input button nav rp rt"
)
_BLOCKS = word_set(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol "
    "p pre section summary table tbody td tfoot th thead tr ul"
)
# Not shown, of no size, seen through, or far outside of the page.
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|(?:font-size|opacity)\s*:\s*0*\.?0+(?:px|pt|em|rem|%)?\s*(?:!|;|$)"
    r"|(?:left|top|right|text-indent|margin-left)\s*:\s*-\d{3,}",
    re.I,
)
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
    from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
    from bs4.dammit import EncodingDetector

    from ingest.readers.decoding import decode

    if isinstance(data, bytes):
        declared = EncodingDetector.find_declared_encoding(data, is_html=True)
        data = _decoded(data, declared) or decode(data, path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = BeautifulSoup(data, "lxml")
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    pieces = list(_Walk().pieces(soup))
    return assemble(pieces, {"title": clean(title)} if title else {})


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

    def __init__(self) -> None:
        self._buffer: list[str] = []
        self._look: _Look = (BlockKind.PARAGRAPH, None)
        self._marker = ""
        self._next_number: dict[int, int] = {}
        self._in_front = True  # no running text so far: tables are the header block

    def pieces(self, root: Tag) -> Iterator[Piece]:
        """The blocks of the page, in order; without recursion, as pages may nest at will."""
        from bs4 import NavigableString, Tag
        from bs4.element import PreformattedString

        open_elements: list[tuple[Iterator[PageElement], _Look | None]] = [(root.children, None)]
        while open_elements:
            children, outer = open_elements[-1]
            child = next(children, None)
            if child is None:
                open_elements.pop()
                if outer is not None:
                    yield from self._flush()
                    self._look = outer
            elif isinstance(child, PreformattedString):
                continue  # comments, doctypes, processing instructions
            elif isinstance(child, NavigableString):
                self._buffer.append(str(child).replace("\v", " "))
            elif isinstance(child, Tag) and not _is_hidden(child):
                if child.name == "br":
                    self._buffer.append("\v")
                elif child.name == "tr" and not child.find(["table", "ul", "ol", "p"]):
                    yield from self._flush()
                    yield from self._row(child)
                elif child.name in _BLOCKS:
                    yield from self._flush()
                    open_elements.append((child.children, self._look))
                    self._enter(child)
                else:
                    open_elements.append((child.children, None))
        yield from self._flush()

    def _flush(self) -> Iterator[Piece]:
        raw = "".join(self._buffer)
        self._buffer.clear()
        for part in re.split(r"\v[ \t\n\r\f]*\v", raw):
            lines = [_SPACES.sub(" ", line).strip() for line in part.split("\v")]
            text = clean("\n".join(line for line in lines if line))
            if text.strip():
                self._in_front = self._in_front and len(text.split()) < 12
                yield Piece(self._marker + text, *self._look)
                self._marker = ""

    def _row(self, row: Tag) -> Iterator[Piece]:
        cells = [
            "\n".join(piece.text for piece in _Walk().pieces(cell))
            for cell in row.find_all(["td", "th"])
            if not _is_hidden(cell)
        ]
        if not self._in_front:
            yield Piece("\t".join(" ".join(cell.split()) for cell in cells), BlockKind.TABLE_ROW)
            return
        for cell in cells:
            yield from (Piece(line) for line in cell.split("\n"))

    def _enter(self, element: Tag) -> None:
        """The look of what a block element holds."""
        name = element.name
        if re.fullmatch(r"h[1-6]", name):
            self._look = (BlockKind.HEADING, int(name[1]))
        elif name == "li":
            self._look = (BlockKind.LIST_ITEM, None)
            self._marker = self._list_marker(element)
        elif name in ("td", "th"):
            self._look = (BlockKind.TABLE_ROW, None)

    def _list_marker(self, item: Tag) -> str:
        """The number or bullet printed before a list item."""
        parent = item.parent
        if parent is None or parent.name != "ol":
            return "•\t"
        number = self._next_number.get(id(parent), _whole(parent.get("start"), 1))
        number = _whole(item.get("value"), number)
        self._next_number[id(parent)] = number + 1
        return f"{_NUMBERS.get(str(parent.get('type')), str)(number)}.\t"


def _is_hidden(element: Tag) -> bool:
    """Does a browser show nothing of this element?"""
    if element.name in _INVISIBLE or element.has_attr("hidden"):
        return True
    if element.name == "dialog" and not element.has_attr("open"):
        return True
    return bool(_HIDDEN.search(str(element.get("style") or "")))


def _whole(value: object, default: int) -> int:
    text = str(value)
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else default
