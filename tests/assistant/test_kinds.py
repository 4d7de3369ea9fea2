"""Each kind of question over the samples: who is quoted, under what, from where."""

from __future__ import annotations

from itertools import pairwise

import pytest

from assistant import Assistant
from assistant.verification.quotation import problem
from index_store.filters import Filters
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
    answer = samples_assistant.ask("How has the discussion of age assurance changed over time?")
    first, second = headings(answer)
    assert first.startswith("Meeting 24") and second.startswith("Meeting 99")
    of_meeting = {n.id: n.meeting for n in samples_assistant.store.documents()}
    for sentence in answer.sentences:
        (cited,) = [c for c in answer.citations if c.n == sentence.citations[0]]
        assert (sentence.heading == first) == (of_meeting[cited.document] == 24)


def test_a_development_of_one_delegation_is_its_own_words(samples_assistant: Assistant) -> None:
    answer = samples_assistant.ask("How has Norway's position on helplines changed?")
    assert answer.answered
    assert all("Norway" in citation.speakers for citation in answer.citations)


def test_filters_hold_for_a_development(samples_assistant: Assistant) -> None:
    answer = samples_assistant.ask(
        "How has the discussion of age assurance changed over time?",
        filters=Filters(meetings=(24,)),
    )
    assert answer.answered
    assert documents(answer) == {"cwg-cop-24-digest"}


# -- outcome -------------------------------------------------------------------------------


def test_a_decision_is_told_by_whoever_reports_it(samples_assistant: Assistant) -> None:
    answer = samples_assistant.ask("What was decided on the list of helplines?")
    assert "agrees to the list" in answer.answer


def test_what_nobody_decided_is_refused(samples_assistant: Assistant) -> None:
    assert not samples_assistant.ask("Was the hymn of the group approved?").answered


# -- overview ------------------------------------------------------------------------------


def test_a_section_of_a_document(samples_assistant: Assistant) -> None:
    answer = samples_assistant.ask("Summarise section 3 of Norway's contribution.")
    assert paragraphs(answer) == {"3.1", "3.2", "3.3", "3.4"}


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


def test_a_meeting_with_a_report_is_told_by_it(samples_assistant: Assistant) -> None:
    answer = samples_assistant.ask("What happened at the twenty-fourth meeting?")
    assert documents(answer) == {"cwg-cop-24-digest"}
    assert len(headings(answer)) >= 6


def test_a_meeting_without_one_by_its_documents(samples_assistant: Assistant) -> None:
    answer = samples_assistant.ask("What happened at the ninety-ninth meeting?")
    assert len(documents(answer)) >= 3
    assert "cwg-cop-24-digest" not in documents(answer)


def test_a_document_that_is_not_there(samples_assistant: Assistant) -> None:
    answer = samples_assistant.ask("Summarise CWG-COP-77/INF/3.")
    assert not answer.answered
    assert "CWG-COP-77/INF/3" in answer.answer


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


def test_each_who_spoke_leads_once(samples_assistant: Assistant) -> None:
    answer = samples_assistant.ask("Which delegations commented on the Joint Statement?")
    names = [sentence.heading for sentence in answer.sentences]
    assert len(names) == len(set(names))
    assert {"Australia", "Brazil", "South Africa"} <= set(names)
