"""The passages' vectors in Chroma, embedded in the store's folder or on a server."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np

from index_store.errors import StoreError
from index_store.filters import Filters, date_number
from index_store.names import speaker_key
from index_store.records import DocumentRecord
from ingest.model import Passage

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection
    from llama_index.vector_stores.chroma import ChromaVectorStore


class Vectors:
    """One Chroma collection, written through llama-index's ChromaVectorStore.

    The passages' text stays in the catalogue; here are vectors and what filters look at.
    """

    def __init__(self, folder: Path, collection: str, server: str | None = None) -> None:
        """`server` is the address of a Chroma server ("http://host:port"), else `folder` is used.

        Nothing is opened before it is needed.
        """
        self.folder = folder
        self.name = collection
        self.server = server
        self._client: Any = None  # ClientAPI, which does not declare the close() it has
        self._collection: Collection | None = None
        self._lock = threading.RLock()

    @property
    def running(self) -> bool:
        """True where Chroma has been opened."""
        return self._collection is not None

    @property
    def client(self) -> ClientAPI:
        """The connection to Chroma; raises StoreError where no server answers."""
        with self._lock:
            if self._client is None:
                self._client = _client(self.folder, self.server)
            client: ClientAPI = self._client
            return client

    @property
    def collection(self) -> Collection:
        """The collection itself, which questions go to: a node for each hit is never needed."""
        with self._lock:
            if self._collection is None:
                self._collection = self.client.get_or_create_collection(
                    self.name,
                    configuration={"hnsw": {"space": "cosine"}},
                    embedding_function=None,
                )
            return self._collection

    @property
    def store(self) -> ChromaVectorStore:
        """The collection as a vector store of llama-index."""
        from llama_index.vector_stores.chroma import ChromaVectorStore

        store = ChromaVectorStore(chroma_collection=self.collection)
        store.flat_metadata = False  # a passage has a list of speakers
        return store

    def count(self) -> int:
        """Number of vectors."""
        return int(self.collection.count())

    @property
    def stamp(self) -> int | None:
        """The version of the catalogue that the collection holds, None where it is not known."""
        if self.server is not None:
            with self._lock:
                self._collection = None  # others may have changed it since it was asked for
        version = (self.collection.metadata or {}).get("version")
        return None if version is None else int(version)

    def set_stamp(self, version: int) -> None:
        """Notes the version; it comes after all changes that belong to it."""
        self.collection.modify(metadata={"version": version})

    def add(
        self,
        document: DocumentRecord,
        passages: Sequence[tuple[int, Passage]],
        vectors: np.ndarray,
    ) -> None:
        """Adds the passages of a document, as (row in the catalogue, passage)."""
        from llama_index.core.schema import BaseNode, TextNode

        nodes: list[BaseNode] = [
            TextNode(id_=str(row), metadata=_metadata(document, passage), embedding=vector)
            for (row, passage), vector in zip(passages, vectors.tolist(), strict=True)
        ]
        store = self.store
        limit = self.client.get_max_batch_size()
        for first in range(0, len(nodes), limit):
            store.add(nodes[first : first + limit])

    def remove(self, document: str) -> None:
        """Takes out all passages of a document."""
        self.collection.delete(where={"document": document})

    def clear(self) -> None:
        """Starts afresh, whatever the dimension was or is in the folder."""
        if self.server is None:
            self.close()
            shutil.rmtree(self.folder, ignore_errors=True)
            return
        _ = self.collection  # there must be a collection to delete
        self.client.delete_collection(self.name)
        self._collection = None

    def rest(self) -> None:
        """Makes Chroma do now what it would do at the next search, so that its files stay."""
        if self.count():
            probe = self.collection.get(limit=1, include=["embeddings"])["embeddings"]
            self.search(np.asarray(probe, dtype=np.float32)[0], 1, Filters())

    def rows(self) -> set[int]:
        """Rows of all passages in the collection."""
        return {int(row) for row in self.collection.get(include=[])["ids"]}

    def get(self, rows: Sequence[int]) -> dict[int, np.ndarray]:
        """Vectors of passages by their rows; those that are not there are left out."""
        found = self.collection.get([str(row) for row in rows], include=["embeddings"])
        vectors = np.asarray(found["embeddings"], dtype=np.float32)
        return dict(zip(map(int, found["ids"]), vectors, strict=True))

    def search(self, vector: np.ndarray, k: int, filters: Filters) -> list[tuple[int, float]]:
        """Rows and cosines of the `k` nearest passages that pass `filters`, nearest first."""
        with self._lock:
            found = self._query(vector, k, filters)
        return [
            (int(row), 1.0 - float(distance))
            for row, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        ]

    def _query(self, vector: np.ndarray, k: int, filters: Filters) -> Any:  # noqa: ANN401
        collection = self.collection
        if k <= 0:
            return {"ids": [[]], "distances": [[]]}
        # Chroma returns fewer where it has fewer; to count first costs more than to search.
        return collection.query(
            query_embeddings=vector[None, :],
            n_results=k,
            where=_where(filters),
            include=["distances"],
        )

    def refresh(self) -> None:
        """Sees what another process has written: embedded Chroma looks at its files once."""
        if self.server is None:
            self.close()

    def close(self) -> None:
        """Lets go of the files."""
        with self._lock:
            client, self._client, self._collection = self._client, None, None
            if client is not None:
                client.close()


def _client(folder: Path, server: str | None) -> ClientAPI:
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if server is None:
        return chromadb.PersistentClient(str(folder), settings=settings)
    address = urlsplit(server if "//" in server else f"http://{server}")
    try:
        return chromadb.HttpClient(
            host=address.hostname or "127.0.0.1",
            port=address.port or (443 if address.scheme == "https" else 8000),
            ssl=address.scheme == "https",
            settings=settings,
        )
    except ValueError as error:
        raise StoreError(
            f"no Chroma server answers at {server}: start one with `chroma run`, or leave the "
            "address out to keep the vectors in the store's folder",
            "the server of the documents' vectors does not answer just now: try again in a little "
            "while",
        ) from error


def _metadata(document: DocumentRecord, passage: Passage) -> dict[str, Any]:
    values: dict[str, Any] = {
        "document": document.id,
        "ordinal": passage.ordinal,
        "kind": document.kind.value,
        "meeting": document.meeting,
        "date": date_number(document.date),
        "speakers": sorted({speaker_key(speaker.name) for speaker in passage.speakers}),
    }
    # Chroma takes neither None nor empty lists.
    return {key: value for key, value in values.items() if value not in (None, [])}


def _where(filters: Filters) -> dict[str, Any] | None:
    conditions: list[dict[str, Any]] = []
    speakers = [{"speakers": {"$contains": key}} for key in filters.speaker_keys]
    if speakers:
        conditions.append(speakers[0] if len(speakers) == 1 else {"$or": speakers})
    if filters.documents:
        conditions.append({"document": {"$in": list(filters.documents)}})
    if filters.excluded:
        conditions.append({"document": {"$nin": list(filters.excluded)}})
    if filters.meetings:
        conditions.append({"meeting": {"$in": list(filters.meetings)}})
    if filters.kinds:
        conditions.append({"kind": {"$in": [kind.value for kind in filters.kinds]}})
    if filters.first_day is not None:
        conditions.append({"date": {"$gte": filters.first_day}})
    if filters.last_day is not None:
        conditions.append({"date": {"$lte": filters.last_day}})
    if not conditions:
        return None
    return conditions[0] if len(conditions) == 1 else {"$and": conditions}
