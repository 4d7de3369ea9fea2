"""Whom the initials of minutes stand for, as the minutes themselves tell it.

Minutes write "Hannah Oduya (HO, Kenya)" or "Fatou Diallo (Senegal) [FD]" once and "HO" ever after;
who asks says "Oduya" or "Kenya". Looked for as in Schwartz and Hearst, "A simple algorithm for
identifying abbreviation definitions in biomedical text" (2003): a long form whose words begin
with the letters of the short one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.question.lexicon import is_english
from index_store import Store
from ingest.attribution.voices import is_initials
from ingest.folding import fold
from ingest.model import Speaker, SpeakerKind
from ingest.names.finder import NameFinder

_BRACKETS = r"(?:\s*[(\[][^()\[\]\n]{2,60}[)\]])"
_SPELT_ALIKE = 0.8  # of 1, from which on two names are one
_WITH_STATES = (SpeakerKind.MEMBER_STATE, SpeakerKind.GROUP)


@dataclass(frozen=True)
class Holder:
    """A person by the full name, and the delegation where the minutes give it."""

    name: str
    delegation: Speaker | None = None


def initials_in(store: Store, persons: Collection[Speaker]) -> Iterator[tuple[str, str, Holder]]:
    """Documents, by their ids, with the initials that speak in them and whom each stands for.

    Left out is what a document does not explain, or explains by different persons.
    """
    letters = {who.name for who in persons if is_initials(who.name)}
    finder = NameFinder()
    for record in store.documents() if letters else ():
        spoken = letters.intersection(record.speakers)
        text = store.text(record.id) if spoken else ""
        for name in sorted(spoken):
            holder = _holder(name, text, finder, record.speakers)
            if holder is not None:
                yield record.id, name, holder


def _holder(letters: str, text: str, finder: NameFinder, speaking: Sequence[str]) -> Holder | None:
    """The person that a text means by initials: by its own explanation, else by the one name."""
    explained = list(_explained(letters, text, finder))
    if explained:
        with_state = [holder for holder in explained if holder.delegation]
        return (with_state or explained)[0] if _alike([h.name for h in explained]) else None
    counted = Counter(
        name
        for match in re.finditer(rf"\b{_long_form(letters)}\b", text)
        if not any(map(is_english, (name := " ".join(match[0].split())).casefold().split()))
    )
    names = [name for name, _ in counted.most_common()]
    names = [name for name in names if name in speaking] or names
    return Holder(names[0]) if names and _alike(names) else None


def _alike(names: Sequence[str]) -> bool:
    """Whether names are one, but for slips of the pen: "Roni Even", "Romi Even"."""
    first, *others = (" ".join(fold(word) for word in name.split()) for name in names)
    return all(SequenceMatcher(None, first, name).ratio() >= _SPELT_ALIKE for name in others)


def _explained(letters: str, text: str, finder: NameFinder) -> Iterator[Holder]:
    for match in re.finditer(rf"\b({_long_form(letters)})({_BRACKETS}{{1,2}})", text):
        if not re.search(rf"\b{letters}\b", match[2]):
            continue
        named = [name.speaker for name in finder.find(match[2])]
        states = [who for who in named if who.kind in _WITH_STATES]
        yield Holder(" ".join(match[1].split()), states[0] if len(states) == 1 else None)


def _long_form(letters: str) -> str:
    """The pattern of a name whose words begin with these letters."""
    return r"[ -]".join(rf"{letter}[^\W\d_A-Z]+(?:-[a-z]+)?" for letter in letters)
