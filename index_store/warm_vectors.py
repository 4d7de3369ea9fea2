"""Vectors of documents that questions come back to, kept in the form in which they are computed."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

import numpy as np

KEPT = 20_000
"""Vectors that stay in memory, 4 bytes a dimension: 31 MB with the default model."""


class WarmVectors:
    """float32 vectors by document, converted once; those used longest ago make room.

    >>> stored = {7: np.ones((3, 2), dtype=np.float16)}
    >>> WarmVectors(stored.__getitem__)(7).dtype
    dtype('float32')
    """

    def __init__(self, stored: Callable[[int], np.ndarray], kept: int = KEPT) -> None:
        """`stored(document)`: its vectors on disk, shape (n, dimension)."""
        self._stored = stored
        self._kept = kept
        self._size = 0
        self._warm: OrderedDict[int, np.ndarray] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, document: int) -> np.ndarray:
        """The vectors of a document, float32, shape (n, dimension); not to be written to."""
        with self._lock:
            found = self._warm.get(document)
            if found is not None:
                self._warm.move_to_end(document)
                return found
        vectors = self._stored(document).astype(np.float32)
        with self._lock:
            if document not in self._warm:
                self._warm[document] = vectors
                self._size += len(vectors)
            while self._size > self._kept and len(self._warm) > 1:
                self._size -= len(self._warm.popitem(last=False)[1])
        return vectors
