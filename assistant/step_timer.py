"""How long the steps of an answer take, and whether it is still wanted after each."""

from __future__ import annotations

import time

from assistant.stopping import Stop, check, never


class StepTimer:
    """Seconds between steps, added up by name.

    >>> timer = StepTimer()
    >>> timer.step("retrieve")
    >>> list(timer.timings)
    ['retrieve']
    """

    def __init__(self, stop: Stop = never) -> None:
        """`stop`: whether the answer is no longer wanted; then `step` raises `Stopped`."""
        self._stop = stop
        self.timings: dict[str, float] = {}
        self._last = time.perf_counter()

    def step(self, name: str) -> None:
        """Counts the time since the last step as `name`'s."""
        now = time.perf_counter()
        self.timings[name] = round(self.timings.get(name, 0.0) + now - self._last, 4)
        self._last = now
        check(self._stop)
