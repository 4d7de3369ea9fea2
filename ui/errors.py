"""What the user is told when something cannot be done: one line and an exit status."""

from __future__ import annotations

import logging
import os


class Failure(Exception):
    """The work failed; `str()` is one line that says what is wrong and what to do."""

    status = 1

    def __init__(self, message: str, for_users: str | None = None) -> None:
        """`message` is folded to one line. `for_users`: told in its place by a server (see
        `told_to_users`).
        """
        super().__init__(" ".join(message.split()))
        self.for_users = for_users or str(self)


class BadUsage(Failure):
    """The command was called in a way that cannot work."""

    status = 2


def debugging() -> bool:
    """Whether tracebacks are wanted: `COP_DEBUG` is set."""
    return os.environ.get("COP_DEBUG", "0") not in ("", "0")


def told_to_users(error: BaseException) -> str:
    """The line of an error for those who only use a server: nothing of its folders and addresses.

    Where that leaves anything out, the log has it.
    """
    line = one_line(error)
    told = for_users(error)
    if told != line:
        logging.getLogger(__name__).error("%s", line)
    return told


def for_users(error: BaseException) -> str:
    """The same, without a word in the log."""
    return " ".join(str(getattr(error, "for_users", "")).split()) or one_line(error)


def one_line(error: BaseException) -> str:
    """What an error says, folded to one line; its kind where it says nothing.

    >>> one_line(ValueError("a\\n  b"))
    'a b'
    """
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return " ".join(str(error).split()) or type(error).__name__
