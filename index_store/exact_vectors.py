"""Nearest passages without Chroma: the vectors of the replica are compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from index_store.filters import Filters
from index_store.replica import Replica
from index_store.signs import differing, least, signs

_AT_ONCE = 8192  # vectors turned into float32 together: 12 MB with the default model
_ALONE = 512  # of those that lie apart: 32 MB with their neighbours
_ALL = 20_000  # vectors that are all compared in full
_LOOKED_AT = 40  # of more, those compared in full for each that is wanted, and
_AT_LEAST = 4_000  # never fewer: those whose signs differ least


class ExactVectors:
    """Takes the place of `Vectors` where Chroma's files are being written or cannot be used.

    Also in large stores: Chroma's graph has to be in memory, 170 MB for 100,000 passages, where
    this reads one bit a dimension of each vector and all of the few that come near (see
    docs/operations.md for what that misses).
    """

    def __init__(self, replica: Callable[[], Replica]) -> None:
        """`replica()`: the store's arrays as they are now."""
        self._replica = replica

    def search(self, vector: np.ndarray, k: int, filters: Filters) -> list[tuple[int, float]]:
        """Rows and cosines of the `k` nearest passages that pass `filters`, nearest first."""
        replica = self._replica()
        mask = replica.mask(filters)
        passing = None if mask is None else np.flatnonzero(mask)
        if k <= 0 or not len(replica if passing is None else passing):
            return []
        wanted = np.asarray(vector, dtype=np.float32)
        places = _near(replica, wanted, passing, max(_AT_LEAST, _LOOKED_AT * k))
        parts = [each.astype(np.float32) @ wanted for each in _read(replica, places)]
        cosines = np.concatenate(parts) / max(float(np.linalg.norm(wanted)), 1e-12)
        best = np.argsort(-cosines, kind="stable")[:k]
        rows = replica.row[places[best]]
        return [(int(row), float(cosines[n])) for row, n in zip(rows, best, strict=True)]


def _read(replica: Replica, places: np.ndarray) -> Iterator[np.ndarray]:
    """The vectors at these places, some at a time."""
    # Each that is read alone brings its neighbours in the file along: 64 kB.
    step = _AT_ONCE if len(replica) <= _ALL else _ALONE
    for first in range(0, len(places), step):
        yield replica.vectors[places[first : first + step]]
        replica.release()


def _near(replica: Replica, wanted: np.ndarray, places: np.ndarray | None, most: int) -> np.ndarray:
    """Those of `places`, growing, whose vectors may be the nearest; all where they are few.

    `places` is None where it is every passage.
    """
    count = len(replica) if places is None else len(places)
    if count <= max(_ALL, most):
        return np.arange(count) if places is None else places
    known = replica.signs if places is None else replica.signs[places]
    near = least(differing(known, signs(wanted[None, :])), most)
    return near if places is None else places[near]
