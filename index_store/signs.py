"""Vectors in one bit a dimension: which of many come near one is seen without reading them."""

from __future__ import annotations

import numpy as np

_BYTES = 8  # of a word of 64 bits
_AT_ONCE = 1 << 15  # vectors compared together: what a processor's cache holds


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
    for first in range(0, len(known), _AT_ONCE):
        part = slice(first, first + _AT_ONCE)
        for bits in np.bitwise_count(known[part] ^ wanted).T:
            count[part] += bits
    return count
