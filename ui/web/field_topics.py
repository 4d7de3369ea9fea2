"""Terms of the field that a store's speakers come back to: quickly found, for suggestions.

The map's topics are found by clustering, which takes seconds; here each term of the thesaurus is
counted in the passages of speakers who speak alone.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice

from assistant.question.thesaurus import Concept, Term, find
from index_store import Store
from ingest.header.labels import pattern
from ingest.model import Passage, Speaker, SpeakerKind

READ = 600
"""Passages that are looked at, at most."""
_OF_MEETINGS = ("bodies", "kinds", "offices", "group names")
"""Words of headers: what a meeting is made of, not what it is about."""
_KINDS = frozenset(kind.value.lower() for kind in SpeakerKind)


@dataclass(frozen=True)
class FieldTopic:
    """A topic as the documents mostly print it, and who speaks on it, those who do most first."""

    concept: Concept
    printed: str
    speakers: tuple[Speaker, ...]

    def name(self, language: str) -> str:
        """The topic in a language, ISO 639-1."""
        return self.printed if language == "en" else self.concept.terms(language)[0]


def field_topics(store: Store, nameless: Collection[SpeakerKind]) -> list[FieldTopic]:
    """The topics of a store, those first that single speakers speak of again and again.

    Speakers of the kinds `nameless` are left out. A term of every second passage is no topic.
    """
    concepts: dict[str, Concept] = {}
    printed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    spoken: defaultdict[str, Counter[Speaker]] = defaultdict(Counter)
    read = 0
    for passage in islice(_of_one(store, nameless), READ):
        read += 1
        there = {}
        for term in find(passage.text, frame=False):
            concept = term.concepts[0]
            if _names_a_topic(term, concept):
                there[concept.concept] = concept
                printed[concept.concept][_plain(term.text)] += 1
        concepts |= there
        for name in there:
            spoken[name][passage.speakers[0]] += 1

    def weight(name: str) -> float:
        again = sum(count - 1 for count in spoken[name].values())
        return (1 + again) * math.log(read / spoken[name].total())

    known = sorted((n for n in concepts if 2 * spoken[n].total() < read), key=weight, reverse=True)
    return [
        FieldTopic(
            concepts[name],
            printed[name].most_common(1)[0][0],
            tuple(speaker for speaker, _ in spoken[name].most_common()),
        )
        for name in known
    ]


def _of_one(store: Store, nameless: Collection[SpeakerKind]) -> Iterator[Passage]:
    for record in store.documents():
        for passage in store.passages(record.id):
            if len(passage.speakers) == 1 and passage.speakers[0].kind not in nameless:
                yield passage


def _names_a_topic(term: Term, concept: Concept) -> bool:
    """Whether a term tells by itself what is spoken of: several words, or letters for them."""
    letters = term.text.isupper() and term.text in concept.en
    if concept.act or concept.body or not (letters or " " in term.text):
        return False
    names = (term.text, *concept.en)
    if _KINDS.intersection(map(str.lower, names)):
        return False
    return not any(pattern(part).search(name) for part in _OF_MEETINGS for name in names)


def _plain(text: str) -> str:
    return text if text.isupper() else " ".join(text.lower().split())
