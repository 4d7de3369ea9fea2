"""The catalogue in one SQLite file, also where none can write to it."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import QueuePool

from index_store.database import PARTLY, Database, bring_up, layout, showing
from index_store.errors import CatalogueUnreadable, StoreBusy, StoreError, StoreReadOnly
from index_store.schema import VERSION

_FULL = "no room on its disk"
_NO_RIGHT = "no right to write there"
_ALL = 10**9  # faults that are listed
# SQLite up to 3.40 says so of whole tables without rowid; no row with one can be written.
_FALSE_ALARM = "NULL value in "
_SCRAP = 1_000_000  # bytes free under which an error of the disk means that it is full
_KEPT = 8  # connections that stay open


class SqliteDatabase(Database):
    """One SQLite file in WAL mode: many readers, one writer, whole transactions only."""

    def __init__(self, path: Path, seen: frozenset[str] | None = None) -> None:
        """Opens the file at `path`, and creates it with its tables where it is not there.

        `seen`: only documents of these collections are, and nothing can be written.
        A file that cannot be written to is read. Raises StoreError where that cannot be either.
        """
        super().__init__(seen)
        self.path = path
        self.place = str(path.parent)
        self._still: tuple[int, ...] | None = None  # stamp of a file that is read without locks
        self._copy: tempfile.TemporaryDirectory[str] | None = None
        self._current: Engine | None = None
        self._owner = random.getrandbits(31)
        self._open()

    def require_writing(self) -> None:
        """Raises StoreReadOnly where nothing can be written, also not by trying once more."""
        if self._seen is not None:
            raise StoreReadOnly(self.place, PARTLY)
        if self.read_only is not None:
            self._open()
        if self.read_only is not None:
            raise StoreReadOnly(self.place, self.read_only)

    def showing(self, collections: frozenset[str]) -> SqliteDatabase:
        """The same database with nothing in it but documents of these collections."""
        return SqliteDatabase(self.path, collections)

    @property
    def owner(self) -> int:
        """Number of this process, under which it works on what is pending."""
        return self._owner

    def living(self, owner: ColumnElement[int]) -> ColumnElement[bool]:
        """Only who has the lock of the folder writes: all others are gone."""
        return owner == self._owner

    def back_up(self, target: sqlite3.Connection) -> None:
        """Copies the whole file as it is at one moment."""
        with self._told(), self._engine().connect() as connection:
            _driver(connection).backup(target)

    def replace(self, source: sqlite3.Connection) -> None:
        """Puts another file's content in the place of this one's, at once or not at all."""
        self.require_writing()
        with self._told(), self._engine().connect() as connection:
            source.backup(_driver(connection))

    def faults(self) -> Iterator[str]:
        """What SQLite finds wrong in the file, in a line each."""
        with self._told(), self._engine().connect() as connection:
            for (line,) in connection.exec_driver_sql(f"PRAGMA integrity_check({_ALL})"):
                if line != "ok" and not line.startswith(_FALSE_ALARM):
                    yield str(line)
            for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
                yield f"a row of {row[0]} belongs to none of {row[2]}"

    def reindex(self) -> None:
        """Builds the file's indexes again."""
        with self.transaction() as connection:
            connection.exec_driver_sql("REINDEX")

    def close(self) -> None:
        """Closes all connections."""
        if self._current is not None:
            self._current.dispose()
        if self._copy is not None:
            self._copy.cleanup()

    # -- connections ----------------------------------------------------------------------

    def _engine(self) -> Engine:
        if self._still is not None and self._still != _stamp(self.path):
            self._open()
        assert self._current is not None
        return self._current

    @contextmanager
    def _begun(self) -> Iterator[Connection]:
        with self._engine().connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    _beside = _begun  # SQLite has one lock for all

    @contextmanager
    def _moment(self) -> Iterator[Connection]:
        with self._engine().connect() as connection:
            connection.exec_driver_sql("BEGIN")
            try:
                yield connection
            finally:
                connection.rollback()

    def _explained(self, error: BaseException) -> StoreError | None:
        return explained(self.path, error)

    # -- opening --------------------------------------------------------------------------

    def _open(self) -> None:
        reason = self._cannot_write()
        if reason is None:
            try:
                self._open_for_writing()
                return
            except DatabaseError as error:
                trouble = explained(self.path, error.orig or error)
                if not isinstance(trouble, StoreReadOnly) or not self.path.is_file():
                    raise trouble or error from error
                reason = trouble.reason
            except StoreReadOnly as trouble:
                if not self.path.is_file():
                    raise
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
        with self._engine().connect() as connection:
            found = layout(connection)
            if found == 0 and _tables(connection):
                raise CatalogueUnreadable(self.path, "tables of another program")
        if found < VERSION:
            with self.transaction() as connection:
                bring_up(connection)  # nothing where another process has done it meanwhile
        self._check_layout()

    def _open_for_reading(self, reason: str) -> None:
        """Without a lock file beside it SQLite reads a file in WAL mode only as one at rest."""
        path = self.path.absolute()
        try:
            try:
                self._use(f"{path.as_uri()}?mode=ro", reason)
                with self._engine().connect() as connection:
                    _tables(connection)
            except DatabaseError as error:
                if not isinstance(error.orig, sqlite3.OperationalError):
                    raise
                still = _stamp(path)
                if still[2]:  # committed, but not in the main file yet
                    self._use(str(self._copied()), reason)
                else:
                    self._use(f"{path.as_uri()}?mode=ro&immutable=1", reason)
                    self._still = still
            self._check_layout()
        except DatabaseError as error:
            raise explained(path, error.orig or error) or error from error

    def _copied(self) -> Path:
        """The file and what is still in its log, where SQLite may put them together."""
        self._copy = tempfile.TemporaryDirectory(prefix="cop-assistant-")
        for suffix in ("", "-wal"):
            source = self.path.with_name(self.path.name + suffix)
            shutil.copyfile(source, Path(self._copy.name, source.name))
        return Path(self._copy.name, self.path.name)

    def _use(self, address: str, read_only: str | None) -> None:
        """Connects to an address from now on; who is still reading at the old one may finish."""
        before, self._current = self._current, _engine(address, read_only is None, self._seen)
        self.read_only, self._still = read_only, None
        if before is not None:
            before.dispose()

    def _check_layout(self) -> None:
        with self._engine().connect() as connection:
            self.layout, tables = layout(connection), _tables(connection)
        if self.layout > VERSION:
            raise StoreError(
                f"{self.path} was written by a newer version of this program (layout "
                f"{self.layout}, this one reads up to {VERSION}): update the program"
            )
        if self.layout == 0:
            if tables:
                raise CatalogueUnreadable(self.path, "tables of another program")
            raise StoreReadOnly(self.place, self.read_only or _NO_RIGHT)


def explained(path: Path, error: BaseException) -> StoreError | None:
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


def _engine(address: str, writing: bool, seen: frozenset[str] | None) -> Engine:
    """Statements take effect one by one, but for those between a BEGIN and its COMMIT."""

    def connected() -> sqlite3.Connection:
        uri = address.startswith("file:")
        return sqlite3.connect(address, timeout=30, check_same_thread=False, uri=uri)

    engine = create_engine(
        "sqlite://",
        creator=connected,
        poolclass=QueuePool,
        pool_size=_KEPT,
        max_overflow=-1,
        isolation_level="AUTOCOMMIT",
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401
        connection.isolation_level = None  # the settings below are refused in a transaction
        if writing:
            connection.execute("PRAGMA journal_mode = WAL")
            # Each commit is on the disk before it is reported.
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA fullfsync = ON")  # macOS: through the drive's cache too
            connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        if seen is not None and _has_collections(connection):
            for statement in showing(seen, "main", "temp"):
                connection.execute(statement)

    return engine


def _has_collections(connection: sqlite3.Connection) -> bool:
    """False in a catalogue of an earlier layout, which cannot be written to."""
    query = "SELECT 1 FROM sqlite_master WHERE name = 'collections'"
    return connection.execute(query).fetchone() is not None


def _driver(connection: Connection) -> sqlite3.Connection:
    """The connection of Python's own library, for what SQLAlchemy has no word for."""
    driver: Any = connection.connection.driver_connection
    found: sqlite3.Connection = driver
    return found


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


def _tables(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one())
