"""The catalogue's SQLite file: one connection a thread, transactions, reading where none can write.

What `transaction` has committed is on the disk: it survives a killed process and a power cut.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index_store.errors import CatalogueUnreadable, StoreBusy, StoreError, StoreReadOnly
from index_store.layout import COLLECTIONS, VERSION, bring_up, found

_FULL = "no room on its disk"
_NO_RIGHT = "no right to write there"
_ALL = 10**9  # faults that are listed
# SQLite up to 3.40 says so of whole tables without rowid; no row with one can be written.
_FALSE_ALARM = "NULL value in "
_SCRAP = 1_000_000  # bytes free under which an error of the disk means that it is full
# Put in the place of the tables where not every collection may be seen: no query, whoever writes
# it, has a row of other documents. Names of `temp` come before those of `main`.
_SEEN = "SELECT key FROM main.documents WHERE collection IN (SELECT name FROM temp.seen)"
_SHOWING = (
    "CREATE TEMP VIEW collections AS"
    " SELECT * FROM main.collections WHERE name IN (SELECT name FROM temp.seen)",
    "CREATE TEMP VIEW collection_folders AS"
    " SELECT * FROM main.collection_folders WHERE collection IN (SELECT name FROM temp.seen)",
    "CREATE TEMP VIEW documents AS"
    " SELECT * FROM main.documents WHERE collection IN (SELECT name FROM temp.seen)",
    f"CREATE TEMP VIEW passages AS SELECT * FROM main.passages WHERE document IN ({_SEEN})",
    "CREATE TEMP VIEW speakers AS SELECT * FROM main.speakers AS s WHERE EXISTS ("
    f"SELECT 1 FROM main.passages AS p WHERE p.row = s.passage AND p.document IN ({_SEEN}))",
    # What changes elsewhere changes no revision here.
    "CREATE TEMP VIEW meta AS SELECT key, value FROM main.meta WHERE key <> 'revision' UNION ALL"
    " SELECT 'revision', CAST(coalesce(max(revision), 0) AS TEXT) FROM temp.collections",
    "CREATE TEMP VIEW pending AS SELECT target, document FROM main.pending WHERE 0",
)


class Database:
    """One SQLite file in WAL mode: many readers, one writer, whole transactions only."""

    def __init__(self, path: Path, showing: frozenset[str] | None = None) -> None:
        """Opens the file at `path`, and creates it with its tables where it is not there.

        `showing`: only documents of these collections are seen, and nothing can be written.
        A file that cannot be written to is read. Raises StoreError where that cannot be either.
        """
        self.path = path
        self.showing = showing
        self.read_only: str | None = None
        """Why nothing can be written, None where it can."""
        self.layout = VERSION
        self._address = ""
        self._still: tuple[int, ...] | None = None  # stamp of a file that is read without locks
        self._copy: tempfile.TemporaryDirectory[str] | None = None
        self._generation = 0  # grows when all threads have to connect anew
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._open()

    @property
    def connection(self) -> sqlite3.Connection:
        """The calling thread's connection."""
        if self._still is not None and self._still != _stamp(self.path):
            self._open()
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None or self._local.generation != self._generation:
            connection = self._connected()
            self._local.connection, self._local.generation = connection, self._generation
        return connection

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of the statements inside happen, or none; raises StoreError where none can."""
        self.require_writing()
        connection = self.connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.commit()
            except BaseException:
                connection.rollback()
                raise
        except sqlite3.DatabaseError as error:
            raise explained(self.path, error) or error from error

    def require_writing(self) -> None:
        """Raises StoreReadOnly where nothing can be written, also not by trying once more."""
        if self.showing is not None:
            raise StoreReadOnly(self.path.parent, "seen by somebody who may read a part of it")
        if self.read_only is not None:
            self._open()
        if self.read_only is not None:
            raise StoreReadOnly(self.path.parent, self.read_only)

    def close(self) -> None:
        """Closes every thread's connection."""
        with self._guard:
            for connection in self._connections:
                connection.close()
            self._connections.clear()
        self._local = threading.local()
        if self._copy is not None:
            self._copy.cleanup()

    # -- opening --------------------------------------------------------------------------

    def _open(self) -> None:
        reason = self._cannot_write()
        if reason is None:
            try:
                self._open_for_writing()
                return
            except sqlite3.DatabaseError as error:
                trouble = explained(self.path, error)
                if not isinstance(trouble, StoreReadOnly) or not self.path.is_file():
                    raise trouble or error from error
                reason = trouble.reason
        self._open_for_reading(reason)

    def _cannot_write(self) -> str | None:
        """Why the file cannot be written to, as far as its rights tell."""
        folder = self.path.parent
        allowed = os.access(folder, os.W_OK) and (
            not self.path.exists() or os.access(self.path, os.W_OK)
        )
        return None if allowed else _NO_RIGHT

    def _open_for_writing(self) -> None:
        self._use(str(self.path.absolute()), None)
        connection = self.connection
        if found(connection) < VERSION:
            if found(connection) == 0 and _tables(connection):
                raise CatalogueUnreadable(self.path, "tables of another program")
            with self.transaction() as transaction:
                bring_up(transaction)  # nothing where another process has done it meanwhile
        self._check_layout(connection)

    def _open_for_reading(self, reason: str) -> None:
        """Without a lock file beside it SQLite reads a file in WAL mode only as one at rest."""
        path = self.path.absolute()
        try:
            try:
                self._use(f"{path.as_uri()}?mode=ro", reason)
                _tables(self.connection)
            except sqlite3.OperationalError:
                still = _stamp(path)
                if still[2]:  # committed, but not in the main file yet
                    self._use(str(self._copied()), reason)
                else:
                    self._use(f"{path.as_uri()}?mode=ro&immutable=1", reason)
                    self._still = still
            self._check_layout(self.connection)
        except sqlite3.DatabaseError as error:
            raise explained(path, error) or error from error

    def _copied(self) -> Path:
        """The file and what is still in its log, where SQLite may put them together."""
        self._copy = tempfile.TemporaryDirectory(prefix="cop-assistant-")
        for suffix in ("", "-wal"):
            source = self.path.with_name(self.path.name + suffix)
            shutil.copyfile(source, Path(self._copy.name, source.name))
        return Path(self._copy.name, self.path.name)

    def _use(self, address: str, read_only: str | None) -> None:
        self._address, self.read_only, self._still = address, read_only, None
        self._generation += 1

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._address,
            timeout=30,
            isolation_level=None,
            check_same_thread=False,
            uri=self._address.startswith("file:"),
        )
        connection.row_factory = sqlite3.Row
        if self.read_only is None:
            connection.execute("PRAGMA journal_mode = WAL")
            # Each commit is on the disk before it is reported.
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA fullfsync = ON")  # macOS: through the drive's cache too
            connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        if self.showing is not None and found(connection) >= COLLECTIONS:
            connection.execute("CREATE TEMP TABLE seen (name TEXT PRIMARY KEY)")
            names = [(name,) for name in sorted(self.showing)]
            connection.executemany("INSERT INTO temp.seen (name) VALUES (?)", names)
            for statement in _SHOWING:
                connection.execute(statement)
        with self._guard:
            self._connections.append(connection)
        return connection

    def _check_layout(self, connection: sqlite3.Connection) -> None:
        self.layout = found(connection)
        if self.layout > VERSION:
            raise StoreError(
                f"{self.path} was written by a newer version of this program (layout "
                f"{self.layout}, this one reads up to {VERSION}): update the program"
            )
        if self.layout == 0:
            if _tables(connection):
                raise CatalogueUnreadable(self.path, "tables of another program")
            raise StoreReadOnly(self.path.parent, self.read_only or _NO_RIGHT)


def explained(path: Path, error: sqlite3.Error) -> StoreError | None:
    """What an error of SQLite means for the store; None where it is a fault of the program."""
    name = getattr(error, "sqlite_errorname", None) or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreBusy(path.parent)
    if name.startswith("SQLITE_FULL"):
        return StoreReadOnly(path.parent, _FULL)
    if name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN")) and _room(path.parent) < _SCRAP:
        return StoreReadOnly(path.parent, _FULL)
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN")):
        return StoreReadOnly(path.parent, _NO_RIGHT)
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_IOERR", "SQLITE_FORMAT")):
        return CatalogueUnreadable(path, str(error))
    return None


def integrity_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """What SQLite finds wrong in the file, in a line each."""
    for (line,) in connection.execute(f"PRAGMA integrity_check({_ALL})"):
        if line != "ok" and not line.startswith(_FALSE_ALARM):
            yield str(line)


def _room(folder: Path) -> int:
    """Bytes free on the disk of a folder."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return _SCRAP


def _stamp(path: Path) -> tuple[int, ...]:
    """What tells that a file has changed: size, time of change, and the size of its log."""
    status, log = path.stat(), path.with_name(path.name + "-wal")
    return status.st_size, status.st_mtime_ns, log.stat().st_size if log.exists() else 0


def _tables(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
