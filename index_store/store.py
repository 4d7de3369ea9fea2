"""The store: documents in, passages found."""

from __future__ import annotations

import datetime
import logging
import shutil
import threading
import time
import uuid
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType, TracebackType

import numpy as np
from filelock import FileLock, Timeout
from sqlalchemy import Connection

from index_store.catalogue import Catalogue, FileStamp
from index_store.databases import CATALOGUE, open_database
from index_store.derived import Derived
from index_store.durable import make_folder
from index_store.embedded import Embedded, Progress, Share
from index_store.embedding import Embedder
from index_store.embedding_text import embedding_text
from index_store.errors import (
    StoreBusy,
    StoreError,
    StoreReadOnly,
    UnknownDocument,
    WrongModel,
)
from index_store.exact_vectors import ExactVectors
from index_store.filters import Filters
from index_store.full_text import FullText
from index_store.pending import DERIVED
from index_store.records import DocumentRecord, Hit, SpeakerCount
from index_store.replica import Replica
from index_store.replica_builder import damaged, up_to_date
from index_store.revisions import NOTHING, Listing, Revisions
from index_store.scores import added
from index_store.served_vectors import NearestPassages, ServedVectors
from index_store.spare import Spare
from index_store.vector_cache import VectorCache
from index_store.vectors import Vectors
from ingest.model import Document, Passage

_NO_FILTERS = Filters()
_GRAPH = 50_000  # passages up to which Chroma's graph is read into memory: 85 MB
_SMALL = _GRAPH // 2  # passages up to which there always is one
_RETRY = 30.0  # seconds until an index that could not be brought up to date is tried again
_log = logging.getLogger(__name__)


class Store:
    """A folder with documents and the indexes over their passages.

    The catalogue (SQLite or PostgreSQL) is the truth. Vectors (Chroma) and full text (Tantivy)
    follow it: each change notes in the same transaction which index still has to take it over,
    so that a process killed at any moment leaves whole documents, and the next one brings the
    indexes up to date.

    >>> with Store(Path("store")) as store:                               # doctest: +SKIP
    ...     store.add(ingest.read(Path("report.docx")))
    ...     store.search("What did Malaysia say on AI?", 5)[0].passage.paragraph
    '5.4'
    """

    def __init__(
        self,
        folder: Path,
        embedder: Embedder | None = None,
        chroma: str | None = None,
        database: str | None = None,
    ) -> None:
        """Opens the store in `folder`, and creates it where there is none.

        `embedder`: the model to use; without one, the model the store was built with.
        `chroma`: address of a Chroma server ("http://host:port"), else Chroma runs embedded.
        `database`: address of a PostgreSQL database that holds the catalogue, for all the stores
        that name it; else it is a file in the folder.
        Raises WrongModel where the store was built with another model, StoreError where the
        folder cannot be used.
        """
        self.folder = Path(folder)
        try:
            make_folder(self.folder)
        except OSError as error:
            raise StoreError(
                f"{folder} cannot be used as a store ({error.strerror}): "
                "give another --store folder"
            ) from error
        self.database = open_database(self.folder, database)
        self.catalogue = Catalogue(self.database, self._names(chroma))
        self.collections = self.catalogue.collections
        self._cache = VectorCache(self.database)
        self._embedded = Embedded(self.database, self._cache)
        self._lock = FileLock(self.folder / "writer.lock", timeout=0, thread_local=False)
        self._guard = threading.RLock()
        self.embedder = self._checked(embedder)
        self._full_text = FullText(self.folder / "full_text")
        self._vectors = Vectors(self.folder / "chroma", f"passages-{self._identity()}", chroma)
        self._derived = Derived(
            self.folder, self.database, self.catalogue, self._cache, self._vectors, self._full_text
        )
        self._exact = ExactVectors(self.replica)
        self._replica: Replica | None = None
        self._replica_folder = self.folder / "replica"
        self._listed = NOTHING
        self._counted: tuple[int, list[SpeakerCount]] | None = None
        self._spare = Spare(self.catalogue, self._cache)
        self._failed: dict[str, float] = {}  # when an index could not be brought up to date

    # -- changing -------------------------------------------------------------------------

    def add(self, document: Document, stamp: FileStamp | None = None) -> Document:
        """Stores a document, in the place of the one of the same path; returns it as stored.

        Its id is its own, or with "-2", "-3"… where a document of another path has it.
        """
        return self.add_many([(document, stamp)])[0]

    def add_many(
        self,
        documents: Sequence[tuple[Document, FileStamp | None]],
        flush: bool = True,
        vectors: Mapping[bytes, np.ndarray] = MappingProxyType({}),
        collection: str | None = None,
    ) -> list[Document]:
        """Stores several documents in one transaction, embedding their passages together.

        With `flush=False` they are safe in the catalogue, but found only after `flush()`.
        `vectors`: what `vectors_for` has made ahead for them. `collection`: where they go, None
        where nobody says (see `collections`); raises UnknownCollection.
        """
        with self.writing():
            hashes = self._embedded.of_documents([d for d, _ in documents], self.embedder, vectors)
            stored = []
            self._derived.begin()
            with self.database.transaction() as connection:
                self._remember_model(connection)
                for (document, stamp), keys in zip(documents, hashes, strict=True):
                    self._make_way(connection, document, collection)
                    document = self._placed(document)
                    self._derived.note(document.id)
                    self.catalogue.write(connection, document, keys, stamp, collection)
                    stored.append(document)
            if flush:
                self.flush()
            return stored

    def vectors_for(
        self,
        documents: Sequence[Document],
        known: Container[bytes] = (),
        progress: Share | None = None,
    ) -> dict[bytes, np.ndarray]:
        """Vectors that the store has not got for the passages of documents, by content.

        Writes nothing, so that it may run in another thread than the writing. `known`: keys of
        vectors made before that are on their way into the store. `progress` is told how much is
        done.
        """
        return self._embedded.ahead(documents, self.embedder, known, progress)

    def remove(self, document_id: str, flush: bool = True) -> None:
        """Takes a document out; raises UnknownDocument. `flush`: as with `add_many`."""
        with self.writing():
            self.catalogue.record(document_id)
            self._derived.begin()
            with self.database.transaction() as connection:
                self.catalogue.erase(connection, document_id)
            if flush:
                self.flush()

    def move(self, documents: Sequence[str], collection: str) -> None:
        """Puts documents into another collection; raises UnknownDocument, UnknownCollection."""
        with self.writing(), self.database.transaction() as connection:
            for document in documents:
                self.catalogue.move(connection, document, collection)

    def set_collection(self, name: str, groups: Collection[str] | None) -> None:
        """Makes a collection, or changes which groups may read it; None: everybody."""
        with self.writing(), self.database.transaction() as connection:
            self.collections.put(connection, name, groups)

    def remove_collection(self, name: str) -> None:
        """Takes an empty collection out; raises StoreError where it holds documents."""
        with self.writing(), self.database.transaction() as connection:
            self.collections.erase(connection, name)

    def set_folder(self, folder: Path, collection: str | None) -> list[str]:
        """Makes a rule: documents of a folder belong to a collection, also those that are there.

        None takes the rule back and leaves documents where they are. Returns the ids of those
        that moved.
        """
        folder = folder.absolute()
        with self.writing(), self.database.transaction() as connection:
            self.collections.set_folder(connection, str(folder), collection)
            moved = []
            for record in self.catalogue.records() if collection else ():
                inside = Path(record.path).is_relative_to(folder)
                if inside and self.collections.of_path(record.path) != record.collection:
                    self.catalogue.move(
                        connection, record.id, self.collections.of_path(record.path)
                    )
                    moved.append(record.id)
            return moved

    def restamp(self, path: str, stamp: FileStamp) -> None:
        """Remembers size and time of a file whose content has not changed."""
        with self.writing(), self.database.transaction() as connection:
            self.catalogue.restamp(connection, path, stamp)

    def flush(self) -> None:
        """Brings vectors and full text up to the catalogue, and builds what is damaged anew."""
        with self.writing():
            for target in DERIVED:
                if target == "vectors" and self._compares(self.catalogue.count()):
                    self._derived.leave_out(target)
                elif self._derived.wanted(target):
                    self._derived.catch_up(target)
            self._failed.clear()

    def re_embed(self, embedder: Embedder, progress: Progress | None = None) -> None:
        """Changes the store to another model, keeping every document.

        Can be interrupted: until it is done the store stays as it was, and the next call goes
        on from there. `progress(done, total, label)` counts passages.
        """
        with self.writing():
            keys = self._embedded.again(self.catalogue, embedder, progress)
            with self.database.transaction() as connection:
                self.catalogue.set_vectors(connection, keys)
                self.embedder = embedder
                self._remember_model(connection)
                self.catalogue.pending.mark_all(connection, "vectors")
                self._cache.forget_unused(connection)
            self.flush()

    # -- whole or not ---------------------------------------------------------------------

    @property
    def read_only(self) -> str | None:
        """Why nothing can be written, None where it can."""
        return self.database.read_only

    def fault(self, copy: str) -> str:
        """What is wrong with "vectors", "full_text" or "replica", all read; "" if nothing is."""
        if copy == "replica":
            broken = damaged(self._replica_folder)
            return f"damaged: {', '.join(broken[:5])}" if broken else ""
        return self._derived.fault(copy)

    def rebuild(self, copy: str) -> None:
        """Builds "vectors", "full_text" or "replica" again from the catalogue."""
        with self.writing():
            if copy == "replica":
                self._replica = None
                shutil.rmtree(self._replica_folder, ignore_errors=True)
                self.replica()
                return
            with self.database.transaction() as connection:
                self.catalogue.pending.mark_all(connection, copy)
            self._derived.catch_up(copy)

    def embed_missing(self) -> int:
        """Embeds passages whose vector was lost; returns how many."""
        with self.writing():
            lost = self.catalogue.without_vector()
            with self.database.transaction() as connection:
                self._cache.forget(connection, [stored.vector for stored in lost])
            texts = [
                embedding_text(s.passage, self.catalogue.record(s.passage.document)) for s in lost
            ]
            keys = self._embedded.of_texts(texts, self.embedder)
            with self.database.transaction() as connection:
                self.catalogue.set_vectors(
                    connection, [(key, s.row) for key, s in zip(keys, lost, strict=True)]
                )
            return len(lost)

    @contextmanager
    def writing(self, wait: bool = True) -> Iterator[None]:
        """Holds the right to write, which one process has at a time.

        Raises StoreBusy, also where another thread writes and `wait` is False; StoreReadOnly
        where nothing can be written.
        """
        if not self._guard.acquire(blocking=wait):
            raise StoreBusy(self.folder)
        try:
            self.database.require_writing()
            try:
                self._lock.acquire()
            except Timeout as error:
                raise StoreBusy(self.folder) from error
            except OSError as error:
                raise StoreReadOnly(self.folder, str(error.strerror)) from error
            try:
                yield
            finally:
                self._lock.release()
        finally:
            self._guard.release()

    # -- looking up -----------------------------------------------------------------------

    def documents(self) -> list[DocumentRecord]:
        """All documents, in the order of their ids."""
        return list(self._listing().documents.values())

    def document(self, document_id: str) -> DocumentRecord:
        """One document; raises UnknownDocument."""
        found = self._listing().documents.get(document_id)
        if found is None:
            raise UnknownDocument(document_id)
        return found

    @property
    def revisions(self) -> Revisions:
        """Which documents are superseded and corrected."""
        return self._listing().revisions

    def limits(self, filters: Filters) -> Filters:
        """Filters that also leave out the superseded documents, save those that are named."""
        if filters.all_versions:
            return filters
        old = tuple(id_ for id_ in self.revisions.superseded if id_ not in filters.documents)
        return filters.model_copy(update={"excluded": old}) if old else filters

    def text(self, document_id: str) -> str:
        """The canonical text that every offset counts characters of; raises UnknownDocument."""
        return self.catalogue.text(document_id)

    def passages(self, document_id: str) -> list[Passage]:
        """The passages of a document in their order; raises UnknownDocument."""
        return self.catalogue.passages(document_id)

    def passage(self, passage_id: str) -> Passage:
        """One passage; raises UnknownDocument."""
        document, ordinal = _parsed(passage_id)
        found = self.catalogue.span(document, ordinal, ordinal)
        if not found:
            raise UnknownDocument(passage_id)
        return found[0]

    def neighbours(self, passage_id: str, before: int, after: int) -> list[Passage]:
        """The passage with up to `before` passages ahead of it and `after` behind it, in order."""
        document, ordinal = _parsed(passage_id)
        return self.catalogue.span(document, ordinal - before, ordinal + after)

    def last_change(self) -> datetime.date | None:
        """Day on which a document changed last; None where that is not known, or not to be."""
        file = self.folder / CATALOGUE
        known = not self.database.shared and file.exists()
        return datetime.date.fromtimestamp(file.stat().st_mtime) if known else None

    def speakers(self) -> list[SpeakerCount]:
        """Everybody who speaks or is mentioned, who speaks most first."""
        revision, counted = self.catalogue.revision, self._counted
        if counted is None or counted[0] != revision:
            counted = self._counted = (revision, self.catalogue.speakers())
        return list(counted[1])

    # -- finding --------------------------------------------------------------------------

    @property
    def full_text(self) -> FullText:
        """The full-text index, as the catalogue is now; finds rows of the catalogue."""
        if self._usable("full_text"):
            return self._full_text
        return self._spare.full_text()

    @property
    def vectors(self) -> NearestPassages:
        """The vectors; finds rows of the catalogue. In Chroma, where that can be used now.

        A large store's are compared in the replica, as its graph would have to be in memory.
        """
        if self._compares(len(self.replica())):
            return self._exact
        usable = self._usable("vectors") and self._chroma_opens()
        if usable and self._vectors.server is not None:
            return ServedVectors(self._vectors, self._exact, self._lost_server)
        return self._vectors if usable else self._exact

    def lexical(self, query: str, k: int, filters: Filters = _NO_FILTERS) -> list[Hit]:
        """The `k` passages with the best BM25 for the words of `query`, best first."""
        if self.catalogue.empty:
            return []
        return self._hits(self.full_text.search(query, k, self.limits(filters)))

    def dense(self, query: str, k: int, filters: Filters = _NO_FILTERS) -> list[Hit]:
        """The `k` passages whose vectors are nearest to that of `query`, by cosine."""
        if self.catalogue.empty:
            return []
        vector = self.embedder.embed_query(query)
        return self._hits(self.vectors.search(vector, k, self.limits(filters)))

    def search(self, query: str, k: int, filters: Filters = _NO_FILTERS) -> list[Hit]:
        """The `k` best passages by words and meaning together (standardised scores added)."""
        depth = max(4 * k, 50)
        return added([self.lexical(query, depth, filters), self.dense(query, depth, filters)])[:k]

    def replica(self) -> Replica:
        """All passages as arrays, of the catalogue as it is now (see `Replica`)."""
        with self._guard:
            if self._replica is None or self._replica.revision != self.catalogue.revision:
                self._replica = up_to_date(self._replica_folder, self.database, self._spare.folder)
            return self._replica

    def close(self) -> None:
        """Lets go of all files."""
        self._full_text.close()
        self._vectors.close()
        self.database.close()
        self._spare.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # -- inside ---------------------------------------------------------------------------

    def _listing(self) -> Listing:
        """All documents, read once a change of the store."""
        revision, listed = self.catalogue.revision, self._listed
        if listed.revision != revision:
            listed = self._listed = Listing.of(revision, self.catalogue.records())
        return listed

    def _make_way(self, connection: Connection, document: Document, collection: str | None) -> None:
        """Gives another id to a document that has this new one's and that fewer may read.

        An id that ends in "-2" would tell those who may not read the other that there is one.
        """
        catalogue, path = self.catalogue, str(Path(document.path).absolute())
        if catalogue.id_at(path) is not None or not catalogue.has(document.id):
            return
        other = catalogue.record(document.id)
        into = self.collections.get(self.collections.of_new(path, collection))
        if not into.read_by_more_than(self.collections.get(other.collection)):
            return
        moved = _named(catalogue.document(other.id), catalogue.free_id(f"{other.id}-2", path))
        keys = [stored.vector for stored in catalogue.stored_passages(other.id)]
        file = catalogue.file(str(moved.path))
        self._derived.note(moved.id)
        catalogue.write(connection, moved, keys, file[2] if file else None)

    def _placed(self, document: Document) -> Document:
        """The document under its absolute path and an id that no other path has."""
        path = Path(document.path).absolute()
        named = _named(document, self.catalogue.free_id(document.id, str(path)))
        return named.model_copy(update={"path": path})

    def _hits(self, found: Sequence[tuple[int, float]]) -> list[Hit]:
        passages = self.catalogue.by_rows(row for row, _ in found)
        # A row that is gone belongs to a document that is being replaced right now.
        return [Hit(passages[row], score) for row, score in found if row in passages]

    def _checked(self, embedder: Embedder | None) -> Embedder:
        built_with = self.catalogue.meta("model")
        if embedder is None:
            return Embedder(built_with)
        if built_with not in (None, embedder.name) and not self.catalogue.empty:
            raise WrongModel(self.folder, str(built_with), embedder.name)
        return embedder

    def _remember_model(self, connection: Connection) -> None:
        if self.catalogue.meta("model") != self.embedder.name:
            self.catalogue.set_meta(connection, "model", self.embedder.name)
            self.catalogue.set_meta(connection, "dimension", str(self.embedder.dimension))
            self.catalogue.pending.mark_all(connection, "vectors")

    def _names(self, chroma: str | None) -> dict[str, str]:
        """What copies are called that only this folder has, beside those of other machines."""
        if not self.database.shared:
            return {}
        path = self.folder / "name"
        if not path.is_file():
            path.write_text(uuid.uuid4().hex, "ascii")
        name = path.read_text("ascii").strip()
        own = [target for target in DERIVED if target != "vectors" or chroma is None]
        return {target: f"{target} {name}" for target in own}

    def _identity(self) -> str:
        """Random name of the store, which tells its collection from others on a server."""
        known = self.catalogue.meta("identity")
        if known is None and self.database.read_only is not None:
            return ""  # nothing was ever stored
        if known is None:
            with self.database.transaction() as connection:
                known = self.catalogue.meta("identity") or uuid.uuid4().hex
                self.catalogue.set_meta(connection, "identity", known)
        return known

    def _compares(self, passages: int) -> bool:
        """True where a store of so many passages does without Chroma."""
        if self._vectors.server is not None or passages <= _SMALL:
            return False
        # Between the two it stays as it is, so that no small change builds a graph or drops it.
        return passages > _GRAPH or not self._derived.wanted("vectors")

    def _usable(self, target: str) -> bool:
        """True where an index can be searched; before first use it is healed where it has to be.

        Never waits for who is writing, and never fails: what cannot be healed is said once.
        """
        derived = self._derived
        derived.follow(target)
        if self._waits(target):
            return False
        if derived.whole(target):
            return True
        if self.database.read_only is not None:
            return False
        try:
            with self.writing(wait=False):
                derived.catch_up(target)
            return derived.whole(target)  # not while another machine builds it anew
        except StoreBusy:
            # Who is writing brings it up to date. Words can be looked for meanwhile, as Tantivy
            # never changes a file that it has written; Chroma does.
            return target == "full_text" and (target in derived.checked or derived.opens(target))
        except StoreError as error:
            _log.warning("%s", error)
            self._failed[target] = time.monotonic()
            return False

    def _chroma_opens(self) -> bool:
        """True where Chroma runs, or can: it writes into its folder to be opened."""
        if self._vectors.running or self._vectors.server is not None:
            return True
        if self.database.read_only is not None:
            return False
        try:
            return bool(self._vectors.collection)
        except Exception as error:  # Chroma has no error of its own for a full disk
            _log.debug("vectors are compared one by one (%s)", error)
            self._vectors.close()
            self._failed["vectors"] = time.monotonic()
            return False

    def _lost_server(self, error: Exception) -> None:
        """Does without the server for a while, and says so once."""
        if not self._waits("vectors"):
            _log.warning(
                "the Chroma server at %s does not answer (%s): vectors are compared one by one "
                "until it is back",
                self._vectors.server,
                " ".join(str(error).split())[:120],
            )
        self._failed["vectors"] = time.monotonic()
        self._derived.distrust("vectors")

    def _waits(self, target: str) -> bool:
        """True where an index has failed a moment ago."""
        failed = self._failed.get(target)
        return failed is not None and time.monotonic() - failed < _RETRY


def _named(document: Document, id_: str) -> Document:
    """The document under another id."""
    passages = document.passages
    if any(passage.document != id_ for passage in passages):
        passages = tuple(p.model_copy(update={"document": id_}) for p in passages)
    return document.model_copy(update={"id": id_, "passages": passages})


def _parsed(passage_id: str) -> tuple[str, int]:
    document, _, ordinal = passage_id.rpartition("#")
    if not document or not ordinal.isdecimal():
        raise UnknownDocument(passage_id)
    return document, int(ordinal)
