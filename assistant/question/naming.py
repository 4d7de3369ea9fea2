"""The names in a question, however it writes them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from assistant.question.lexicon import is_english
from assistant.question.parse import Name
from ingest.header import numbers
from ingest.header.labels import any_of, words
from ingest.model import SpeakerKind
from ingest.names.finder import NameFinder, NameMatch
from ingest.names.offices import is_other_body

_FEW = 3  # words of a question that is only a name
_OWN = re.compile(r"(?:['’]s?)?\s+(?:the\s+)?")
_COUNTED = re.compile(r"[ -]?\d{1,3}\b")


def names_in(text: str, finder: NameFinder) -> list[Name]:
    """Names in reading order: any case, six languages, typing errors, capitals for governments.

    >>> [name.speaker.name for name in names_in("and Ottawa?", NameFinder())]
    ['Canada']
    """
    documents = [(number.start, number.end) for number in numbers.find(text)]
    matches = finder.find(text, fuzzy=True)
    states = [m for m in matches if m.speaker.kind is SpeakerKind.MEMBER_STATE]
    persons = {m.start for m in matches if m.speaker.kind is SpeakerKind.PERSON}
    found = (
        _named(text, match)
        for match in matches
        if not (_of_state(text, match, states) or _is_title(text, match, persons))
    )
    return [
        name
        for name in found
        if name and not any(a < name.end and name.start < b for a, b in documents)
    ]


def _of_state(text: str, match: NameMatch, states: Sequence[NameMatch]) -> bool:
    """Whether an office is one of a state: "the president of Fiji", "Fiji's prime minister"."""
    if match.speaker.kind is not SpeakerKind.CHAIR and not _is_office(text, match):
        return False
    of = _of().match(text, match.end)
    behind = of is not None and any(of.end() == state.start for state in states)
    return behind or any(_OWN.fullmatch(text, state.end, match.start) for state in states)


def _is_office(text: str, match: NameMatch) -> bool:
    """Whether a person is called by an office or a party, no abbreviation, and not by name."""
    words = text[match.start : match.end].casefold().split()
    name = match.speaker.name.casefold()
    person = match.speaker.kind is SpeakerKind.PERSON and text[match.end - 1].islower()
    return person and not set(words) & set(name.split())


def _is_title(text: str, match: NameMatch, persons: Collection[int]) -> bool:
    """Whether whoever seems to chair is a person by name: "President Roe"."""
    behind = text[match.end : match.end + 1] == " " and match.end + 1 in persons
    return match.speaker.kind is SpeakerKind.CHAIR and behind


@cache
def _of() -> re.Pattern[str]:
    """What joins an office to its state, in all languages: "of the", "de la"."""
    article = rf"(?:{any_of(words('articles'))}\s+)?"
    return re.compile(rf"\s+{any_of(words('by'))}\s*{article}", re.IGNORECASE)


def _named(text: str, match: NameMatch) -> Name | None:
    """What a match names: nobody of the store where an office has another's title or body."""
    start, speaker = match.start, match.speaker
    if speaker.kind is SpeakerKind.PARTNER and _COUNTED.match(text, match.end):
        return None  # "COP 15" is a meeting
    shared = speaker.name.casefold() == f"the {text[start : match.end].casefold()}"
    if _is_short_office(text, match) or (shared and text[start].isupper()):
        before = text[:start].split()
        title = before[-1] if len(before) > 1 and before[-1][:1].isupper() else ""
        if is_other_body(speaker, text, start, match.end) or (title and text[start].islower()):
            return None  # "the leader of the Blues", "the Blues leader"
        if title:  # "the Prime Minister" is not the Minister of Health
            start = text.rindex(title, 0, start)
            return Name(text[start : match.end], start, match.end, None)
    elif not _is_meant(text, match):
        return None
    written = text[start : match.end]
    return Name(written, start, match.end, speaker, match.demonym, match.possessive)


def _is_short_office(text: str, match: NameMatch) -> bool:
    """Whether one word calls a person by office or party and not by name: "the minister"."""
    word = text[match.start : match.end].lower()
    return " " not in word and is_english(word) and _is_office(text, match)


def _is_meant(text: str, match: NameMatch) -> bool:
    """Whether a name that is a word, too, is the name: "Will", "May", "the Director of Enel"."""
    written = text[match.start : match.end]
    small = written.upper() == match.speaker.name and written != match.speaker.name
    if small and is_english(written.lower()):
        return False  # "basic choices" are none of BASIC
    office = match.speaker.kind is SpeakerKind.SECRETARIAT
    if office and " " not in written and " " in match.speaker.name:
        return not is_other_body(match.speaker, text, match.start, match.end)
    person = match.speaker.kind is SpeakerKind.PERSON
    if not person or " " in written or not is_english(written.lower()):
        return True
    opens = match.start == 0 and len(text.split()) > _FEW
    return written[:1].isupper() and not opens
