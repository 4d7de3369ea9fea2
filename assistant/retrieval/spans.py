"""An answer is one stretch of a debate: how likely each stretch is to be it.

A conditional logit over all stretches of a document of up to `LONGEST` passages, each scored by
the passages in it, by where it begins and ends and by how long it is (a semi-Markov model of one
segment: Sarawagi and Cohen, "Semi-Markov conditional random fields", NIPS 2004). What a passage
says by itself leaves open where the talk of it begins and ends; the stretch tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from assistant.retrieval.scope import Scope

LONGEST = 40  # passages of a stretch
_SHIFTS = (3, 8)  # passages before and after a place, whose topics are compared
EDGES = ("turn", *(f"shift {width}" for width in _SHIFTS), "before", "behind")
SIZES = ("length", "log length")
_FAINT = 1e-9

Named = Mapping[str, np.ndarray]


@dataclass(frozen=True)
class Spans:
    """Stretches of one document of `n` passages by first passage and length.

    `logits`: shape (n, LONGEST), of the stretch that begins at a passage and has a length from 1,
    minus infinity where it would reach past the end.
    """

    logits: np.ndarray

    @property
    def chances(self) -> np.ndarray:
        """The chance of each to be the answer, shape (n, LONGEST), sum 1."""
        chances = np.exp(self.logits - self.logits.max())
        chances /= chances.sum()
        return chances

    def shares(self) -> np.ndarray:
        """The share of the answer's passages that each passage is expected to be, sum 1."""
        return np.maximum(inside(self.chances / np.arange(1, LONGEST + 1)), 0.0)


def score(passages: np.ndarray, begin: np.ndarray, end: np.ndarray, length: np.ndarray) -> Spans:
    """Scores all stretches of a document.

    `passages`: what each passage adds to a stretch that holds it, shape (n,); `begin`, `end`: what
    a stretch gains that begins before a passage or ends before it, shape (n + 1,); `length`: what
    it gains by its number of passages from 1, shape (LONGEST,).
    """
    n = len(passages)
    total = np.concatenate([[0.0], np.cumsum(passages)])
    first = total[:-1] - begin[:n]
    behind = np.arange(n)[:, None] + np.arange(1, LONGEST + 1)[None, :]
    last = np.concatenate([total + end, np.full(LONGEST, -np.inf)])
    return Spans(last[behind] - first[:, None] + length[None, :])


def inside(values: np.ndarray) -> np.ndarray:
    """The sum over all stretches that hold each passage; `values` have shape (n, LONGEST)."""
    n = len(values)
    starting = values.sum(axis=1)
    ending = ends(values)
    held: np.ndarray = np.cumsum(starting) - np.cumsum(ending[:n])
    return held


def ends(values: np.ndarray) -> np.ndarray:
    """The sum over all stretches that end before each place, shape (n + 1,)."""
    n = len(values)
    behind = np.arange(n)[:, None] + np.arange(1, LONGEST + 1)[None, :]
    sums: np.ndarray = np.bincount(
        behind.ravel(), weights=values.ravel(), minlength=n + LONGEST + 1
    )
    return sums[: n + 1]


def edges(scope: Scope, place: int) -> np.ndarray:
    """What is seen where a stretch may begin or end, shape (n + 1, len(EDGES)).

    Row i is the place before passage i of a document: whether a turn begins there, how far the
    topics of some passages before and after it are apart (after Hearst, "TextTiling",
    Computational Linguistics 1997), how long the turns before and behind it are. It depends on the
    document alone and is kept.
    """
    document = int(scope.documents[place])
    kept = scope.replica.kept_edges
    if document not in kept:
        first, last = scope.replica.document_offsets[document : document + 2]
        unit = scope.replica.unit[first:last]
        lengths = scope.replica.lengths[first:last]
        kept[document] = _edges(unit, lengths, scope.vectors(place))
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


def sizes() -> np.ndarray:
    """What is seen of a stretch's length, shape (LONGEST, len(SIZES))."""
    length = np.arange(1.0, LONGEST + 1)
    return np.column_stack([length, np.log(length)])


def expected(scope: Scope, place: int, held: Named, weights: Mapping[str, float]) -> np.ndarray:
    """The share of the answer expected in each passage of a document, shape (n,), sum 1.

    `held`: evidence by name over the whole scope. `weights`: of evidence by its name (less its
    mean in the document), of the edges as "begin …" and "end …", of the length as in SIZES.
    """
    part = scope.part(place)
    passages = np.zeros(int(scope.sizes[place]))
    for name, weight in weights.items():
        if name in held:
            passages += weight * held[name][part]
    passages -= passages.mean()
    seen = edges(scope, place)
    begin = seen @ np.array([weights.get(f"begin {name}", 0.0) for name in EDGES])
    end = seen @ np.array([weights.get(f"end {name}", 0.0) for name in EDGES])
    length = sizes() @ np.array([weights.get(name, 0.0) for name in SIZES])
    return score(passages, begin, end, length).shares()
