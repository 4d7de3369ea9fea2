"""Word documents as they are printed: tracked changes accepted, automatic numbers written out.

python-docx opens the package; the body is read from its XML, as its own paragraphs leave out
insertions, content controls, text boxes, notes and numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.cleaning import clean, folded
from ingest.errors import UnreadableFile
from ingest.raw import BlockKind, RawDocument
from ingest.readers.blocks import Piece, assemble
from ingest.readers.docx_numbering import Numbering, W, value, whole
from ingest.readers.docx_package import open_docx
from ingest.readers.docx_runs import Run, runs
from ingest.readers.docx_styles import Styles

if TYPE_CHECKING:
    from docx.document import Document

    from ingest.readers.xml import Element

_RUNNING_TEXT = 12  # words of a paragraph that is no line of a header block
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def read(path: Path) -> RawDocument:
    """Reads a Word document; raises UnreadableFile where it is none, damaged or a bomb."""
    document = open_docx(path)
    parts = {
        relation.reltype.removeprefix(_RELATED): relation.target_part
        for relation in document.part.rels.values()
        if not relation.is_external and relation.reltype.startswith(_RELATED)
    }
    body = _Body(
        Styles(_root(parts.get("styles"))),
        Numbering(_root(parts.get("numbering"))),
        {
            "footnoteReference": _notes(_root(parts.get("footnotes")), "footnote"),
            "endnoteReference": _notes(_root(parts.get("endnotes")), "endnote"),
        },
    )
    try:
        pieces = list(body.pieces(document.element.body))
    except RecursionError:
        raise UnreadableFile(path, "is nested too deeply; save it again in Word") from None
    return assemble(pieces, _properties(document))


def _root(part: object) -> Element | None:
    """The XML of a part, None where it is missing or damaged."""
    from docx.oxml.parser import parse_xml

    from ingest.readers.xml import XMLSyntaxError

    element = getattr(part, "element", None)
    if element is not None:
        return element
    blob = getattr(part, "blob", b"")
    try:
        return parse_xml(blob) if blob else None
    except (XMLSyntaxError, ValueError):
        return None


def _notes(root: Element | None, name: str) -> dict[str, Element]:
    """Footnotes or endnotes by their ids, without the separators Word keeps among them."""
    if root is None:
        return {}
    return {
        note.get(f"{W}id", ""): note
        for note in root.iterchildren(f"{W}{name}")
        if note.get(f"{W}type", "normal") == "normal"
    }


def _properties(document: Document) -> dict[str, str]:
    """Title and the like, and the text of the page headers, where documents carry their number."""
    core = document.core_properties
    found = {}
    for name in ("title", "subject", "author", "keywords", "category", "language"):
        try:
            text = folded(clean(str(getattr(core, name) or "")))
        except (ValueError, AttributeError):
            continue
        if text:
            found[name] = text
    heads: list[str] = []
    for section in document.sections:
        for head in (section.first_page_header, section.header):
            if head.is_linked_to_previous:
                continue
            body = _Body(Styles(None), Numbering(None), {})
            for piece in body.pieces(head._element):
                line = folded(piece.text)
                if any(map(str.isalpha, line)) and line not in heads:
                    heads.append(line)
    if heads:
        found["running_heads"] = "\n".join(heads)
    return found


class _Body:
    """Reads block elements in order, counting numbered paragraphs on the way."""

    def __init__(
        self, styles: Styles, numbering: Numbering, notes: dict[str, dict[str, Element]]
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._in_front = True  # no running text so far: tables are the header block
        self._carried: list[Run] = []  # of a paragraph whose end is deleted

    def pieces(self, parent: Element) -> Iterator[Piece]:
        """The blocks inside an element."""
        for element in parent.iterchildren():
            if element.tag == f"{W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{W}tbl":
                yield from self._table(element)
            elif element.tag in _TRANSPARENT:
                yield from self.pieces(element)

    def _paragraph(self, paragraph: Element) -> Iterator[Piece]:
        found = [*self._carried, *runs(paragraph)]
        self._carried = []
        properties = paragraph.find(f"{W}pPr")
        if _end_is_deleted(properties):
            self._carried = found
            return
        style = self._styles.get(_val(properties, "pStyle"))
        hidden = style.hidden
        text = clean("".join(run.text for run in found if not (run.hidden or hidden)))
        if text.strip():
            marker, is_item = self._number(paragraph, properties)
            yield self._piece(marker, text, is_item, found, properties)
            self._in_front = self._in_front and len(text.split()) < _RUNNING_TEXT
        for run in found:
            if run.box is not None:
                yield from self.pieces(run.box)
            for note in run.notes:
                yield from self._note(note)

    def _piece(
        self,
        marker: str,
        text: str,
        is_item: bool,
        found: list[Run],
        properties: Element | None,
    ) -> Piece:
        style = self._styles.get(_val(properties, "pStyle"))
        kind, level = style.kind, style.level
        outline = properties.find(f"{W}outlineLvl") if properties is not None else None
        if outline is not None and whole(value(outline, "9"), 9) < 9:
            kind, level = BlockKind.HEADING, whole(value(outline), 0) + 1
        words = len(text.split())
        if kind is BlockKind.HEADING and words > 40:
            kind, level = BlockKind.PARAGRAPH, None
        bold = all(
            run.bold if run.bold is not None else style.bold for run in found if run.text.strip()
        )
        if kind is BlockKind.PARAGRAPH and is_item:
            kind = BlockKind.LIST_ITEM
        elif kind is BlockKind.PARAGRAPH and bold and _looks_like_heading(text):
            kind = BlockKind.HEADING
        return Piece(marker + (text.lstrip() if marker else text), kind, level)

    def _number(self, paragraph: Element, properties: Element | None) -> tuple[str, bool]:
        """The automatic number of a paragraph, and whether it is an item of a list."""
        style_id = _val(properties, "pStyle")
        style = self._styles.get(style_id)
        number_id, depth = style.number_id, style.depth
        if number_id and depth is None:
            depth = self._numbering.depth_of_style(number_id, style_id)
        direct = properties.find(f"{W}numPr") if properties is not None else None
        if direct is not None:
            if (given := direct.find(f"{W}numId")) is not None:
                number_id = value(given)
            if (given := direct.find(f"{W}ilvl")) is not None:
                depth = whole(value(given, "0"), 0)
        if not number_id or number_id == "0":
            return "", False
        return self._numbering.next(number_id, depth or 0)

    def _note(self, note: tuple[str, str]) -> Iterator[Piece]:
        kind, key = note
        element = self._notes.get(kind, {}).get(key)
        if element is None:
            return
        inner = _Body(self._styles, self._numbering, {})
        text = "\n".join(piece.text for piece in inner.pieces(element))
        yield Piece(text, BlockKind.FOOTNOTE)

    def _table(self, table: Element) -> Iterator[Piece]:
        in_front = self._in_front
        rows = [
            [list(self.pieces(cell)) for cell in _cells(row)]
            for row in _rows(table)
            if row.find(f"{W}trPr/{W}del") is None
        ]
        if in_front or _is_layout(rows):
            for row in rows:
                for cell in row:
                    yield from cell
            self._in_front = in_front
        else:
            for row in rows:
                cells = [folded(" ".join(piece.text for piece in cell)) for cell in row]
                yield Piece("\t".join(cells).strip(), BlockKind.TABLE_ROW)


_TRANSPARENT = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
)


def _rows(table: Element) -> Iterator[Element]:
    for element in table.iterchildren():
        if element.tag == f"{W}tr":
            yield element
        elif element.tag in _TRANSPARENT:
            yield from _rows(element)


def _cells(row: Element) -> Iterator[Element]:
    for element in row.iterchildren():
        if element.tag == f"{W}tc":
            if element.find(f"{W}tcPr/{W}cellDel") is None:
                yield element
        elif element.tag in _TRANSPARENT:
            yield from _cells(element)


def _is_layout(rows: list[list[list[Piece]]]) -> bool:
    """Does a table only place text, as a frame around running paragraphs?"""
    cells = [cell for row in rows for cell in row]
    if all(len(row) <= 1 for row in rows):
        return True
    long = sum(1 for cell in cells if sum(len(piece.text.split()) for piece in cell) > 80)
    return bool(cells) and long > 0.3 * len(cells)


def _val(properties: Element | None, name: str) -> str:
    return value(properties.find(f"{W}{name}")) if properties is not None else ""


def _end_is_deleted(properties: Element | None) -> bool:
    """Is the end of the paragraph deleted, so that the next goes on in it?"""
    marks = properties.find(f"{W}rPr") if properties is not None else None
    if marks is None:
        return False
    return marks.find(f"{W}del") is not None or marks.find(f"{W}moveFrom") is not None


def _looks_like_heading(text: str) -> bool:
    return len(text.split()) <= 16 and "\n" not in text.strip() and text.rstrip()[-1] not in ".;,!?"
