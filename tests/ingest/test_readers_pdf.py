# ruff: noqa: E501 (long examples on one line)
"""PDFs: paragraphs, pages, headers and footers, protection, damage."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from making_pdf import Layout, Made, long_report, make_pdf, prose
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.cleaning import folded
from ingest.errors import UnreadableFile
from ingest.model import page_at
from ingest.raw import BlockKind, RawDocument
from ingest.readers import read_raw
from ingest.structure.units import units

LAYOUTS = {
    "header above": Layout(header="CWG-COP-21/9-E", page_numbers="- {} -"),
    "footer, justified": Layout(footer="ITU/CWG-COP, report, page {}", justified=True, font="Helvetica"),
    "no gaps": Layout(space_after=0, tab=0, heading_size=11),
    "indents, no gaps": Layout(space_after=0, first_line_indent=20, tab=0, justified=True),
    "double spacing": Layout(page_numbers="{}", header="CWG-COP-21/9-E", tab=0, leading=18, space_after=18),
    "bare page numbers": Layout(page_numbers="{}", tab=30, justified=True, space_after=4),
}  # fmt: skip


def paragraphs(raw: RawDocument) -> dict[str, tuple[str, int | None]]:
    """Words and first page of each numbered paragraph."""
    found: dict[str, tuple[str, int | None]] = {}
    for unit in units(raw):
        if unit.paragraph and not unit.heading:
            words = " ".join(folded(raw.text[start:end]) for start, end in unit.blocks)
            before = found.get(unit.paragraph)
            page = before[1] if before else page_at(raw.page_starts, unit.start)
            found[unit.paragraph] = (f"{before[0]} {words}" if before else words, page)
    return found


def check(made: Made) -> RawDocument:
    raw = read_raw(made.path)
    found = paragraphs(raw)
    assert list(found) == list(made.texts)
    assert {number: words for number, (words, _) in found.items()} == made.texts
    assert {number: page for number, (_, page) in found.items()} == made.pages
    assert len(raw.page_starts) == made.page_count
    return raw


@pytest.mark.parametrize("name", LAYOUTS)
def test_paragraphs_and_pages_of_many_layouts(tmp_path: Path, name: str) -> None:
    made = make_pdf(tmp_path / "report.pdf", long_report(8, 14), LAYOUTS[name])
    assert made.page_count >= 20
    raw = check(made)
    assert "21/9-E" not in raw.text
    assert "ITU/CWG-COP, report" not in raw.text


def test_a_hundred_pages(tmp_path: Path) -> None:
    layout = Layout(header="CWG-COP-21/9-E", page_numbers="{}", size=12, leading=17)
    made = make_pdf(tmp_path / "report.pdf", long_report(24, 17), layout)
    assert 100 <= made.page_count <= 130
    check(made)


def lines_pdf(path: Path, pages: list[list[str]], size: float = 11, step: float = 14) -> Path:
    """A PDF of printed lines, top down; an empty one leaves a gap."""
    canvas = Canvas(str(path), pagesize=A4)
    for page in pages:
        height = A4[1] - 70
        canvas.setFont("Times-Roman", size)
        for line in page:
            canvas.drawString(70, height, line)
            height -= step
        canvas.showPage()
    canvas.save()
    return path


def texts(path: Path) -> list[str]:
    raw = read_raw(path)
    return [raw.text[block.start : block.end] for block in raw.blocks]


def test_words_cut_at_line_ends(tmp_path: Path) -> None:
    path = lines_pdf(
        tmp_path / "a.pdf",
        [
            [
                "1.1 The Secretariat introduced, on behalf of all its partners in the field, Document CWG-COP-",
                "24/INF/14 and a note for PP-26 on the follow-up. Speakers asked for wider and better inter-",
                "national cooperation, for a multi-stakeholder approach and for evidence-based, child-",
                "friendly material in the years 2025–",
                "2028. See https://www.itu.int/en/council/",
                "cwg-cop for all of it and more.",
            ]
        ],
    )
    assert texts(path)[0] == (
        "1.1 The Secretariat introduced, on behalf of all its partners in the field, Document "
        "CWG-COP-24/INF/14 and a note for PP-26 on the follow-up. Speakers asked for wider and "
        "better international cooperation, for a multi-stakeholder approach and for evidence-based, "
        "child-friendly material in the years 2025–2028. See "
        "https://www.itu.int/en/council/cwg-cop for all of it and more."
    )


def test_paragraphs_go_on_over_the_page_break(tmp_path: Path) -> None:
    first = [
        "CWG-COP-9/4-E",
        "",
        "1.1 The delegation of Ghana described the helpline that its",
        "ministry had opened, and",
    ]
    second = ["CWG-COP-9/4-E", "", "which answers ten calls an hour.", "", "1.2 Peru agreed."]
    path = lines_pdf(tmp_path / "a.pdf", [first, second])
    raw = read_raw(path)
    assert raw.text.split("\n") == [
        "1.1 The delegation of Ghana described the helpline that its ministry had opened, and which "
        "answers ten calls an hour.",
        "1.2 Peru agreed.",
    ]
    assert page_at(raw.page_starts, raw.text.index("1.2")) == 2
    assert page_at(raw.page_starts, raw.text.index("which answers")) == 2
    assert raw.furniture == ("CWG-COP-9/4-E",)


def test_numbers_in_the_text_are_no_page_numbers(tmp_path: Path) -> None:
    pages = [
        [
            f"Table {n * 10}",
            "",
            str(n * 37),
            "",
            f"The figure above was given by office {n} on request.",
        ]
        for n in range(1, 5)
    ]
    assert "74" in read_raw(lines_pdf(tmp_path / "a.pdf", pages)).text.split("\n")


def test_empty_pages_count(tmp_path: Path) -> None:
    path = lines_pdf(tmp_path / "a.pdf", [["1.1 The Chair spoke."], [], ["1.2 Fiji spoke."]])
    raw = read_raw(path)
    assert len(raw.page_starts) == 3
    assert page_at(raw.page_starts, raw.text.index("Fiji")) == 3
    assert page_at(raw.page_starts, raw.text.index("Chair")) == 1


def test_larger_or_bold_lines_are_headings(tmp_path: Path) -> None:
    made = make_pdf(
        tmp_path / "a.pdf",
        [("#", "Background"), ("", prose(3, 6)), ("#", "Proposal"), ("", prose(9, 6))],
    )
    raw = read_raw(made.path)
    kinds = [block.kind for block in raw.blocks]
    assert kinds == [BlockKind.HEADING, BlockKind.PARAGRAPH] * 2
    sections = [unit.section for unit in units(raw) if not unit.heading]
    assert sections == [("Background",), ("Proposal",)]


def encrypted(path: Path, target: Path, password: str) -> Path:
    writer = PdfWriter(clone_from=PdfReader(path))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="AES-256")
    writer.write(target)
    return target


def test_passwords(tmp_path: Path) -> None:
    plain = lines_pdf(tmp_path / "a.pdf", [["1.1 The Chair spoke."]])
    with pytest.raises(UnreadableFile, match="is protected by a password; save it without one"):
        read_raw(encrypted(plain, tmp_path / "b.pdf", "secret"))
    assert read_raw(encrypted(plain, tmp_path / "c.pdf", "")).text == "1.1 The Chair spoke."


def test_pictures_without_text(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.rect(10, 10, 100, 100)
    canvas.showPage()
    canvas.save()
    with pytest.raises(UnreadableFile, match="has no text, only images"):
        read_raw(tmp_path / "a.pdf")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"not a pdf", "is no PDF"),
        (b"", "is empty"),
        (b"%PDF-1.7\nnothing else", "damaged"),
        (b"PK\x03\x04" + b"x" * 50, "is no PDF"),
    ],
)
def test_damaged_files_are_refused_in_one_line(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match=reason) as caught:
        read_raw(path)
    assert "\n" not in str(caught.value)


def test_any_damage_gives_text_or_one_line(tmp_path: Path) -> None:
    made = make_pdf(tmp_path / "good.pdf", long_report(1, 3))
    whole = made.path.read_bytes()
    path = tmp_path / "bad.pdf"
    for place in range(0, len(whole), max(1, len(whole) // 30)):
        for damaged in (whole[:place], whole[:place] + b"\x00" * 50 + whole[place + 50 :]):
            path.write_bytes(damaged)
            try:
                read_raw(path)
            except UnreadableFile as error:
                assert "\n" not in str(error)


def test_metadata(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setTitle("Contribution by Fiji")
    canvas.drawString(70, 700, "Words of it.")
    canvas.save()
    (tmp_path / "a.pdf").write_bytes(buffer.getvalue())
    assert read_raw(tmp_path / "a.pdf").properties["title"] == "Contribution by Fiji"


def test_footnotes_do_not_cut_paragraphs(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    for page in (1, 2, 3):
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(
            70,
            100,
            f"{page} See the {'first second third'.split()[page - 1]} report of the ministry, which is public.",
        )
        canvas.setFont("Times-Roman", 11)
        top = (
            "and of its schools, too, as all delegates had been told at length."
            if page > 1
            else "Opening remarks were made by two of the delegates."
        )
        canvas.drawString(70, 700, top)
        text = canvas.beginText(70, 670)
        text.textOut(f"1.{page} The delegation of Ghana told the group of its helpline")
        text.setFont("Times-Roman", 6)
        text.setRise(4)
        text.textOut(str(page))
        text.setRise(0)
        text.setFont("Times-Roman", 11)
        text.textOut(" and of its courts,")
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    assert texts(tmp_path / "a.pdf") == [
        "Opening remarks were made by two of the delegates.",
        "1.1 The delegation of Ghana told the group of its helpline and of its courts, and of its schools, too, as all delegates had been told at length.",
        "1 See the first report of the ministry, which is public.",
        "1.2 The delegation of Ghana told the group of its helpline and of its courts, and of its schools, too, as all delegates had been told at length.",
        "2 See the second report of the ministry, which is public.",
        "1.3 The delegation of Ghana told the group of its helpline and of its courts,",
        "3 See the third report of the ministry, which is public.",
    ]
    found = paragraphs(read_raw(tmp_path / "a.pdf"))
    assert list(found) == ["1.1", "1.2", "1.3"]
