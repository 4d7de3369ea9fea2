"""Vectors by the content they were made from, so that nothing is embedded twice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from sqlalchemy import Connection, delete, select

from index_store.database import Database, parts
from index_store.schema import passages, vectors

# Halves the file; the cosine of two vectors changes by less than 0.0005.
STORED = np.float16


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
        for part in parts(wanted):
            rows = self._database.rows(select(vectors.c.hash).where(vectors.c.hash.in_(part)))
            known.update(row[0] for row in rows)
        return set(wanted) - known

    def get(self, hashes: Sequence[bytes], dimension: int) -> np.ndarray:
        """Vectors of `hashes`, float32, shape (len(hashes), dimension).

        Raises KeyError where one is missing.
        """
        found: dict[bytes, bytes] = {}
        for part in parts(list(dict.fromkeys(hashes))):
            rows = self._database.rows(
                select(vectors.c.hash, vectors.c.vector).where(vectors.c.hash.in_(part))
            )
            found.update((row[0], row[1]) for row in rows)
        flat = np.frombuffer(b"".join(found[key] for key in hashes), dtype=STORED)
        return flat.reshape(len(hashes), dimension).astype(np.float32)

    def put(self, connection: Connection, made: Mapping[bytes, np.ndarray]) -> None:
        """Adds vectors inside the transaction of `connection`."""
        entries = [
            {"hash": key, "vector": vector.astype(STORED).tobytes()} for key, vector in made.items()
        ]
        if entries:
            connection.execute(self._database.insert(vectors).on_conflict_do_nothing(), entries)

    def forget(self, connection: Connection, hashes: Iterable[bytes]) -> None:
        """Drops vectors by their keys."""
        for part in parts(list(hashes)):
            connection.execute(delete(vectors).where(vectors.c.hash.in_(part)))

    def forget_unused(self, connection: Connection) -> int:
        """Drops the vectors that no passage uses; returns how many."""
        used = select(passages.c.vector)
        return connection.execute(delete(vectors).where(vectors.c.hash.not_in(used))).rowcount
