"""Sums over windows of passages: added up once, however many windows are looked through."""

from __future__ import annotations

import numpy as np

from assistant.retrieval.candidate_set import CandidateSet


class WindowSums:
    """Values of the candidates, shape (n, …), that windows of any width are taken of.

    A window never reaches past a passage's group (see `CandidateSet.group`).

    >>> WindowSums(candidates, candidates.lengths).around(4)          # doctest: +SKIP
    """

    def __init__(self, candidates: CandidateSet, values: np.ndarray) -> None:
        self._candidates = candidates
        self._values = values
        self._total = np.zeros((len(values) + 1, *values.shape[1:]), dtype=values.dtype)
        np.cumsum(values, axis=0, out=self._total[1:])

    def around(self, width: int) -> np.ndarray:
        """Sums over each passage and `width` passages to either side."""
        return self._values if width == 0 else self._sums(-width, width)

    def mean_around(self, width: int) -> np.ndarray:
        """Means over each passage and `width` passages to either side."""
        return self._values if width == 0 else self._means(-width, width)

    def mean_before(self, width: int) -> np.ndarray:
        """Means over the `width` passages before each; 0 where there are none."""
        return self._means(-width, -1)

    def mean_after(self, width: int) -> np.ndarray:
        """Means over the `width` passages after each; 0 where there are none."""
        return self._means(1, width)

    def _sums(self, left: int, right: int) -> np.ndarray:
        first, last = self._candidates.window(left, right)
        # All places are in range; to check each costs more than to look it up.
        sums: np.ndarray = np.take(self._total, last, axis=0, mode="clip")
        sums -= np.take(self._total, first, axis=0, mode="clip")
        return sums

    def _means(self, left: int, right: int) -> np.ndarray:
        first, last = self._candidates.window(left, right)
        sums = self._sums(left, right)
        width = np.maximum(last - first, 1)
        return sums / (width if sums.ndim == 1 else width[:, None])
