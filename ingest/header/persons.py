"""The person who gives a statement: "H.E. Mr. X, Minister of …", "Discours de S.E.M. X"."""

from __future__ import annotations

import re
from functools import cache

from ingest.header.labels import any_of, pattern, words
from ingest.model import Speaker, SpeakerKind

_MAX_WORDS = 6
_WORD = r"[A-ZÀ-ÞА-ЯЁ](?:[\w’'-]*\w)?\.?"


@cache
def _titled() -> re.Pattern[str]:
    """A name behind a title; the words before an office, a comma or small letters."""
    titles = any_of(words("honorifics"))
    stop = any_of((*words("offices"), *words("kinds/statement")))
    particle = any_of(words("particles"))
    word = rf"(?!(?i:{stop})){_WORD}"
    return re.compile(
        rf"(?:(?i:{titles})[\s,]*)+(?P<name>{word}(?:\s+(?:{particle}\s+)?{word}){{1,5}})"
    )


@cache
def _initialled() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?P<name>(?:[A-ZА-ЯЁ]\.\s?){1,3}[A-ZА-ЯЁ][\w-]{2,})")


def find(text: str) -> Speaker | None:
    """The first person that a text names with a title or with initials; None where none.

    >>> find("Statement by H.E. Mr. Ivo Example, Minister of Fisheries").name
    'Ivo Example'
    """
    match = _titled().search(text) or _initialled().search(text)
    if match is None:
        return None
    name = re.sub(r"['’][sS]$", "", match["name"]).strip(" ,.;")
    if name.isupper():
        name = name.title()
    return Speaker(name=name, kind=SpeakerKind.PERSON)


def is_person(name: str) -> bool:
    """Whether a printed name looks like a person's: two to five capitalised words, no body."""
    parts = name.split()
    capitals = all(re.fullmatch(_WORD, part) or part.islower() for part in parts)
    known = pattern("bodies", "government").search(name)
    return 2 <= len(parts) < _MAX_WORDS and capitals and not known
