"""Each kind of question over the samples: who is quoted, under what, from where."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.reader import Reader
from assistant.verification.quotation import problem
from index_store import Embedder, Store
from index_store.filters import Filters
from index_store.ingestion import ingest_paths
from tests.assistant.answers import documents, headings, paragraphs, speakers

# -- comparison ----------------------------------------------------------------------------


def test_a_comparison_goes_delegation_by_delegation(samples_assistant: Assistant) -> None:
    store = samples_assistant.store
    answer = samples_assistant.ask("Compare what Poland and the Philippines said about helplines.")
    assert headings(answer) == ["Poland", "Philippines"]
    assert "helplines" in answer.opening
    for sentence in answer.sentences:
        assert sentence.heading is not None
        assert (
            problem(
                sentence,
                answer.citations,
                lambda document, start, end: store.text(document)[start:end],
                [sentence.heading],
            )
            is None
        )


def test_who_is_silent_in_a_comparison_is_named(samples_assistant: Assistant) -> None:
    answer = samples_assistant.ask("Compare Poland and Kenya on hotlines.")
    assert speakers(answer) == {"Poland"}
    assert any("Kenya" in notice for notice in answer.notices)


def test_two_who_are_silent_cannot_be_compared(samples_assistant: Assistant) -> None:
    answer = samples_assistant.ask("Compare Kenya and Japan on hotlines.")
    assert not answer.answered
    assert "Kenya" in answer.answer and "Japan" in answer.answer


# -- development ---------------------------------------------------------------------------


def test_a_development_goes_meeting_by_meeting(samples_assistant: Assistant) -> None:
    answer = samples_assistant.ask(
        "How has the discussion of age assurance changed over the meetings?"
    )
    first, second = headings(answer)
    assert (first, second) == ("Meeting 24 (19 January 2026)", "Meeting 99 (20 May 2030)")
    of_meeting = {n.id: n.meeting for n in samples_assistant.store.documents()}
    for sentence in answer.sentences:
        (cited,) = [c for c in answer.citations if c.n == sentence.citations[0]]
        assert (sentence.heading == first) == (of_meeting[cited.document] == 24)


def test_a_development_of_one_delegation_is_its_own_words(samples_assistant: Assistant) -> None:
    answer = samples_assistant.ask("How has Norway's position on helplines changed?")
    assert answer.answered
    assert all("Norway" in citation.speakers for citation in answer.citations)
    assert all((s.heading or "").startswith("Meeting 99") for s in answer.sentences)
    assert any("Meeting 24" in notice for notice in answer.notices)


def test_filters_hold_for_a_development(samples_assistant: Assistant) -> None:
    answer = samples_assistant.ask(
        "How has the discussion of age assurance changed?", filters=Filters(meetings=(24,))
    )
    assert answer.answered
    assert documents(answer) == {"cwg-cop-24-digest"}


# -- outcome -------------------------------------------------------------------------------


def test_a_decision_is_told_by_whoever_reports_it(samples_assistant: Assistant) -> None:
    answer = samples_assistant.ask("What was decided on the list of helplines?")
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
def test_what_was_only_proposed_is_not_called_decided(
    samples_assistant: Assistant, question: str
) -> None:
    answer = samples_assistant.ask(question)
    if answer.answered:
        assert "Tanzania" in speakers(answer)
        assert any("no decision" in notice for notice in answer.notices)


def test_all_decisions_of_a_meeting(samples_assistant: Assistant) -> None:
    answer = samples_assistant.ask("What did the ninety-ninth meeting decide?")
    assert "agrees to the list" in answer.answer
    assert "handbook becomes shorter" in answer.answer
    assert speakers(answer) == {"Chair"}


def test_what_nobody_decided_is_refused(samples_assistant: Assistant) -> None:
    assert not samples_assistant.ask("Was the hymn of the group approved?").answered


# -- overview ------------------------------------------------------------------------------


def test_a_section_of_a_document(samples_assistant: Assistant) -> None:
    answer = samples_assistant.ask("Summarise section 3 of Norway's contribution.")
    places = [citation.paragraph for citation in answer.citations]
    assert list(dict.fromkeys(places)) == ["3.1", "3.2", "3.3", "3.4"]


@pytest.mark.parametrize(
    "question",
    [
        "Summarise CWG-COP-99/INF/2.",
        "What is the information document by Lantern Foundation about?",
        "Give me an overview of Lantern Foundation's paper.",
    ],
)
def test_a_document_is_spread_over_its_sections(
    samples_assistant: Assistant, question: str
) -> None:
    answer = samples_assistant.ask(question)
    assert documents(answer) == {"CWG-COP-99/INF/2"}
    assert {(paragraph or "").split(".")[0] for paragraph in paragraphs(answer)} == set("1234")
    assert all(a.start < b.start for a, b in pairwise(answer.citations))
    assert len(answer.answer.split()) < 500


def test_on_one_topic_of_a_document_it_is_summed_up_by_what_it_says_there(
    samples_assistant: Assistant,
) -> None:
    answer = samples_assistant.ask("Give me a short summary of what the digest says on helplines.")
    assert documents(answer) == {"cwg-cop-24-digest"}
    assert answer.citations
    assert all("line" in citation.quote for citation in answer.citations)


def test_a_meeting_with_a_report_is_told_by_it(samples_assistant: Assistant) -> None:
    answer = samples_assistant.ask("What happened at the twenty-fourth meeting?")
    assert documents(answer) == {"cwg-cop-24-digest"}
    assert len(headings(answer)) >= 6


def test_a_meeting_without_one_by_its_documents(samples_assistant: Assistant) -> None:
    answer = samples_assistant.ask("What happened at the ninety-ninth meeting?")
    assert len(documents(answer)) == 4
    assert "cwg-cop-24-digest" not in documents(answer)


def test_a_document_that_is_not_there(samples_assistant: Assistant) -> None:
    answer = samples_assistant.ask("Summarise CWG-COP-77/INF/3.")
    assert not answer.answered
    assert "CWG-COP-77/INF/3" in answer.answer


def test_search_keeps_to_the_section(samples_assistant: Assistant) -> None:
    found = samples_assistant.search("Summarise section 8 of the digest.", top_k=5)
    assert [item.paragraph for item in found] == ["8.1", "8.2", "8.3", "8.4", "8.5"]
    more = samples_assistant.search("Summarise section 8 of the digest.", top_k=8)
    assert len({(item.document, item.start) for item in more}) == 8
    assert [item.score for item in more] == sorted((i.score for i in more), reverse=True)


# -- who -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who offered to translate the handbook?", "Viet Nam"),
        ("Who is worried about age estimation from faces?", "Chile"),
        ("Who asked about the key to the chats?", "Estonia"),
    ],
)
def test_who_said_it_stands_above_their_words(
    samples_assistant: Assistant, question: str, name: str
) -> None:
    answer = samples_assistant.ask(question)
    assert name in headings(answer)
    for sentence in answer.sentences:
        (cited,) = [c for c in answer.citations if c.n == sentence.citations[0]]
        assert sentence.heading == ", ".join(cited.speakers)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Who offered to translate the handbook?", {"Viet Nam"}),
        ("Who supported the list of opening hours?", {"Morocco", "Ghana"}),
        ("Who is worried about age estimation from faces?", {"Chile", "Jamaica"}),
        ("Who asked about the key to the chats?", {"Estonia"}),
    ],
)
def test_who_did_what_was_asked(
    samples_assistant: Assistant, question: str, names: set[str]
) -> None:
    assert set(headings(samples_assistant.ask(question))) == names


def test_positions_of_all_are_compared_where_nobody_is_named(samples_assistant: Assistant) -> None:
    answer = samples_assistant.ask("Compare the positions on the handbook for teachers.")
    assert {"Chile", "Jamaica"} <= set(headings(answer))


def test_each_who_spoke_leads_once(samples_assistant: Assistant) -> None:
    answer = samples_assistant.ask("Which delegations commented on the Joint Statement?")
    names = [sentence.heading for sentence in answer.sentences]
    assert len(names) == len(set(names))
    assert {"Australia", "Brazil", "South Africa"} <= set(names)


# -- the real report -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def report(
    shared: Path, embedder: Embedder, tmp_path_factory: pytest.TempPathFactory, reader: Reader
) -> Iterator[Assistant]:
    """The real report alone, in its plainest format."""
    with Store(tmp_path_factory.mktemp("kinds") / "store", embedder) as store:
        ingest_paths(store, [shared / "corpus" / "cwg-cop-24-report.txt"])
        yield Assistant(store, reader=reader)


def test_kinds_over_the_real_report(report: Assistant) -> None:
    section = ["6.1", "6.2", "6.3", "6.4"]
    answer = report.ask("Summarise section 6.")
    assert list(dict.fromkeys(citation.paragraph for citation in answer.citations)) == section
    assert [i.paragraph for i in report.search("Summarise section 6.", top_k=4)] == section
    assert len(headings(report.ask("What is the report about?"))) >= 8
    agenda = report.ask("Was the agenda adopted?")
    assert agenda.citations[0].paragraph == "3.1"
    assert {"3.1", "8.3"} <= paragraphs(report.ask("What were the outcomes of the meeting?"))
    assert speakers(report.ask("Compare Poland and Kenya on hotlines.")) == {"Poland"}


def test_a_wide_topic_lists_those_who_speak_on_it(report: Assistant) -> None:
    """On a topic that nearly everybody touches, a word in passing does not count."""
    answer = report.ask("Which organizations spoke about standards?")
    assert set(headings(answer)) == {
        "5Rights Foundation",
        "SWGfL",
        "ITU-T SG17",
        "Council of Europe",
    }
