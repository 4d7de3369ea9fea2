"""What an answer must look like, and whether a sentence has it."""

from __future__ import annotations

import pytest

from assistant.focus import asks_doer, breaking, kind_asked, tells_doer, verb_asked
from assistant.question import Wanted
from assistant.values import numbered, shows, values_wanted
from assistant.wording import stem


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("When did the library open?", (Wanted.DATE,)),
        ("What did she say when she opened the library?", ()),
        ("Summarize the debate when talking about the library.", ()),
        ("How old are the readers?", (Wanted.AGE,)),
        ("How often does the bus come?", (Wanted.FREQUENCY,)),
        ("How far is the school?", (Wanted.MEASURE,)),
        ("How long did it take?", (Wanted.DURATION,)),
        ("What does the bus cost?", (Wanted.MONEY,)),
        ("What did Chad think about the cost of training teachers?", ()),
    ],
)
def test_what_is_wanted(question: str, wanted: tuple[Wanted, ...]) -> None:
    assert values_wanted(question) == wanted


@pytest.mark.parametrize(
    ("text", "wanted", "seen"),
    [
        ("It took the last meeting to decide.", Wanted.DURATION, False),
        ("It took three weeks.", Wanted.DURATION, True),
        ("Safety in AI is child online protection.", Wanted.PLACE, False),
        ("The group met in Nairobi.", Wanted.PLACE, True),
        ("Readers are aged 9 to 12.", Wanted.AGE, True),
        ("Readers came in 2031.", Wanted.AGE, False),
        ("The list is read once a year.", Wanted.FREQUENCY, True),
        ("The helpline is Line 4477.", Wanted.NUMBER, False),
        ("This approach is new.", Wanted.DATE, False),
    ],
)
def test_what_shows(text: str, wanted: Wanted, seen: bool) -> None:
    assert (shows(text, [wanted]) == 1.0) is seen


def test_figures_in_names_count_nothing() -> None:
    assert numbered("The Moonline 4477 for children opened.") == []
    assert numbered("It helped 4 477 children.") == ["children"]
    assert "children" not in numbered("It had 44 beds for children.")


def test_verbs_are_no_nouns() -> None:
    assert verb_asked("Who did the government hire?") != "government"
    assert verb_asked("What was a more varied diet?") != "varied"
    assert kind_asked("What difficulties did \u27e60\u27e7 face?") == ""


def test_endings_and_refusals_stand_apart() -> None:
    assert stem("shut") in breaking("closed")
    assert stem("opened") not in breaking("closed")
    assert not breaking("opened")


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("The book was translated in May.", False),
        ("The book was translated by Chad.", True),
        ("Chad translated the book.", True),
    ],
)
def test_who_did_it(text: str, tells: bool) -> None:
    assert asks_doer("Which country translated the book?", "translated")
    assert not asks_doer("When was the book translated?", "translated")
    assert tells_doer(text, "translated") is tells
