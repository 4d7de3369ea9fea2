"""How long the steps of an answer take."""

from __future__ import annotations

import time


class Clock:
    """Seconds between steps, added up by name.

    >>> clock = Clock()
    >>> clock.step("retrieve")
    >>> list(clock.timings)
    ['retrieve']
    """

    def __init__(self) -> None:
        self.timings: dict[str, float] = {}
        self._last = time.perf_counter()

    def step(self, name: str) -> None:
        """Counts the time since the last step as `name`'s."""
        now = time.perf_counter()
        self.timings[name] = round(self.timings.get(name, 0.0) + now - self._last, 4)
        self._last = now
