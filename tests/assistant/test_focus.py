"""A conversation stays with the documents, and with those, that its last answer quoted."""

from __future__ import annotations

import pytest

from assistant import Answer, Assistant
from index_store.filters import Filters
from tests.assistant.conftest import Over

HARBOURS = """\
# Board of Harbours, 4th meeting, report

Held in Lima on 3 May 2031

## 1 Opening

1.1 The meeting was chaired by Ms Ana Sol of Peru.

## 2 Fees for ferries

2.1 Norway proposed a fee of 12 crowns for each ferry. The fee begins on 1 June 2032.

2.2 Chile opposed the fee. Chile said that Ghana has no ferries and would pay for nothing.

2.3 The vote was held in the afternoon: nine delegations were for the fee and four against.
"""

LAMPS = """\
# Council of Lamps, 9th meeting, report

Held in Oslo on 8 October 2031

## 1 Opening

1.1 The meeting was chaired by Mr Ben Okoro of Kenya.

## 2 Fees for lamps

2.1 Kenya proposed a fee of 3 crowns for each lamp. The fee begins on 1 March 2033.

2.2 The vote was held in the evening: two delegations were for the fee and eleven against.
"""


@pytest.fixture(scope="module")
def boards(over: Over) -> Assistant:
    return over(harbours=HARBOURS, lamps=LAMPS)


def cited(answer: Answer) -> set[str]:
    return {citation.document for citation in answer.citations}


@pytest.mark.parametrize(
    ("first", "body", "day"),
    [
        ("What did Norway propose on fees for ferries?", "harbours", "1 June 2032"),
        ("What did Kenya propose on fees for lamps?", "lamps", "1 March 2033"),
    ],
)
def test_what_came_before_says_which_document_is_meant(
    boards: Assistant, first: str, body: str, day: str
) -> None:
    answer = boards.ask("When does the fee begin?", [first])
    assert day in answer.sentences[0].text
    vote = boards.ask("How did the vote go?", [first])
    assert vote.citations[0].path.stem == body


def test_thanks_and_refusals_leave_a_conversation_where_it_was(boards: Assistant) -> None:
    before = ["What did Kenya propose on fees for lamps?", "Thank you!", "What did Mali say on it?"]
    answer = boards.ask("When does the fee begin?", before)
    assert "1 March 2033" in answer.sentences[0].text


def test_a_statement_ahead_of_a_question_says_where_to_look(boards: Assistant) -> None:
    answer = boards.ask("I could not be in Oslo for the Council of Lamps. Who chaired the meeting?")
    assert "Ben Okoro" in answer.sentences[0].text
    answer = boards.ask("I could not be in Lima for the Board of Harbours. Who chaired it?")
    assert "Ana Sol" in answer.sentences[0].text


def test_a_pronoun_stands_for_whoever_was_quoted(boards: Assistant) -> None:
    answer = boards.ask("What else did they say?", ["Who opposed the fee for ferries?"])
    assert answer.answered
    assert all("Chile" in citation.speakers for citation in answer.citations)


def test_she_may_be_somebody_whom_the_answer_only_names(boards: Assistant) -> None:
    before = ["Who chaired the meeting of the Board of Harbours in Lima?"]
    assert boards.ask(*before).citations[0].speakers == []
    assert "Ana Sol" in boards.understand("Which country is she from?", before).full


def test_a_name_alone_may_be_what_is_spoken_of(boards: Assistant) -> None:
    """Ghana says nothing: what Chile says of it is meant, and nothing where it says nothing."""
    before = ["What did Chile say on fees for ferries?"]
    answer = boards.ask("And Ghana?", before)
    assert all(citation.speakers == ["Chile"] for citation in answer.citations)
    assert "Ghana" in answer.answer
    assert not boards.ask("And Jamaica?", before).answered


def test_a_filter_is_kept_to(boards: Assistant) -> None:
    (lamps,) = cited(boards.ask("What did Kenya propose on fees for lamps?"))
    answer = boards.ask(
        "When does the fee begin?",
        ["What did Norway propose on fees for ferries?"],
        Filters(documents=(lamps,)),
    )
    assert cited(answer) == {lamps}
