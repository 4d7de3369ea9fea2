"""What can be wrong with a store; `str()` of each is one line fit for the user."""

from __future__ import annotations

from pathlib import Path

_LOG_SAYS_WHY = "the log of the server says why"


class StoreError(Exception):
    """A store that cannot do what it was asked; says what to do about it."""

    def __init__(self, line: str, for_users: str | None = None) -> None:
        """`for_users`: what is told to those who only use it, where `line` says which folder or
        server it is on, None where `line` has nothing of this kind.
        """
        super().__init__(line)
        self.for_users = for_users or line


class WrongModel(StoreError):
    """The store was built with another embedding model."""

    def __init__(self, folder: Path, built_with: str, asked: str) -> None:
        super().__init__(
            f"{folder} was built with the embedding model {built_with}, not {asked}: "
            f"run `cop-assistant --store {folder} ingest --re-embed` to change it to {asked}, "
            f"or go back to {built_with}"
        )
        self.built_with = built_with
        self.asked = asked


class StoreBusy(StoreError):
    """Another process is writing to the store."""

    def __init__(self, folder: Path | str) -> None:
        super().__init__(
            f"{folder} is being written to by another process: wait until it is done and try again",
            "documents are being changed by another process: wait a little and try again",
        )


class StoreReadOnly(StoreError):
    """The store can be read, if it holds anything, but not written to."""

    def __init__(self, folder: Path | str, reason: str) -> None:
        super().__init__(
            f"{folder} cannot be written to ({reason}): what is stored stays as it is; "
            "make room or get the right to write, and try again",
            f"documents cannot be changed now: what is stored stays as it is; {_LOG_SAYS_WHY}",
        )
        self.reason = reason


class CatalogueUnreadable(StoreError):
    """The file of the catalogue is damaged, or of another program."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(
            f"{path} cannot be read as a catalogue ({reason}): keep it, and bring the store back "
            "with `cop-assistant restore BACKUP`, or give another --store folder",
            f"the documents cannot be read; {_LOG_SAYS_WHY}",
        )


class DatabaseAway(StoreError):
    """The server of the catalogue's database does not answer."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(
            f"the catalogue's database at {place} does not answer ({reason[:160]}): what is "
            "stored is safe; start it, or set COP_DATABASE, and try again",
            "the database of the documents does not answer just now: what is stored is safe; try "
            "again in a little while",
        )


class CopyFailed(StoreError):
    """An index could not be brought up to the catalogue; nothing stored is lost."""

    def __init__(self, folder: Path | str, copy: str, reason: str) -> None:
        super().__init__(
            f"the {copy} of {folder} could not be brought up to date "
            f"({' '.join(reason.split())[:160]}): what is stored is safe, and the next command "
            "completes them; see that there is room on the disk",
            "the documents could not be brought up to date: what is stored is safe; "
            + _LOG_SAYS_WHY,
        )


class UnknownDocument(StoreError, KeyError):
    """No document or passage of this id is in the store."""

    def __init__(self, document: str) -> None:
        self.document = document
        super().__init__(f"{document} is not in the store: `cop-assistant documents` lists what is")

    def __str__(self) -> str:
        return str(self.args[0])


class ModelUnavailable(StoreError):
    """The embedding model cannot be loaded."""

    def __init__(self, model: str, reason: str) -> None:
        super().__init__(
            f"the embedding model {model} cannot be loaded ({' '.join(reason.split())[:200]}): "
            "give the folder of a sentence-transformers model, or leave it out for the one built in"
        )
