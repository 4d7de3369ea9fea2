"""Summing up a debate: what bears on the question and says what the others say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assistant.assistant import Assistant
from assistant.candidates import Candidate
from assistant.centrality import biased_lexrank, likeness
from assistant.question import Query, QuestionKind, Wanted
from assistant.summary import MANNER, is_broad, says_nothing, summarise
from index_store import Store
from tests.assistant.making import CHAD, KENYA, candidates

BUSES = (
    "The night buses must reach every school in the valley. Snow closed the pass for a week. "
    "For schools in the valley the council pays no night buses yet, only taxis."
)
FISH = "The harbour sells fish on Mondays."


def _even(term: str) -> float:
    return 1.0


def _found(*texts: str) -> list[Candidate]:
    found = [c for unit, text in enumerate(texts) for c in candidates(text, (KENYA,), unit)]
    return [replace(c, score=1.0) for c in found]


def _shares(*shares: float) -> dict[str, float]:
    return {f"d#{unit}": share for unit, share in enumerate(shares)}


def test_the_walk_prefers_what_the_others_say() -> None:
    texts = [c.text for c in _found(BUSES)]
    worth = biased_lexrank(likeness(texts, _even), np.ones(3))
    assert worth.argmin() == 1
    assert worth.sum() == pytest.approx(1.0)


def test_the_walk_starts_where_the_question_is() -> None:
    alike = np.zeros((3, 3))
    worth = biased_lexrank(alike, np.array([0.1, 0.8, 0.1]), bias=1.0)
    assert worth.round(3).tolist() == [0.1, 0.8, 0.1]
    with pytest.raises(ValueError, match="between 0 and 1"):
        biased_lexrank(alike, np.ones(3), bias=2.0)


def test_no_text_is_like_nothing() -> None:
    assert likeness(["", "of the"], _even).tolist() == [[0.0, 0.0], [0.0, 0.0]]


@pytest.mark.parametrize(
    ("share", "score", "kept"), [(0.1, 0.9, False), (1.0, 0.1, False), (0.1, 1.0, True)]
)
def test_what_is_beside_the_question_stays_out(share: float, score: float, kept: bool) -> None:
    found = [replace(c, score=score) if c.text == FISH else c for c in _found(BUSES, FISH)]
    chosen = [c.text for c in summarise(found, _shares(1.0, share), _even)]
    assert chosen == [c.text for c in _found(BUSES)] + [FISH] * kept


def test_the_length_is_kept_in_the_order_of_the_document() -> None:
    brief = replace(MANNER, enough=12, most=25)
    first, _, last = _found(BUSES)
    assert summarise(_found(BUSES), _shares(1.0), _even, brief) == [first, last]
    assert summarise(_found(BUSES), _shares(1.0), _even, replace(brief, enough=8)) == [first]
    least = replace(MANNER, enough=1, most=1)
    assert len(summarise(_found(BUSES), _shares(1.0), _even, least)) == 1


def test_nothing_is_said_twice() -> None:
    assert len(summarise(_found(FISH, FISH), _shares(1.0, 1.0), _even)) == 1


def test_reports_come_before_questions_and_addresses() -> None:
    short = replace(MANNER, enough=1)
    asked = "Do the night buses reach every school?"
    told = "The night buses reach every school now, and the last one leaves at ten."
    assert [c.text for c in summarise(_found(asked, told), _shares(1.0, 1.0), _even, short)] == [
        told
    ]


def test_courtesies_are_not_quoted() -> None:
    greeted = _found("Thank you, Chair. The pass is open again. You have the floor now.")
    assert [c.text for c in summarise(greeted, _shares(1.0), _even)] == ["The pass is open again."]
    assert says_nothing("And the buses, which we –")
    assert not says_nothing("We thank you for the nine buses that you sent to us.")
    only = _found("Thank you very much.")
    assert summarise(only, _shares(1.0), _even) == only


def test_nothing_sums_up_to_nothing() -> None:
    assert summarise([], {}, _even) == []
    assert [c.text for c in summarise(_found(FISH), {}, _even)] == [FISH]


@pytest.mark.parametrize(
    ("query", "broad"),
    [
        (Query(question="What was said?", kind=QuestionKind.FACT), True),
        (Query(question="What did Chad say?", kind=QuestionKind.POSITION, asked=(CHAD,)), True),
        (Query(question="When?", kind=QuestionKind.FACT, wanted=(Wanted.DATE,)), False),
        (Query(question="How many buses?", counted="buses"), False),
        (Query(question="Who spoke?", kind=QuestionKind.WHO), False),
    ],
)
def test_which_questions_are_broad(query: Query, broad: bool) -> None:
    assert is_broad(query) is broad


def test_a_debate_is_summed_up_and_a_speaker_alone_is_quoted(samples_store: Store) -> None:
    assistant = Assistant(samples_store)
    answer = assistant.ask("What did Chile say about estimating age from faces?")
    assert {s.heading for s in answer.sentences} == {"Chile"}
    assert all(c.speakers == ["Chile"] for c in answer.citations)
    assert "darker skin" in answer.answer
    assert "no standard" in answer.answer
