"""The tables of the catalogue, and how a catalogue of an earlier layout becomes one of today's."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

_FIRST = """
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

-- Documents whose change a derived index has not taken over yet (see pending.py).
CREATE TABLE pending (
    target TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (target, document)
) WITHOUT ROWID;
"""

_SEALS = """
-- The files of each derived index as its last writer left them (see seals.py).
CREATE TABLE seals (target TEXT PRIMARY KEY, files TEXT NOT NULL) WITHOUT ROWID;
"""

GENERAL = "general"
"""The collection of documents of which nobody has said anything else."""

_COLLECTIONS = f"""
CREATE TABLE collections (
    name TEXT PRIMARY KEY,
    readers TEXT,                 -- groups as a JSON list; NULL: everybody
    revision INTEGER NOT NULL     -- of the store, when its documents changed last
) WITHOUT ROWID;

-- Documents of a folder, and of those in it, go into a collection.
CREATE TABLE collection_folders (
    folder TEXT PRIMARY KEY, collection TEXT NOT NULL REFERENCES collections(name)
) WITHOUT ROWID;

INSERT INTO collections (name, revision)
    SELECT '{GENERAL}', coalesce((SELECT value FROM meta WHERE key = 'revision'), 0);

ALTER TABLE documents ADD COLUMN collection TEXT NOT NULL DEFAULT '{GENERAL}';
CREATE INDEX documents_by_collection ON documents (collection);
"""

COLLECTIONS = 3
"""The first layout that has collections."""

STEPS = (_FIRST, _SEALS, _COLLECTIONS)
"""Statements that lead from layout 0, an empty file, to 1, from 1 to 2 and so on."""

VERSION = len(STEPS)
"""Today's layout, kept in SQLite's `user_version`."""


def found(connection: sqlite3.Connection) -> int:
    """The layout of a catalogue, 0 where it has no tables yet."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def bring_up(connection: sqlite3.Connection) -> None:
    """Takes the steps that are missing; call inside a transaction.

    Fields that were added to the JSON of records, headers and passages need no step: they have
    defaults.
    """
    for step in range(found(connection), VERSION):
        for statement in _statements(STEPS[step]):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {step + 1}")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one (executescript would end the transaction)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
