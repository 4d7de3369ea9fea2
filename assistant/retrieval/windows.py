"""Neighbouring passages merged into windows, those that hold most of the answer first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.retrieval.candidate_set import CandidateSet

LONGEST = 1200  # characters of a window: what is read at a glance
# The first few windows also spread: one counts for part of the evidence in its surroundings
# that none before it is near to, so that where the best place is wrong another comes soon.
_SPREADING = 5
_NEAR = 2500  # characters to either side
_SPREAD = 0.5  # worth of evidence nearby against evidence in the window itself


@dataclass(frozen=True)
class Window:
    """Candidates `first` to `last` (both included) and their share together."""

    first: int
    last: int
    mass: float


def best_windows(
    candidates: CandidateSet, mass: np.ndarray, k: int, longest: int = LONGEST
) -> list[Window]:
    """The `k` windows to read, best first; none overlap.

    `mass`: the share of the evidence expected in each passage, shape (n,), 0 where the passage
    may not be returned. Each window in turn is the one of at most `longest` characters that
    holds most of what is left. Only turns of a transcript merge; numbered paragraphs are
    cited one by one, so a window stays within its paragraph.
    """
    line = _Line.of(candidates, max(longest, 2 * _NEAR))
    free, unseen = np.maximum(mass, 0.0), np.maximum(mass, 0.0)
    before, behind = line.reach(line.document_start, line.document_end, _NEAR)
    place = np.arange(len(candidates))
    # The longest window from each place: it ends before what may not be returned.
    fits = np.searchsorted(line.end, line.start + longest, side="right") - 1
    closed = np.concatenate([np.flatnonzero(free <= 0.0), [len(candidates)]])
    last = np.maximum(np.minimum(fits, closed[np.searchsorted(closed, place)] - 1), place)
    total = np.concatenate([[0.0], np.cumsum(free)])
    # Next to the sum of all, a faint passage is lost in rounding: its own share counts at least.
    own = np.where(free > 0.0, np.maximum(total[last + 1] - total[place], free), -1.0)
    chosen: list[Window] = []
    while len(chosen) < k:
        worth = own
        if len(chosen) < _SPREADING:
            seen = np.concatenate([[0.0], np.cumsum(unseen)])
            worth = own + _SPREAD * (seen[behind[last]] - seen[before])
            worth[own < 0.0] = -1.0
        first = int(worth.argmax())
        if own[first] <= 0.0:
            break
        end = int(last[first])
        chosen.append(Window(first, end, float(own[first])))
        unseen[before[first] : behind[end]] = 0.0
        # What is taken is closed, and those that would reach into it end before.
        own[first : end + 1] = -1.0
        reaching = slice(int(np.searchsorted(last, first)), first)
        last[reaching] = np.minimum(last[reaching], first - 1)
        held = np.maximum(total[last[reaching] + 1] - total[place[reaching]], free[reaching])
        own[reaching] = np.where(own[reaching] < 0.0, -1.0, held)
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
    def of(cls, candidates: CandidateSet, apart: int) -> _Line:
        start = candidates.gather(candidates.replica.start).astype(np.int64)
        end = candidates.gather(candidates.replica.end).astype(np.int64)
        gap = int(end.max(initial=0)) + apart + 1
        group = candidates.group
        return cls(
            start + gap * group,
            end + gap * group,
            start + gap * candidates.owner,
            end + gap * candidates.owner,
        )

    @staticmethod
    def reach(start: np.ndarray, end: np.ndarray, far: int) -> tuple[np.ndarray, np.ndarray]:
        """For each passage the first `far` characters or less before it, and past the last."""
        before = np.searchsorted(end, start - far, side="right")
        return before, np.searchsorted(start, end + far, side="left")
