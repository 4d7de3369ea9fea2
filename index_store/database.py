"""The catalogue's SQLite file: its tables, one connection a thread, transactions."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index_store.errors import StoreError

VERSION = 1

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE documents (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    path TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL,
    size INTEGER,                 -- of the file in bytes, and
    modified INTEGER,             -- its time of change in ns: both NULL where not from a file
    date INTEGER,                 -- yyyymmdd
    revision INTEGER NOT NULL,    -- of the store, when this document was written
    record TEXT NOT NULL,         -- DocumentRecord as JSON
    header TEXT NOT NULL,         -- Document without text and passages, as JSON
    text TEXT NOT NULL            -- the canonical text
);

CREATE TABLE passages (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents(key) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    vector BLOB NOT NULL,         -- key of its vector in `vectors`
    body TEXT NOT NULL,           -- Passage as JSON
    UNIQUE (document, ordinal)
);

CREATE TABLE speakers (
    passage INTEGER NOT NULL REFERENCES passages(row) ON DELETE CASCADE,
    name_key TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    mention INTEGER NOT NULL,     -- 0: speaks in the passage, 1: is only mentioned
    PRIMARY KEY (passage, mention, name_key)
) WITHOUT ROWID;
CREATE INDEX speakers_by_name ON speakers (name_key, mention);

-- Vectors by content (see vector_cache.py): kept when a document goes, so that nothing is
-- embedded twice.
CREATE TABLE vectors (hash BLOB PRIMARY KEY, vector BLOB NOT NULL);

-- Documents whose change a derived index has not taken over yet (see store.py).
CREATE TABLE pending (
    target TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (target, document)
) WITHOUT ROWID;
"""


class Database:
    """One SQLite file in WAL mode: many readers, one writer, whole transactions only."""

    def __init__(self, path: Path) -> None:
        """Opens the file at `path`, and creates it with its tables where it is not there."""
        self.path = path
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        try:
            self._prepare()
        except sqlite3.DatabaseError as error:
            raise StoreError(
                f"{path} is no catalogue of this program ({error}): "
                "give another --store folder, or delete this one and ingest again"
            ) from error

    def _prepare(self) -> None:
        connection = self.connection
        if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
            with self.transaction() as transaction:
                # Another process may have made the tables between the look and the lock.
                if transaction.execute("PRAGMA user_version").fetchone()[0] == 0:
                    for statement in _statements(_TABLES):
                        transaction.execute(statement)
                    transaction.execute(f"PRAGMA user_version = {VERSION}")
        found = connection.execute("PRAGMA user_version").fetchone()[0]
        if found != VERSION:
            raise StoreError(
                f"{self.path} was written by another version of this program (format {found}, "
                f"this one reads {VERSION}): ingest into a new --store folder"
            )

    @property
    def connection(self) -> sqlite3.Connection:
        """The calling thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(
                self.path, timeout=30, isolation_level=None, check_same_thread=False
            )
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA journal_mode = WAL")
            # Loses no committed transaction to a killed process, only to a power cut.
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA temp_store = MEMORY")
            self._local.connection = connection
            with self._guard:
                self._connections.append(connection)
        return connection

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of the statements inside happen, or none."""
        connection = self.connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.rollback()
            raise
        connection.commit()

    def close(self) -> None:
        """Closes every thread's connection."""
        with self._guard:
            for connection in self._connections:
                connection.close()
            self._connections.clear()
        self._local = threading.local()


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one (executescript would end the transaction)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
