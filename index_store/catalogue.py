"""The catalogue: every document with its canonical text and passages; the store's truth.

Chroma, the full text and the arrays are derived from it and can be rebuilt from it at any time.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlalchemy import Column, Connection, Select, case, delete, insert, or_, select, update
from sqlalchemy import func as sql

from index_store.claims import FILES
from index_store.collections import Collections
from index_store.database import Database, parts
from index_store.errors import UnknownDocument
from index_store.filters import date_number
from index_store.names import speaker_key
from index_store.pending import Pending
from index_store.records import DocumentRecord, SpeakerCount
from index_store.schema import documents, meta, passages, pending, speakers, vectors
from ingest.model import Document, Passage, Speaker, SpeakerKind

_RECOGNIZED = '"recognition":['  # in a header's JSON, as pydantic writes it


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

    def __init__(self, database: Database, names: Mapping[str, str] = MappingProxyType({})) -> None:
        """`names`: of the copies (see `Pending`)."""
        self._database = database
        self._held = threading.local()
        self.pending = Pending(database, names)
        self.collections = Collections(database)

    def transaction(self) -> AbstractContextManager[Connection]:
        """All of the statements inside happen, or none."""
        return self._database.transaction()

    def showing(self, collections: frozenset[str]) -> Database:
        """The database with nothing in it but documents of these collections."""
        return self._database.showing(collections)

    # -- facts about the store ------------------------------------------------------------

    def meta(self, key: str) -> str | None:
        """A remembered fact, None where nothing is remembered."""
        row = self._database.first(_fact(key))
        return row[0] if row else None

    def set_meta(self, connection: Connection, key: str, value: str) -> None:
        """Remembers a fact."""
        entry = self._database.insert(meta).values(key=key, value=value)
        connection.execute(
            entry.on_conflict_do_update(index_elements=["key"], set_={"value": value})
        )

    @property
    def revision(self) -> int:
        """Grows with every change of the documents."""
        held: int | None = getattr(self._held, "revision", None)
        return self._newest() if held is None else held

    @contextmanager
    def one_revision(self) -> Iterator[None]:
        """Inside, this thread asks once which revision it is: what comes later is not seen.

        For what is read alone: a question asks some thirty times. May stand in itself.
        """
        held = getattr(self._held, "revision", None)
        self._held.revision = self._newest() if held is None else held
        try:
            yield
        finally:
            self._held.revision = held

    def _newest(self) -> int:
        return int(self.meta("revision") or 0)

    def count(self) -> int:
        """Number of passages."""
        row = self._database.first(select(sql.count()).select_from(passages))
        return int(row[0]) if row else 0

    @property
    def empty(self) -> bool:
        """True where there is no passage."""
        return self._database.first(select(passages.c.row).limit(1)) is None

    # -- documents ------------------------------------------------------------------------

    def records(self) -> list[DocumentRecord]:
        """All documents, in the order of their ids."""
        rows = self._database.rows(select(documents.c.record).order_by(documents.c.id))
        return [DocumentRecord.model_validate_json(row[0]) for row in rows]

    def ids(self) -> list[str]:
        """Ids of all documents, in order."""
        rows = self._database.rows(select(documents.c.id).order_by(documents.c.id))
        return [row[0] for row in rows]

    def keys(self) -> dict[str, int]:
        """Ids of all documents, in order, with their keys: another each time one is written."""
        rows = self._database.rows(select(documents.c.id, documents.c.key).order_by(documents.c.id))
        return {row.id: row.key for row in rows}

    def has(self, document: str) -> bool:
        """True where a document of this id is stored."""
        query = select(documents.c.key).where(documents.c.id == document)
        return self._database.first(query) is not None

    def record(self, document: str) -> DocumentRecord:
        """One document; raises UnknownDocument."""
        return DocumentRecord.model_validate_json(self._column(document, documents.c.record))

    def text(self, document: str) -> str:
        """Its canonical text; raises UnknownDocument."""
        return str(self._column(document, documents.c.text))

    def page_starts(self, document: str) -> tuple[int, ...]:
        """Where its pages start, none where it has no pages; raises UnknownDocument."""
        header = json.loads(self._column(document, documents.c.header))
        return tuple(header.get("page_starts", ()))

    def document(self, document: str) -> Document:
        """The whole document as it was ingested; raises UnknownDocument."""
        header = json.loads(self._column(document, documents.c.header))
        return Document(**header, text=self.text(document), passages=tuple(self.passages(document)))

    def id_at(self, path: str) -> str | None:
        """Id of the document that was read from `path`."""
        row = self._database.first(select(documents.c.id).where(documents.c.path == path))
        return row[0] if row else None

    def files(self) -> dict[str, tuple[str, str, FileStamp | None]]:
        """Path of every document with its id, sha256 and the stamp of its file."""
        found = documents.c
        rows = self._database.rows(
            select(found.path, found.id, found.sha256, found.size, found.modified)
        )
        return {path: _file(id_, sha256, size, at) for path, id_, sha256, size, at in rows}

    def file(self, path: str) -> tuple[str, str, FileStamp | None] | None:
        """The same of one path, None where no document was read from it."""
        found = documents.c
        row = self._database.first(
            select(found.id, found.sha256, found.size, found.modified).where(found.path == path)
        )
        return _file(*row) if row else None

    def recognition(self) -> dict[str, set[str]]:
        """Path of every document with pages that are pictures, and in which languages text
        recognition could read them."""
        rows = self._database.rows(
            select(documents.c.path, documents.c.header).where(
                documents.c.header.contains(_RECOGNIZED, autoescape=True)
            )
        )
        known = ((path, json.loads(header).get("recognition")) for path, header in rows)
        return {path: set(languages) for path, languages in known if languages is not None}

    def free_id(self, wanted: str, path: str) -> str:
        """`wanted`, or `wanted-2`, `wanted-3`… where a document of another path has it."""
        ids = or_(
            documents.c.id == wanted, documents.c.id.startswith(f"{wanted}-", autoescape=True)
        )
        rows = self._database.rows(select(documents.c.id, documents.c.path).where(ids))
        taken: dict[str, str] = {row.id: row.path for row in rows}
        candidate, n = wanted, 1
        while taken.get(candidate, path) != path:
            n += 1
            candidate = f"{wanted}-{n}"
        return candidate

    def write(
        self,
        connection: Connection,
        document: Document,
        keys: Sequence[bytes],
        stamp: FileStamp | None,
        collection: str | None = None,
    ) -> None:
        """Adds a document, in the place of the one of the same path.

        `keys` are those of the passages' vectors, in their order. Its file is free again for
        other processes that ingest. `collection`: where it goes, None where nobody says (see
        `collections`); raises UnknownCollection.
        """
        path = str(document.path)
        old = self.id_at(path)
        before = self.collections.of(old) if old is not None else None
        collection = self.collections.of_new(path, collection or before)
        if old is not None:
            self.erase(connection, old)
        revision = self._next(connection, [collection])
        entry = insert(documents).values(
            id=document.id,
            path=path,
            sha256=document.sha256,
            size=stamp.size if stamp else None,
            modified=stamp.modified if stamp else None,
            date=date_number(document.date),
            revision=revision,
            record=_record(document, collection).model_dump_json(),
            header=document.model_dump_json(exclude={"text", "passages"}),
            text=document.text,
            collection=collection,
        )
        key = connection.execute(entry.returning(documents.c.key)).scalar_one()
        self._write_passages(connection, key, document.passages, keys)
        self.pending.mark(connection, document.id)
        connection.execute(
            delete(pending).where(pending.c.target == FILES, pending.c.document == path)
        )

    def _write_passages(
        self, connection: Connection, key: int, written: Sequence[Passage], keys: Sequence[bytes]
    ) -> None:
        if not written:
            return
        entries = [
            {
                "document": key,
                "ordinal": passage.ordinal,
                "unit": passage.unit,
                "vector": vector,
                "body": passage.model_dump_json(),
            }
            for passage, vector in zip(written, keys, strict=True)
        ]
        # In the order given, so that the rows of a document follow one another as it reads.
        placed = insert(passages).returning(passages.c.row, sort_by_parameter_order=True)
        rows = connection.execute(placed, entries).scalars().all()
        spoken = {
            (row, mention, speaker_key(speaker.name)): (speaker.name, speaker.kind.value)
            for row, passage in zip(rows, written, strict=True)
            for mention, of in enumerate((passage.speakers, passage.mentions))
            for speaker in reversed(of)  # the first of a name stays
        }
        if spoken:
            connection.execute(
                insert(speakers),
                [
                    {"passage": row, "mention": mention, "name_key": k, "name": name, "kind": kind}
                    for (row, mention, k), (name, kind) in spoken.items()
                ],
            )

    def erase(self, connection: Connection, document: str) -> None:
        """Takes a document out with all that belongs to it."""
        self._next(connection, [self.collections.of(document)])
        connection.execute(delete(documents).where(documents.c.id == document))
        self.pending.mark(connection, document)

    def move(self, connection: Connection, document: str, collection: str) -> None:
        """Puts a document into another collection; raises UnknownDocument, UnknownCollection."""
        record = self.record(document)
        collection = self.collections.get(collection).name
        if record.collection == collection:
            return
        record = record.model_copy(update={"collection": collection})
        revision = self._next(connection, [self.collections.of(document), collection])
        connection.execute(
            update(documents)
            .where(documents.c.id == document)
            .values(collection=collection, record=record.model_dump_json(), revision=revision)
        )

    def restamp(self, connection: Connection, path: str, stamp: FileStamp) -> None:
        """Remembers the new size and time of a file whose content is the same."""
        connection.execute(
            update(documents)
            .where(documents.c.path == path)
            .values(size=stamp.size, modified=stamp.modified)
        )

    def forget_file(self, connection: Connection, document: str) -> None:
        """Makes the next ingestion read the file of a document again."""
        connection.execute(
            update(documents)
            .where(documents.c.id == document)
            .values(sha256="", size=None, modified=None)
        )

    # -- passages -------------------------------------------------------------------------

    def passages(self, document: str) -> list[Passage]:
        """The passages of a document in their order; raises UnknownDocument."""
        return [stored.passage for stored in self.stored_passages(document)]

    def stored_passages(self, document: str) -> list[StoredPassage]:
        """The same with their rows and vectors' keys."""
        key = self._column(document, documents.c.key)
        rows = self._database.rows(
            select(passages.c.row, passages.c.vector, passages.c.body)
            .where(passages.c.document == key)
            .order_by(passages.c.ordinal)
        )
        return [StoredPassage(row, vector, _passage(body)) for row, vector, body in rows]

    def span(self, document: str, first: int, last: int) -> list[Passage]:
        """Passages `first` to `last` (ordinals, both included) of a document."""
        rows = self._database.rows(
            select(passages.c.body)
            .where(passages.c.document == self._column(document, documents.c.key))
            .where(passages.c.ordinal.between(first, last))
            .order_by(passages.c.ordinal)
        )
        return [_passage(row[0]) for row in rows]

    def by_rows(self, rows: Iterable[int]) -> dict[int, Passage]:
        """Passages by their rows; rows that are gone are left out."""
        return {
            row: _passage(body)
            for part in parts([int(row) for row in rows])
            for row, body in self._database.rows(
                select(passages.c.row, passages.c.body).where(passages.c.row.in_(part))
            )
        }

    def speaking(self, rows: Iterable[int]) -> dict[int, list[str]]:
        """Names of those who speak in passages, by their rows; nothing of those without."""
        names: dict[int, list[str]] = {}
        for part in parts([int(row) for row in rows]):
            for row, name in self._database.rows(
                select(speakers.c.passage, speakers.c.name)
                .where(speakers.c.mention == 0, speakers.c.passage.in_(part))
                .order_by(speakers.c.passage, speakers.c.name_key)
            ):
                names.setdefault(row, []).append(name)
        return names

    def speakers(self) -> list[SpeakerCount]:
        """Everybody who speaks or is mentioned, who speaks most first."""
        spoken = sql.sum(case((speakers.c.mention == 0, 1), else_=0))
        mentioned = sql.sum(case((speakers.c.mention == 1, 1), else_=0))
        counted = (
            select(sql.min(speakers.c.name), sql.min(speakers.c.kind), spoken, mentioned)
            .group_by(speakers.c.name_key)
            .order_by(spoken.desc(), speakers.c.name_key)
        )
        if not self._database.whole:  # from what is seen: no time tells how much else there is
            counted = counted.where(speakers.c.passage.in_(select(passages.c.row)))
        rows = self._database.rows(counted)
        return [
            SpeakerCount(Speaker(name=name, kind=SpeakerKind(kind)), int(said), int(named))
            for name, kind, said, named in rows
        ]

    def without_vector(self) -> list[StoredPassage]:
        """Passages whose vector is missing or has another dimension than the store's."""
        size = 2 * int(self.meta("dimension") or 0)
        rows = self._database.rows(
            select(passages.c.row, passages.c.vector, passages.c.body)
            .outerjoin(vectors, vectors.c.hash == passages.c.vector)
            .where(or_(vectors.c.hash.is_(None), sql.length(vectors.c.vector) != size))
        )
        return [StoredPassage(row, vector, _passage(body)) for row, vector, body in rows]

    def set_vectors(self, connection: Connection, keys: Iterable[tuple[bytes, int]]) -> None:
        """Gives passages other vectors, as (key of the vector, row)."""
        for vector, row in keys:
            connection.execute(update(passages).where(passages.c.row == row).values(vector=vector))
        self._next(connection, [collection.name for collection in self.collections.all()])

    def _next(self, connection: Connection, collections: Iterable[str | None]) -> int:
        """The next revision, by a change of documents in these collections."""
        revision = self._newest() + 1
        self.set_meta(connection, "revision", str(revision))
        self.collections.changed(connection, filter(None, collections), revision)
        return revision

    def _column(self, document: str, column: Column[Any]) -> Any:  # noqa: ANN401
        row = self._database.first(select(column).where(documents.c.id == document))
        if row is None:
            raise UnknownDocument(document)
        return row[0]


@cache
def _fact(key: str) -> Select[str]:
    """Asked for many times a question; to put it together costs more than to answer it."""
    return select(meta.c.value).where(meta.c.key == key)


def _file(
    id_: str, sha256: str, size: int | None, modified: int | None
) -> tuple[str, str, FileStamp | None]:
    return id_, sha256, None if size is None or modified is None else FileStamp(size, modified)


@lru_cache(maxsize=8192)
def _passage(body: str) -> Passage:
    """A passage as it was stored; those read last are kept, as questions come back to them."""
    return Passage.model_validate_json(body)


def _record(document: Document, collection: str) -> DocumentRecord:
    everybody = {s for passage in document.passages for s in passage.speakers}
    names = {s.name for s in everybody if s.kind is not SpeakerKind.UNNAMED}
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
