"""How many of a topic's words a text has, by their rarity."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from index_store.analysis import terms


class WordShare:
    """Says of texts what share of a topic's words they have; a rare word counts more.

    >>> share = WordShare("age verification", {"age": 1.0, "verif": 3.0}.__getitem__)
    >>> share.of("Verification costs little."), share.of("It rained.")
    (0.75, 0.0)
    """

    def __init__(self, topic: str, rarity: Callable[[str], float]) -> None:
        """`rarity`: how rare a term is in the store."""
        self._rarity = {term: rarity(term) for term in terms(topic)}
        self._whole = sum(self._rarity.values()) or 1.0

    def __bool__(self) -> bool:
        """False where the topic has no words."""
        return bool(self._rarity)

    def of(self, text: str) -> float:
        """The share in a text, from 0 to 1; 0 of a topic without words."""
        return self.of_terms(terms(text))

    def of_terms(self, found: Iterable[str]) -> float:
        """The same of a text's terms."""
        return sum(self._rarity[term] for term in self._rarity.keys() & set(found)) / self._whole
