"""Vectors in one bit a dimension: which of many come near one is seen without reading them."""

from __future__ import annotations

import numpy as np

_BYTES = 8  # of a word of 64 bits


def signs(vectors: np.ndarray) -> np.ndarray:
    """Which dimensions are above 0, in words of 64, shape (words, n): the n-th words lie together.

    >>> signs(np.array([[0.6, -0.8]])).tolist()
    [[1]]
    """
    bits = np.packbits(np.asarray(vectors) > 0, axis=1, bitorder="little")
    bits = np.pad(bits, ((0, 0), (0, -bits.shape[1] % _BYTES)))
    return np.ascontiguousarray(bits.view(np.uint64).T)


def differing(known: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """In how many dimensions vectors have another sign than one of them, shape (n,).

    `known`: as `signs` gives them; `wanted`: the same of one vector, shape (words, 1).
    """
    count = np.zeros(known.shape[1], dtype=np.uint16)
    for words, word in zip(known, wanted[:, 0], strict=True):
        count += np.bitwise_count(words ^ word)
    return count
