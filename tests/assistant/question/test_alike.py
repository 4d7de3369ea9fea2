"""Follow-ups on facts that name only what is new: it takes the place of its like."""

from __future__ import annotations

import pytest

from assistant.question.known import Known
from assistant.question.understanding import Understanding

CATCH = "How much herring was landed in the northern bay in 2031/32?"


@pytest.fixture(scope="module")
def understanding() -> Understanding:
    return Understanding(lambda: Known.of([]))


@pytest.mark.parametrize(
    ("follow_up", "whole"),
    [
        ("And mackerel?", CATCH.replace("herring", "mackerel")),
        ("sorry, I meant mackerel, not herring", CATCH.replace("herring", "mackerel")),
        ("and in 2030/31?", CATCH.replace("2031/32", "2030/31")),
        ("and in 2029?", CATCH.replace("2031/32", "2029")),
    ],
)
def test_what_is_new_takes_the_place_of_its_like(
    understanding: Understanding, follow_up: str, whole: str
) -> None:
    assert understanding.understand(follow_up, [CATCH]).full == whole


def test_what_stands_behind_the_same_preposition_is_replaced(understanding: Understanding) -> None:
    asked = understanding.understand("and of the atlas?", ["What is the price of the calendar?"])
    assert asked.full == "What is the price of the atlas?"


def test_what_is_like_nothing_is_asked_beside_the_question(understanding: Understanding) -> None:
    asked = understanding.understand("And democracy?", [CATCH])
    assert "democracy" in asked.full and "herring" in asked.full


def test_a_second_follow_up_goes_on_from_the_first(understanding: Understanding) -> None:
    asked = understanding.understand("and in 2030/31?", [CATCH, "And mackerel?"])
    assert asked.full == CATCH.replace("herring", "mackerel").replace("2031/32", "2030/31")
