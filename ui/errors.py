"""What the user is told when something cannot be done: one line and an exit status."""

from __future__ import annotations

import os


class Failure(Exception):
    """The work failed; `str()` is one line that says what is wrong and what to do."""

    status = 1

    def __init__(self, message: str) -> None:
        """`message` is folded to one line."""
        super().__init__(" ".join(message.split()))


class BadUsage(Failure):
    """The command was called in a way that cannot work."""

    status = 2


def debugging() -> bool:
    """Whether tracebacks are wanted: `COP_DEBUG` is set."""
    return os.environ.get("COP_DEBUG", "0") not in ("", "0")


def one_line(error: BaseException) -> str:
    """What an error says, folded to one line; its kind where it says nothing.

    >>> one_line(ValueError("a\\n  b"))
    'a b'
    """
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return " ".join(str(error).split()) or type(error).__name__
