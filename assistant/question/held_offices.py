"""Offices and parties that transcripts give persons in their labels.

"Ana Tull (Minister of Health):" is also the Minister of Health. What several persons share is a
speaker of its own that stands for them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from index_store import Store
from index_store.analysis import STOP_WORDS
from ingest.attribution.parse import tag_of
from ingest.attribution.voices import person_name
from ingest.model import DocumentKind, Speaker, SpeakerKind
from ingest.names.aliases import Aliases
from ingest.names.finder import NameFinder
from ingest.names.offices import OFFICES

Members = dict[Speaker, tuple[Speaker, ...]]
"""Whom a shared speaker stands for."""
_LABEL = re.compile(
    r"^(?P<name>[^\n:()]{3,60}?)\s*\((?P<inside>[^\n:()]{2,120})\)\s*:", re.MULTILINE
)
# Of an office of several ("Minister of Health and of Sport") each, and its first word alone.
_AND = re.compile(r"\s+and\s+(?=[A-Z])|,\s+(?=[A-Z])")


def held_in(store: Store, speakers: Sequence[Speaker]) -> tuple[list[Aliases], Members]:
    """What the persons of a store hold, and for whom what is shared stands."""
    persons = {s.name: s for s in speakers if s.kind is SpeakerKind.PERSON}
    return _of_labels(_labels(store, persons), persons, _offices(speakers))


def _labels(store: Store, persons: dict[str, Speaker]) -> Iterator[tuple[Speaker, str]]:
    """Persons of transcripts, each with what stands in brackets behind its name in a label."""
    for record in store.documents() if persons else ():
        if record.kind is not DocumentKind.TRANSCRIPT:
            continue
        for match in _LABEL.finditer(store.text(record.id)):
            person = persons.get(person_name(match["name"]))
            if person is not None:
                yield person, " ".join(match["inside"].split()).rstrip(".")


def _of_labels(
    labels: Iterable[tuple[Speaker, str]], persons: dict[str, Speaker], offices: frozenset[str]
) -> tuple[list[Aliases], Members]:
    holders: dict[str, dict[Speaker, None]] = defaultdict(dict)
    for person, inside in labels:
        first, *behind = inside.split()
        for held in _held(inside):
            holders[held][person] = None
        # "Minister of Health and of Sport" is also the minister, and no "sport"; "Independent"
        # is no office, "as an expert" nobody's, "Prince Albert" a place.
        office = first.lower()
        alone = not behind or behind[0].islower()
        if alone and office not in STOP_WORDS and tag_of(office).startswith("NN"):
            holders[office][person] = None
    known = NameFinder()
    titles = {word.casefold() for name in persons for word in name.split()}
    aliases, members = [], {}
    for held, who in holders.items():
        if known.find(held) or held.casefold() in offices or held in persons:
            continue
        if held in titles:
            continue  # of "the President" there is also "President Roe"
        names = (held, f"{held}s") if held.islower() else (held,)
        if len(who) == 1:
            aliases.append(Aliases(next(iter(who)), names=names))
            continue
        shared = Speaker(name=f"the {held}", kind=SpeakerKind.PERSON)
        aliases.append(Aliases(shared, names=names))
        members[shared] = tuple(who)
    return aliases, members


def _held(inside: str) -> list[str]:
    """The offices and parties of a label: of one office "of" several things only the first.

    >>> _held("Minister of Families, Children and Social Development")
    ['Minister of Families']
    >>> _held("Minister of Health and Leader of the House")
    ['Minister of Health', 'Leader of the House']
    """
    first, *others = _AND.split(inside)
    if not _has_small(first):
        return [first, *others]
    return [first, *(other for other in others if _has_small(other))]


def _has_small(words: str) -> bool:
    return any(word[0].islower() for word in words.split())


def _offices(speakers: Sequence[Speaker]) -> frozenset[str]:
    """Names, in small letters, of the offices that speak under their own name in the store."""
    there = (office for office in OFFICES if office.speaker in speakers)
    return frozenset(
        name.casefold() for office in there for name in (*office.names, office.speaker.name)
    )
