"""What the indexes that are derived from the catalogue still have to take over."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from index_store.database import Database

DERIVED = ("vectors", "full_text")
EVERYTHING = ""  # in place of a document's id: the index has to be built anew


class Pending:
    """The table `pending`: for each index the documents whose change it has not taken over.

    A change is noted in the transaction that makes it, so that no process that dies loses one.
    The same transaction breaks the seals of the indexes that are going to be written to.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, target: str) -> list[str]:
        """Ids of the documents whose change the index `target` has not taken over."""
        rows = self._database.connection.execute(
            "SELECT document FROM pending WHERE target = ? ORDER BY document", (target,)
        )
        return [row[0] for row in rows]

    def has(self, target: str, document: str) -> bool:
        """True where the index `target` has to take over a change of this document."""
        rows = self._database.connection.execute(
            "SELECT 1 FROM pending WHERE target = ? AND document IN (?, ?)",
            (target, document, EVERYTHING),
        )
        return rows.fetchone() is not None

    def version(self, target: str) -> int:
        """Grows whenever the index `target` has taken over changes, in whichever process."""
        row = self._database.connection.execute(
            "SELECT value FROM meta WHERE key = ?", (version_key(target),)
        ).fetchone()
        return int(row[0]) if row else 0

    def mark(self, connection: sqlite3.Connection, document: str) -> None:
        """Every index has to take over a change of this document."""
        connection.executemany(
            "INSERT OR IGNORE INTO pending (target, document) VALUES (?, ?)",
            ((target, document) for target in DERIVED),
        )
        connection.execute("DELETE FROM seals")

    def mark_all(self, connection: sqlite3.Connection, target: str) -> None:
        """The index `target` has to be built anew."""
        connection.execute(
            "INSERT OR IGNORE INTO pending (target, document) VALUES (?, ?)", (target, EVERYTHING)
        )
        connection.execute("DELETE FROM seals WHERE target = ?", (target,))

    def settle(self, connection: sqlite3.Connection, target: str, documents: Iterable[str]) -> None:
        """The index `target` has taken over the change of `documents`, for all to see."""
        connection.execute(
            "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)",
            (version_key(target), str(self.version(target) + 1)),
        )
        connection.executemany(
            "DELETE FROM pending WHERE target = ? AND document = ?",
            ((target, document) for document in documents),
        )


def version_key(target: str) -> str:
    """Key of an index's version in the table `meta`."""
    return f"{target} version"
