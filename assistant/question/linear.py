"""Linear models over named features: how they are kept on disk and asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np


@dataclass(frozen=True)
class LinearModel:
    """Logistic regression: one label of several, or of two.

    `names` are the features, `weights` of shape (len(names), len(labels)); features that it
    does not know count nothing. `dense` has the weights of a vector given beside them, of
    shape (its length, len(labels)), and no rows where there is none.
    """

    labels: tuple[str, ...]
    names: tuple[str, ...]
    weights: np.ndarray
    dense: np.ndarray

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {name: n for n, name in enumerate(self.names)}

    def probabilities(
        self, features: Iterable[str], vector: np.ndarray | None = None
    ) -> dict[str, float]:
        """Probability of each label for present features (and a vector, where it has one)."""
        rows = [self._rows[name] for name in features if name in self._rows]
        scores = self.weights[rows].sum(axis=0, dtype=np.float32)
        if vector is not None and len(self.dense):
            scores = scores + vector @ self.dense
        odds = np.exp(scores - scores.max())
        return dict(zip(self.labels, (odds / odds.sum()).tolist(), strict=True))

    def likeliest(self, features: Iterable[str]) -> str:
        """The most probable label."""
        chances = self.probabilities(features)
        return max(chances, key=lambda label: chances[label])

    def save(self, path: Path) -> None:
        """Writes the model, weights in 16 bits."""
        np.savez_compressed(
            path,
            labels=_packed(self.labels),
            names=_packed(self.names),
            weights=self.weights.astype(np.float16),
            dense=self.dense.astype(np.float16),
        )

    @classmethod
    def load(cls, path: Path) -> LinearModel:
        """Reads what `save` wrote."""
        with np.load(path) as data:
            return cls(
                _unpacked(data["labels"]),
                _unpacked(data["names"]),
                data["weights"].astype(np.float32),
                data["dense"].astype(np.float32),
            )


def word_features(words: Sequence[str], first: int) -> set[str]:
    """Features of a text by name: its words, their pairs, and with which (`first`) it begins."""
    return {
        "bias",
        *(f"word={word}" for word in words),
        *(f"pair={a} {b}" for a, b in pairwise(("^", *words, "$"))),
        *(f"first={' '.join(words[: n + 1])}" for n in range(min(first, len(words)))),
    }


def weights_of(name: str) -> Path:
    """Where the weights of a model lie: "kinds"."""
    return Path(__file__).with_name(f"{name}.npz")


@cache
def shipped(name: str) -> LinearModel:
    """A model as it comes with the program: "kinds"."""
    return LinearModel.load(weights_of(name))


def _packed(words: Sequence[str]) -> np.ndarray:
    return np.frombuffer("\n".join(words).encode("utf-8"), dtype=np.uint8)


def _unpacked(letters: np.ndarray) -> tuple[str, ...]:
    return tuple(letters.tobytes().decode("utf-8").split("\n"))
