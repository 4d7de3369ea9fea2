"""Words of a text and their form for comparison."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")


def tokens(text: str) -> Iterator[tuple[str, int, int]]:
    """Words with their offsets; apostrophes, hyphens and stops separate.

    >>> [word for word, _, _ in tokens("Côte d'Ivoire (U.S.)")]
    ['Côte', 'd', 'Ivoire', 'U', 'S']
    """
    return ((m[0], m.start(), m.end()) for m in WORD.finditer(text))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Lower case without accents, for comparison only.

    >>> fold("TÜRKİYE")
    'turkiye'
    """
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()
