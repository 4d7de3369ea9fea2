"""The catalogue: every document with its canonical text and passages; the store's truth.

Chroma, the full text and the arrays are derived from it and can be rebuilt from it at any time.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from index_store.collections import Collections
from index_store.database import Database
from index_store.errors import UnknownDocument
from index_store.filters import date_number
from index_store.names import speaker_key
from index_store.pending import Pending
from index_store.records import DocumentRecord, SpeakerCount
from ingest.model import Document, Passage, Speaker, SpeakerKind


@dataclass(frozen=True)
class FileStamp:
    """What tells cheaply that a file is unchanged: size in bytes and time of change in ns."""

    size: int
    modified: int

    @classmethod
    def of(cls, path: Path) -> FileStamp:
        """The stamp of a file as it is now."""
        status = path.stat()
        return cls(status.st_size, status.st_mtime_ns)


@dataclass(frozen=True)
class StoredPassage:
    """A passage with its row in the catalogue and the key of its vector."""

    row: int
    vector: bytes
    passage: Passage


class Catalogue:
    """Reads and writes the tables of the catalogue; every write is inside a transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.pending = Pending(database)
        self.collections = Collections(database)

    @property
    def connection(self) -> sqlite3.Connection:
        """The calling thread's connection, for reading."""
        return self._database.connection

    def transaction(self) -> AbstractContextManager[sqlite3.Connection]:
        """All of the statements inside happen, or none."""
        return self._database.transaction()

    def showing(self, collections: frozenset[str]) -> Database:
        """The database with nothing in it but documents of these collections."""
        return Database(self._database.path, collections)

    # -- facts about the store ------------------------------------------------------------

    def meta(self, key: str) -> str | None:
        """A remembered fact, None where nothing is remembered."""
        row = self._one("SELECT value FROM meta WHERE key = ?", key)
        return row[0] if row else None

    def set_meta(self, connection: sqlite3.Connection, key: str, value: str) -> None:
        """Remembers a fact."""
        connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))

    @property
    def revision(self) -> int:
        """Grows with every change of the documents."""
        return int(self.meta("revision") or 0)

    def count(self) -> int:
        """Number of passages."""
        return int(self._one("SELECT count(*) FROM passages")[0])

    # -- documents ------------------------------------------------------------------------

    def records(self) -> list[DocumentRecord]:
        """All documents, in the order of their ids."""
        rows = self._database.connection.execute("SELECT record FROM documents ORDER BY id")
        return [DocumentRecord.model_validate_json(row[0]) for row in rows]

    def ids(self) -> list[str]:
        """Ids of all documents, in order."""
        return [
            row[0]
            for row in self._database.connection.execute("SELECT id FROM documents ORDER BY id")
        ]

    def has(self, document: str) -> bool:
        """True where a document of this id is stored."""
        return self._one("SELECT 1 FROM documents WHERE id = ?", document) is not None

    def record(self, document: str) -> DocumentRecord:
        """One document; raises UnknownDocument."""
        return DocumentRecord.model_validate_json(self._column(document, "record"))

    def text(self, document: str) -> str:
        """Its canonical text; raises UnknownDocument."""
        return self._column(document, "text")

    def page_starts(self, document: str) -> tuple[int, ...]:
        """Where its pages start, none where it has no pages; raises UnknownDocument."""
        return tuple(json.loads(self._column(document, "header")).get("page_starts", ()))

    def document(self, document: str) -> Document:
        """The whole document as it was ingested; raises UnknownDocument."""
        header = json.loads(self._column(document, "header"))
        return Document(**header, text=self.text(document), passages=tuple(self.passages(document)))

    def id_at(self, path: str) -> str | None:
        """Id of the document that was read from `path`."""
        row = self._one("SELECT id FROM documents WHERE path = ?", path)
        return row[0] if row else None

    def files(self) -> dict[str, tuple[str, str, FileStamp | None]]:
        """Path of every document with its id, sha256 and the stamp of its file."""
        rows = self._database.connection.execute(
            "SELECT path, id, sha256, size, modified FROM documents"
        )
        return {
            path: (id_, sha256, None if size is None else FileStamp(size, modified))
            for path, id_, sha256, size, modified in rows
        }

    def recognition(self) -> dict[str, set[str]]:
        """Path of every document with pages that are pictures, and in which languages text
        recognition could read them."""
        rows = self._database.connection.execute(
            "SELECT path, json_extract(header, '$.recognition') AS known FROM documents"
            " WHERE known IS NOT NULL"
        )
        return {path: set(json.loads(known)) for path, known in rows}

    def free_id(self, wanted: str, path: str) -> str:
        """`wanted`, or `wanted-2`, `wanted-3`… where a document of another path has it."""
        taken = {
            row[0]: row[1]
            for row in self._database.connection.execute(
                "SELECT id, path FROM documents WHERE id = ? OR id LIKE ? || '-%'", (wanted, wanted)
            )
        }
        candidate, n = wanted, 1
        while taken.get(candidate, path) != path:
            n += 1
            candidate = f"{wanted}-{n}"
        return candidate

    def write(
        self,
        connection: sqlite3.Connection,
        document: Document,
        vectors: Sequence[bytes],
        stamp: FileStamp | None,
        collection: str | None = None,
    ) -> None:
        """Adds a document, in the place of the one of the same path.

        `vectors` are the keys of the passages' vectors, in their order. `collection`: where it
        goes, None where nobody says (see `collections`); raises UnknownCollection.
        """
        path = str(document.path)
        old = self.id_at(path)
        if collection is not None:
            collection = self.collections.get(collection).name
        elif old is not None:
            collection = self.collections.of(old)
        collection = collection or self.collections.of_path(path)
        if old is not None:
            self.erase(connection, old)
        revision = self._next(connection, [collection])
        key = connection.execute(
            "INSERT INTO documents (id, path, sha256, size, modified, date, revision, record,"
            " header, text, collection) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                document.id,
                path,
                document.sha256,
                stamp.size if stamp else None,
                stamp.modified if stamp else None,
                date_number(document.date),
                revision,
                _record(document, collection).model_dump_json(),
                document.model_dump_json(exclude={"text", "passages"}),
                document.text,
                collection,
            ),
        ).lastrowid
        for passage, vector in zip(document.passages, vectors, strict=True):
            row = connection.execute(
                "INSERT INTO passages (document, ordinal, unit, vector, body)"
                " VALUES (?, ?, ?, ?, ?)",
                (key, passage.ordinal, passage.unit, vector, passage.model_dump_json()),
            ).lastrowid
            connection.executemany(
                "INSERT OR IGNORE INTO speakers (passage, name_key, name, kind, mention)"
                " VALUES (?, ?, ?, ?, ?)",
                (
                    (row, speaker_key(speaker.name), speaker.name, speaker.kind.value, mention)
                    for mention, speakers in enumerate((passage.speakers, passage.mentions))
                    for speaker in speakers
                ),
            )
        self.pending.mark(connection, document.id)

    def erase(self, connection: sqlite3.Connection, document: str) -> None:
        """Takes a document out with all that belongs to it."""
        self._next(connection, [self.collections.of(document)])
        connection.execute("DELETE FROM documents WHERE id = ?", (document,))
        self.pending.mark(connection, document)

    def move(self, connection: sqlite3.Connection, document: str, collection: str) -> None:
        """Puts a document into another collection; raises UnknownDocument, UnknownCollection."""
        record = self.record(document)
        collection = self.collections.get(collection).name
        if record.collection == collection:
            return
        record = record.model_copy(update={"collection": collection})
        revision = self._next(connection, [self.collections.of(document), collection])
        connection.execute(
            "UPDATE documents SET collection = ?, record = ?, revision = ? WHERE id = ?",
            (collection, record.model_dump_json(), revision, document),
        )

    def restamp(self, connection: sqlite3.Connection, path: str, stamp: FileStamp) -> None:
        """Remembers the new size and time of a file whose content is the same."""
        connection.execute(
            "UPDATE documents SET size = ?, modified = ? WHERE path = ?",
            (stamp.size, stamp.modified, path),
        )

    def forget_file(self, connection: sqlite3.Connection, document: str) -> None:
        """Makes the next ingestion read the file of a document again."""
        connection.execute(
            "UPDATE documents SET sha256 = '', size = NULL, modified = NULL WHERE id = ?",
            (document,),
        )

    # -- passages -------------------------------------------------------------------------

    def passages(self, document: str) -> list[Passage]:
        """The passages of a document in their order; raises UnknownDocument."""
        return [stored.passage for stored in self.stored_passages(document)]

    def stored_passages(self, document: str) -> list[StoredPassage]:
        """The same with their rows and vectors' keys."""
        key = self._column(document, "key")
        rows = self._database.connection.execute(
            "SELECT row, vector, body FROM passages WHERE document = ? ORDER BY ordinal", (key,)
        )
        return [StoredPassage(row, vector, _passage(body)) for row, vector, body in rows]

    def span(self, document: str, first: int, last: int) -> list[Passage]:
        """Passages `first` to `last` (ordinals, both included) of a document."""
        rows = self._database.connection.execute(
            "SELECT body FROM passages WHERE document = ? AND ordinal BETWEEN ? AND ?"
            " ORDER BY ordinal",
            (self._column(document, "key"), first, last),
        )
        return [_passage(row[0]) for row in rows]

    def by_rows(self, rows: Iterable[int]) -> dict[int, Passage]:
        """Passages by their rows; rows that are gone are left out."""
        wanted = json.dumps([int(row) for row in rows])
        found = self._database.connection.execute(
            "SELECT row, body FROM passages WHERE row IN (SELECT value FROM json_each(?))",
            (wanted,),
        )
        return {row: _passage(body) for row, body in found}

    def speaking(self, first: int, last: int) -> list[str]:
        """Names of those who speak in the passages of rows `first` to `last`, in their order."""
        rows = self._database.connection.execute(
            "SELECT name FROM speakers WHERE mention = 0 AND passage BETWEEN ? AND ?"
            " ORDER BY passage",
            (first, last),
        )
        return list(dict.fromkeys(name for (name,) in rows))

    def speakers(self) -> list[SpeakerCount]:
        """Everybody who speaks or is mentioned, who speaks most first."""
        rows = self._database.connection.execute(
            "SELECT min(name), min(kind), sum(mention = 0) AS spoken, sum(mention = 1)"
            " FROM speakers GROUP BY name_key ORDER BY spoken DESC, name_key"
        )
        return [
            SpeakerCount(Speaker(name=name, kind=SpeakerKind(kind)), spoken, mentioned)
            for name, kind, spoken, mentioned in rows
        ]

    def without_vector(self) -> list[StoredPassage]:
        """Passages whose vector is missing or has another dimension than the store's."""
        size = 2 * int(self.meta("dimension") or 0)
        rows = self._database.connection.execute(
            "SELECT p.row, p.vector, p.body FROM passages p LEFT JOIN vectors v"
            " ON v.hash = p.vector WHERE v.hash IS NULL OR length(v.vector) != ?",
            (size,),
        )
        return [StoredPassage(row, vector, _passage(body)) for row, vector, body in rows]

    def set_vectors(
        self, connection: sqlite3.Connection, vectors: Iterable[tuple[bytes, int]]
    ) -> None:
        """Gives passages other vectors, as (key of the vector, row)."""
        connection.executemany("UPDATE passages SET vector = ? WHERE row = ?", vectors)
        self._next(connection, [collection.name for collection in self.collections.all()])

    def _next(self, connection: sqlite3.Connection, collections: Iterable[str | None]) -> int:
        """The next revision, by a change of documents in these collections."""
        revision = self.revision + 1
        self.set_meta(connection, "revision", str(revision))
        self.collections.changed(connection, filter(None, collections), revision)
        return revision

    def _one(self, query: str, *values: object) -> sqlite3.Row:
        row: sqlite3.Row = self._database.connection.execute(query, values).fetchone()
        return row

    def _column(self, document: str, column: str) -> str:
        row = self._one(f"SELECT {column} FROM documents WHERE id = ?", document)
        if row is None:
            raise UnknownDocument(document)
        value: str = row[0]
        return value


@lru_cache(maxsize=8192)
def _passage(body: str) -> Passage:
    """A passage as it was stored; those read last are kept, as questions come back to them."""
    return Passage.model_validate_json(body)


def _record(document: Document, collection: str) -> DocumentRecord:
    names = {s.name for passage in document.passages for s in passage.speakers}
    return DocumentRecord(
        id=document.id,
        path=str(document.path),
        number=document.number,
        title=document.title,
        kind=document.kind,
        meeting=document.meeting,
        meeting_name=document.meeting_name,
        date=document.date,
        source=document.source.name if document.source else None,
        authors=tuple(author.name for author in document.authors),
        speakers=tuple(sorted(names)),
        pages=document.pages,
        passages=len(document.passages),
        sha256=document.sha256,
        language=document.language,
        warnings=document.warnings,
        collection=collection,
    )
