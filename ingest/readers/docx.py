"""Word documents as they are printed: tracked changes accepted, automatic numbers written out.

python-docx opens the package; the body is read from its XML, as its own paragraphs leave out
insertions, content controls, text boxes, notes and numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.cleaning import clean, folded
from ingest.errors import UnreadableFile
from ingest.raw import BlockKind, RawDocument
from ingest.readers.blocks import BOLD, PLAIN, Piece, assemble, unmarked
from ingest.readers.docx_numbering import Numbering, W, value, whole
from ingest.readers.docx_package import open_docx
from ingest.readers.docx_runs import Run, is_placeholder, runs
from ingest.readers.docx_styles import Style, Styles, is_on
from ingest.readers.tables import Cell, is_letterhead, only_places_text, table_rows

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
    return assemble(pieces, _properties(document), _furniture(document))


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
    """Title, author and the like."""
    core = document.core_properties
    found = {}
    for name in ("title", "subject", "author", "keywords", "category", "language"):
        try:
            text = folded(clean(str(getattr(core, name) or "")))
        except (ValueError, AttributeError):
            continue
        if text:
            found[name] = text
    return found


def _furniture(document: Document) -> list[str]:
    """The lines of the page headers and footers, each once."""
    lines: dict[str, None] = {}
    for section in document.sections:
        for part in (
            section.first_page_header,
            section.header,
            section.even_page_header,
            section.first_page_footer,
            section.footer,
            section.even_page_footer,
        ):
            if part.is_linked_to_previous:
                continue
            body = _Body(Styles(None), Numbering(None), {})
            for piece in body.pieces(part._element):
                line = folded(piece.text)
                if any(map(str.isalpha, line)):
                    lines[line] = None
    return list(lines)


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
            elif element.tag in _TRANSPARENT and not is_placeholder(element):
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
        shown = [run for run in found if not (run.hidden or hidden)]
        marked = clean("".join(_marked(run, style) for run in shown))
        text = marked.replace(BOLD, "").replace(PLAIN, "")
        if text.strip():
            marker, depth = self._number(paragraph, properties)
            yield self._piece(marker, marked, depth, found, properties)
            self._in_front = self._in_front and len(text.split()) < _RUNNING_TEXT
        for run in found:
            if run.box is not None:
                yield from self.pieces(run.box)
            for note in run.notes:
                yield from self._note(note)

    def _piece(
        self,
        marker: str,
        marked: str,
        depth: int | None,
        found: list[Run],
        properties: Element | None,
    ) -> Piece:
        style = self._styles.get(_val(properties, "pStyle"))
        kind, level = style.kind, style.level
        text, emphasis = unmarked(marked.lstrip() if marker else marked)
        outline = properties.find(f"{W}outlineLvl") if properties is not None else None
        if outline is not None and whole(value(outline, "9"), 9) < 9:
            kind, level = BlockKind.HEADING, whole(value(outline), 0) + 1
        if kind is BlockKind.HEADING and len(text.split()) > 40:
            kind, level = BlockKind.PARAGRAPH, None
        bold = all(_is_bold(run, style) for run in found if run.text.strip())
        if kind is BlockKind.PARAGRAPH and depth is not None:
            kind, level = BlockKind.LIST_ITEM, depth
        elif kind is BlockKind.PARAGRAPH and bold and _looks_like_heading(text):
            kind = BlockKind.HEADING
        return Piece(marker + text, kind, level, len(marker) + emphasis if emphasis else 0)

    def _number(self, paragraph: Element, properties: Element | None) -> tuple[str, int | None]:
        """The automatic number of a paragraph, and how deep an item it is of a bulleted list."""
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
            return "", None
        printed, is_bullet = self._numbering.next(number_id, depth or 0)
        return printed, (depth or 0) + 1 if is_bullet else None

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
            (row, [(cell, list(self.pieces(cell))) for cell in _cells(row)])
            for row in _rows(table)
            if row.find(f"{W}trPr/{W}del") is None
        ]
        cells = _merged([[_cell(row, *cell) for cell in cells] for row, cells in rows])
        holds_table = any(_holds_table(cell) for _, cells in rows for cell, _ in cells)
        if holds_table or only_places_text(cells) or (in_front and is_letterhead(cells)):
            for _, row in rows:
                for _, pieces in row:
                    yield from pieces
            self._in_front = in_front
        else:
            yield from table_rows(cells)


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


def _holds_table(cell: Element) -> bool:
    return next(cell.iter(f"{W}tbl"), None) is not None


def _cell(row: Element, cell: Element, pieces: list[Piece]) -> tuple[Cell, bool]:
    """A cell, and whether it goes on with the one above it."""
    text = folded(" ".join(piece.text for piece in pieces))
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    made = Cell(
        text,
        columns=whole(value(cell.find(f"{W}tcPr/{W}gridSpan"), "1"), 1),
        head=is_on(row.find(f"{W}trPr/{W}tblHeader")),
        bold=bool(text) and all(piece.emphasis >= len(piece.text.rstrip()) for piece in pieces),
    )
    return made, merge is not None and value(merge, "continue") == "continue"


def _merged(rows: list[list[tuple[Cell, bool]]]) -> list[list[Cell]]:
    """The cells of all rows, those merged downwards once, with the rows they reach over."""
    merged: list[list[Cell]] = []
    open_cells: dict[int, tuple[int, int]] = {}  # by column: row and place of the cell above
    for index, row in enumerate(rows):
        merged.append([])
        column = 0
        for cell, goes_on in row:
            if goes_on and column in open_cells:
                above, place = open_cells[column]
                upper = merged[above][place]
                merged[above][place] = replace(upper, rows=index - above + 1)
            else:
                open_cells[column] = (index, len(merged[index]))
                merged[index].append(cell)
            column += max(1, cell.columns)
    return merged


def _val(properties: Element | None, name: str) -> str:
    return value(properties.find(f"{W}{name}")) if properties is not None else ""


def _end_is_deleted(properties: Element | None) -> bool:
    """Is the end of the paragraph deleted, so that the next goes on in it?"""
    marks = properties.find(f"{W}rPr") if properties is not None else None
    if marks is None:
        return False
    return marks.find(f"{W}del") is not None or marks.find(f"{W}moveFrom") is not None


def _is_bold(run: Run, style: Style) -> bool:
    return run.bold if run.bold is not None else style.bold


def _marked(run: Run, style: Style) -> str:
    """The text of a run, between marks where it is bold."""
    bold = _is_bold(run, style) and run.text.strip()
    return f"{BOLD}{run.text}{PLAIN}" if bold else run.text


def _looks_like_heading(text: str) -> bool:
    return len(text.split()) <= 16 and "\n" not in text.strip() and text.rstrip()[-1] not in ".;,!?"
