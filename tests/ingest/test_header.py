"""Headers in the layouts of many years, whatever the blocks a reader makes of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from header_cases import CASES
from header_cases_other import OTHER_CASES

from ingest.header.parsing import parse
from ingest.model import DocumentKind, Header
from ingest.raw import Block, BlockKind, RawDocument

PATH = Path("header-case.txt")


def raw(text: str, by: str = r"\n", properties: dict[str, str] | None = None) -> RawDocument:
    """A raw document with one block a line, or a paragraph where `by` is a blank line."""
    blocks, start = [], 0
    for piece in re.split(f"({by})", text):
        if piece.strip():
            blocks.append(Block(start, start + len(piece)))
        start += len(piece)
    return RawDocument(text, tuple(blocks), properties=properties or {})


def told(header: Header) -> dict[str, Any]:
    """What a case can ask for, as plain values."""
    return {
        "title": header.title,
        "kind": header.kind.value,
        "number": header.number,
        "meeting": header.meeting,
        "date": header.date,
        "source": header.source.name if header.source else None,
        "source_kind": header.source.kind.value if header.source else None,
        "language": header.language,
        "meeting_name": header.meeting_name,
        "authors": [author.name for author in header.authors],
    }


@pytest.mark.parametrize("by", [r"\n", r"\n\s*\n"], ids=["lines", "paragraphs"])
@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_header(case: tuple[str, str, dict[str, Any]], by: str) -> None:
    _, text, wanted = case
    header = told(parse(raw(text, by), PATH))
    assert {key: header[key] for key in wanted} == wanted


@pytest.mark.parametrize("by", [r"\n", r"\n\s*\n"], ids=["lines", "paragraphs"])
@pytest.mark.parametrize("case", OTHER_CASES, ids=[case[0] for case in OTHER_CASES])
def test_header_of_another_body(case: tuple[str, str, dict[str, Any]], by: str) -> None:
    _, text, wanted = case
    header = told(parse(raw(text, by), PATH))
    assert {key: header[key] for key in wanted} == wanted


def test_what_stands_in_page_furniture_only() -> None:
    text = "Games and lotteries\n\nContribution by Norway\n\n1 Plan\n\n1.1 Norway plans.\n"
    plain = raw(text)
    furniture = ("Document CWG-COP-25/15", "9 September 2026", "Twenty-fifth meeting")
    header = parse(RawDocument(text, plain.blocks, furniture=furniture), PATH)
    assert (header.number, header.meeting, header.date) == ("CWG-COP-25/15", 25, "2026-09-09")
    assert parse(plain, PATH).number is None


def test_front_matter_is_header() -> None:
    told_ = {
        "title": "Bus drivers",
        "id": "hlb1218e",
        "date": "2031-04-04",
        "url": "http://example.org/vol12",
        "abstract": "The Lisbon Harbour Conference opened on Monday.",
    }
    text = "# Plenary\n\nThe Chair opened the meeting and announced consultations on lamps.\n"
    header = parse(raw(text, properties=told_), Path("a.md"))
    assert (header.title, header.number, header.date) == ("Bus drivers", "hlb1218e", "2031-04-04")
    assert header.meeting_name == "Lisbon Harbour Conference"
    assert header.kind is DocumentKind.BULLETIN
    # The same keys of another format are properties, and those often lie.
    assert parse(raw(text, properties=told_), Path("a.docx")).number is None


def test_front_matter_names_the_source_and_the_meeting_of_the_group() -> None:
    keys = {"number": "CWG-COP-25/52", "source": "Benin", "meeting": "25", "date": "2026-09-12"}
    header = parse(raw("## 1 Plan\n\n1.1 Benin trains.\n", properties=keys), Path("a.md"))
    assert (header.number, header.meeting, header.date) == ("CWG-COP-25/52", 25, "2026-09-12")
    assert [author.name for author in header.authors] == ["Benin"]


def test_there_are_many_layouts() -> None:
    assert len(CASES) >= 40
    assert len({name for name, _, _ in CASES}) == len(CASES)


def test_title_of_properties_only_without_one_in_the_text() -> None:
    text = "Purpose\nNothing here names the document.\n"
    assert parse(raw(text, properties={"title": "Safety by design"}), PATH).title == (
        "Safety by design"
    )
    for made_by_program in ("Microsoft Word - C17-029e.docx", "Untitled", "Document1", "x.docx"):
        header = parse(raw(text, properties={"title": made_by_program}), PATH)
        assert header.title == "Header case"
    with_title = raw("# Helplines\n\nFor all.\n", properties={"title": "Other words"})
    assert parse(with_title, PATH).title == "Helplines"


def test_heading_of_the_format_is_the_title() -> None:
    text = "Helplines that answer at night\nA trial in two towns.\n"
    blocks = (Block(0, 30, BlockKind.HEADING, 1), Block(31, 52))
    assert parse(RawDocument(text, blocks), PATH).title == "Helplines that answer at night"


@pytest.mark.parametrize(
    ("name", "number", "meeting", "language"),
    [
        ("S25-CWGCOP23-INF-0005!R1!MSW-E.docx", "CWG-COP-23/INF/5(Rev.1)", 23, "en"),
        ("S20-CL-C-0057!!PDF-F.pdf", "C20/57", None, "fr"),
        ("CWG-COP-24-INF-15-E.pdf", "CWG-COP-24/INF/15", 24, "en"),
        ("C17-29(Rev.1)-E.pdf", "C17/29(Rev.1)", None, "en"),
        ("cwg-cop-24-report.txt", None, 24, "en"),
        ("notes.txt", None, None, "en"),
    ],
)
def test_file_name_where_the_text_is_silent(
    name: str, number: str | None, meeting: int | None, language: str
) -> None:
    header = parse(raw("Nothing to see in this text.\n"), Path(name))
    assert (header.number, header.meeting, header.language) == (number, meeting, language)


def test_empty_text() -> None:
    header = parse(RawDocument("", ()), Path("a_file.txt"))
    assert header == Header(title="A file")


@pytest.mark.parametrize("suffix", ["txt", "docx", "pdf"])
def test_the_real_report(shared: Path, suffix: str) -> None:
    from ingest.readers import read_raw

    path = shared / "corpus" / f"cwg-cop-24-report.{suffix}"
    header = parse(read_raw(path), path)
    assert header.kind is DocumentKind.REPORT
    assert (header.meeting, header.date, header.number) == (24, "2026-01-19", None)
    assert header.title is not None
    assert header.title.startswith("Report of the twenty-fourth meeting of")
    assert header.language == "en"
