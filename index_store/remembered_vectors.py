"""Vectors of texts that are asked for again and again, such as sentences that questions find."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence

import numpy as np

REMEMBERED = 8_192  # vectors that stay in memory, some 2 kB each


class RememberedVectors:
    """Embeds as `embed` does, but no text anew that is among the last; safe to use from threads.

    >>> vectors = RememberedVectors(Embedder().embed)                     # doctest: +SKIP
    >>> vectors(["Who spoke?", "Who spoke?"]).shape                       # doctest: +SKIP
    (2, 384)
    """

    def __init__(
        self, embed: Callable[[Sequence[str]], np.ndarray], remembered: int = REMEMBERED
    ) -> None:
        """`embed` gives one row a text; `remembered`: how many rows stay in memory."""
        self._embed = embed
        self._remembered = remembered
        self._known: OrderedDict[str, np.ndarray] = OrderedDict()
        self._guard = threading.Lock()

    def __call__(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of one or more texts, one row each."""
        wanted = dict.fromkeys(texts)
        with self._guard:
            found = {text: self._known[text] for text in wanted if text in self._known}
        new = [text for text in wanted if text not in found]
        if new:
            found.update(zip(new, self._embed(new), strict=True))
        with self._guard:
            for text in wanted:
                self._known[text] = found[text]
                self._known.move_to_end(text)
            while len(self._known) > self._remembered:
                self._known.popitem(last=False)
        return np.stack([found[text] for text in texts])
