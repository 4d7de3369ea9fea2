"""What a question takes for granted must be said; statements may lean on the one before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.candidates import Candidate, _bears
from assistant.focus import verb_asked
from assistant.matching import terms_of
from assistant.premise import turns_on_what_is_not_said, wants_a_person
from assistant.question import Query, Wanted
from assistant.sufficiency import carried_on, may_answer
from assistant.taking_up import takes_up
from tests.assistant.making import CHAD, KENYA, candidates


def one(text: str, **evidence: float) -> Candidate:
    found = candidates(text)[0]
    passage = found.passage.model_copy(update={"paragraph": "1"})
    return replace(found, passage=passage, **evidence)  # type: ignore[arg-type]


def asks(question: str, focus: str = "") -> Query:
    return Query(question=question, focus=focus, topic="library")


@pytest.mark.parametrize(
    ("question", "focus", "text", "evidence"),
    [
        ("Why did Chad close its library?", "close", "Chad has a library in Moundou.", 0.0),
        ("Who vetoed the library?", "vetoed", "Chad asked for a library.", 0.0),
        ("Why did Chad support the fee?", "support", "Chad had doubts about the fee.", 0.8),
        ("How does Chad oppose the fee?", "oppose", "Chad welcomed the fee.", 0.8),
    ],
)
def test_what_no_sentence_says_cannot_be_explained(
    question: str, focus: str, text: str, evidence: float
) -> None:
    assert turns_on_what_is_not_said(asks(question, focus), one(text, focus=evidence))


@pytest.mark.parametrize(
    ("question", "focus", "text", "evidence"),
    [
        ("Why did Chad close its library?", "close", "Chad shut its library to save money.", 0.9),
        ("Why did Chad support the fee?", "support", "Chad welcomed the fee, as it was low.", 0.8),
        ("Does Chad support the fee?", "support", "Chad was against the fee.", 0.8),
        ("Who runs the library?", "runs", "Chad has a library.", 0.0),
    ],
)  # fmt: skip
def test_what_is_said_can(question: str, focus: str, text: str, evidence: float) -> None:
    assert not turns_on_what_is_not_said(asks(question, focus), one(text, focus=evidence))


def test_in_a_debate_a_side_is_taken_in_other_words() -> None:
    spoken = candidates("This fee would ruin every reader.")[0]
    query = asks("Why did Chad oppose the fee?", "oppose")
    assert not turns_on_what_is_not_said(query, replace(spoken, focus=1.0))


def test_the_end_of_a_month_ends_nothing() -> None:
    withdraw = terms_of("cancel", lambda stem: 1.0)[0]
    assert _bears(withdraw, "The report is due by the end of May.", frozenset(), 0.0) == 0.0
    assert _bears(withdraw, "The report was dropped in May.", frozenset(), 0.0) > 0.0


@pytest.mark.parametrize(
    "question",
    ["What is the name of Chad's delegate?", "Who represented Chad?", "Who is Chad's minister?"],
)
def test_who_stood_for_a_state_wants_a_person(question: str) -> None:
    assert wants_a_person(asks(question))
    assert not may_answer(asks(question), one("Chad reported on its library."))


def test_who_did_something_wants_none() -> None:
    assert not wants_a_person(asks("Who led the campaign in Chad?"))


def test_a_number_of_another_state_is_no_answer() -> None:
    query = Query(
        question="How many visitors has Kenya's library?",
        about=(KENYA,),
        topic="visitors library",
        wanted=(Wanted.NUMBER,),
    )
    text = "Visitors to the library were counted: there are 40."
    theirs, own = (candidates(text, (speaker,))[0] for speaker in (CHAD, KENYA))
    assert not may_answer(query, replace(theirs, named=0.7))
    assert may_answer(query, replace(own, named=0.7))


@pytest.mark.parametrize(
    ("text", "up"),
    [
        ("Mali seconded the request.", True),
        ("Mali shared the concern voiced by Chad.", True),
        ("Mali aligned itself with the statement of Chad.", True),
        ("Mali and Chad spoke in support, whereas Cuba did not.", True),
        ("Mali seconded the request for a library.", False),
        ("Complementing these measures, Mali prints a newspaper.", False),
    ],
)
def test_statements_that_take_up_another(text: str, up: bool) -> None:
    assert takes_up(text) is up


def test_who_seconds_a_request_speaks_on_its_topic() -> None:
    asked, seconded = candidates("Chad asked for a night library. Mali seconded the request.")
    found = carried_on([replace(asked, said=1.0), seconded])
    assert found == {seconded.place}


@pytest.mark.parametrize(
    ("question", "sort", "may"),
    [
        ("Which software does the library use?", "software", False),
        ("What exactly does the library use?", "exactly", True),
    ],
)
def test_neither_the_kind_of_thing_nor_the_topic(question: str, sort: str, may: bool) -> None:
    query = Query(question=question, sort=sort, topic="software library")
    assert may_answer(query, one("Chad has nine books.", near=0.3, sort=0.0)) is may
    assert may_answer(query, one("Chad has nine books.", near=0.8, sort=0.0))


def test_a_number_in_the_clause_of_another_state_is_no_answer() -> None:
    query = Query(
        question="How many libraries has Kenya?",
        about=(KENYA,),
        topic="libraries",
        wanted=(Wanted.NUMBER,),
        counted="libraries",
    )
    apart = candidates("Chad has 40 libraries, whereas Kenya counts its books.", (CHAD, KENYA))[0]
    both = candidates("Chad has 40 libraries, whereas Kenya has 9 libraries.", (CHAD, KENYA))[0]
    assert not may_answer(query, apart)
    assert may_answer(query, both)


@pytest.mark.parametrize("name", ["⟦0⟧", "Example Telecom"])
def test_a_question_turns_on_its_verb_whoever_is_named(name: str) -> None:
    assert verb_asked(f"Why did {name} refuse the form?") == "refuse"
