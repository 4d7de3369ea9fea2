"""The names in a question, however it writes them."""

from __future__ import annotations

from assistant.question.parse import Name
from ingest.names.finder import NameFinder


def names_in(text: str, finder: NameFinder) -> list[Name]:
    """Names in reading order: any case, six languages, typing errors, capitals for governments.

    >>> [name.speaker.name for name in names_in("and Ottawa?", NameFinder())]
    ['Canada']
    """
    return [
        Name(text[m.start : m.end], m.start, m.end, m.speaker, m.demonym, m.possessive)
        for m in finder.find(text, fuzzy=True)
    ]
