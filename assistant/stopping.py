"""Stopping an answer that nobody waits for any more."""

from __future__ import annotations

from collections.abc import Callable

Stop = Callable[[], bool]
"""Whether an answer is no longer wanted; asked between its steps, so it must be cheap."""


class Stopped(Exception):
    """The answer was given up between two steps: whoever asked has left or pressed “Stop”."""


def never() -> bool:
    """An answer that is wanted to the end.

    >>> never()
    False
    """
    return False


def check(stop: Stop) -> None:
    """Raises `Stopped` where the answer is no longer wanted.

    >>> check(never)
    """
    if stop():
        raise Stopped
