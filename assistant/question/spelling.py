"""Typing errors in questions mended, by the words of the store and of the English language.

A word that the documents use, or that the word list or the embedding model's vocabulary has, is a
word; any other is taken for the nearest that is English or the documents' own. Names of speakers
are found before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from assistant.question.lexicon import asking_words, english_words, is_word
from index_store.analysis import stem
from ingest import english

_WORD = re.compile(r"(?<![\w'’-])[^\W\d_]{3,}(?![\w'’])")
_SHORT, _LONG = 4, 7  # letters: from where on one error and two are forgiven
# How much likelier a letter was left out than another error made (Kernighan, Church, Gale, "A
# spelling correction program based on a noisy channel model", 1990).
_LEFT_OUT = 8


def mend(text: str, vocabulary: Mapping[str, Any], fixed: Iterable[tuple[int, int]] = ()) -> str:
    """A question with unknown words replaced by the known ones nearest to them.

    `vocabulary` has the store's terms (stems); `fixed` are stretches [start, end) to be left.

    >>> mend("waht hleplines", {"helplin": 0})
    'what helplines'
    """
    left = list(fixed)
    first = len(text) - len(text.lstrip())

    def mended(match: re.Match[str]) -> str:
        if any(start < match.end() and match.start() < end for start, end in left):
            return match[0]
        return _mended(match[0], vocabulary, match.start() == first)

    return _WORD.sub(mended, text)


def _mended(word: str, vocabulary: Mapping[str, Any], opens: bool) -> str:
    lower = word.lower()
    if not word.isascii() or any(c.isupper() for c in word[1:]):
        return word
    asking = asking_words()
    known = lower in asking or is_word(lower, vocabulary) or english.is_english(lower)
    if len(word) < _SHORT or known:
        return word
    best: tuple[tuple[int, int, float], str] | None = None
    ranks = english_words()
    for choice, distance in _near(lower, ranks):
        # Words that ask, and the vocabulary, are of other languages, too.
        is_english = english.is_english(choice)
        asks = is_english and choice in asking
        known = asks or stem(choice) in vocabulary
        if (word[0].isupper() and not opens and not asks) or (distance > 1 and not known):
            continue
        if not known and not is_english:
            continue
        rank = ranks[choice] / (_LEFT_OUT if len(choice) > len(word) else 1)
        key = (distance, 0 if known else 1, rank)
        if best is None or key < best[0]:
            best = (key, choice)
    if best is None:
        return word
    return best[1].capitalize() if word[0].isupper() else best[1]


def _near(word: str, choices: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Choices within the errors forgiven, their first letter kept or changed with the second."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    limit = 1 if len(word) < _LONG else 2
    found = process.extract(word, choices.keys(), scorer=OSA.distance, score_cutoff=limit, limit=40)
    return [
        (choice, int(distance))
        for choice, distance, _ in found
        if len(choice) > 2 and (choice[0] == word[0] or choice[:2] == word[1::-1])
    ]
