"""What fails a check of this program is withheld, logged, and ends nothing."""

from __future__ import annotations

import logging

import pytest

from assistant import Assistant


def test_a_sentence_that_fails_the_check_leaves_a_refusal_and_a_line_in_the_log(
    samples_assistant: Assistant, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    question = "What did Norway say about waiting time?"
    assert samples_assistant.ask(question).answered
    # No question is known that gets this far: the fault is planted.
    planted = "assistant.answerers.composing.problem"
    monkeypatch.setattr(planted, lambda *_: "said by somebody else")
    with caplog.at_level(logging.ERROR):
        answer = samples_assistant.ask(question)
    assert not answer.answered
    assert answer.sentences == answer.citations == [] and answer.suggestions
    assert all("said by somebody else" in record.getMessage() for record in caplog.records)
    assert caplog.records
