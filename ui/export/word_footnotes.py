"""Footnotes of a Word file, which python-docx (1.2) keeps where they are but does not make.

The part and its elements are those of ECMA-376, Part 1, §17.11.
"""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from ui.export.word_text import add_field, element, reverse

_REFERENCE = "footnote reference"
_TEXT = "footnote text"
_SEPARATORS = f"""
<w:footnotes {nsdecls("w")}>
  <w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
  <w:footnote w:type="continuationSeparator" w:id="0">
    <w:p><w:r><w:continuationSeparator/></w:r></w:p>
  </w:footnote>
</w:footnotes>
"""
_DECLARED = f"""
<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>
"""


class Footnotes:
    """The footnotes of a document that is being written.

    They are added in the order of the text: Word shows numbers that it counts itself.
    """

    def __init__(self, document: Document) -> None:
        """Adds the part that footnotes stand in, and their styles."""
        self._document = document
        self._root = parse_xml(_SEPARATORS)
        self._count = 0
        name, package = PackURI("/word/footnotes.xml"), document.part.package
        part = XmlPart(name, CONTENT_TYPE.WML_FOOTNOTES, self._root, package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        # The schema wants it before w:compat, which python-docx's template has.
        document.settings.element.find(qn("w:compat")).addprevious(parse_xml(_DECLARED))
        _add_styles(document)

    def refer(self, paragraph: Paragraph, number: int) -> bool:
        """The mark of a footnote, at the end of a paragraph; True where the footnote is new.

        One that is there already is referred to by a field, which is Word's cross-reference.
        """
        if number <= self._count:
            add_field(paragraph, f"NOTEREF {_bookmark(number)} \\h", str(number), _REFERENCE)
            return False
        self._count = number
        mark = _reference(paragraph)
        mark._r.append(element("w:footnoteReference", id=number))
        mark._r.addprevious(element("w:bookmarkStart", id=number, name=_bookmark(number)))
        mark._r.addnext(element("w:bookmarkEnd", id=number))
        self._root.append(element("w:footnote", id=number))
        return True

    def first_paragraph(self, reversed_: bool) -> Paragraph:
        """The first paragraph of the footnote that was added last, behind its number.

        `reversed_`: whether it runs from right to left.
        """
        paragraph = self.next_paragraph(reversed_)
        _reference(paragraph)._r.append(element("w:footnoteRef"))
        paragraph.add_run(" ")
        return paragraph

    def next_paragraph(self, reversed_: bool) -> Paragraph:
        """One more paragraph of the footnote that was added last."""
        inside = element("w:p")
        self._root[-1].append(inside)
        paragraph = Paragraph(inside, self._document._body)
        paragraph.style = self._document.styles[_TEXT]
        if reversed_:
            reverse(paragraph)
        return paragraph


def _add_styles(document: Document) -> None:
    text = document.styles.add_style(_TEXT, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(9)
    text.paragraph_format.space_after = Pt(2)
    reference = document.styles.add_style(_REFERENCE, WD_STYLE_TYPE.CHARACTER, builtin=True)
    reference.font.superscript = True


def _reference(paragraph: Paragraph) -> Run:
    return paragraph.add_run(style=_REFERENCE)


def _bookmark(number: int) -> str:
    return f"_RefNote{number}"  # Word hides bookmarks whose names begin so
