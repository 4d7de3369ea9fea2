"""Neighbouring passages merged into stretches, the ones that hold most evidence first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.retrieval.scope import Scope

LONGEST = 6000  # characters of a stretch: a discussion with its opening and its close
# The first few stretches also spread: one counts for part of the evidence in its surroundings
# that none before it is near to, so that where the best place is wrong another comes soon.
_SPREADING = 5
_NEAR = 2500  # characters to either side
_SPREAD = 0.5  # worth of evidence nearby against evidence in the stretch itself


@dataclass(frozen=True)
class Stretch:
    """Passages `first` to `last` (places in the scope, both included) and their share together."""

    first: int
    last: int
    mass: float


def stretches(
    scope: Scope, mass: np.ndarray, k: int, longest: int = LONGEST
) -> list[Stretch]:
    """The `k` stretches to read, best first; none overlap.

    `mass`: the share of the evidence expected in each passage, shape (n,), 0 where the passage
    may not be returned. Each stretch in turn is the one of at most `longest` characters that
    holds most of what is left. Only turns of a transcript merge; numbered paragraphs are
    cited one by one, so a stretch stays within its paragraph.
    """
    line = _Line.of(scope, max(longest, 2 * _NEAR))
    left, unseen = np.maximum(mass, 0.0), np.maximum(mass, 0.0)
    before, behind = line.reach(line.document_start, line.document_end, _NEAR)
    place = np.arange(len(scope))
    fits = np.searchsorted(line.end, line.start + longest, side="right") - 1
    chosen: list[Stretch] = []
    while len(chosen) < k and left.max(initial=0.0) > 0.0:
        # A stretch ends before what is taken or may not be returned.
        barrier = np.concatenate([np.flatnonzero(left <= 0.0), [len(scope)]])
        last = np.minimum(np.maximum(fits, place), _next(barrier, place) - 1)
        last = np.maximum(last, place)
        worth = _between(left, place, last + 1)
        if len(chosen) < _SPREADING:
            worth = worth + _SPREAD * _between(unseen, before, behind[last])
        first = int(np.where(left > 0.0, worth, -1.0).argmax())
        end = int(last[first])
        chosen.append(Stretch(first, end, float(left[first : end + 1].sum())))
        left[first : end + 1] = 0.0
        unseen[before[first] : behind[end]] = 0.0
    return chosen


@dataclass(frozen=True)
class _Line:
    """The passages on one line of characters, so far apart where they may not merge that none do.

    On the second line only documents are apart.
    """

    start: np.ndarray
    end: np.ndarray
    document_start: np.ndarray
    document_end: np.ndarray

    @classmethod
    def of(cls, scope: Scope, apart: int) -> _Line:
        start = scope.gather(scope.replica.start).astype(np.int64)
        end = scope.gather(scope.replica.end).astype(np.int64)
        gap = int(end.max(initial=0)) + apart + 1
        group = scope.group
        return cls(
            start + gap * group,
            end + gap * group,
            start + gap * scope.owner,
            end + gap * scope.owner,
        )

    @staticmethod
    def reach(start: np.ndarray, end: np.ndarray, far: int) -> tuple[np.ndarray, np.ndarray]:
        """For each passage the first `far` characters or less before it, and past the last."""
        before = np.searchsorted(end, start - far, side="right")
        return before, np.searchsorted(start, end + far, side="left")


def _between(values: np.ndarray, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Sums of `values[first:last]`, for many at once."""
    total = np.concatenate([[0.0], np.cumsum(values)])
    sums: np.ndarray = total[last] - total[first]
    return sums


def _next(barrier: np.ndarray, place: np.ndarray) -> np.ndarray:
    """The first barrier behind each place."""
    found: np.ndarray = barrier[np.minimum(np.searchsorted(barrier, place), len(barrier) - 1)]
    return found
