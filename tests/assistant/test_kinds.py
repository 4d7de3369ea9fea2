"""Kinds of questions over the samples and, where it is present, the real report."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from assistant import Answer, Assistant
from assistant.kinds.outcome import PROPOSED
from assistant.verification.quotation import problem
from index_store import Embedder, Store
from index_store.filters import Filters
from index_store.ingestion import ingest_paths


@pytest.fixture(scope="module")
def assistant(samples_store: Store) -> Assistant:
    return Assistant(samples_store)


@pytest.fixture(scope="module")
def report(
    shared: Path, embedder: Embedder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Assistant]:
    """The real report alone, in its plainest format."""
    with Store(tmp_path_factory.mktemp("kinds") / "store", embedder) as store:
        ingest_paths(store, [shared / "corpus" / "cwg-cop-24-report.txt"])
        yield Assistant(store)


def paragraphs(answer: Answer) -> list[str | None]:
    return [citation.paragraph for citation in answer.citations]


def speakers(answer: Answer) -> set[str]:
    return {name for citation in answer.citations for name in citation.speakers}


# -- comparison ----------------------------------------------------------------------------


def test_a_comparison_is_a_table_with_every_cell_cited(
    assistant: Assistant, samples_store: Store
) -> None:
    answer = assistant.ask("Compare Estonia and Ghana on age tokens.")
    assert answer.table is not None
    assert answer.table.rows == ["Estonia", "Ghana"]
    lines = answer.answer.splitlines()
    assert len(lines) == 4
    assert all(line.count(" | ") == len(answer.table.points) for line in lines)

    def canonical(document: str, start: int, end: int) -> str:
        return samples_store.text(document)[start:end]

    for sentence in answer.sentences:
        assert sentence.point in answer.table.points
        assert sentence.heading is not None
        assert problem(sentence, answer.citations, canonical, [sentence.heading]) is None


def test_points_of_the_question_are_the_columns(assistant: Assistant) -> None:
    answer = assistant.ask("Compare Chile and Jamaica on age estimation and on helplines.")
    assert answer.table is not None
    assert answer.table.points == ["age estimation", "helplines"]
    by_point = {s.point: s.text for s in answer.sentences if s.heading == "Chile"}
    assert "faces" in by_point["age estimation"]


def test_a_delegation_that_is_silent_has_a_dash_and_a_notice(assistant: Assistant) -> None:
    answer = assistant.ask("Compare Poland and Kenya on hotlines.")
    assert answer.table is not None
    assert answer.table.rows == ["Poland", "Kenya"]
    row = next(line for line in answer.answer.splitlines() if "Kenya" in line)
    assert row.split(" | ")[1:] == ["—"] * (len(answer.table.points) - 1) + ["— |"]
    assert any("Kenya" in notice for notice in answer.notices)
    assert speakers(answer) == {"Poland"}


def test_no_table_where_nobody_speaks(assistant: Assistant) -> None:
    answer = assistant.ask("Compare Kenya and Japan on hotlines.")
    assert not answer.answered
    assert answer.table is None


def test_a_table_grows_row_by_row(assistant: Assistant) -> None:
    parts = list(assistant.stream("Compare Estonia and Ghana on age tokens."))
    assert all(part.answer.splitlines()[1].startswith("| ---") for part in parts)
    assert "…" in parts[0].answer
    assert "…" not in parts[-1].answer


# -- development ---------------------------------------------------------------------------


def test_a_development_goes_meeting_by_meeting(assistant: Assistant) -> None:
    answer = assistant.ask("How has the discussion of age assurance changed over the meetings?")
    headings = list(dict.fromkeys(s.heading for s in answer.sentences))
    assert headings == ["24th meeting (19 January 2026)", "99th meeting (20 May 2030)"]


def test_a_development_of_one_delegation_is_its_own_words(assistant: Assistant) -> None:
    answer = assistant.ask("How has Norway's position on helplines changed?")
    assert answer.answered
    assert all("Norway" in citation.speakers for citation in answer.citations)
    assert all((s.heading or "").startswith("99th meeting") for s in answer.sentences)
    assert any("24th meeting" in notice for notice in answer.notices)


def test_filters_hold_for_a_development(assistant: Assistant) -> None:
    only = Filters(meetings=(24,))
    answer = assistant.ask("How has the discussion of age assurance changed?", filters=only)
    assert {s.heading for s in answer.sentences} == {"24th meeting (19 January 2026)"}


# -- outcome -------------------------------------------------------------------------------


def test_a_decision_is_preferred_to_proposals(assistant: Assistant) -> None:
    answer = assistant.ask("What was decided on the list of helplines?")
    assert speakers(answer) == {"Chair"}
    assert "agrees to the list" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "Was a Child Online Protection index adopted?",
        "Did the group agree on global minimum standards?",
        "Was Tanzania's proposal of minimum standards adopted?",
    ],
)
def test_what_was_only_proposed_is_not_called_decided(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    if answer.answered:
        assert {s.heading for s in answer.sentences} == {PROPOSED}
        assert "Tanzania" in speakers(answer)
        assert any("no decision" in notice for notice in answer.notices)


def test_what_nobody_decided_or_proposed_is_refused(assistant: Assistant) -> None:
    assert not assistant.ask("Was the hymn of the group approved?").answered


def test_all_decisions_of_a_meeting(assistant: Assistant) -> None:
    answer = assistant.ask("What did the ninety-ninth meeting decide?")
    assert "agrees to the list" in answer.answer
    assert "handbook becomes shorter" in answer.answer
    assert speakers(answer) == {"Chair"}


# -- overview ------------------------------------------------------------------------------


def test_a_section_of_a_document(assistant: Assistant) -> None:
    answer = assistant.ask("Summarise section 3 of Norway's contribution.")
    assert paragraphs(answer) == ["3.1", "3.2", "3.3", "3.4"]


@pytest.mark.parametrize(
    "question",
    [
        "Summarise CWG-COP-99/INF/2.",
        "What is the information document by Lantern Foundation about?",
        "Give me an overview of Lantern Foundation's paper.",
    ],
)
def test_a_document_is_spread_over_its_sections(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert {c.document for c in answer.citations} == {"CWG-COP-99/INF/2"}
    sections = {(c.paragraph or "").split(".")[0] for c in answer.citations}
    assert sections == {"1", "2", "3", "4"}
    assert all(a.start < b.start for a, b in pairwise(answer.citations))
    assert len(answer.answer.split()) < 500


def test_a_meeting_with_a_report_is_told_by_it(assistant: Assistant) -> None:
    answer = assistant.ask("What happened at the twenty-fourth meeting?")
    assert {c.document for c in answer.citations} == {"cwg-cop-24-digest"}
    assert len({s.heading for s in answer.sentences}) >= 6


def test_a_meeting_without_one_by_its_documents(assistant: Assistant) -> None:
    answer = assistant.ask("What happened at the ninety-ninth meeting?")
    assert len({c.document for c in answer.citations}) == 4
    assert "cwg-cop-24-digest" not in {c.document for c in answer.citations}


def test_a_document_that_is_not_there(assistant: Assistant) -> None:
    answer = assistant.ask("Summarise CWG-COP-77/INF/3.")
    assert not answer.answered
    assert any("CWG-COP-77/INF/3" in notice for notice in answer.notices)


def test_search_keeps_to_the_section(assistant: Assistant) -> None:
    found = assistant.search("Summarise section 8 of the digest.", top_k=5)
    assert [item.paragraph for item in found] == ["8.1", "8.2", "8.3", "8.4", "8.5"]
    more = assistant.search("Summarise section 8 of the digest.", top_k=8)
    assert len({(item.document, item.start) for item in more}) == 8
    assert [item.score for item in more] == sorted((i.score for i in more), reverse=True)


# -- who -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Who offered to translate the handbook?", {"Viet Nam"}),
        ("Who supported the list of opening hours?", {"Morocco", "Ghana"}),
        ("Who is worried about age estimation from faces?", {"Chile", "Jamaica"}),
        ("Who asked about the key to the chats?", {"Estonia"}),
    ],
)
def test_who_did_what_was_asked(assistant: Assistant, question: str, names: set[str]) -> None:
    answer = assistant.ask(question)
    assert {sentence.heading for sentence in answer.sentences} == names


# -- the real report -----------------------------------------------------------------------


def test_kinds_over_the_real_report(report: Assistant) -> None:
    assert paragraphs(report.ask("Summarise section 6.")) == ["6.1", "6.2", "6.3", "6.4"]
    assert [i.paragraph for i in report.search("Summarise section 6.", top_k=4)] == [
        "6.1",
        "6.2",
        "6.3",
        "6.4",
    ]
    whole = report.ask("What is the report about?")
    assert len({s.heading for s in whole.sentences}) >= 8
    agenda = report.ask("Was the agenda adopted?")
    assert paragraphs(agenda)[0] == "3.1"
    decided = report.ask("What were the outcomes of the meeting?")
    assert {"3.1", "8.3"} <= set(paragraphs(decided))
    table = report.ask("Compare Poland and Kenya on hotlines.")
    assert speakers(table) == {"Poland"}


def test_positions_of_all_are_compared_where_nobody_is_named(assistant: Assistant) -> None:
    answer = assistant.ask("Compare the positions on the handbook for teachers.")
    assert answer.table is not None
    assert {"Chile", "Jamaica"} <= set(answer.table.rows)
    assert {s.heading for s in answer.sentences} == set(answer.table.rows)


def test_a_wide_topic_lists_those_who_speak_on_it(report: Assistant) -> None:
    """On a topic that nearly everybody touches, a word in passing does not count."""
    answer = report.ask("Which organizations spoke about standards?")
    assert {s.heading for s in answer.sentences} == {
        "5Rights Foundation",
        "SWGfL",
        "ITU-T SG17",
        "Council of Europe",
    }
