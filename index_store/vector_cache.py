"""Vectors by the content they were made from, so that nothing is embedded twice."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from index_store.database import Database

# Halves the file; the cosine of two vectors changes by less than 0.0005.
STORED = np.float16
_PER_QUERY = 500  # SQLite takes at least 999 parameters


def content_hash(model: str, text: str) -> bytes:
    """Key of the vector that `model` gives `text`."""
    return hashlib.sha256(f"{model}\0{text}".encode("utf-8", "surrogatepass")).digest()


class VectorCache:
    """The `vectors` table of the catalogue."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def missing(self, hashes: Iterable[bytes]) -> set[bytes]:
        """Those of `hashes` that have no vector yet."""
        wanted = list(dict.fromkeys(hashes))
        known: set[bytes] = set()
        for part in _parts(wanted):
            rows = self._database.connection.execute(
                f"SELECT hash FROM vectors WHERE hash IN ({_marks(part)})", part
            )
            known.update(row[0] for row in rows)
        return set(wanted) - known

    def get(self, hashes: Sequence[bytes], dimension: int) -> np.ndarray:
        """Vectors of `hashes`, float32, shape (len(hashes), dimension).

        Raises KeyError where one is missing.
        """
        found: dict[bytes, bytes] = {}
        for part in _parts(list(dict.fromkeys(hashes))):
            rows = self._database.connection.execute(
                f"SELECT hash, vector FROM vectors WHERE hash IN ({_marks(part)})", part
            )
            found.update((row[0], row[1]) for row in rows)
        flat = np.frombuffer(b"".join(found[key] for key in hashes), dtype=STORED)
        return flat.reshape(len(hashes), dimension).astype(np.float32)

    def put(self, connection: sqlite3.Connection, vectors: Mapping[bytes, np.ndarray]) -> None:
        """Adds vectors inside the transaction of `connection`."""
        connection.executemany(
            "INSERT OR IGNORE INTO vectors (hash, vector) VALUES (?, ?)",
            ((key, vector.astype(STORED).tobytes()) for key, vector in vectors.items()),
        )

    def forget(self, connection: sqlite3.Connection, hashes: Iterable[bytes]) -> None:
        """Drops vectors by their keys."""
        connection.executemany("DELETE FROM vectors WHERE hash = ?", ((key,) for key in hashes))

    def forget_unused(self, connection: sqlite3.Connection) -> int:
        """Drops the vectors that no passage uses; returns how many."""
        return connection.execute(
            "DELETE FROM vectors WHERE hash NOT IN (SELECT vector FROM passages)"
        ).rowcount


def _parts(items: list[bytes]) -> Iterable[list[bytes]]:
    return (items[i : i + _PER_QUERY] for i in range(0, len(items), _PER_QUERY))


def _marks(items: Sequence[object]) -> str:
    return ",".join("?" * len(items))
