"""What is known of the passages that may answer, by the names of the features."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from assistant.retrieval.candidate_set import CandidateSet


class Features(Mapping[str, np.ndarray]):
    """Features by name, shape (n,) each, in one array, so that all are weighted in one product.

    >>> found = Features({"words 0": np.array([0.2, 0.4]), "meaning 0": np.array([0.5, 0.1])})
    >>> found.weighted_sum({"words 0": 1.0, "meaning 0": 2.0}).round(1).tolist()
    [1.2, 0.6]
    """

    def __init__(self, found: Mapping[str, np.ndarray]) -> None:
        """`found`: at least one feature; the values are copied."""
        self._place = {name: n for n, name in enumerate(found)}
        self._values = np.empty((len(found), len(next(iter(found.values())))), dtype=np.float32)
        for row, values in zip(self._values, found.values(), strict=True):
            row[:] = values

    def __getitem__(self, name: str) -> np.ndarray:
        row: np.ndarray = self._values[self._place[name]]
        return row

    def __iter__(self) -> Iterator[str]:
        return iter(self._place)

    def __len__(self) -> int:
        """Number of features."""
        return len(self._place)

    def weighted_sum(self, weights: Mapping[str, float]) -> np.ndarray:
        """The sum of all features by their weights, 0 for those without, float64, shape (n,)."""
        vector = np.array([weights.get(name, 0.0) for name in self._place], dtype=np.float32)
        return (vector @ self._values).astype(np.float64)


@dataclass(frozen=True)
class CandidateFeatures:
    """The candidates of a question with all that is known of them.

    `passage`: features of the passages, shape (n,) each; `document`: of the documents, shape (m,)
    each; `allowed`: which passages may be returned, bool, shape (n,), None for all.
    """

    candidates: CandidateSet
    passage: Features
    document: Mapping[str, np.ndarray]
    allowed: np.ndarray | None = None
