"""Answers worked on at the same time: as many as the cores carry, the rest in their order.

Eight questions that share two cores all end late; in turns the first end early and the last no
later.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.stopping import Stop, check
from ingest.cores import cores

_LOOK = 0.1  # seconds between two looks whether an answer that waits is still wanted


class Turns:
    """Lets `at_once` pieces of work go on, first come first served; for all threads."""

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._waiting: deque[threading.Event] = deque()
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, stop: Stop) -> Iterator[None]:
        """Waits until there is room for one more; raises `Stopped` once it is not wanted.

        >>> from assistant.stopping import never
        >>> with Turns(1).turn(never):
        ...     pass
        """
        called = threading.Event()
        with self._lock:
            self._waiting.append(called)
            self._call()
        try:
            while not called.wait(_LOOK):
                check(stop)
            yield
        finally:
            with self._lock:
                if called.is_set():
                    self._free += 1
                else:
                    self._waiting.remove(called)
                self._call()

    def _call(self) -> None:
        """Those who have waited longest, as far as there is room; under the lock."""
        while self._free and self._waiting:
            self._free -= 1
            self._waiting.popleft().set()


ANSWERS = Turns(cores() + 1)
"""The turns of all answers of a process."""
