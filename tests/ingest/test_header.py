"""Headers in the layouts of many years, whatever the blocks a reader makes of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from header_cases import CASES

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
    }


@pytest.mark.parametrize("by", [r"\n", r"\n\s*\n"], ids=["lines", "paragraphs"])
@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_header(case: tuple[str, str, dict[str, Any]], by: str) -> None:
    _, text, wanted = case
    header = told(parse(raw(text, by), PATH))
    assert {key: header[key] for key in wanted} == wanted


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
