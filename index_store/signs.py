"""Vectors in one bit a dimension: which of many come near one is seen without reading them."""

from __future__ import annotations

import numpy as np

_BYTES = 8  # of a word of 64 bits
_AT_ONCE = 1 << 14  # vectors compared together: what a processor's cache holds


def signs(vectors: np.ndarray) -> np.ndarray:
    """Which dimensions are above 0, in words of 64, shape (n, words).

    >>> signs(np.array([[0.6, -0.8]])).tolist()
    [[1]]
    """
    bits = np.packbits(np.asarray(vectors) > 0, axis=1, bitorder="little")
    bits = np.pad(bits, ((0, 0), (0, -bits.shape[1] % _BYTES)))
    return np.ascontiguousarray(bits).view(np.uint64)


def differing(known: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """In how many dimensions vectors have another sign than one of them, shape (n,).

    `known`: as `signs` gives them; `wanted`: the same of one vector, shape (1, words).
    """
    count = np.zeros(len(known), dtype=np.uint16)
    # Repeated for each: one row against many costs twice as much as many against many.
    repeated = np.tile(wanted, (min(len(known), _AT_ONCE), 1))
    for first in range(0, len(known), _AT_ONCE):
        part = known[first : first + _AT_ONCE]
        for bits in np.bitwise_count(part ^ repeated[: len(part)]).T:
            count[first : first + len(part)] += bits
    return count


def least(far: np.ndarray, most: int) -> np.ndarray:
    """Places of the `most` smallest of whole numbers from 0, growing; of equals the first.

    >>> least(np.array([2, 0, 1, 1], dtype=np.uint16), 2).tolist()
    [1, 2]
    """
    limit = int(np.searchsorted(np.cumsum(np.bincount(far)), most))
    if limit > int(far.max(initial=0)):
        return np.arange(len(far))
    below, equal = far < limit, np.flatnonzero(far == limit)
    below[equal[: most - int(np.count_nonzero(below))]] = True
    return np.flatnonzero(below)
