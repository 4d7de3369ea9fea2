"""Under which other labels documents have a speaker: a person's short name, somebody's initials."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from pydantic import BaseModel, ConfigDict

from assistant.question.initials import initials_in
from index_store import Store
from ingest.model import Speaker, SpeakerKind


class Label(BaseModel):
    """The label `label` is the speaker `name`, in some documents by their ids; in all if none."""

    model_config = ConfigDict(frozen=True)

    name: str
    label: str
    documents: tuple[str, ...] = ()


Labels = dict[Speaker, tuple[Label, ...]]
_OFFICES = (SpeakerKind.CHAIR, SpeakerKind.SECRETARIAT)


def labels_in(store: Store, speakers: Iterable[Speaker]) -> Labels:
    """The other labels of the speakers of a store: of persons, their delegations, of offices."""
    documents: dict[tuple[Speaker, str], list[str]] = defaultdict(list)
    everybody = list(speakers)
    persons = [who for who in everybody if who.kind is SpeakerKind.PERSON]
    for document, letters, holder in initials_in(store, persons):
        person = Speaker(name=holder.name, kind=SpeakerKind.PERSON)
        for who in (person, holder.delegation):
            if who is not None:
                documents[who, letters].append(document)
    initials: dict[Speaker, list[Label]] = defaultdict(list)
    for (who, letters), ids in documents.items():
        initials[who].append(Label(name=who.name, label=letters, documents=tuple(ids)))
    persons = [*dict.fromkeys((*persons, *(w for w in initials if w.kind is SpeakerKind.PERSON)))]
    found: Labels = {who: tuple(labels) for who, labels in initials.items()}
    for who, same in (same_persons(persons) | holders_of(everybody)).items():
        own = [Label(name=who.name, label=other.name) for other in same]
        theirs = [label for other in same for label in initials.get(other, ())]
        theirs = [label.model_copy(update={"name": who.name}) for label in theirs]
        found[who] = (*own, *initials.get(who, ()), *theirs)
    return found


def holders_of(speakers: Sequence[Speaker]) -> dict[Speaker, list[Speaker]]:
    """Offices that speak, with those who speak as their holders by name.

    >>> office, holder = (
    ...     Speaker(name=name, kind=SpeakerKind.CHAIR)
    ...     for name in ("President", "Forest Forum President Ana Tull")
    ... )
    >>> holders_of([office, holder])[office] == [holder]
    True
    """
    found: dict[Speaker, list[Speaker]] = defaultdict(list)
    for office in speakers:
        if office.kind in _OFFICES:
            # Another name behind it: the "Chair of the Forum" is no "Chair" of all.
            held = re.compile(rf"(?<!\bVice )(?<![\w-]){re.escape(office.name)} [^\Wa-z\d_]")
            found[office] += [holder for holder in speakers if held.search(holder.name)]
    return {office: holders for office, holders in found.items() if holders}


def same_persons(persons: Iterable[Speaker]) -> dict[Speaker, list[Speaker]]:
    """Persons whom documents call by one name here, by another or in other letters there.

    A single name may be anybody's who has it; a whole one is the single name that nobody else has.

    >>> tull, ana = (Speaker(name=name, kind=SpeakerKind.PERSON) for name in ("Tull", "Ana Tull"))
    >>> same = same_persons([tull, ana])
    >>> same[tull] == [ana], same[ana] == [tull]
    (True, True)
    """
    bearers: dict[str, dict[Speaker, None]] = defaultdict(dict)
    alike: dict[str, list[Speaker]] = defaultdict(list)
    for person in persons:
        words = person.name.casefold().split()
        alike[" ".join(words)].append(person)
        for word in words if len(words) > 1 else ():
            bearers[word][person] = None
    found: dict[Speaker, list[Speaker]] = defaultdict(list)
    for name, same in alike.items():
        whole = list(bearers.get(name, {}))
        for person in same:
            found[person] += [other for other in (*same, *whole) if other != person]
        if len(whole) == 1:
            found[whole[0]] += same
    return {person: others for person, others in found.items() if others}
