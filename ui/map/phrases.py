"""Phrases of a text that may name what it speaks of."""

from __future__ import annotations

import re
import runpy
from collections.abc import Collection
from functools import cache
from pathlib import Path

from assistant.messages.catalogue import LANGUAGES
from ingest.spacy_alone import import_spacy

LONGEST = 3
"""Words of a phrase, at most; of a heading twice as many."""
_SEGMENT = re.compile(r"[^\w\s'’-]+")
_WORD = re.compile(r"[^\W\d_][\w'’-]+")
_POSSESSIVE = re.compile(r"['’]s?\Z")


def phrases_of(text: str, names: Collection[str]) -> list[str]:
    """Sequences of words as printed that neither begin nor end with a word of little meaning.

    >>> phrases_of("The safety of children matters.", ())
    ['safety', 'safety of children', 'children', 'children matters', 'matters']
    >>> phrases_of("Of 40 pupils", ())
    ['pupils']
    """
    found = []
    for segment in _SEGMENT.split(text):
        words = list(_WORD.finditer(segment))
        light = [
            bare in _light() or bare in names
            for bare in (_POSSESSIVE.sub("", word[0]).casefold() for word in words)
        ]
        for first in range(len(words)):
            for last in range(first, min(first + LONGEST, len(words))):
                # A number between two words is no part of a name, and the words are not adjacent.
                printed = segment[words[first].start() : words[last].end()].split()
                if not (light[first] or light[last]) and len(printed) == last - first + 1:
                    found.append(" ".join(printed))
    return found


def words_of(name: str) -> list[str]:
    """The words of a name, as they are compared."""
    return [word.casefold() for word in _WORD.findall(name)]


@cache
def _light() -> frozenset[str]:
    """Words of little meaning in the languages of the Union.

    Only their files are read: to import French takes spaCy seconds, for what a tokenizer needs.
    """
    languages = Path(str(import_spacy().__file__)).parent / "lang"
    return frozenset().union(
        *(
            runpy.run_path(str(languages / code / "stop_words.py"))["STOP_WORDS"]
            for code in LANGUAGES
        )
    )
