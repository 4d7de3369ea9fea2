"""Words of a question as the store spells them: typing errors and lost spaces mended."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from typing import Any

from index_store.analysis import terms

_WORD = re.compile(r"[^\W\d_]+")
_ALIKE = 86.0  # similarity, of 100, from which an unknown word is taken for a known one
_SHORTEST = 5  # letters of a word that may be misspelt
_PART = 4  # letters of each of two words that were run together


def as_spelled(text: str, vocabulary: Mapping[str, Any], names: Set[str] = frozenset()) -> str:
    """The text with each word that the store does not have replaced by one that it has.

    `vocabulary` and `names`: terms of the passages and of their speakers. An unknown word
    becomes two known ones where it is just those run together, else the most similar known one;
    where there is none it stays. Capitals stay, as names are told by them.

    >>> as_spelled("What did Norwey say?", {"helplin": 0}, {"norway"})
    'What did Norway say?'
    """
    return _WORD.sub(lambda match: _mended(match.group(), vocabulary, names), text)


def _mended(word: str, vocabulary: Mapping[str, Any], names: Set[str]) -> str:
    def known(term: str) -> bool:
        return term in vocabulary or term in names

    found = terms(word)
    if len(word) < _SHORTEST or not found or any(map(known, found)):
        return word
    lower = word.lower()
    for cut in range(_PART, len(lower) - _PART + 1):
        parts = terms(f"{lower[:cut]} {lower[cut:]}")
        if len(parts) == 2 and all(map(known, parts)):
            left, right = word[:cut], word[cut:]
            return f"{left} {right.capitalize() if word[0].isupper() else right}"
    from rapidfuzz import fuzz, process

    for choices in (names, vocabulary.keys()):
        alike = process.extractOne(found[0], choices, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        if alike is not None:
            return alike[0].capitalize() if word[0].isupper() else alike[0]
    return word
