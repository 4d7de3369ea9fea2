"""Conversations over the samples and over a debate: what a follow-up is understood to ask."""

from __future__ import annotations

import pytest

from assistant import Answer, Assistant
from tests.assistant.conftest import Over
from tests.assistant.conversation_cases import DEBATE, DEBATES, SAMPLES, Case


@pytest.fixture(scope="module")
def debate_assistant(over: Over) -> Assistant:
    return over(debate=DEBATE)


def problems(answer: Answer, case: Case) -> list[str]:
    """What an answer lacks of a case."""
    cited = {speaker for citation in answer.citations for speaker in citation.speakers}
    text = answer.answer.replace("\\", "").lower()
    found = []
    if answer.answered == case.refused:
        found.append("answered" if answer.answered else f"refused: {answer.answer}")
    if case.by:
        found += [
            f"quotes {citation.speakers}"
            for citation in answer.citations
            if not set(citation.speakers) & set(case.by)
        ]
        found += [f"does not quote {name}" for name in case.by if name not in cited]
    found += [f"lacks {words}" for words in case.says if words.lower() not in text]
    if answer.answered:
        found += [f"has {words}" for words in case.never if words.lower() in text]
    return found


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.name)
def test_over_documents(samples_assistant: Assistant, case: Case) -> None:
    answer = samples_assistant.ask(case.questions[-1], case.questions[:-1])
    assert problems(answer, case) == []


@pytest.mark.parametrize("case", DEBATES, ids=lambda case: case.name)
def test_over_a_debate(debate_assistant: Assistant, case: Case) -> None:
    answer = debate_assistant.ask(case.questions[-1], case.questions[:-1])
    assert problems(answer, case) == []
