"""Answers that the trained reader chooses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.assistant import Assistant
from assistant.verification.quotation import problem
from index_store import Store
from index_store.filters import Filters


@pytest.fixture(scope="module")
def assistant(samples_store: Store) -> Iterator[Assistant]:
    return Assistant(samples_store)


ASKED = (
    "What did Norway say about helplines?",
    "What did Poland say about helplines?",
    "Which delegations spoke on helplines?",
    "Compare Poland and Norway on helplines.",
    "How has the discussion of age assurance changed?",
    "What was decided on the list of helplines?",
)


@pytest.mark.parametrize("question", ASKED)
def test_every_sentence_is_quoted_from_its_source(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    canonical = assistant.gatherer.store.canonical
    for sentence in answer.sentences:
        assert problem(sentence, answer.citations, canonical) is None
    for sentence in answer.more:
        assert problem(sentence, answer.more_citations, canonical) is None


@pytest.mark.parametrize("question", ASKED[:2])
def test_only_those_asked_about_are_quoted(assistant: Assistant, question: str) -> None:
    names = {speaker.name for speaker in assistant.understand(question).asked}
    assert names
    answer = assistant.ask(question)
    assert all(names & set(citation.speakers) for citation in answer.citations)
    assert all(names & set(citation.speakers) for citation in answer.more_citations)


def test_the_explanation_tells_what_was_read(assistant: Assistant) -> None:
    answer = assistant.ask(ASKED[0])
    assert answer.explanation is not None
    assert answer.explanation.question.asked[0].name == "Norway"
    read = [s for passage in answer.explanation.passages for s in passage.sentences]
    assert read and all(0 <= sentence.probability <= 1 for sentence in read)


@pytest.mark.parametrize("question", ["Hello!", "Thank you very much.", "What can you do?"])
def test_small_talk_gets_a_reply_and_no_quotation(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.answer and not answer.answered and not answer.suggestions


def test_a_speaker_whom_nobody_knows_is_not_answered_for(assistant: Assistant) -> None:
    answer = assistant.ask("What did Tuvalu say about helplines?")
    assert not answer.answered
    assert "Tuvalu" in answer.answer


def test_filters_hold(assistant: Assistant) -> None:
    answer = assistant.ask(ASKED[4], filters=Filters(meetings=(24,)))
    meetings = {assistant.store.document(c.document).meeting for c in answer.citations}
    assert meetings <= {24}


def test_a_list_of_documents_comes_from_the_store(assistant: Assistant) -> None:
    answer = assistant.ask("List all documents.")
    cited = {c.document for c in (*answer.citations, *answer.more_citations)}
    assert cited == {record.id for record in assistant.store.documents()}
