"""Questions in the five other languages of the Union, over documents in English."""

from __future__ import annotations

import re

import pytest

from assistant import Assistant
from assistant.framing import FRAMES, named_in, nearest_in
from assistant.notices import in_language
from assistant.other_languages import language_of
from index_store import Store
from ingest.names.states import member_states
from tests.assistant.language_cases import CASES, Case

SCRIPTS = {
    "fr": "[a-zà-ÿ]",
    "es": "[a-zà-ÿ]",
    "ru": "[а-я]",
    "ar": "[\u0621-\u064a]",
    "zh": "[\u4e00-\u9fff]",
}


@pytest.fixture(scope="module")
def assistant(samples_store: Store) -> Assistant:
    return Assistant(samples_store)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Tu peux chercher ?", "fr"),
        ("Donne-moi un exemple", "fr"),
        ("Dame un ejemplo", "es"),
        ("Jordan?", "en"),
        ("Give me an example", "en"),
    ],
)
def test_words_to_somebody_tell_a_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.language} {case.question}")
def test_a_question_finds_its_passages_in_english(
    assistant: Assistant, samples_store: Store, case: Case
) -> None:
    answer = assistant.ask(case.question, case.history)
    assert answer.answered != case.refused, answer.answer
    shown = answer.answer.replace("\\", "").lower()
    for words in case.says:
        assert words.lower() in shown
    for citation in answer.citations:
        assert (
            citation.quote == samples_store.text(citation.document)[citation.start : citation.end]
        )
        assert not case.by or set(citation.speakers) & set(case.by)
    # The frame is in the question's language, above the quotes or in place of them.
    frame = answer.opening if answer.answered else answer.answer
    assert re.search(SCRIPTS[case.language], frame)
    assert not re.search(r"\b(?:documents report|according|they quote)\b", frame)
    assert answer.answer.startswith(frame)


def test_an_english_question_has_no_opening(assistant: Assistant) -> None:
    answer = assistant.ask("What did Malaysia say on AI?")
    assert answer.answered and not answer.opening


def test_the_stream_begins_with_the_opening(assistant: Assistant) -> None:
    for part in assistant.stream("Qu'a dit la Malaisie sur l'intelligence artificielle ?"):
        assert part.answer.startswith("Malaisie, d'après les documents")


@pytest.mark.parametrize("language", sorted(FRAMES))
def test_every_language_names_all_member_states(language: str) -> None:
    names = [named_in(speaker.name, language) for speaker in member_states()]
    assert len(set(names)) == len(names)
    latin = language in ("fr", "es")
    assert all(re.search(SCRIPTS[language], name.lower()) for name in names) or latin


@pytest.mark.parametrize(
    ("text", "before", "language"),
    [
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


@pytest.mark.parametrize("language", sorted(FRAMES))
@pytest.mark.parametrize(
    "notice",
    [
        "The documents report nothing by Chile on this.",
        "The documents record no decision on “age”.",
        "In passing it is mentioned by Chile and the Chair.",
    ],
)
def test_notices_are_in_the_language_of_the_question(notice: str, language: str) -> None:
    (said,) = in_language([notice], language)
    assert said != notice and not re.search(r"\b(?:The|sentences|passing)\b|[{}]", said)
    assert re.search(SCRIPTS[language], said.lower())
    assert in_language([notice], "en") == [notice]


def test_a_refusal_is_wholly_in_the_language(assistant: Assistant) -> None:
    answer = assistant.ask("ماذا قالت كينيا عن الذكاء الاصطناعي؟")
    assert answer.language == "ar" and answer.suggestions
    assert nearest_in(answer.language) == "أقرب المقاطع:"
