"""Nearest passages without Chroma: every vector of the replica is compared."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from index_store.filters import Filters
from index_store.replica import Replica

_AT_ONCE = 8192  # vectors turned into float32 together: 12 MB with the default model


class ExactVectors:
    """Takes the place of `Vectors` where Chroma's files cannot be used or are being written.

    Slower in large stores, and never wrong.
    """

    def __init__(self, replica: Callable[[], Replica]) -> None:
        """`replica()`: the store's arrays as they are now."""
        self._replica = replica

    def search(self, vector: np.ndarray, k: int, filters: Filters) -> list[tuple[int, float]]:
        """Rows and cosines of the `k` nearest passages that pass `filters`, nearest first."""
        replica = self._replica()
        mask = replica.mask(filters)
        places = np.arange(len(replica)) if mask is None else np.flatnonzero(mask)
        if k <= 0 or not len(places):
            return []
        wanted = np.asarray(vector, dtype=np.float32)
        parts = [
            replica.vectors[places[first : first + _AT_ONCE]].astype(np.float32) @ wanted
            for first in range(0, len(places), _AT_ONCE)
        ]
        cosines = np.concatenate(parts) / max(float(np.linalg.norm(wanted)), 1e-12)
        best = np.argsort(-cosines, kind="stable")[:k]
        rows = replica.row[places[best]]
        return [(int(row), float(cosines[n])) for row, n in zip(rows, best, strict=True)]
