"""What can go wrong with a reader."""

from __future__ import annotations


class ReaderUnavailable(Exception):
    """A reader that cannot be loaded; `str()` is one line fit for the user."""

    def __init__(self, name: str, error: Exception) -> None:
        reason = " ".join(str(error).split()).split(". ")[0][:200] or type(error).__name__
        super().__init__(
            f"reader {name} cannot be loaded ({reason}): give the folder or name of a "
            "CrossEncoder, or leave the setting out for the built-in one"
        )
