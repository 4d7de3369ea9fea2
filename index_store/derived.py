"""Takes changes of the catalogue over into the indexes that are derived from it."""

from __future__ import annotations

from index_store.catalogue import EVERYTHING, Catalogue
from index_store.full_text import FullText
from index_store.vector_cache import VectorCache
from index_store.vectors import Vectors


class Derived:
    """Vectors and full text as copies of the catalogue: what is pending is done, once or again.

    Doing a change twice is the same as doing it once, so a process may die in between.
    """

    def __init__(
        self, catalogue: Catalogue, cache: VectorCache, vectors: Vectors, full_text: FullText
    ) -> None:
        self._catalogue = catalogue
        self._cache = cache
        self._vectors = vectors
        self._full_text = full_text
        # Documents that no index can hold yet, so that nothing has to be deleted for them.
        self._new: dict[str, set[str]] = {"vectors": set(), "full_text": set()}

    def note(self, document: str) -> None:
        """Call before a document is written: remembers whether it is new to each index."""
        known = self._catalogue.has(document)
        for target, new in self._new.items():
            if not known and not self._catalogue.is_pending(target, document):
                new.add(document)

    def complete(self, target: str) -> bool:
        """True where the index holds what the catalogue says it does, pending changes aside."""
        index = self._vectors if target == "vectors" else self._full_text
        if self._catalogue.pending(target):
            # It may have got further than the catalogue knows, but not have been lost.
            return index.stamp in (
                self._catalogue.version(target),
                self._catalogue.version(target) + 1,
            )
        return (
            index.stamp == self._catalogue.version(target)
            and index.count() == self._catalogue.count()
        )

    def catch_up(self, target: str) -> list[str]:
        """Does all pending changes of one index; returns what is done, for `settle`."""
        pending = self._catalogue.pending(target)
        index = self._vectors if target == "vectors" else self._full_text
        new, self._new[target] = self._new[target], set()
        todo = pending
        if EVERYTHING in pending:
            index.clear()
            todo = self._catalogue.ids()
        for document in todo:
            if EVERYTHING not in pending and document not in new:
                index.remove(document)
            if self._catalogue.has(document):
                self._copy(target, document)
        index.set_stamp(self._catalogue.version(target) + 1)
        return pending

    def _copy(self, target: str, document: str) -> None:
        record = self._catalogue.record(document)
        stored = self._catalogue.stored_passages(document)
        passages = [(s.row, s.passage) for s in stored]
        if target == "full_text":
            self._full_text.add(record, passages)
        elif passages:
            dimension = int(self._catalogue.meta("dimension") or 0)
            vectors = self._cache.get([s.vector for s in stored], dimension)
            self._vectors.add(record, passages, vectors)
