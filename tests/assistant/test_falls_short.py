"""A sentence on the topic answers only where it holds the fact: who, whether, where, why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.candidates import Candidate
from assistant.falls_short import another_kind, falls_short, gives_a_reason
from assistant.focus import kind_asked, verb_asked
from assistant.question import Query, Wanted
from assistant.sufficiency import may_answer
from assistant.values import shows
from tests.assistant.making import candidates


def one(text: str, **evidence: float) -> Candidate:
    found = candidates(text)[0]
    passage = found.passage.model_copy(update={"paragraph": "1"})
    return replace(found, passage=passage, **evidence)  # type: ignore[arg-type]


def asks(question: str, focus: str = "", topic: str = "library", sort: str = "") -> Query:
    return Query(question=question, focus=focus, topic=topic, sort=sort)


@pytest.mark.parametrize(
    ("question", "focus", "deed", "short"),
    [
        ("Who painted the bus?", "painted", 0.1, True),
        ("Who painted the bus?", "painted", 1.0, False),
        ("Who will drive the bus?", "drive", 0.0, True),
        ("Where was the bus painted?", "painted", 0.2, True),
        ("Who welcomed the bus?", "welcomed", 0.0, False),
        ("What does the bus cost?", "cost", 0.0, False),
        ("Did Chad sell the bus?", "sell", 0.2, True),
        ("Did Chad sell the bus?", "sell", 0.9, False),
        ("Did Chad take the bus?", "take", 0.0, False),
        ("Did Chad support the bus?", "support", 0.0, False),
    ],
)
def test_who_and_whether_hang_on_the_verb(
    question: str, focus: str, deed: float, short: bool
) -> None:
    candidate = one("Chad has a bus.", deed=deed, mean=0.9)
    assert falls_short(asks(question, focus), candidate) is short


@pytest.mark.parametrize(
    ("question", "text", "shows", "short"),
    [
        ("Where was the third meeting held?", "The meeting was held on 3 May.", 0.0, True),
        ("Where was the third meeting held?", "The meeting was held in Lima.", 1.0, False),
        ("Where was the third meeting held?", "A book came out in Lima.", 1.0, True),
        ("When was the third meeting held?", "The group met in May 2025.", 1.0, False),
        ("Where was the library opened?", "The library opened last year.", 0.0, True),
        ("Where do the libraries fall short?", "Libraries lack books.", 0.0, False),
    ],
)
def test_where_and_when_a_meeting_was_held(
    question: str, text: str, shows: float, short: bool
) -> None:
    assert falls_short(asks(question), one(text, shows=shows, mean=0.9)) is short


def test_whether_it_was_done_hangs_on_what_it_was_done_to() -> None:
    query = asks("Did Chad sell the bus?", "sell")
    assert falls_short(query, one("Chad sells books.", deed=1.0, mean=0.5))


def test_taking_part_is_told_in_other_words() -> None:
    query = asks("Which school helped Chad with the bus?", "helped", sort="school")
    assert not falls_short(query, one("The bus was made with a school.", deed=0.0))


@pytest.mark.parametrize(
    ("text", "topic", "given"),
    [
        ("The library closed because it was damp.", "library closed", True),
        ("In view of the damp, the library was closed.", "library closed", True),
        ("To reach the valley, a library was opened.", "library opened", True),
        ("To reach the valley, a bus was bought.", "library opened", False),
        ("A library was opened to reach the valley.", "library opened", True),
        ("A library was opened, and a bus bought to carry books.", "library opened", False),
        ("The library was opened in May: a hall, a bus and a cellar.", "library opened", False),
    ],
)
def test_reasons_are_told_from_circumstances(text: str, topic: str, given: bool) -> None:
    assert gives_a_reason(text, topic) is given


def test_why_wants_a_reason_in_reports_and_not_in_debates() -> None:
    query = asks("Why did Chad open a library?", "open")
    told = one("Chad opened a library in Moundou.", deed=1.0, focus=1.0)
    assert falls_short(query, told)
    assert not falls_short(query, candidates("Chad opened a library in Moundou.")[0])
    meant = one("It would bring books to the valley.", deed=0.0, focus=0.8)
    assert not falls_short(query, meant)


def test_a_share_is_no_date() -> None:
    query = asks("What share of the books was lent in 2031?")
    assert falls_short(query, one("The books came on 1 May 2031."))
    assert not falls_short(query, one("One book in three was lent in 2031."))


@pytest.mark.parametrize(
    ("kind", "sort", "near", "other"),
    [
        ("company", 0.1, 0.6, True),
        ("company", 0.1, 0.9, False),
        ("company", 0.6, 0.6, False),
        ("body", 0.1, 0.6, False),
        ("body", 0.0, 0.2, True),
    ],
)
def test_another_kind_of_thing(kind: str, sort: float, near: float, other: bool) -> None:
    query = asks(f"Which {kind} built the bus?", sort=kind)
    assert another_kind(query, one("The State built it.", sort=sort, near=near)) is other


def test_the_verb_behind_a_kind_of_thing() -> None:
    assert kind_asked("Which firm paints the buses?") == "firm"
    assert verb_asked("Which firm paints the buses?") == "paints"
    assert kind_asked("Which buses did the firm paint?") == "buses"


def test_the_next_meeting_is_not_anything_ahead() -> None:
    query = asks("Who will open the next meeting?", topic="open")
    assert not may_answer(query, one("The Chair told the group of upcoming work."))
    assert may_answer(query, one("Chad would open the next meeting."))


def test_a_place_in_a_row_counts_nothing() -> None:
    assert shows("The twenty-fourth meeting went well.", [Wanted.NUMBER], "meetings") == 0
    assert shows("The 24th meeting went well.", [Wanted.NUMBER], "meetings") == 0
    assert shows("Twenty-four meetings went well.", [Wanted.NUMBER], "meetings") == 1
