"""What the user is told when something cannot be done: one line and an exit status."""

from __future__ import annotations


class Failure(Exception):
    """The work failed; `str()` is one line that says what is wrong and what to do."""

    status = 1

    def __init__(self, message: str) -> None:
        """`message` is folded to one line."""
        super().__init__(" ".join(message.split()))


class BadUsage(Failure):
    """The command was called in a way that cannot work."""

    status = 2
