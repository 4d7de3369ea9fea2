"""Text of a Word file: paragraphs and runs that run from left to right or from right to left."""

from __future__ import annotations

import re
import unicodedata

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_ISOLATED = re.compile("[\u2066-\u2069]")
_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = "\u200e", "\u200f"


def right_to_left(text: str) -> bool:
    """Does a text run from right to left? Its first letter tells (Unicode Annex 9, P2).

    >>> right_to_left("«مرحبا» said Chad"), right_to_left("1. Chad")
    (True, False)
    """
    kinds = map(unicodedata.bidirectional, text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


def add_paragraph(
    document: Document,
    text: str,
    style: str | None = None,
    reversed_: bool | None = None,
    italic: bool = False,
) -> Paragraph:
    """A paragraph; `reversed_`: whether it runs from right to left, else its text tells."""
    paragraph = document.add_paragraph(style=style)
    if right_to_left(text) if reversed_ is None else reversed_:
        reverse(paragraph)
    add_text(paragraph, text, italic=italic)
    return paragraph


def add_text(paragraph: Paragraph, text: str, bold: bool = False, italic: bool = False) -> None:
    """Text at the end of a paragraph; what Unicode sets apart in it becomes runs of their own.

    Word has no isolates: a run says itself that it runs from right to left, and marks at its
    ends hold what is neither, such as figures and full stops.
    """
    pieces = _ISOLATED.split(text)
    for n, piece in enumerate(pieces):
        if not piece:
            continue
        # Only text from right to left sets anything apart: every second piece.
        foreign = n % 2 == 1 and not right_to_left(piece)
        mark = _LEFT_TO_RIGHT if foreign else _RIGHT_TO_LEFT
        run = paragraph.add_run(f"{mark}{piece}{mark}" if len(pieces) > 1 else piece)
        run.bold, run.italic = bold or None, italic or None
        if right_to_left(piece):
            run.font.rtl = True
            # The letters of such a run are set by properties of their own.
            run.font.cs_bold, run.font.cs_italic = bold or None, italic or None


def reverse(paragraph: Paragraph) -> None:
    """Makes a paragraph, which has a style and nothing else yet, run from right to left."""
    paragraph._p.get_or_add_pPr().append(element("w:bidi"))


def add_field(paragraph: Paragraph, instruction: str, shown: str, style: str | None = None) -> Run:
    """A field at the end of a paragraph; `shown` is seen until Word brings it up to date."""
    run = paragraph.add_run(shown, style)
    field = element("w:fldSimple", instr=f" {instruction} ")
    run._r.addprevious(field)
    field.append(run._r)
    return run


def element(name: str, /, **attributes: object) -> BaseOxmlElement:
    """An element of WordprocessingML, such as `element("w:footnote", id=1)`."""
    return OxmlElement(name, {qn(f"w:{key}"): str(value) for key, value in attributes.items()})
