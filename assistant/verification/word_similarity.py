"""How near two words are in meaning, by the embedding model: "ban" and "prohibit" 0.7.

Measured with all-MiniLM-L6-v2: words that may stand for each other lie above 0.55, words of the
same field between 0.4 and 0.5, others below.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

FROM, TO = 0.42, 0.70  # cosines that count nothing and all
MOST = 0.85  # what another word counts at most, where the word itself counts 1
_REMEMBERED = 20_000  # words, 1.5 kB each


class WordSimilarity:
    """Likeness of single words, remembered; `embed` gives vectors of length 1, shape (n, d)."""

    def __init__(self, embed: Callable[[Sequence[str]], np.ndarray]) -> None:
        self._embed = embed
        self._vectors: dict[str, np.ndarray] = {}

    def prepare(self, words: Sequence[str]) -> None:
        """Embeds what is not yet known, at once."""
        if len(self._vectors) > _REMEMBERED:
            self._vectors.clear()
        new = [word for word in dict.fromkeys(words) if word not in self._vectors]
        if new:
            self._vectors.update(zip(new, self._embed(new), strict=True))

    def grade(self, word: str, others: Sequence[str]) -> float:
        """0 to `MOST`: how well the nearest of the other words stands for `word`."""
        if not others:
            return 0.0
        self.prepare([word, *others])
        cosines = np.stack([self._vectors[other] for other in others]) @ self._vectors[word]
        return MOST * float(np.clip((cosines.max() - FROM) / (TO - FROM), 0.0, 1.0))
