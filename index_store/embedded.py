"""Passages to vectors that the store keeps: what has one already is not embedded again."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from types import MappingProxyType

import numpy as np

from index_store.catalogue import Catalogue
from index_store.database import Database
from index_store.embedding import Embedder
from index_store.embedding_text import embedding_text
from index_store.vector_cache import VectorCache, content_hash
from ingest.model import Document

Made = Mapping[bytes, np.ndarray]
"""Vectors by the key of their content."""
Progress = Callable[[float, int, str], None]
"""Called with the passages done, all passages, the document."""
Share = Callable[[float], None]
"""Called with the share of the work that is done, from 0 to 1."""
_TOGETHER = 256  # passages embedded between two signs of progress: enough for even batches
_AT_ONCE = 512  # passages between two transactions of a change of model


class Embedded:
    """Makes what is missing in the cache of vectors."""

    def __init__(self, database: Database, cache: VectorCache) -> None:
        self._database = database
        self._cache = cache

    def ahead(
        self,
        documents: Sequence[Document],
        embedder: Embedder,
        known: Container[bytes],
        progress: Share | None = None,
    ) -> dict[bytes, np.ndarray]:
        """Vectors that are missing for the passages of documents; writes nothing.

        `known`: keys of vectors made before that are on their way into the store. `progress` is
        told how much is done.
        """
        texts = {content_hash(embedder.name, text): text for text in _texts(documents)}
        keys = [key for key in self._cache.missing(texts) if key not in known]
        made: dict[bytes, np.ndarray] = {}
        for first in range(0, len(keys), _TOGETHER):
            part = keys[first : first + _TOGETHER]
            made.update(zip(part, embedder.embed([texts[key] for key in part]), strict=True))
            if progress:
                progress(len(made) / len(keys))
        return made

    def of_documents(
        self, documents: Sequence[Document], embedder: Embedder, ready: Made
    ) -> list[list[bytes]]:
        """Embeds what has no vector yet; the passages' keys, document by document.

        `ready`: vectors made ahead.
        """
        keys = iter(self.of_texts(list(_texts(documents)), embedder, ready))
        return [[next(keys) for _ in document.passages] for document in documents]

    def again(
        self, catalogue: Catalogue, embedder: Embedder, progress: Progress | None
    ) -> list[tuple[bytes, int]]:
        """All passages by another model, as (key of the vector, row in the catalogue)."""
        total, keys = catalogue.count(), list[tuple[bytes, int]]()
        for record in catalogue.records():
            stored = catalogue.stored_passages(record.id)
            for first in range(0, len(stored), _AT_ONCE):
                part = stored[first : first + _AT_ONCE]
                hashes = self.of_texts([embedding_text(s.passage, record) for s in part], embedder)
                keys += [(key, s.row) for key, s in zip(hashes, part, strict=True)]
                if progress:
                    progress(len(keys), total, record.id)
        return keys

    def of_texts(
        self, texts: Sequence[str], embedder: Embedder, ready: Made = MappingProxyType({})
    ) -> list[bytes]:
        """The same for texts as they are embedded."""
        hashes = [content_hash(embedder.name, text) for text in texts]
        missing = self._cache.missing(hashes)
        vectors = {key: ready[key] for key in missing if key in ready}
        wanted = dict(zip(hashes, texts, strict=True))
        keys = [key for key in wanted if key in missing and key not in vectors]
        if keys:
            made = embedder.embed([wanted[key] for key in keys])
            vectors.update(zip(keys, made, strict=True))
        if vectors:
            with self._database.transaction() as connection:
                self._cache.put(connection, vectors)
        return hashes


def _texts(documents: Iterable[Document]) -> Iterable[str]:
    """What is embedded of the passages of documents, in their order."""
    return (embedding_text(p, document) for document in documents for p in document.passages)
