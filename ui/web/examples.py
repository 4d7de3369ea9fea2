"""Example questions that the documents of the store answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from ingest.model import SpeakerKind
from ui.messages import messages
from ui.web.understood import NAMELESS, Parts, compared, put

if TYPE_CHECKING:
    from index_store import Store

TOPICS = (
    "AI",
    "age verification",
    "helplines",
    "online gaming",
    "cyberbullying",
    "digital literacy",
    "social media",
    "privacy",
    "awareness campaigns",
    "capacity building",
    "legislation",
)
"""What such a group speaks about; only those that the documents have become questions."""

HITS = 8
"""How many passages of a topic are looked at for somebody who speaks in them."""


def examples(
    store: Store, answers: Callable[[str], bool], language: str = "en", wanted: int = 4
) -> list[str]:
    """Up to `wanted` questions in a language, each tried: `answers` says whether it is answered."""
    says = messages(language)
    topics = [topic for topic in TOPICS if store.lexical(topic, 1)]

    def answered(questions: Iterable[str], count: int) -> list[str]:
        return list(islice(filter(answers, questions), count))

    found = answered((put(parts, says) for parts in on_topics(store, topics)), wanted - 2)
    found += answered((put(Parts(topic=topic), says) for topic in topics), 1)
    found += answered((compared(parts, says) for parts in both_on_topics(store, topics)), 1)
    if len(found) < wanted:
        alone = (put(parts, says) for parts in of_speakers(store))
        found += answered((q for q in alone if q not in found), wanted - len(found))
    return found


def on_topics(store: Store, topics: Sequence[str]) -> Iterator[Parts]:
    """What somebody said on a topic: a Member State where one did, nobody twice."""
    asked: set[str] = set()
    for topic in topics:
        names = [name for name in speaking(store, topic) if name not in asked]
        if names:
            asked.add(names[0])
            yield Parts((names[0],), topic)


def both_on_topics(store: Store, topics: Sequence[str]) -> Iterator[Parts]:
    """Two who spoke on one topic, side by side."""
    for topic in topics:
        names = speaking(store, topic)
        if len(names) > 1:
            yield Parts((names[0], names[1]), topic)


def speaking(store: Store, topic: str) -> list[str]:
    """Who speaks in the passages on a topic, Member States first; nobody with many others."""
    speakers = {
        hit.passage.speakers[0]: None
        for hit in store.lexical(topic, HITS)
        if len(hit.passage.speakers) == 1 and hit.passage.speakers[0].kind not in NAMELESS
    }
    ordered = sorted(speakers, key=lambda speaker: speaker.kind is not SpeakerKind.MEMBER_STATE)
    return [speaker.name for speaker in ordered]


def of_speakers(store: Store) -> Iterator[Parts]:
    """What somebody said at all: those who speak most."""
    for count in sorted(store.speakers(), key=lambda count: -count.spoken)[:HITS]:
        if count.spoken and count.speaker.kind not in NAMELESS:
            yield Parts((count.speaker.name,))
