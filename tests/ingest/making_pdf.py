# ruff: noqa: E501 (long examples on one line)
"""PDFs as working groups publish them, made for the tests: own sentences, known pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph


@dataclass
class Layout:
    """How a PDF looks: its header, footer, spacing, type."""

    header: str = ""
    footer: str = ""
    page_numbers: str = ""  # e.g. "- {} -"; where: with the header
    justified: bool = False
    space_after: float = 8.0
    first_line_indent: float = 0.0
    font: str = "Times-Roman"
    bold: str = "Times-Bold"
    size: float = 11.0
    leading: float = 13.5
    tab: float = 40.0  # from a paragraph's number to its words; 0: only a space
    heading_size: float = 13.0


@dataclass
class Made:
    """A PDF that was made: what it says, by paragraph number, and on which page each begins."""

    path: Path
    texts: dict[str, str] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)
    page_count: int = 0


class _Marked(Paragraph):
    """A paragraph that remembers the page on which it was first drawn."""

    made: Made | None = None
    number = ""

    def split(self, width: float, height: float) -> list[Paragraph]:
        parts = super().split(width, height)
        if len(parts) > 1:
            parts[0].made, parts[0].number = self.made, self.number
        return parts

    def draw(self) -> None:
        if self.made is not None and self.number:
            self.made.pages.setdefault(self.number, self.canv.getPageNumber())
        super().draw()


def _marked(
    made: Made, number: str, text: str, style: ParagraphStyle, bullet: str | None = None
) -> Paragraph:
    paragraph = _Marked(text, style, bulletText=bullet)
    paragraph.made, paragraph.number = made, number
    return paragraph


def make_pdf(path: Path, content: Sequence[tuple[str, str]], layout: Layout | None = None) -> Made:
    """A PDF of `content`: pairs of a number ("" for none, "5.4", or "#5" for a heading) and text."""
    layout = layout or Layout()
    made = Made(path)
    alignment = TA_JUSTIFY if layout.justified else TA_LEFT
    base = {
        "fontName": layout.font,
        "fontSize": layout.size,
        "leading": layout.leading,
        "alignment": alignment,
        "spaceAfter": layout.space_after,
    }
    body = ParagraphStyle("body", firstLineIndent=layout.first_line_indent, **base)
    numbered = ParagraphStyle("numbered", bulletIndent=0, leftIndent=0, **base)
    heading = ParagraphStyle(
        "heading",
        fontName=layout.bold,
        fontSize=layout.heading_size,
        leading=layout.heading_size * 1.25,
        spaceBefore=10,
        spaceAfter=6,
        keepWithNext=1,
    )
    story = []
    last = ""
    for number, text in content:
        if number.startswith("#"):
            label = number[1:]
            story.append(Paragraph(f"{label} {text}".strip(), heading))
        elif number:
            if layout.tab:
                style = ParagraphStyle("n", parent=numbered, firstLineIndent=layout.tab)
                story.append(_marked(made, number, text, style, number))
            else:
                story.append(_marked(made, number, f"{number} {text}", body))
            made.texts[number] = text
            last = number
        else:
            story.append(Paragraph(text, body))
            if last:
                made.texts[last] += " " + text

    def furniture(canvas: Canvas, document: BaseDocTemplate) -> None:
        page = canvas.getPageNumber()
        canvas.setFont(layout.font, 9)
        top, bottom, middle = A4[1] - 1.3 * cm, 1.2 * cm, A4[0] / 2
        if layout.page_numbers:
            canvas.drawCentredString(middle, top, layout.page_numbers.format(page))
        if layout.header:
            canvas.drawCentredString(middle, top - 11, layout.header)
        if layout.footer:
            canvas.drawString(2.5 * cm, bottom, layout.footer.format(page))

    document = BaseDocTemplate(
        str(path),
        pagesize=A4,
        leftMargin=2.5 * cm,
        rightMargin=2.5 * cm,
        topMargin=2.5 * cm,
        bottomMargin=2.2 * cm,
    )
    frame = Frame(
        document.leftMargin, document.bottomMargin, document.width, document.height, 0, 0, 0, 0
    )
    document.addPageTemplates([PageTemplate("all", [frame], onPage=furniture)])
    document.build(story)
    made.page_count = document.page
    return made


SUBJECTS = (
    "The delegation of Fiji",
    "The representative of Norway",
    "The Secretariat",
    "Peru",
    "The Chair",
    "Kenya",
    "The delegate of Japan",
    "A Sector Member from Chile",
    "The Rapporteur",
    "Ghana",
)
VERBS = ("welcomed", "described", "recalled", "stressed", "presented", "questioned", "explained")
OBJECTS = (
    "the national helpline that answers calls from pupils at night",
    "a survey of classrooms in which 12 400 families took part",
    "the code of conduct for platforms, adopted in 2023 and reviewed since",
    "training for teachers, police officers and judges in remote districts",
    "the need for evidence-based rules on age assurance",
    "work under Resolution 179 (Rev. Bucharest, 2022) and its follow-up",
    "a proposal to translate the guidelines into all official languages",
)
TAILS = (
    "and asked that members be consulted earlier.",
    "noting that results would be shared at the next meeting.",
    "with the support of several partners.",
    "as set out in Document CWG-COP-21/7.",
    "while costs remained within the budget.",
    "which two other delegations supported.",
)


def prose(seed: int, sentences: int) -> str:
    """Some sentences in the style of a report, the same for the same seed."""
    said = []
    for index in range(sentences):
        key = seed * 31 + index * 17
        said.append(
            f"{SUBJECTS[key % 10]} {VERBS[key % 7]} {OBJECTS[(key // 3) % 7]}, {TAILS[(key // 5) % 6]}"
        )
    return " ".join(said)


def long_report(sections: int, paragraphs: int) -> list[tuple[str, str]]:
    """A report of so many sections, each of so many numbered paragraphs, some with continuations."""
    content: list[tuple[str, str]] = [("#", "Report of the twenty-first meeting of the group")]
    for section in range(1, sections + 1):
        content.append((f"#{section}", f"Item {section} of the agenda and its discussion"))
        for number in range(1, paragraphs + 1):
            seed = section * 101 + number
            content.append((f"{section}.{number}", prose(seed, 3 + seed % 6)))
            if seed % 4 == 0:
                content.append(("", prose(seed + 7, 2 + seed % 3)))
    return content
