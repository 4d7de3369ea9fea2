"""Nearest passages from a Chroma server, and without it while it is away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np

from index_store.filters import Filters
from index_store.vectors import Vectors


class NearestPassages(Protocol):
    """Whatever finds the nearest passages."""

    def search(self, vector: np.ndarray, k: int, filters: Filters) -> list[tuple[int, float]]:
        """Rows and cosines of the `k` nearest passages that pass `filters`, nearest first."""


class ServedVectors:
    """Asks the server; where that fails, the replica answers this question."""

    def __init__(
        self, vectors: Vectors, spare: NearestPassages, away: Callable[[Exception], None]
    ) -> None:
        """`away(error)` is told of each failure."""
        self._vectors = vectors
        self._spare = spare
        self._away = away

    def search(self, vector: np.ndarray, k: int, filters: Filters) -> list[tuple[int, float]]:
        """Rows and cosines of the `k` nearest passages that pass `filters`, nearest first."""
        try:
            return self._vectors.search(vector, k, filters)
        except Exception as error:  # the client has no error of its own for a lost connection
            self._away(error)
            return self._spare.search(vector, k, filters)
