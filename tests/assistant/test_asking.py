"""Words of asking that are no topic, in the six languages."""

from __future__ import annotations

import pytest

from assistant.understand import understand
from ingest.names.finder import NameFinder


@pytest.fixture(scope="module")
def finder() -> NameFinder:
    return NameFinder()


@pytest.mark.parametrize(
    "question",
    [
        "Bonjour, qu'a dit le Tchad ?",
        "Quelles recommandations le Tchad a-t-il adressées au groupe ?",
        "Hola, ¿qué dijo Chad?",
        "Помоги понять, что сказал Чад",
        "Какие рекомендации внёс Чад?",
        "ماذا اقترحت تشاد على الفريق؟",
        "请问乍得问了什么?",
        "乍得提出了什么建议?",
        "Write a short summary of Chad's contribution",
        "What recommendations did Chad make?",
    ],
)
def test_asking_is_no_topic(question: str, finder: NameFinder) -> None:
    query = understand(question, [], finder)
    assert [speaker.name for speaker in query.asked] == ["Chad"]
    assert query.topic == ""


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("What did Chad say about short films?", "short films"),
        ("What recommendations on fees did Chad make?", "recommendations fees"),
        ("Bonjour, qu'a dit le Tchad des girafes ?", "girafes"),
        ("Hola, ¿qué dijo Chad sobre jirafas?", "jirafas"),
    ],
)
def test_a_topic_stays(question: str, topic: str, finder: NameFinder) -> None:
    assert understand(question, [], finder).topic == topic


def test_an_arabic_article_does_not_hide_a_short_word(finder: NameFinder) -> None:
    query = understand("ماذا قالت تشاد عن الخط الساخن؟", [], finder)
    assert query.topic == "hotline"
