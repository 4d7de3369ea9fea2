"""Words of a question that lost the space between them."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from index_store.analysis import terms

_WORD = re.compile(r"[^\W\d_]+")
_PART = 4  # letters of each of two words that were run together


def split_compounds(text: str, vocabularies: Sequence[Container[str]]) -> str:
    """The text with each unknown word that is two known ones run together taken apart.

    `vocabularies`: terms that are known. Capitals stay, as names are told by them.

    >>> split_compounds("the schoolphones", [{"school", "phone"}])
    'the school phones'
    """
    return _WORD.sub(lambda match: _apart(match.group(), vocabularies), text)


def _apart(word: str, vocabularies: Sequence[Container[str]]) -> str:
    def known(term: str) -> bool:
        return any(term in vocabulary for vocabulary in vocabularies)

    found = terms(word)
    if not found or any(map(known, found)):
        return word
    for cut in range(_PART, len(word) - _PART + 1):
        parts = terms(f"{word[:cut]} {word[cut:]}")
        if len(parts) == 2 and all(map(known, parts)):
            left, right = word[:cut], word[cut:]
            return f"{left} {right.capitalize() if word[0].isupper() else right}"
    return word
