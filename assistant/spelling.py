"""Typing errors in questions mended, by the words of the store and of the English language.

A word that the documents use, or that the embedding model has in its vocabulary, is a word; any
other is taken for the nearest of those. Names of speakers are found before, by
`ingest.names.finder`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from assistant.wording import QUESTION_WORDS, SPEECH, VEHICLES, stem
from index_store.embedding import built_in_model

_WORD = re.compile(r"(?<![\w⟦'’-])[^\W\d_]{4,}(?![\w⟧'’])")
_SHORT = 7  # letters under which only one error is forgiven


class Speller:
    """Mends the words of a question; `vocabulary` gives the store's terms (stems).

    >>> Speller(lambda: {"helplin": 0}).mend("waht hleplines")
    'what helplin'
    """

    def __init__(self, vocabulary: Callable[[], Mapping[str, Any]]) -> None:
        self._vocabulary = vocabulary

    def mend(self, text: str) -> str:
        """The text with unknown words replaced by the known ones nearest to them."""
        vocabulary = self._vocabulary()
        first = len(text) - len(text.lstrip())
        return _WORD.sub(lambda m: _mended(m[0], vocabulary, m.start() == first), text)


def _mended(word: str, vocabulary: Mapping[str, Any], opens: bool) -> str:
    lower = word.lower()
    if not word.isascii() or (word.isupper() and len(word) < 8) or _is_word(lower, vocabulary):
        return word
    if any(c.isupper() for c in word[1:]):
        return word
    name = word[0].isupper() and not opens
    best: tuple[tuple[int, int, int], str] | None = None
    ranks = english_words()
    for choice, distance in _near(lower, ranks):
        in_store = stem(choice) in vocabulary
        framing = choice in QUESTION_WORDS or choice in SPEECH or choice in VEHICLES
        if name and not in_store:
            continue
        if distance > 1 and not in_store and not framing:
            continue
        key = (distance, 0 if in_store or framing else 1, ranks[choice])
        if best is None or key < best[0]:
            best = (key, choice)
    if best is None or best[0][:2] > (1, 0):
        own = stem(lower)
        for choice, distance in _near(own, vocabulary):
            if best is None or (distance, 0, 0) < best[0]:
                best = ((distance, 0, 0), choice)
    return best[1] if best else word


def _is_word(lower: str, vocabulary: Mapping[str, Any]) -> bool:
    own = stem(lower)
    return own in vocabulary or is_english(lower)


def _near(word: str, choices: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Choices within the errors forgiven, their first letter kept or changed with the second."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    limit = 1 if len(word) < _SHORT else 2
    found = process.extract(word, choices.keys(), scorer=OSA.distance, score_cutoff=limit, limit=20)
    return [
        (choice, int(distance))
        for choice, distance, _ in found
        if len(choice) > 2 and (choice[0] == word[0] or choice[:2] == word[1::-1])
    ]


@cache
def english_words() -> dict[str, int]:
    """Words of the built-in model's vocabulary, by how early they stand there (frequent first)."""
    lines = (built_in_model() / "vocab.txt").read_text(encoding="utf-8").splitlines()
    plain = (line for line in lines if line.isascii() and line.isalpha() and len(line) > 2)
    known = {word: rank for rank, word in enumerate(plain)}
    for word in (*QUESTION_WORDS, *SPEECH, *VEHICLES):
        known.setdefault(word, 0)
    return known


def is_english(word: str) -> bool:
    """Whether a word in small letters is one of the vocabulary, in any of its forms."""
    return word in english_words() or stem(word) in _english_stems()


@cache
def _english_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in english_words())
