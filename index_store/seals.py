"""Seals: the files of an index as its last writer left them, by size, time and checksum.

An index whose files are not as sealed is not opened, since what is damaged may take the process
down; it is built again from the catalogue.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, Select, delete, select

from index_store.database import Database
from index_store.pending import Pending
from index_store.schema import seals

SEAL = "seal.json"
"""In a folder that has its seal beside its files."""
CHROMA = "chroma.sqlite3"
_ROLLBACK = f"{CHROMA}-journal"  # there while any process opens Chroma
_PERSISTED = "index_metadata.pickle"  # without it Chroma reads no other file of its graph
_LOCKS = (".tantivy-meta.lock", ".tantivy-writer.lock")
# Chroma adds a row to this table whenever it is opened, and so changes page and counters.
_TOUCHED_TABLE = "acquire_write"
_COUNTERS = ((24, 28), (92, 100))  # bytes of SQLite's header: number of changes, last version
_TRACES = 200  # of those who opened Chroma: these fit into the table's one page


@dataclass(frozen=True)
class FileSeal:
    """One file: its size in bytes, time of change in ns and SHA-256."""

    size: int
    modified: int
    sha256: str

    @classmethod
    def of(cls, path: Path) -> FileSeal:
        """The seal of a file as it is now."""
        status = path.stat()
        return cls(status.st_size, status.st_mtime_ns, digest(path))

    def unchanged(self, path: Path) -> bool:
        """True where size and time are the same."""
        status = path.stat()
        return (self.size, self.modified) == (status.st_size, status.st_mtime_ns)


@dataclass(frozen=True)
class Seal:
    """All files of a folder, by their paths in it.

    >>> Seal.of(folder).broken(folder)                                    # doctest: +SKIP
    []
    """

    files: dict[str, FileSeal] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> Seal:
        """The seal of a folder as it is now; nobody may be writing to it."""
        return cls({name: FileSeal.of(folder / name) for name in _names(folder)})

    def broken(self, folder: Path, thorough: bool = False) -> list[str]:
        """Files that are not as sealed, gone, foreign or not to be read, in order.

        Content is compared where size or time differ, or always with `thorough`.
        """
        present = set(_names(folder))
        wrong = set(self.files) ^ present
        for name in present & set(self.files):
            sealed, path = self.files[name], folder / name
            try:
                changed = thorough or not sealed.unchanged(path)
                if (changed and sealed.sha256 != digest(path)) or not os.access(path, os.R_OK):
                    wrong.add(name)
            except OSError:
                wrong.add(name)
        return sorted(wrong)

    def to_json(self) -> str:
        """As text."""
        return json.dumps(
            {name: [file.size, file.modified, file.sha256] for name, file in self.files.items()}
        )

    @classmethod
    def from_json(cls, text: str) -> Seal:
        """From text; raises ValueError where it is no seal."""
        try:
            return cls({str(name): FileSeal(*values) for name, values in json.loads(text).items()})
        except (TypeError, AttributeError) as error:
            raise ValueError("no seal") from error


class Seals:
    """The table `seals` of the catalogue: an index that is being written to has none."""

    def __init__(self, database: Database, pending: Pending) -> None:
        """`pending` knows what the copies are called in the tables."""
        self._database = database
        self._pending = pending

    def of(self, target: str) -> Seal | None:
        """The seal of an index, None where its last writer has not finished."""
        if self._database.layout < 2:
            return None
        row = self._database.first(self._query(target))
        return Seal.from_json(row[0]) if row else None

    def has(self, target: str) -> bool:
        """True where nobody has begun to write to the index since it was sealed."""
        return self._database.layout >= 2 and self._database.first(self._query(target)) is not None

    def put(self, connection: Connection, target: str, seal: Seal) -> None:
        """Seals an index."""
        files = seal.to_json()
        entry = self._database.insert(seals).values(target=self._pending.name(target), files=files)
        connection.execute(
            entry.on_conflict_do_update(index_elements=["target"], set_={"files": files})
        )

    def break_(self, connection: Connection, target: str) -> None:
        """Notes that somebody begins to write to an index."""
        connection.execute(delete(seals).where(seals.c.target == self._pending.name(target)))

    def _query(self, target: str) -> Select[str]:
        return select(seals.c.files).where(seals.c.target == self._pending.name(target))


def digest(path: Path) -> str:
    """SHA-256 of a file in hex; of Chroma's, without what changes whenever it is opened."""
    if path.name != CHROMA:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    size, page = _touched_page(path)
    result = hashlib.sha256()
    with path.open("rb") as file:
        number = 0
        while content := file.read(size):
            number += 1
            if number == 1:
                for first, last in _COUNTERS:
                    content = content[:first] + bytes(last - first) + content[last:]
            if number != page:
                result.update(content)
    return result.hexdigest()


def tidy_chroma(folder: Path) -> None:
    """Takes out of Chroma's file the traces of those who have opened it, before they fill a page.

    A transaction that a killed process has left half done is undone by this.
    """
    path = folder / CHROMA
    if path.is_file():
        with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(path)) as connection:
            traces = connection.execute(f"SELECT count(*) FROM {_TOUCHED_TABLE}").fetchone()[0]
            if traces > _TRACES:
                connection.execute(f"DELETE FROM {_TOUCHED_TABLE}")
                connection.commit()


def _touched_page(path: Path) -> tuple[int, int]:
    """Size of SQLite's pages, and which one holds the traces (0: none, or it is damaged)."""
    with suppress(sqlite3.DatabaseError):
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            size = connection.execute("PRAGMA page_size").fetchone()[0]
            page = connection.execute(
                "SELECT rootpage FROM sqlite_master WHERE name = ?", (_TOUCHED_TABLE,)
            ).fetchone()
            state = connection.execute(f"PRAGMA quick_check({_TOUCHED_TABLE})").fetchone()[0]
        return size, page[0] if page and state == "ok" else 0
    return 4096, 0


def _names(folder: Path) -> list[str]:
    """Files of an index that count, as paths in its folder."""
    if not folder.is_dir():
        return []
    paths = [path for path in folder.rglob("*") if path.is_file() or path.is_symlink()]
    persisted = {path.parent for path in paths if path.name == _PERSISTED}
    return sorted(
        path.relative_to(folder).as_posix()
        for path in paths
        if path.name not in (*_LOCKS, _ROLLBACK, SEAL)
        and (path.suffix != ".bin" or path.parent in persisted)
    )
