"""What one state's paper says of itself is no answer to a question about another."""

from __future__ import annotations

import pytest

from assistant import Assistant
from tests.assistant.conftest import Over

PAPER = """Document CWG-COP-41/3
Contribution by Ghana
A seal for safe cafés

1\tInternet cafés need a seal, and Ghana charges 30 cedis for it.

2\tThe bureau that grants the seal is in Tamale, and it answers within six days.
"""


@pytest.fixture(scope="module")
def assistant(over: Over) -> Assistant:
    return over(seal=PAPER)


@pytest.mark.parametrize(
    ("question", "history", "answered"),
    [
        ("Who grants the seal in Ghana?", [], True),
        ("Who grants the seal in Togo?", [], False),
        ("And where is its bureau?", ["What does Togo charge for a seal?"], False),
        ("And where is its bureau?", ["What does Ghana charge for a seal?"], True),
    ],
)
def test_whose_facts_are_asked_for(
    assistant: Assistant, question: str, history: list[str], answered: bool
) -> None:
    assert assistant.ask(question, history).answered is answered
