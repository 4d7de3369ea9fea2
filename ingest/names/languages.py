"""Adjectives of states that name a language: "in French", "the Russian version"."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

from ingest.spacy_alone import import_spacy

# A demonym that is a language, too: "in French", "the French version", but not "French law".
_LANGUAGE_AFTER = re.compile(
    r"[\s-]*(?:[.,;:?!)]|$|(?P<noun>language|version|translat|interpret|subtitle)|(?P<word>[a-z]+))"
)


def is_language(text: str, start: int, end: int) -> bool:
    """Whether an adjective names a language."""
    after = _LANGUAGE_AFTER.match(text, end)
    if after is None or text[start:end].title() not in _languages():
        return False
    # "in French by the Chair", but not "in French eyes".
    if after["word"] and after["word"] not in _function_words():
        return False
    return bool(after["noun"] or _in_languages().search(text[max(0, start - 80) : start]))


@cache
def _languages() -> frozenset[str]:
    """Languages by their English names."""
    return frozenset(map(str, Locale("en").languages.values()))


@cache
def _in_languages() -> re.Pattern[str]:
    """What stands before a language: "in ", "into English, French and "."""
    language = "|".join(map(re.escape, _languages()))
    return re.compile(rf"\b(?:[Ii]n|into|from|via)\s(?:(?:{language})(?:,|,? and|,? or)\s)*$")


@cache
def _function_words() -> frozenset[str]:
    """Words that may follow the name of a language; any other is what an adjective describes."""
    import_spacy()
    from spacy.lang.en.stop_words import STOP_WORDS

    return frozenset(STOP_WORDS)
