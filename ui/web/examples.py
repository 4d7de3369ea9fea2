"""Example questions that the documents of the store answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from ingest.model import SpeakerKind
from ui.messages import messages
from ui.web.field_topics import FieldTopic, field_topics
from ui.web.understood import NAMELESS, Parts, compared, put

if TYPE_CHECKING:
    from index_store import Store

TOPICS = 12
"""How many topics are tried at most."""
SPEAKERS = 8
"""How many of those who speak most are tried where there are no topics."""


def examples(
    store: Store, answers: Callable[[str], bool], language: str = "en", wanted: int = 4
) -> list[str]:
    """Up to `wanted` questions in a language, each tried: `answers` says whether it is answered."""
    says = messages(language)
    topics = field_topics(store, NAMELESS)[:TOPICS]

    def answered(questions: Iterable[str], count: int) -> list[str]:
        return list(islice(filter(answers, questions), count))

    found = answered((put(parts, says) for parts in on_topics(topics, language)), wanted - 2)
    alone = (put(Parts(topic=topic.name(language)), says) for topic in topics)
    found += answered(alone, 1)
    both = (compared(parts, says) for parts in both_on_topics(topics, language))
    found += answered(both, 1)
    if len(found) < wanted:
        anything = (put(parts, says) for parts in of_speakers(store))
        found += answered((q for q in anything if q not in found), wanted - len(found))
    return found


def on_topics(topics: Sequence[FieldTopic], language: str) -> Iterator[Parts]:
    """What somebody said on a topic: a Member State where one did, nobody twice."""
    asked: set[str] = set()
    for topic in topics:
        names = [name for name in speaking(topic) if name not in asked]
        if names:
            asked.add(names[0])
            yield Parts((names[0],), topic.name(language))


def both_on_topics(topics: Sequence[FieldTopic], language: str) -> Iterator[Parts]:
    """Two who spoke on one topic, side by side."""
    for topic in topics:
        names = speaking(topic)
        if len(names) > 1:
            yield Parts((names[0], names[1]), topic.name(language))


def speaking(topic: FieldTopic) -> list[str]:
    """Who speaks on a topic, Member States first."""
    ordered = sorted(
        topic.speakers, key=lambda speaker: speaker.kind is not SpeakerKind.MEMBER_STATE
    )
    return [speaker.name for speaker in ordered]


def of_speakers(store: Store) -> Iterator[Parts]:
    """What somebody said at all: those who speak most."""
    for count in sorted(store.speakers(), key=lambda count: -count.spoken)[:SPEAKERS]:
        if count.spoken and count.speaker.kind not in NAMELESS:
            yield Parts((count.speaker.name,))
