"""List items and the words that lead to them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import read
from ingest.readers.text import from_text
from ingest.structure.leads import leads as leads_of
from ingest.structure.leads import sentences_of
from ingest.structure.units import units
from tests.ingest.making_docx import level, make_docx, numbering, paragraph


def leads(path: Path) -> dict[str, list[str]]:
    """What leads to each sentence that something leads to, by its text."""
    text = read(path).text
    return {
        " ".join(text[s.start : s.end].split()): [text[a:b].split("\t")[-1] for a, b in s.lead]
        for passage in read(path).passages
        for s in passage.sentences
        if s.lead
    }


def written(tmp_path: Path, text: str, name: str = "a.txt") -> dict[str, list[str]]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return leads(path)


BAKERS = "Bakers shall, before they open:"


@pytest.mark.parametrize(
    ("one", "other"), [("–", "–"), ("(a)", "(b)"), ("i)", "ii)"), ("•\t", "•\t")]
)
def test_a_colon_leads_to_marked_items(tmp_path: Path, one: str, other: str) -> None:
    found = written(
        tmp_path,
        f"Bread is dear. {BAKERS}\n{one} wash the floor;\n{other} weigh the flour.\n\nThat is all.",
    )
    assert list(found.values()) == [[BAKERS], [BAKERS]]


def test_words_that_break_off_lead_to_items_that_go_on(tmp_path: Path) -> None:
    found = written(tmp_path, "Bakers shall\n– wash the floor;\n– weigh the flour.\n")
    assert list(found.values()) == [["Bakers shall"], ["Bakers shall"]]


def test_a_heading_leads_to_no_item(tmp_path: Path) -> None:
    assert written(tmp_path, "Duties of bakers\n– Floors are washed.\n– Flour is weighed.\n") == {}


def test_items_inside_items_have_the_words_of_both(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        f"{BAKERS}\n(a) wash the floor;\n(b) weigh, where it is fresh:\n(i) the flour;\n"
        "(ii) the yeast;\n(c) light the oven.\n",
    )
    inner = "(b) weigh, where it is fresh:"
    assert found["(i) the flour;"] == found["(ii) the yeast;"] == [BAKERS, inner]
    assert found["(c) light the oven."] == [BAKERS]


def test_the_ninth_letter_is_no_roman_number(tmp_path: Path) -> None:
    items = "\n".join(f"({letter}) bake the loaf called {letter};" for letter in "abcdefghi")
    found = written(tmp_path, f"{BAKERS}\n{items}\n")
    assert set(map(tuple, found.values())) == {(BAKERS,)} and len(found) == 9


def test_a_paragraph_ends_the_list(tmp_path: Path) -> None:
    found = written(
        tmp_path, f"{BAKERS}\n– wash the floor.\nThe oven is old.\n– It smokes.\n", "a.md"
    )
    assert "– It smokes." not in found


def test_lines_without_a_mark_behind_a_colon(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        "The following bakers were chosen:\nAnna of Bergen;\nBo of Turku.\nThey begin in May.\n",
    )
    assert list(found) == ["Anna of Bergen;", "Bo of Turku."]


def test_depth_of_lists_in_markdown_and_html(tmp_path: Path) -> None:
    found = written(tmp_path, f"{BAKERS}\n\n- wash\n  - the floor\n  - the door\n- weigh\n", "a.md")
    assert found["• the floor"] == [BAKERS, "wash"] and found["• weigh"] == [BAKERS]
    html = f"<p>{BAKERS}</p><ul><li>wash<ul><li>the floor<li>the door</ul><li>weigh</ul>"
    assert written(tmp_path, html, "a.html") == found


def test_paragraph_numbers_below_that_of_the_lead(tmp_path: Path) -> None:
    lists = numbering(level(0, "%1") + level(1, "%1.%2") + level(2, "%1.%2.%3"))
    path = make_docx(
        tmp_path / "a.docx",
        paragraph("Duties", number=(1, 0))
        + paragraph("Bread is dear, and the group was told so at length.", number=(1, 1))
        + paragraph(BAKERS, number=(1, 1))
        + paragraph("wash the floor, which is mostly of stone, with hot water;", number=(1, 2))
        + paragraph("weigh the flour, which mostly comes from the mill.", number=(1, 2))
        + paragraph("The oven is old, and everybody agreed that it smokes.", number=(1, 1)),
        numbering=lists,
    )
    found = leads(path)
    assert list(found.values()) == [[BAKERS], [BAKERS]]


def test_leads_are_the_documents_own_words(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"Bread is dear. {BAKERS}\n– wash the floor;\n– weigh the flour.\n")
    document = read(path)
    for passage in document.passages:
        for sentence in passage.sentences:
            for lead in passage.lead_of(sentence):
                assert lead.text == document.text[lead.start : lead.end]


_LINES = st.sampled_from(
    ["Bakers shall:", "(a) wash;", "(i) weigh:", "ii) light.", "– bake", "• sell", "• buy:",
     "1. Oven", "1.1 The oven is old:", "1.1.1 it smokes;", "The end.", "Opening",
     "", "c) nothing", "wash it"]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(_LINES, max_size=14))
def test_leads_stand_before_what_they_lead_to(lines: list[str]) -> None:
    raw = from_text("\n".join(lines))
    parts = [(unit, sentences_of(raw, unit.blocks)) for unit in units(raw) if not unit.heading]
    starts = {start for _, spans in parts for start, _ in spans}
    for start, lead in leads_of(raw, parts).items():
        assert start in starts
        assert lead and all(a < b <= start for a, b in lead)
        assert list(lead) == sorted(set(lead))
