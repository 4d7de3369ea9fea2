"""Conversations over the samples and over a debate: what a follow-up is understood to ask."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant import Answer, Assistant
from tests.assistant.answers import speakers
from tests.assistant.conftest import Over
from tests.assistant.conversation_cases import DEBATE, DEBATES, SAMPLES, Case

RIGHT = 0.75  # of the cases at the least


def problems(answer: Answer, case: Case) -> list[str]:
    """What an answer lacks of a case."""
    text = answer.answer.replace("\\", "").lower()
    found = []
    if answer.answered == case.refused:
        found.append("answered" if answer.answered else f"refused: {answer.answer}")
    if case.by:
        found += [f"does not quote {name}" for name in case.by if name not in speakers(answer)]
    found += [f"lacks {words}" for words in case.says if words.lower() not in text]
    if answer.answered:
        found += [f"has {words}" for words in case.never if words.lower() in text]
    return found


def share_right(assistant: Assistant, cases: Sequence[Case]) -> tuple[float, dict[str, list[str]]]:
    """The share of cases without a problem, and the problems of the others."""
    wrong = {}
    for case in cases:
        found = problems(assistant.ask(case.questions[-1], case.questions[:-1]), case)
        if found:
            wrong[case.name] = found
    return 1 - len(wrong) / len(cases), wrong


def test_most_conversations_over_documents_go_right(samples_assistant: Assistant) -> None:
    share, wrong = share_right(samples_assistant, SAMPLES)
    assert share >= RIGHT, wrong


@pytest.fixture(scope="module")
def debate(over: Over) -> Assistant:
    return over(debate=DEBATE)


def test_most_conversations_over_a_debate_go_right(debate: Assistant) -> None:
    share, wrong = share_right(debate, DEBATES)
    assert share >= RIGHT, wrong


ONE_SPEAKER = [case for case in SAMPLES if case.by and not case.refused]


@pytest.mark.parametrize("case", ONE_SPEAKER, ids=lambda case: case.name)
def test_nobody_else_is_quoted_than_who_is_meant(samples_assistant: Assistant, case: Case) -> None:
    """Whatever answers, and also where nothing does."""
    answer = samples_assistant.ask(case.questions[-1], case.questions[:-1])
    for citation in answer.citations:
        assert set(citation.speakers) & set(case.by)
