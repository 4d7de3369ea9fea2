"""A question for an amount or a time is answered by a sentence that has one."""

from __future__ import annotations

import pytest

from assistant.answerers.values import has
from assistant.question.known import Known
from assistant.question.question import Value
from assistant.question.understanding import Understanding


@pytest.fixture(scope="module")
def understanding() -> Understanding:
    return Understanding(lambda: Known.of([]))


@pytest.mark.parametrize(
    ("question", "wants"),
    [
        ("How many ferries ran in May?", Value.AMOUNT),
        ("How much does a lantern cost?", Value.AMOUNT),
        ("When did the harbour close?", Value.TIME),
        ("On which day will the harbour open?", Value.TIME),
        ("When may a ferry leave early?", None),
        ("Is it known how many ferries ran?", None),
        ("How do ferries find their way?", None),
    ],
)
def test_what_a_question_wants(
    understanding: Understanding, question: str, wants: Value | None
) -> None:
    assert understanding.understand(question).wants is wants


@pytest.mark.parametrize(
    ("value", "text", "there"),
    [
        (Value.AMOUNT, "Eleven ferries ran.", True),
        (Value.AMOUNT, "No ferry ran.", True),
        (Value.AMOUNT, "Ferries ran in the fog.", False),
        (Value.TIME, "The harbour closed last Tuesday.", True),
        (Value.TIME, "The harbour closed in the storm.", False),
    ],
)
def test_which_sentences_have_it(value: Value, text: str, there: bool) -> None:
    assert has(value, text) is there
