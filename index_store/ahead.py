"""Passages embedded ahead of the writing, so that neither waits for the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Generic, TypeVar

Batch = TypeVar("Batch")
Made = TypeVar("Made")

_PATIENCE = 0.2  # seconds between two signs that work goes on
_AHEAD = 3  # batches in memory at most, beside the one that is being written


class Ahead(Generic[Batch, Made]):
    """Works on batches in another thread, one after the other, and gives them back in order.

    >>> ahead = Ahead(sum)
    >>> list(ahead.give([1, 2])), list(ahead.give([3])), list(ahead.rest())  # doctest: +SKIP
    ([], [([1, 2], 3)], [([3], 3)])
    """

    def __init__(
        self, work: Callable[[Batch], Made], waiting: Callable[[], None] = lambda: None
    ) -> None:
        """`work` runs in the other thread; `waiting` is called while that is waited for."""
        self._work = work
        self._while_waiting = waiting
        self._thread = ThreadPoolExecutor(1, "ahead")
        self._waiting: deque[tuple[Batch, Future[Made]]] = deque()

    def give(self, batch: Batch) -> Iterator[tuple[Batch, Made]]:
        """Starts on a batch; yields those that are done, and waits where too many are not."""
        self._waiting.append((batch, self._thread.submit(self._work, batch)))
        while self._waiting and (self._waiting[0][1].done() or len(self._waiting) > _AHEAD):
            yield self._next()

    def rest(self) -> Iterator[tuple[Batch, Made]]:
        """Yields what is left, as it gets done."""
        while self._waiting:
            yield self._next()

    def stop(self) -> None:
        """Drops what has not begun; for use in `finally`."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _next(self) -> tuple[Batch, Made]:
        batch, future = self._waiting.popleft()
        while not wait([future], _PATIENCE).done:
            self._while_waiting()
        return batch, future.result()
