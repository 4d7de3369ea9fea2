"""What the speakers of a store are called besides their names.

Persons by one of their names ("Tull") and by what they hold; organisations by a part of a long
name; whoever reads out a state's paper.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from assistant.question.held_offices import Members, held_in
from assistant.question.labels import Labels, labels_in
from assistant.question.lexicon import is_english
from assistant.question.thesaurus import LANGUAGES, concepts
from index_store import Store
from index_store.analysis import STOP_WORDS
from index_store.records import SpeakerCount
from ingest.model import Speaker, SpeakerKind
from ingest.names.aliases import Aliases
from ingest.names.finder import NameFinder, base_aliases

# States have their names from a library, persons have one.
_OTHERWISE = (SpeakerKind.MEMBER_STATE, SpeakerKind.PERSON)
_OTHER_LETTERS = ("ru", "ar", "zh")


@dataclass(frozen=True)
class Named:
    """Further names of speakers; `members` are whom a shared one stands for.

    `labels`: under which documents have somebody besides. `papers`: of those who speak in a
    state's name alone, the ids of the documents that they do that in.
    """

    aliases: tuple[Aliases, ...]
    members: Members
    labels: Labels = field(default_factory=dict)
    papers: dict[Speaker, tuple[str, ...]] = field(default_factory=dict)


def further_names(store: Store, counts: Iterable[SpeakerCount]) -> Named:
    """What the documents of a store tell of its speakers' names; `counts`: how much each speaks."""
    spoken = {count.speaker: count.spoken for count in counts}
    everybody = list(spoken)
    aliases, members = held_in(store, everybody)
    labels = labels_in(store, everybody)
    envoys, papers = _envoys(store, everybody)
    unheard = [who for who in (*envoys, *labels) if who not in spoken]
    known = [Aliases(who, names=(who.name,)) for who in unheard if who.kind is SpeakerKind.PERSON]
    further = parts_and_translations([*everybody, *unheard])
    return Named((*aliases, *known, *further), members | envoys, labels, papers)


def parts_and_translations(speakers: Sequence[Speaker]) -> list[Aliases]:
    """What speakers are called besides, as their names alone tell."""
    persons = [s for s in speakers if s.kind is SpeakerKind.PERSON]
    return [
        *single_names(persons),
        *short_offices(speakers),
        *parts_of_names(speakers),
        *translated_names(speakers),
    ]


def single_names(persons: Iterable[Speaker]) -> list[Aliases]:
    """Given and family names that only one of the persons has, and that name nobody else.

    >>> ana = Speaker(name="Ana Tull", kind=SpeakerKind.PERSON)
    >>> single_names([ana])[0].names
    ('Ana', 'Tull')
    """
    bearers: dict[str, dict[Speaker, None]] = defaultdict(dict)
    listed = list(persons)
    whole = {person.name for person in listed}
    for person in listed:
        words = person.name.split()
        for word in words if len(words) > 1 else ():
            if not word[0].islower():  # "of", "bin"
                bearers[word][person] = None
    plain = NameFinder()
    found: dict[Speaker, list[str]] = defaultdict(list)
    for word, who in bearers.items():
        if len(who) == 1 and len(word) > 2 and word not in whole and not plain.find(word):
            found[next(iter(who))].append(word)
    return [Aliases(person, names=tuple(names)) for person, names in found.items()]


def short_offices(speakers: Iterable[Speaker]) -> list[Aliases]:
    """Offices by their last word, in all languages, where one speaker has it: "the Director".

    >>> director = Speaker(name="BDT Director", kind=SpeakerKind.SECRETARIAT)
    >>> short_offices([director])[0].names
    ('Director',)
    """
    holders: dict[str, list[Speaker]] = defaultdict(list)
    for speaker in speakers:
        if speaker.kind is SpeakerKind.SECRETARIAT and " " in speaker.name:
            holders[speaker.name.split()[-1]].append(speaker)
    plain = NameFinder()
    return [
        Aliases(who[0], names=(word,), translations=_translations(word))
        for word, who in holders.items()
        if len(who) == 1 and not plain.find(word)
    ]


def parts_of_names(speakers: Iterable[Speaker]) -> list[Aliases]:
    """The beginnings and ends of long names of organisations, where one speaker has them.

    A part has a word that is no English one, or is the end of the name with a state's in it, else
    it may be a topic; it is no name of its own, and cuts none in two. A state stands there by its
    adjective, too.

    >>> chapter = Speaker(name="ISOC Costa Rica Chapter", kind=SpeakerKind.PARTNER)
    >>> parts_of_names([chapter])[0].names
    ('ISOC Costa Rica', 'ISOC Costa Rican', 'Costa Rica Chapter', 'Costa Rican Chapter')
    """
    plain = NameFinder()
    holders: dict[str, dict[Speaker, None]] = defaultdict(dict)
    everybody = list(speakers)
    for speaker in everybody:
        if speaker.kind is SpeakerKind.PARTNER:
            for part in _parts(speaker.name, plain):
                for written in (part, *_with_adjectives(part, plain)):
                    holders[written][speaker] = None
    whole = {speaker.name for speaker in everybody}
    found: dict[Speaker, list[str]] = defaultdict(list)
    for part, who in holders.items():
        if len(who) == 1 and part not in whole:
            found[next(iter(who))].append(part)
    return [Aliases(speaker, names=tuple(names)) for speaker, names in found.items()]


def translated_names(speakers: Iterable[Speaker]) -> list[Aliases]:
    """Names of those of the speakers that are a term of the thesaurus, in all its languages.

    A method called QUERY is no "demande": terms that are no body name no organisation.
    Organisations that do not speak are known by their names in other letters, which nothing else
    tells from a topic: whoever asks what they said must not get the words of others.

    >>> unicef = Speaker(name="UNICEF", kind=SpeakerKind.PARTNER)
    >>> [k.translations[-1] for k in translated_names([unicef]) if k.speaker == unicef]
    ['联合国儿童基金会']
    """
    named = {s.name.casefold(): s for s in speakers if s.kind not in _OTHERWISE}
    found = []
    for concept in concepts():
        there = {
            named[term.casefold()]
            for term in concept.en
            if term.casefold() in named
            and (concept.body or named[term.casefold()].kind is not SpeakerKind.PARTNER)
        }
        languages = [language for language in LANGUAGES if there or language in _OTHER_LETTERS]
        if concept.body and not there:
            there = {Speaker(name=concept.concept, kind=SpeakerKind.PARTNER)}
        names = tuple(term for language in languages for term in concept.terms(language))
        found += [Aliases(speaker, translations=names) for speaker in there]
    return found


def _parts(name: str, plain: NameFinder) -> Iterator[str]:
    words = list(re.finditer(r"\S+", name))
    within = [(match.start, match.end) for match in plain.find(name)]
    few, many = 2, len(words) - 1
    runs = [(0, n) for n in range(many, few - 1, -1)]
    runs += [(len(words) - n, len(words)) for n in range(many, few - 1, -1)]
    for first, last in runs:
        run = words[first:last]
        start, end = run[0].start(), run[-1].end()
        cuts = any(a < at < b for a, b in within for at in (start, end))
        own = any(not is_english(word[0].lower().strip(".,()")) for word in run)
        own = own or (last == len(words) and any(start <= a and b <= end for a, b in within))
        ends = run[0][0][0].isupper() and run[-1][0][0].isupper()
        if own and ends and not cuts and (start, end) not in within:
            yield name[start:end]


def _with_adjectives(name: str, plain: NameFinder) -> Iterator[str]:
    """The name with the adjectives of a state in the state's place."""
    for match in plain.find(name):
        for adjective in _adjectives().get(match.speaker, ()):
            yield f"{name[: match.start]}{adjective}{name[match.end :]}"


@cache
def _adjectives() -> dict[Speaker, tuple[str, ...]]:
    return {known.speaker: known.demonyms for known in base_aliases()}


def _translations(word: str) -> tuple[str, ...]:
    """What the thesaurus has for an English word in the other languages."""
    return tuple(
        term
        for concept in concepts()
        if word.lower() in concept.en
        for language in LANGUAGES
        for term in concept.terms(language)
    )


def _envoys(
    store: Store, speakers: Iterable[Speaker]
) -> tuple[Members, dict[Speaker, tuple[str, ...]]]:
    """Persons who read out or sign a state's paper, which is the state's: the state and where."""
    states = {s.name: s for s in speakers if s.kind is SpeakerKind.MEMBER_STATE}
    of: dict[Speaker, dict[Speaker, None]] = defaultdict(dict)
    papers: dict[Speaker, list[str]] = defaultdict(list)
    for record in store.documents():
        state = states.get(record.source or "")
        if state is None:
            continue
        for name in set(record.authors) - set(record.speakers):
            if not set(STOP_WORDS).isdisjoint(name.split()):
                continue  # its Ministry of Transport
            envoy = Speaker(name=name, kind=SpeakerKind.PERSON)
            of[envoy] |= {state: None}
            papers[envoy].append(record.id)
    return {e: tuple(found) for e, found in of.items()}, {e: tuple(p) for e, p in papers.items()}


def with_members(speakers: Sequence[Speaker], members: Members) -> tuple[Speaker, ...]:
    """Speakers with the persons in the place of what they share."""
    found = (who for speaker in speakers for who in members.get(speaker, (speaker,)))
    return tuple(dict.fromkeys(found))
