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
from numpy.lib.stride_tricks import as_strided

from assistant.retrieval.candidate_set import CandidateSet
from assistant.retrieval.document_features import EDGES, edges

LONGEST = 40  # passages of a stretch
_LENGTHS = np.arange(1.0, LONGEST + 1)
SIZES = ("length", "log length")


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
        chances: np.ndarray = self.logits - self.logits.max()
        np.exp(chances, out=chances)
        chances /= chances.sum()
        return chances

    def shares(self) -> np.ndarray:
        """The share of the answer's passages that each passage is expected to be, sum 1."""
        return np.maximum(inside(self.chances / _LENGTHS.astype(self.logits.dtype)), 0.0)


def score(passages: np.ndarray, begin: np.ndarray, end: np.ndarray, length: np.ndarray) -> Spans:
    """Scores all stretches of a document.

    `passages`: what each passage adds to a stretch that holds it, shape (n,); `begin`, `end`: what
    a stretch gains that begins before a passage or ends before it, shape (n + 1,); `length`: what
    it gains by its number of passages from 1, shape (LONGEST,).
    """
    n = len(passages)
    total = np.concatenate([[0.0], np.cumsum(passages)])
    first = total[:-1] - begin[:n]
    last = np.concatenate([total + end, np.full(LONGEST, -np.inf)])
    step = last.itemsize
    behind = as_strided(last[1:], (n, LONGEST), (step, step))  # row i: last[i + 1], last[i + 2] …
    return Spans(behind - first[:, None] + length[None, :])


def inside(values: np.ndarray) -> np.ndarray:
    """The sum over all stretches that hold each passage; `values` have shape (n, LONGEST)."""
    n = len(values)
    starting = values.sum(axis=1, dtype=np.float64)
    ending = ends(values)
    held: np.ndarray = np.cumsum(starting) - np.cumsum(ending[:n])
    return held


def ends(values: np.ndarray) -> np.ndarray:
    """The sum over all stretches that end before each place, shape (n + 1,)."""
    n = len(values)
    above = np.zeros((n + LONGEST - 1, LONGEST))
    above[LONGEST - 1 :] = values
    # Row i: those that begin at passage i and are 1 long, at the one before and are 2 long …
    row, column = above.strides
    diagonals = as_strided(above[LONGEST - 1 :], (n, LONGEST), (row, column - row))
    return np.concatenate([[0.0], diagonals.sum(axis=1)])


def sizes() -> np.ndarray:
    """What is seen of a stretch's length, shape (LONGEST, len(SIZES))."""
    return np.column_stack([_LENGTHS, np.log(_LENGTHS)])


def expected(
    candidates: CandidateSet, place: int, passages: np.ndarray, weights: Mapping[str, float]
) -> np.ndarray:
    """The share of the answer expected in each passage of a document, shape (n,), sum 1.

    `passages`: what each adds to a stretch that holds it, shape (n,); its mean is taken off.
    `weights`: of the edges as "begin …" and "end …", of the length as in SIZES.
    """
    sides = [[weights.get(f"{side} {name}", 0.0) for name in EDGES] for side in ("begin", "end")]
    begin, end = np.array(sides) @ edges(candidates, place).T
    length = sizes() @ np.array([weights.get(name, 0.0) for name in SIZES])
    scored = score(passages - passages.mean(), begin, end, length)
    # Half the digits are enough to say how likely a stretch is, and go through in half the time.
    return Spans(scored.logits.astype(np.float32)).shares().astype(np.float64)
