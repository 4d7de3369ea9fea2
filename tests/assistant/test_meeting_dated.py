"""Meetings named by number or month: their documents answer, or none."""

from __future__ import annotations

import pytest

from assistant import Assistant
from tests.assistant.answers import documents
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
        ("What did Norway say at the twenty-first meeting?", "CWG-COP-21/9"),
        ("What did Norway say at the meeting in February 2025?", "CWG-COP-21/9"),
        ("What did Norway say at the September 2025 meeting?", "CWG-COP-22/9"),
        ("What did Norway say in September 2025?", "CWG-COP-22/9"),
        ("Qu'a dit la Norvège à la réunion de septembre 2025 ?", "CWG-COP-22/9"),
        ("¿Qué dijo Noruega en la reunión de febrero de 2025?", "CWG-COP-21/9"),
        ("Что сказала Норвегия на собрании в феврале 2025 года?", "CWG-COP-21/9"),
    ],
)
def test_the_documents_of_that_meeting_answer(
    assistant: Assistant, question: str, document: str
) -> None:
    answer = assistant.ask(question)
    assert documents(answer) <= {document}
    assert {suggestion.document for suggestion in answer.suggestions} <= {document}


@pytest.mark.parametrize(
    ("before", "question", "document"),
    [
        ("What did Kenya say at the meeting in February 2025?", "And Norway?", "CWG-COP-21/9"),
        (
            "What did Norway say at the twenty-first meeting?",
            "And at the twenty-second meeting?",
            "CWG-COP-22/9",
        ),
    ],
)
def test_the_meeting_goes_with_the_conversation(
    assistant: Assistant, before: str, question: str, document: str
) -> None:
    answer = assistant.ask(question, [before])
    assert documents(answer) == {document}
    assert {name for c in answer.citations for name in c.speakers} == {"Norway"}


@pytest.mark.parametrize(
    "question",
    [
        "What did Norway say at the thirtieth meeting?",
        "Who opened a library at the twenty-ninth meeting?",
    ],
)
def test_a_meeting_without_documents_is_not_the_silence_of_a_delegation(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.ask(question)
    assert not answer.answered and not answer.citations
    assert answer.answer == (
        "No document is known to be of that meeting; there are documents of these meetings: 21, 22."
    )


def test_a_month_without_a_meeting_is_refused(assistant: Assistant) -> None:
    answer = assistant.ask("What did Norway say at the meeting in June 2023?")
    assert not answer.answered and not answer.citations


def test_other_months_stay_what_they_are(assistant: Assistant) -> None:
    answer = assistant.ask("Which country has a law of March 2024?")
    assert answer.answered and {c.paragraph for c in answer.citations} == {"2.2"}
