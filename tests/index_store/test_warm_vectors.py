"""Vectors kept in memory: converted once, the ones used longest ago make room."""

from __future__ import annotations

import numpy as np

from index_store.warm_vectors import WarmVectors


def test_vectors_are_converted_once_and_make_room() -> None:
    asked: list[int] = []

    def stored(document: int) -> np.ndarray:
        asked.append(document)
        return np.full((3, 2), document, dtype=np.float16)

    warm = WarmVectors(stored, kept=6)
    assert warm(1).dtype == np.float32
    assert warm(1) is warm(1)
    warm(2)
    warm(1)
    warm(3)  # no room for three: document 2 was used longest ago
    assert asked == [1, 2, 3]
    assert warm(1).tolist() == [[1.0, 1.0]] * 3
    assert asked == [1, 2, 3]
    assert warm(2).tolist() == [[2.0, 2.0]] * 3
    assert asked == [1, 2, 3, 2]


def test_a_document_larger_than_the_room_is_still_given() -> None:
    warm = WarmVectors(lambda document: np.ones((9, 2), dtype=np.float16), kept=4)
    assert warm(1).shape == warm(2).shape == (9, 2)
