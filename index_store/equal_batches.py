"""Which token sequences go through a model together."""

from __future__ import annotations

from collections.abc import Sequence


def equal_batches(lengths: Sequence[int], most: int) -> list[list[int]]:
    """Positions of sequences of one length, longest first, so that no core waits long.

    `lengths` and `most` count tokens: a batch has at most so many, unless one sequence has more.
    Nothing is padded: what a model makes of a sequence would depend on what goes along with it.

    >>> equal_batches([3, 9, 3, 3], 8)
    [[1], [0, 2], [3]]
    """
    batches: list[list[int]] = []
    for n in sorted(range(len(lengths)), key=lambda n: -lengths[n]):
        last = batches[-1] if batches else []
        alike = bool(last) and lengths[last[0]] == lengths[n]
        if alike and (len(last) + 1) * lengths[n] <= most:
            last.append(n)
        else:
            batches.append([n])
    return batches
