"""The part of the store that a question is judged on: whole documents that may answer it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from index_store.replica import Replica
from ingest.model import DocumentKind


@dataclass(frozen=True)
class CandidateSet:
    """`n` passages of `m` documents of a replica, each document whole and in reading order.

    `documents`: their indices in the replica, shape (m,). Arrays over the passages have shape
    (n, …) and are in the order of `positions`.
    """

    replica: Replica
    documents: np.ndarray

    @cached_property
    def sizes(self) -> np.ndarray:
        """Number of passages of each document, shape (m,)."""
        offsets = self.replica.document_offsets
        return offsets[self.documents + 1] - offsets[self.documents]

    @cached_property
    def firsts(self) -> np.ndarray:
        """Place of each document's first passage in the candidates, shape (m,)."""
        return np.concatenate([[0], np.cumsum(self.sizes)[:-1]]).astype(np.int64)

    @cached_property
    def owner(self) -> np.ndarray:
        """Place in `documents` of each passage's document, shape (n,)."""
        return np.repeat(np.arange(len(self.documents)), self.sizes)

    @cached_property
    def positions(self) -> np.ndarray:
        """Positions of the passages in the replica, shape (n,)."""
        starts = self.replica.document_offsets[self.documents]
        return np.arange(len(self.owner)) + (starts - self.firsts)[self.owner]

    @cached_property
    def lengths(self) -> np.ndarray:
        """Number of terms of each passage, shape (n,)."""
        return self.replica.lengths[self.positions].astype(np.float64)

    def vectors(self, place: int) -> np.ndarray:
        """Vectors of one of the documents by its place, float32, shape (size, dimension)."""
        return self.replica.document_vectors(int(self.documents[place]))

    @cached_property
    def written(self) -> np.ndarray:
        """Whether each passage stands in a written document, not in a transcript, shape (n,)."""
        kinds = [self.replica.documents[d].kind for d in self.documents]
        return np.array([kind is not DocumentKind.TRANSCRIPT for kind in kinds])[self.owner]

    @cached_property
    def group(self) -> np.ndarray:
        """Number of the text that each passage is part of, growing, shape (n,).

        Speech flows over all turns of a transcript; in a written document each paragraph has a
        topic and a speaker of its own, and what stands beside it tells nothing of it.
        """
        unit = self.gather(self.replica.unit)
        other_document = self.owner[1:] != self.owner[:-1]
        other_unit = other_document | (unit[1:] != unit[:-1])
        new = np.where(self.written[1:], other_unit, other_document)
        return np.concatenate([[0], np.cumsum(new)]).astype(np.int64)

    @cached_property
    def bounds(self) -> tuple[np.ndarray, np.ndarray]:
        """First passage of each one's group and the first behind it, shape (n,) both."""
        limits = np.concatenate([[0], np.flatnonzero(np.diff(self.group)) + 1, [len(self)]])
        return limits[self.group], limits[self.group + 1]

    def part(self, place: int) -> slice:
        """The places of the passages of the document at a place of the candidates."""
        first = int(self.firsts[place])
        return slice(first, first + int(self.sizes[place]))

    def __len__(self) -> int:
        """Number of passages."""
        return len(self.owner)

    def gather(self, values: np.ndarray, offsets: np.ndarray | None = None) -> np.ndarray:
        """The candidates's part of an array over the replica's passages.

        With `offsets` the array holds several values a passage (tokens, speakers).
        """
        bounds = self.replica.document_offsets
        if offsets is None:
            parts = [values[bounds[d] : bounds[d + 1]] for d in self.documents]
        else:
            parts = [values[offsets[bounds[d]] : offsets[bounds[d + 1]]] for d in self.documents]
        return np.concatenate(parts)

    # -- scales ----------------------------------------------------------------------------

    def best(self, values: np.ndarray) -> np.ndarray:
        """The largest value in each document, shape (m,)."""
        return np.maximum.reduceat(values, self.firsts)

    def total(self, values: np.ndarray) -> np.ndarray:
        """The sum over each document, shape (m, …)."""
        return np.add.reduceat(values, self.firsts, axis=0)

    def top_means(self, *values: np.ndarray, k: int = 8) -> np.ndarray:
        """Means of the `k` largest of each document (all where it has fewer), a row for each."""
        longest = max(k, int(self.sizes.max()))
        padded = np.full((len(values), len(self.documents), longest), -np.inf)
        padded[:, self.owner, np.arange(len(self)) - self.firsts[self.owner]] = values
        best = np.partition(padded, longest - k, axis=-1)[..., longest - k :]
        sums: np.ndarray = np.where(best > -np.inf, best, 0.0).sum(axis=-1)
        return sums / np.minimum(self.sizes, k)

    def window(self, left: int, right: int) -> tuple[np.ndarray, np.ndarray]:
        """From where to where (excluded) `left` to `right` passages on from each one lie."""
        key = (left, right)
        if key not in self._windows:
            first, last = self.bounds
            start = np.minimum(np.maximum(self._places + left, first), last)
            end = np.minimum(np.maximum(self._places + (right + 1), start), last)
            self._windows[key] = (start, end)
        return self._windows[key]

    @cached_property
    def _places(self) -> np.ndarray:
        return np.arange(len(self))

    @cached_property
    def _windows(self) -> dict[tuple[int, int], tuple[np.ndarray, np.ndarray]]:
        return {}
