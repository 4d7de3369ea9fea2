"""What fails a check of this program is withheld, logged, and ends nothing."""

from __future__ import annotations

import logging

import pytest

from assistant import Assistant
from index_store import Store


def test_a_sentence_that_fails_the_check_leaves_a_refusal_and_a_line_in_the_log(
    samples_store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    question = "What did Norway say about waiting time?"
    assistant = Assistant(samples_store)
    assert assistant.ask(question).answered
    # No question is known that gets this far: the fault is planted.
    monkeypatch.setattr("assistant.extractive.problem", lambda *_: "said by somebody else")
    with caplog.at_level(logging.ERROR):
        answer = assistant.ask(question)
    assert not answer.answered
    assert answer.citations == [] and answer.suggestions
    assert [record.getMessage() for record in caplog.records] == [
        f"an answer to {question!r} was withheld: said by somebody else"
    ]
