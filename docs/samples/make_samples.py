"""Makes the Word and PDF documents of `samples/` from the texts beside this file.

Run it from the project's root after a change of the texts:

    .venv/bin/python docs/samples/make_samples.py

The same texts give the same files, byte by byte. Lines begin with a mark: "!" a notice, "@left"
and "@right" a cell of the header table, "*" the line of the source, "#" the title, ">" a heading,
"|" a table row; everything else is a paragraph.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docx.shared import Cm, Pt
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent.parent / "samples"
WRITTEN = datetime(2026, 1, 31)  # the files carry this date, so that they do not change
_MARK = re.compile(r"^(!|@left|@right|\*|#|>|\|)\s+")


@dataclass(frozen=True)
class Piece:
    """One line of a text and its mark; "" for a paragraph."""

    mark: str
    text: str


def pieces(path: Path) -> Iterator[Piece]:
    """The lines of a text."""
    for line in path.read_text(encoding="utf-8").splitlines():
        match = _MARK.match(line)
        if line.strip():
            yield Piece(match[1] if match else "", line[match.end() :] if match else line)


def write_docx(source: Path, target: Path) -> None:
    """A Word document with headings, as the group's reports have them."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    for section in document.sections:
        section.left_margin = section.right_margin = Cm(2.2)
    for piece in pieces(source):
        if piece.mark == "#":
            document.add_heading(piece.text, level=0)
            document.core_properties.title = piece.text
        elif piece.mark == ">":
            document.add_heading(piece.text, level=1)
        else:
            run = document.add_paragraph().add_run(piece.text)
            run.italic = piece.mark == "!"
    properties = document.core_properties
    properties.author = "COP Assistant"
    properties.comments = "Sample written for COP Assistant; not an official record"
    properties.created = properties.modified = WRITTEN
    buffer = BytesIO()
    document.save(buffer)
    _with_fixed_times(buffer, target)


def _with_fixed_times(written: BytesIO, target: Path) -> None:
    """The zip file again, its entries dated `WRITTEN`."""
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, date_time=WRITTEN.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))


def write_pdf(source: Path, target: Path) -> None:
    """A PDF with the header table of a contribution, running heads and page numbers."""
    found = list(pieces(source))
    normal = ParagraphStyle("normal", fontName="Helvetica", fontSize=10.5, leading=14, spaceAfter=7)
    styles = {
        "": normal,
        "!": ParagraphStyle("notice", normal, fontName="Helvetica-Oblique"),
        "*": ParagraphStyle("source", normal, fontName="Helvetica-Bold", alignment=1),
        "#": ParagraphStyle("title", normal, fontSize=14, leading=18, alignment=1, spaceAfter=14),
        ">": ParagraphStyle("heading", normal, fontName="Helvetica-Bold", spaceBefore=8),
        "cell": ParagraphStyle("cell", normal, spaceAfter=0),
    }
    head = _head(found, styles["cell"])
    flow: list[object] = []
    rows: list[list[str]] = []
    for at, piece in enumerate(found):
        if piece.mark == "|":
            rows.append([cell.strip() for cell in piece.text.strip("| ").split("|")])
            if at + 1 == len(found) or found[at + 1].mark != "|":
                flow += [_table(rows), Spacer(1, 8)]
        elif not piece.mark.startswith("@"):
            flow.append(
                Paragraph(escape(piece.text).replace("\t", "&nbsp;&nbsp; "), styles[piece.mark])
            )
            if piece.mark == "!":
                flow += [head, Spacer(1, 14)]
    title = next(piece.text for piece in found if piece.mark == "#")
    number = next(piece.text for piece in found if "Document" in piece.text)
    number = number.removeprefix("Document ")

    def heads(canvas: Canvas, page: SimpleDocTemplate) -> None:
        canvas.setFont("Helvetica", 8.5)
        if page.page > 1:
            canvas.drawCentredString(A4[0] / 2, A4[1] - 1.3 * cm, number)
        canvas.drawCentredString(A4[0] / 2, 1.2 * cm, f"- {page.page} -")

    SimpleDocTemplate(
        str(target),
        pagesize=A4,
        title=title,
        author="COP Assistant",
        invariant=1,
        subject="Sample written for COP Assistant; not an official record",
        leftMargin=2.4 * cm,
        rightMargin=2.4 * cm,
        topMargin=2.2 * cm,
        bottomMargin=2.2 * cm,
    ).build(flow, onFirstPage=heads, onLaterPages=heads)


def _head(found: list[Piece], style: ParagraphStyle) -> Table:
    """The header table: group and meeting on the left, number and date on the right."""
    columns = [
        [Paragraph(escape(piece.text), style) for piece in found if piece.mark == side]
        for side in ("@left", "@right")
    ]
    return Table(
        [columns],
        colWidths=[10 * cm, 6 * cm],
        style=[
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.7, colors.black),
        ],
    )


def _table(rows: list[list[str]]) -> Table:
    """A table of figures, its first row the heading."""
    return Table(
        rows,
        hAlign="LEFT",
        style=[
            ("GRID", (0, 0), (-1, -1), 0.4, colors.grey),
            ("FONT", (0, 0), (-1, -1), "Helvetica", 9.5),
            ("FONT", (0, 0), (-1, 0), "Helvetica-Bold", 9.5),
        ],
    )


if __name__ == "__main__":
    SAMPLES.mkdir(exist_ok=True)
    write_docx(HERE / "digest.md", SAMPLES / "cwg-cop-24-digest.docx")
    write_pdf(HERE / "contribution.md", SAMPLES / "sample-contribution-night-helpline.pdf")
