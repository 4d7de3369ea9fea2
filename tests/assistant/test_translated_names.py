"""Organisations asked for in other languages: their own words, or none."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.question.translated_names import translated_names
from assistant.understand import understand
from index_store import Store
from ingest.model import Speaker, SpeakerKind
from ingest.names.finder import NameFinder

UNICEF = Speaker(name="UNICEF", kind=SpeakerKind.PARTNER)
COUNCIL = Speaker(name="Council of Europe", kind=SpeakerKind.PARTNER)


@pytest.fixture(scope="module")
def finder() -> NameFinder:
    speakers = [UNICEF, COUNCIL]
    return NameFinder([*speakers, *translated_names(speakers)])


@pytest.mark.parametrize(
    ("question", "asked", "topic"),
    [
        ("Что отметил ЮНИСЕФ?", "UNICEF", ""),
        (
            "Что сказал Совет Европы об искусственном интеллекте?",
            "Council of Europe",
            "artificial intelligence",
        ),
        ("ماذا قالت اليونيسف عن الذكاء الاصطناعي؟", "UNICEF", "artificial intelligence"),
        ("联合国儿童基金会对人工智能说了什么？", "UNICEF", "artificial intelligence"),
        ("儿基会说了什么？", "UNICEF", ""),
        (
            "Qu'a dit le Conseil de l'Europe sur l'IA ?",
            "Council of Europe",
            "artificial intelligence",
        ),
        (
            "¿Qué dijo el Consejo de Europa sobre la IA?",
            "Council of Europe",
            "artificial intelligence",
        ),
        ("世卫组织对人工智能说了什么？", "World Health Organization", "artificial intelligence"),
        ("Что сказала ЮНЕСКО об ИИ?", "UNESCO", "artificial intelligence"),
    ],
)
def test_whose_words_are_asked_for(
    finder: NameFinder, question: str, asked: str, topic: str
) -> None:
    query = understand(question, [], finder)
    assert [speaker.name for speaker in query.asked] == [asked]
    assert topic in query.topic and bool(topic) == bool(query.topic)


def test_states_and_persons_have_their_names_from_elsewhere() -> None:
    named = translated_names([Speaker(name="unicef", kind=SpeakerKind.PERSON)])
    assert all(known.speaker.kind is SpeakerKind.PARTNER for known in named)


def test_an_english_question_on_a_body_that_does_not_speak_is_read_as_before() -> None:
    plain, more = NameFinder([UNICEF]), NameFinder([UNICEF, *translated_names([UNICEF])])
    question = "Who mentioned the World Health Organization and UNESCO?"
    assert plain.find(question, fuzzy=True) == more.find(question, fuzzy=True)


@pytest.mark.parametrize(
    "question",
    ["Что сказала ЮНЕСКО о детях?", "世卫组织对儿童说了什么？", "ماذا قالت اليونسكو عن الأطفال؟"],
)
def test_nobody_else_answers_for_a_body_that_does_not_speak(
    samples_store: Store, question: str
) -> None:
    answer = Assistant(samples_store).ask(question)
    assert not answer.answered and not answer.citations
