"""Meetings named by their month: their documents answer, or none."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.assistant.conftest import Over

REPORT = """Document CWG-COP-{n}/9
Report of the {ordinal} meeting of the Council Working Group on Child Online Protection
{date}

2 Discussion

2.1 Norway said that {said} would be opened for children.

2.2 Kenya reported that a law of March 2024 obliges shops to check the age of buyers.
"""
HELD = {
    21: ("twenty-first", "4-5 February 2025", "a night helpline"),
    22: ("twenty-second", "16-17 September 2025", "a library of games"),
}


@pytest.fixture(scope="module")
def assistant(over: Over) -> Assistant:
    return over(
        **{
            f"report-{n}": REPORT.format(n=n, ordinal=ordinal, date=date, said=said)
            for n, (ordinal, date, said) in HELD.items()
        }
    )


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("What did Norway say at the meeting in February 2025?", "CWG-COP-21/9"),
        ("What did Norway say at the meeting of 16 September 2025?", "CWG-COP-22/9"),
        ("What did Norway say at the September 2025 meeting?", "CWG-COP-22/9"),
        ("What did Norway say in September 2025?", "CWG-COP-22/9"),
        ("Qu'a dit la Norvège à la réunion de septembre 2025 ?", "CWG-COP-22/9"),
        ("¿Qué dijo Noruega en la reunión de febrero de 2025?", "CWG-COP-21/9"),
        ("Что сказала Норвегия на собрании в феврале 2025 года?", "CWG-COP-21/9"),
        ("挪威在2025年9月的会议上说了什么？", "CWG-COP-22/9"),
        ("ماذا قالت النرويج في اجتماع سبتمبر 2025؟", "CWG-COP-22/9"),
    ],
)
def test_the_documents_of_that_meeting_answer(
    assistant: Assistant, question: str, document: str
) -> None:
    answer = assistant.ask(question)
    assert {citation.document for citation in answer.citations} == {document}


@pytest.mark.parametrize(
    "question",
    [
        "What did Norway say at the meeting in June 2023?",
        "What did Norway say at the June 2023 meeting?",
        "Qu'a dit la Norvège à la réunion de juin 2023 ?",
    ],
)
def test_a_month_without_a_meeting_is_refused(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert not answer.answered and not answer.citations
    assert "21" in answer.answer and "22" in answer.answer  # of which there are documents


def test_a_meeting_without_documents_is_not_the_silence_of_a_delegation(
    assistant: Assistant,
) -> None:
    told = (
        "No document is known to be of that meeting; there are documents of these meetings: 21, 22."
    )
    assert assistant.ask("What did Norway say at the thirtieth meeting?").answer == told
    assert assistant.ask("What did Norway say at the meeting of May 2024?").answer == told
    assert "Norway" in assistant.ask("What did Norway say on taxes?").answer


def test_other_months_stay_what_they_are(assistant: Assistant) -> None:
    answer = assistant.ask("Which country has a law of March 2024?")
    assert answer.answered and {c.paragraph for c in answer.citations} == {"2.2"}


@pytest.mark.parametrize(
    ("history", "question", "document"),
    [
        (["What did Kenya say at the meeting in February 2025?"], "And Norway?", "CWG-COP-21/9"),
        (
            ["What did Norway say at the twenty-first meeting?"],
            "And at the meeting in September 2025?",
            "CWG-COP-22/9",
        ),
        ([], "What has Norway said since the meeting in February 2025?", "CWG-COP-22/9"),
        ([], "What did Norway say before the meeting in September 2025?", "CWG-COP-21/9"),
        (
            [],
            "What did Norway say at the meeting that took place in February 2025?",
            "CWG-COP-21/9",
        ),
        ([], "Qu'a dit la Norvège lors de la réunion du 4 février 2025 ?", "CWG-COP-21/9"),
    ],
)
def test_the_month_goes_with_the_conversation(
    assistant: Assistant, history: list[str], question: str, document: str
) -> None:
    answer = assistant.ask(question, history)
    assert {citation.document for citation in answer.citations} == {document}


@pytest.mark.parametrize(
    "question",
    [
        "What did Norway say at the meetings of February 2025 and September 2025?",
        "How did it change between the meeting in February 2025 and the meeting in September 2025?",
    ],
)
def test_two_months_are_two_meetings(assistant: Assistant, question: str) -> None:
    assert assistant.understand(question).scope.meetings == (21, 22)


@pytest.mark.parametrize(
    "question",
    [
        "Who spoke on a night helpline at the meeting in June 2023?",
        "Quels pays ont parlé des enfants à la réunion de juin 2023 ?",
        "Who opened a library at the twenty-ninth meeting?",
    ],
)
def test_nobody_spoke_at_a_meeting_without_documents(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert not answer.answered and not answer.citations


@pytest.mark.parametrize(
    "text",
    [
        "What did Chile say about the meeting in June 2026?",
        "What was said at the ministerial meeting in June 2026?",
        "How many officers did its training session in April 2027 reach?",
        "What did Norway propose to open in February 2025?",
    ],
)
def test_meetings_of_others_are_left_alone(assistant: Assistant, text: str) -> None:
    assert assistant.understand(text).scope.meetings == ()
