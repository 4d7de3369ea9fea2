"""Questions in the five other languages of the Union, over documents in English."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import pytest

from assistant import Answer, Assistant
from assistant.messages.catalogue import Messages
from assistant.question.language import language_of
from index_store import Store
from ingest.names.states import member_states
from tests.assistant.conftest import Over
from tests.assistant.language_cases import CASES, Case

SCRIPTS = {
    "fr": "[a-zà-ÿ]",
    "es": "[a-zà-ÿ]",
    "ru": "[а-я]",
    "ar": "[\u0621-\u064a]",
    "zh": "[\u4e00-\u9fff]",
}


def case_name(case: Case) -> str:
    return f"{case.language} {case.question}"


@pytest.fixture(scope="module")
def answered(samples_assistant: Assistant) -> Callable[[Case], Answer]:
    """The answer to a case, asked once."""
    return cache(lambda case: samples_assistant.ask(case.question, case.history))


@pytest.mark.parametrize("case", CASES, ids=case_name)
def test_a_question_finds_its_passages_in_english(
    answered: Callable[[Case], Answer], case: Case
) -> None:
    answer = answered(case)
    assert answer.answered != case.refused, answer.answer
    shown = answer.answer.replace("\\", "").lower()
    for words in case.says:
        assert words.lower() in shown


@pytest.mark.parametrize("case", CASES, ids=case_name)
def test_what_frames_the_quotes_is_in_the_language_of_the_question(
    answered: Callable[[Case], Answer], case: Case
) -> None:
    answer = answered(case)
    assert answer.language == case.language
    frame = answer.opening if answer.answered else answer.answer
    assert re.search(SCRIPTS[case.language], frame)
    assert not re.search(r"\b(?:documents report|according|they quote)\b", frame)
    assert answer.answer.startswith(frame)


@pytest.mark.parametrize("case", [case for case in CASES if case.by], ids=case_name)
def test_nobody_else_is_quoted_than_who_is_asked(
    answered: Callable[[Case], Answer], samples_store: Store, case: Case
) -> None:
    for citation in answered(case).citations:
        assert set(citation.speakers) & set(case.by)
        assert (
            citation.quote == samples_store.text(citation.document)[citation.start : citation.end]
        )


@pytest.mark.parametrize("case", [case for case in CASES if case.refused], ids=case_name)
def test_silence_is_kept_in_every_language(answered: Callable[[Case], Answer], case: Case) -> None:
    answer = answered(case)
    assert not answer.answered and not answer.citations


def test_an_english_question_has_no_opening(samples_assistant: Assistant) -> None:
    answer = samples_assistant.ask("What did Malaysia say on AI?")
    assert answer.answered and not answer.opening


def test_the_stream_begins_with_the_opening(samples_assistant: Assistant) -> None:
    question = "Qu'a dit la Malaisie sur l'intelligence artificielle ?"
    parts = list(samples_assistant.stream(question))
    assert parts[-1].answered
    for part in parts:
        assert part.answer.startswith("Malaisie, d'après les documents")


@pytest.mark.parametrize(
    "question",
    ["Что сказала ЮНЕСКО о детях?", "世卫组织对儿童说了什么？", "ماذا قالت اليونسكو عن الأطفال؟"],
)
def test_nobody_else_answers_for_a_body_that_does_not_speak(
    samples_assistant: Assistant, question: str
) -> None:
    answer = samples_assistant.ask(question)
    assert not answer.answered and not answer.citations


@pytest.mark.parametrize(
    ("text", "before", "language"),
    [
        ("Tu peux chercher ?", "en", "fr"),
        ("Donne-moi un exemple", "en", "fr"),
        ("Dame un ejemplo", "en", "es"),
        ("Give me an example", "en", "en"),
        ("Что такое FantomApp?", "en", "ru"),
        ("Jordan?", "fr", "fr"),
        ("Jordan?", "en", "en"),
        ("什么是FantomApp？", "en", "zh"),
        ("What did China (中国) say?", "en", "zh"),
        ("¿Y Jordania?", "en", "es"),
        ("What did they say?", "fr", "en"),
    ],
)
def test_the_language_of_a_question(text: str, before: str, language: str) -> None:
    assert language_of(text, before) == language


@pytest.mark.parametrize("language", sorted(SCRIPTS))
def test_every_language_names_all_member_states(language: str) -> None:
    names = [Messages(language).name(speaker.name) for speaker in member_states()]
    assert len(set(names)) == len(names)
    latin = language in ("fr", "es")
    assert all(re.search(SCRIPTS[language], name.lower()) for name in names) or latin


@pytest.mark.parametrize("language", sorted(SCRIPTS))
def test_notices_are_in_the_language_of_the_question(language: str) -> None:
    said = Messages(language).say("The documents report no statement by {who} on this.", who="-")
    assert not re.search(r"\b(?:The|report|statement)\b|[{}]", said)
    assert re.search(SCRIPTS[language], said.lower())


def test_a_refusal_is_wholly_in_the_language(samples_assistant: Assistant) -> None:
    answer = samples_assistant.ask("ماذا قالت كينيا عن الذكاء الاصطناعي؟")
    assert answer.language == "ar" and answer.suggestions
    assert Messages(answer.language).say("The nearest passages:") == "أقرب المقاطع:"


def test_a_document_in_the_language_of_the_question_is_read_in_its_own_words(over: Over) -> None:
    """Most documents are in English; what only the French one tells is found there."""
    assistant = over(
        helplines="Report of the meeting\n\n1.1 Norway runs a helpline by night.\n\n"
        "1.2 The Chair thanked all delegations for their questions on the helpline.",
        figures="Report of the second meeting\n\n1.1 Ghana trained two hundred teachers.\n\n"
        "1.2 Chad asked who pays for the training of teachers.",
        ecole="Contribution du Togo\n\nLe Togo a ouvert une école du soir à Kara. "
        "Chaque semaine, soixante enfants y apprennent à reconnaître les pièges en ligne.",
    )
    answer = assistant.ask("Combien d'enfants l'école du soir de Kara reçoit-elle chaque semaine ?")
    assert "soixante enfants" in answer.answer
    assert {citation.document for citation in answer.citations} == {"ecole"}
