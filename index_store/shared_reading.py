"""One process's share of the files that several ingest at once."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

from index_store.catalogue import Catalogue, FileStamp
from index_store.claims import Claims
from index_store.database import Database

_WAIT = 0.5  # seconds between two looks at what others are reading


class SharedReading:
    """Files are read by who claims them first; all are stored when the last process is done.

    Each process goes on until every one of its files is stored: where another one dies while it
    reads, its files are taken over.
    """

    def __init__(
        self, database: Database, catalogue: Catalogue, files: Mapping[Path, FileStamp | None]
    ) -> None:
        """`files`: to be read, with their stamps."""
        self._claims = Claims(database)
        self._catalogue = catalogue
        self._files = files
        self._held: set[Path] = set()
        self._elsewhere: list[Path] = []
        self.stored: list[Path] = []
        """Files that others have stored meanwhile."""

    def mine(self, path: Path) -> bool:
        """Whether this process is to read a file now; asked just before it would."""
        if not self._claims.take(path):
            self._elsewhere.append(path)
            return False
        self._held.add(path)
        known = self._catalogue.file(str(path))
        if known is not None and known[2] is not None and known[2] == self._files[path]:
            self.free(path)
            self.stored.append(path)
            return False
        return True

    def free(self, path: Path) -> None:
        """A file is done with, though it was not stored."""
        if path in self._held:
            self._claims.free([path])
            self._held.discard(path)

    def rest(self) -> list[Path]:
        """Files that others were reading a moment ago, to be asked for once more."""
        rest, self._elsewhere = self._elsewhere, []
        if rest:
            time.sleep(_WAIT)
        return rest

    def stop(self) -> None:
        """Frees all that is held; those of stored documents are free already."""
        if self._held:
            self._claims.free(self._held)
