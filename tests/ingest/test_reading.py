# ruff: noqa: E501 (long examples on one line)
"""From a file to a document with passages."""

from __future__ import annotations

import time
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making_pdf import Layout, long_report, make_pdf, prose

from ingest import read
from ingest.cleaning import folded
from ingest.errors import UnreadableFile
from ingest.model import Document, DocumentKind
from ingest.readers import read_raw
from ingest.readers.text import from_text
from ingest.reading import document
from ingest.structure.chunking import MAX_WORDS
from ingest.structure.units import units


def check(found: Document) -> None:
    """What holds for every document."""
    position, last_unit = 0, -1
    for ordinal, passage in enumerate(found.passages):
        assert passage.ordinal == ordinal
        assert passage.text == found.text[passage.start : passage.end]
        assert position <= passage.start < passage.end
        assert passage.unit in (last_unit, last_unit + 1)
        assert passage.page == found.page_at(passage.start)
        inside = passage.start
        for sentence in passage.sentences:
            assert not any(map(str.isalnum, found.text[inside : sentence.start]))
            assert inside <= sentence.start < sentence.end <= passage.end
            inside = sentence.end
        assert inside == passage.end
        said = [speaker for sentence in passage.sentences for speaker in sentence.speakers]
        assert passage.speakers == tuple(dict.fromkeys(said))
        position, last_unit = passage.end, passage.unit
        if len(passage.sentences) > 1:
            assert len(passage.text.split()) <= MAX_WORDS


def test_a_report_in_three_formats_says_the_same(tmp_path: Path) -> None:
    content = [pair for pair in long_report(4, 8) if pair[0] != "#"]
    text = "\n".join(f"{n.lstrip('#')}\t{t}" if n else t for n, t in content)
    (tmp_path / "report.txt").write_text(text)
    word = docx.Document()
    for number, words in content:
        if number.startswith("#"):
            word.add_heading(f"{number[1:]}\t{words}", 1)
        else:
            word.add_paragraph(f"{number}\t{words}" if number else words)
    word.save(str(tmp_path / "report.docx"))
    make_pdf(
        tmp_path / "report.pdf", content, Layout(header="CWG-COP-21/9-E", page_numbers="- {} -")
    )
    seen = []
    for suffix in ("txt", "docx", "pdf"):
        found = read(tmp_path / f"report.{suffix}")
        check(found)
        seen.append([(p.paragraph, p.section, folded(p.text), p.speakers) for p in found.passages])
        assert (found.pages is None) == (suffix != "pdf")
    assert seen[0] == seen[1] == seen[2]


def test_turns_below_the_heading_of_a_meeting_are_minutes(tmp_path: Path) -> None:
    path = tmp_path / "lamps.md"
    turns = "Ada Roe: The draft is ready.\n\nBo Lee: We agree.\n\n" * 4
    hours = "09:30-11:30 Wednesday, Session I\n\n"
    path.write_text(f"# Lamp Team Meeting\n\n{hours}{turns}", encoding="utf-8")
    found = read(path)
    assert (found.kind, found.title) == (DocumentKind.MINUTES, "Lamp Team Meeting")
    path.write_text(f"# Lamps\n\n{turns}", encoding="utf-8")
    assert read(path).kind is DocumentKind.TRANSCRIPT


def test_transcripts_are_cut_at_turns(tmp_path: Path) -> None:
    path = tmp_path / "debate.txt"
    path.write_text(
        "Committee on Children\nThursday\n\n"
        + "\n\n".join(
            f"{name}: {prose(seed, 6)}"
            for seed, name in enumerate(["Ana Lund", "Bo Ek", "The Chair", "Ana Lund", "Bo Ek"])
        )
    )
    found = read(path)
    check(found)
    assert found.kind is DocumentKind.TRANSCRIPT
    spoken = [p for p in found.passages if p.speakers]
    assert {p.speakers[0].name for p in spoken} == {"Ana Lund", "Bo Ek", "Chair"}
    assert not any(p.text.startswith(("Ana Lund:", "Bo Ek:")) for p in spoken)
    assert all(len(p.speakers) == 1 for p in spoken)


def test_identity_and_digest(tmp_path: Path) -> None:
    path = tmp_path / "a note.txt"
    path.write_text("The Chair opened the meeting. It was late.")
    found = read(path)
    assert found.id == "a note"
    assert found.path == path
    assert len(found.sha256) == 64
    assert read(path) == found


def test_unreadable_files_raise_one_line(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(tmp_path / "absent.docx")
    assert "\n" not in str(caught.value)


@given(
    st.lists(
        st.one_of(
            st.sampled_from(["1\tOpening", "1.1\tThe Chair spoke. Fiji agreed!", "– item", "Annex 1", "A: yes", "B: no", "x. y. Z.", "", "No. 5"]),
            st.integers(1, 9).map(lambda seed: f"1.{seed}\t{prose(seed, seed)}"),
            st.text(max_size=80),
        ),
        max_size=25,
    )
)  # fmt: skip
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_passages_of_any_text_are_exact(lines: list[str]) -> None:
    raw = from_text("\n".join(lines))
    found = document(raw, Path("any.txt"), "0" * 64)
    check(found)
    covered = set()
    for passage in found.passages:
        covered.update(range(passage.start, passage.end))
    for unit in units(raw):
        if not unit.heading and found.kind is not DocumentKind.TRANSCRIPT:
            assert covered.issuperset(
                i
                for start, end in unit.blocks or ((unit.start, unit.end),)  # but lines of rules
                for i in range(start, end)
                if not raw.text[i].isspace()
            )


def test_the_three_formats_of_the_real_report_agree(shared: Path) -> None:
    seen = {}
    for suffix in ("txt", "docx", "pdf"):
        raw = read_raw(shared / "corpus" / f"cwg-cop-24-report.{suffix}")
        seen[suffix] = [
            (
                unit.paragraph,
                unit.section,
                unit.heading,
                " ".join(folded(raw.text[a:b]) for a, b in unit.blocks),
            )
            for unit in units(raw)
        ]
    assert seen["txt"] == seen["docx"] == seen["pdf"]
    numbers = [number for number, _, heading, _ in seen["txt"] if number and not heading]
    assert len(numbers) == 34
    assert numbers[0] == "1.1" and numbers[-1] == "8.5"


def test_the_real_report_gives_exact_passages(shared: Path) -> None:
    for suffix in ("txt", "docx", "pdf"):
        check(read(shared / "corpus" / f"cwg-cop-24-report.{suffix}"))


def test_real_transcripts_keep_their_text(shared: Path) -> None:
    for path in sorted((shared / "corpus" / "transcripts").glob("*.txt")):
        assert read_raw(path).text == path.read_text("utf-8")


@pytest.mark.parametrize(
    "text",
    ["A " * 30_000, "x" * 200_000, "X1" * 50_000, "a-" * 40_000, "A/" * 40_000, "Kenya, " * 20_000],
    ids=["capitals", "one word", "letters and digits", "hyphens", "strokes", "names"],
)
def test_text_made_to_hang_is_read_in_seconds(tmp_path: Path, text: str) -> None:
    path = tmp_path / "hostile.txt"
    path.write_text(f"The Chair noted the report.\n{text}\nThe Chair closed the meeting.\n")
    began = time.process_time()
    document = read(path)
    # Not a measurement: without its bounds each of these takes minutes.
    assert time.process_time() - began < 60
    assert "The Chair noted the report." in document.text


def test_a_title_has_a_length(tmp_path: Path) -> None:
    path = tmp_path / "endless.html"
    path.write_text(f"<title>{'title ' * 5_000}</title><p>Norway spoke of helplines.</p>")
    assert len(read(path).title) <= 300
