"""Lists of words written as plain text in the code."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a text, split at white space.

    >>> sorted(word_set("mr mrs dr"))
    ['dr', 'mr', 'mrs']
    """
    return frozenset(text.split())
