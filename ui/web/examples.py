"""Example questions that the documents of the store answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from ingest.model import SpeakerKind

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.reading_assistant import ReadingAssistant
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


def examples(store: Store, assistant: Assistant | ReadingAssistant, wanted: int = 4) -> list[str]:
    """Up to `wanted` questions, each tried: none of them is left unanswered."""
    topics = [topic for topic in TOPICS if store.lexical(topic, 1)]

    def answered(questions: Iterable[str], count: int) -> list[str]:
        tried = (question for question in questions if assistant.ask(question).answered)
        return list(islice(tried, count))

    found = answered(on_topics(store, topics), wanted - 1)
    found += answered((f"Which delegations spoke about {topic}?" for topic in topics), 1)
    if len(found) < wanted:
        found += answered(of_speakers(store, found), wanted - len(found))
    return found


def on_topics(store: Store, topics: Sequence[str]) -> Iterator[str]:
    """What somebody said on a topic: a Member State where one did, nobody twice."""
    asked: set[str] = set()
    for topic in topics:
        speakers = [
            hit.passage.speakers[0]
            for hit in store.lexical(topic, HITS)
            if len(hit.passage.speakers) == 1
            and hit.passage.speakers[0].kind is not SpeakerKind.CHAIR
            and hit.passage.speakers[0].name not in asked
        ]
        speakers.sort(key=lambda speaker: speaker.kind is not SpeakerKind.MEMBER_STATE)
        if speakers:
            asked.add(speakers[0].name)
            yield f"What did {speakers[0].name} say on {topic}?"


def of_speakers(store: Store, found: Sequence[str]) -> Iterator[str]:
    """What somebody said at all: those who speak most, without those asked about already."""
    for count in sorted(store.speakers(), key=lambda count: -count.spoken)[:HITS]:
        if count.spoken and not any(count.speaker.name in question for question in found):
            yield f"What did {count.speaker.name} say?"
