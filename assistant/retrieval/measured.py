"""What was measured on the passages of a scope, by kind of evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np


class Measured(Mapping[str, np.ndarray]):
    """Evidence by name, shape (n,) each, in one array: all kinds are weighed in one product.

    >>> found = Measured({"words 0": np.array([0.2, 0.4]), "meaning 0": np.array([0.5, 0.1])})
    >>> found.weighed({"words 0": 1.0, "meaning 0": 2.0}).round(1).tolist()
    [1.2, 0.6]
    """

    def __init__(self, found: Mapping[str, np.ndarray]) -> None:
        """`found`: at least one kind of evidence; the values are copied."""
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
        """Number of kinds."""
        return len(self._place)

    def weighed(self, weights: Mapping[str, float]) -> np.ndarray:
        """The sum of all kinds by their weights, 0 for those without, float64, shape (n,)."""
        vector = np.array([weights.get(name, 0.0) for name in self._place], dtype=np.float32)
        return (vector @ self._values).astype(np.float64)
