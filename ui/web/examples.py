"""Example questions that the documents of the store answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.assistant import Assistant
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

SPEAKERS = 3
"""How many passages of a topic are looked at for somebody who speaks in them."""


def examples(store: Store, assistant: Assistant, wanted: int = 4) -> list[str]:
    """Up to `wanted` questions, each tried: none of them is left unanswered."""
    found: list[str] = []
    for question in candidates(store):
        if len(found) == wanted:
            break
        if assistant.ask(question).answered:
            found.append(question)
    return found


def candidates(store: Store) -> Iterator[str]:
    """Questions that the documents may answer, the more telling ones first."""
    from index_store.filters import Filters
    from ingest.model import SpeakerKind

    asked: set[str] = set()
    spoken_of: list[str] = []
    for topic in TOPICS:
        hits = store.lexical(topic, SPEAKERS, Filters())
        if not hits:
            continue
        spoken_of.append(topic)
        for hit in hits:
            names = [s.name for s in hit.passage.speakers if s.kind is not SpeakerKind.CHAIR]
            if len(names) == 1 and names[0] not in asked:
                asked.add(names[0])
                yield f"What did {names[0]} say on {topic}?"
                break
        if len(asked) == SPEAKERS:
            break
    for topic in spoken_of:
        yield f"Which delegations spoke about {topic}?"
    for count in sorted(store.speakers(), key=lambda count: -count.spoken):
        if count.spoken and count.speaker.name not in asked:
            yield f"What did {count.speaker.name} say?"
