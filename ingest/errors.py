"""Errors that name the file, what is wrong with it and what to do."""

from __future__ import annotations

from pathlib import Path


class UnreadableFile(Exception):
    """A file that cannot be read; `str()` is one line fit for the user."""

    def __init__(self, path: Path, reason: str) -> None:
        """`reason` says what is wrong and what to do, in one line."""
        self.path = path
        self.reason = " ".join(reason.split())
        super().__init__(f"{path}: {self.reason}")

    def __reduce__(self) -> tuple[type[UnreadableFile], tuple[Path, str]]:
        """Survives the way back from a worker process."""
        return type(self), (self.path, self.reason)
