"""The names in a question, however it writes them."""

from __future__ import annotations

from assistant.question.lexicon import is_english
from assistant.question.parse import Name
from ingest.header import numbers
from ingest.model import SpeakerKind
from ingest.names.finder import NameFinder, NameMatch
from ingest.names.offices import is_other_body

_FEW = 3  # words of a question that is only a name


def names_in(text: str, finder: NameFinder) -> list[Name]:
    """Names in reading order: any case, six languages, typing errors, capitals for governments.

    >>> [name.speaker.name for name in names_in("and Ottawa?", NameFinder())]
    ['Canada']
    """
    documents = [(number.start, number.end) for number in numbers.find(text)]
    return [
        Name(text[m.start : m.end], m.start, m.end, m.speaker, m.demonym, m.possessive)
        for m in finder.find(text, fuzzy=True)
        if _is_meant(text, m) and not any(a < m.end and m.start < b for a, b in documents)
    ]


def _is_meant(text: str, match: NameMatch) -> bool:
    """Whether a name that is a word, too, is the name: "Will", "May", "the Director of Enel"."""
    written = text[match.start : match.end]
    office = match.speaker.kind is SpeakerKind.SECRETARIAT
    if office and " " not in written and " " in match.speaker.name:
        return not is_other_body(match.speaker, text, match.start, match.end)
    word = written.lower()
    if match.speaker.kind is not SpeakerKind.PERSON or " " in written or not is_english(word):
        return True
    if word not in match.speaker.name.lower().split():
        return True  # an office or a party, not a name
    opens = match.start == 0 and len(text.split()) > _FEW
    return written[:1].isupper() and not opens
