"""What is seen of a document whatever is asked: worked out once, kept as long as its replica."""

from __future__ import annotations

from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import numpy as np

from assistant.retrieval.candidate_set import CandidateSet
from index_store.replica import Replica

_SHIFTS = (3, 8)  # passages before and after a place, whose topics are compared
EDGES = ("turn", *(f"shift {width}" for width in _SHIFTS), "before", "behind")
_FAINT = 1e-9


@dataclass(frozen=True)
class _Kept:
    """By index of the document in the replica."""

    edges: dict[int, np.ndarray] = field(default_factory=dict)
    middles: dict[int, np.ndarray] = field(default_factory=dict)


_KEPT: WeakKeyDictionary[Replica, _Kept] = WeakKeyDictionary()


def _kept(candidates: CandidateSet) -> _Kept:
    return _KEPT.setdefault(candidates.replica, _Kept())


def centroid(candidates: CandidateSet, place: int) -> np.ndarray:
    """The mean vector of the document at a place of the candidates, shape (dimension,)."""
    kept, document = _kept(candidates).middles, int(candidates.documents[place])
    if document not in kept:
        kept[document] = candidates.vectors(place).mean(axis=0)
    return kept[document]


def edges(candidates: CandidateSet, place: int) -> np.ndarray:
    """What is seen where a stretch may begin or end, shape (n + 1, len(EDGES)).

    Row i is the place before passage i of a document: whether a turn begins there, how far the
    topics of some passages before and after it are apart (after Hearst, "TextTiling",
    Computational Linguistics 1997), how long the turns before and behind it are. It depends on the
    document alone and is kept.
    """
    kept, document = _kept(candidates).edges, int(candidates.documents[place])
    if document not in kept:
        first, last = candidates.replica.document_offsets[document : document + 2]
        unit = candidates.replica.unit[first:last]
        lengths = candidates.replica.lengths[first:last]
        kept[document] = _edges(unit, lengths, candidates.vectors(place))
    return kept[document]


def _edges(unit: np.ndarray, lengths: np.ndarray, vectors: np.ndarray) -> np.ndarray:
    n = len(unit)
    begins = np.concatenate([[True], unit[1:] != unit[:-1], [True]]).astype(np.float64)
    turn = np.cumsum(begins[:n]).astype(np.int64) - 1
    long = np.log(np.bincount(turn, weights=lengths) + 8.0)[turn]
    behind = begins * np.concatenate([long, [0.0]])
    before = begins * np.concatenate([[0.0], long])
    total = np.zeros((n + 1, vectors.shape[1]), dtype=np.float32)
    np.cumsum(vectors, axis=0, out=total[1:])
    shifts = [_shifts(total, width) for width in _SHIFTS]
    found: np.ndarray = np.column_stack([begins, *shifts, before, behind])
    return found


def _shifts(total: np.ndarray, width: int) -> np.ndarray:
    """One less the cosine of the `width` vectors before each place and behind it, shape (n + 1,).

    `total`: sums of the vectors before each place, shape (n + 1, dimension).
    """
    n = len(total) - 1
    start = np.arange(-width, n + 1)  # what is behind one place is before another
    windows = total[np.minimum(start + width, n)] - total[np.maximum(start, 0)]
    norm = np.sqrt(np.einsum("ij,ij->i", windows, windows))
    left, right = windows[: n + 1], windows[width:]
    cosines = np.einsum("ij,ij->i", left, right)
    found: np.ndarray = 1.0 - cosines / np.maximum(norm[: n + 1] * norm[width:], _FAINT)
    return found.astype(np.float64)
