"""Words of a text and their form for comparison."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

# With the accents that stand behind their letters, which are no letters themselves.
_MARKS = r"\u0300-\u036f\u0483-\u0487\u064b-\u065f\u0670"
_LETTER = re.compile(rf".[{_MARKS}]*", re.DOTALL)
WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")


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


def composed(text: str) -> str:
    """The text with each letter and its accents as one character (Unicode's NFC).

    >>> len("e\u0301"), len(composed("e\u0301"))
    (2, 1)
    """
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def composition(text: str) -> tuple[str, Sequence[int]]:
    """The composed text, and for each of its characters, and its end, where it is in `text`.

    >>> composition("e\u0301t")
    ('ét', [0, 2, 3])
    """
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text, range(len(text) + 1)
    result: list[str] = []
    offsets: list[int] = []
    for letter in _LETTER.finditer(text):
        plain = composed(letter[0])
        result.append(plain)
        # Marks that do not join their letter stay where they are, or at its end.
        offsets += [letter.start(), *range(letter.end() - len(plain) + 1, letter.end())]
    return "".join(result), [*offsets, len(text)]
