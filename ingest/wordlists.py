"""Lists of words written as plain text in the code."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text, split at white space.

    >>> sorted(words("mr mrs dr"))
    ['dr', 'mr', 'mrs']
    """
    return frozenset(text.split())
