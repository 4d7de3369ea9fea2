"""Takes changes of the catalogue over into the indexes that are derived from it."""

from __future__ import annotations

from index_store.catalogue import Catalogue
from index_store.database import Database
from index_store.full_text import FullText
from index_store.pending import DERIVED, EVERYTHING
from index_store.vector_cache import VectorCache
from index_store.vectors import Vectors


class Derived:
    """Vectors and full text as copies of the catalogue: what is pending is done, once or again.

    Doing a change twice is the same as doing it once, so a process may die in between.
    """

    def __init__(
        self,
        database: Database,
        catalogue: Catalogue,
        cache: VectorCache,
        vectors: Vectors,
        full_text: FullText,
    ) -> None:
        self._database = database
        self._catalogue = catalogue
        self._pending = catalogue.pending
        self._cache = cache
        self._vectors = vectors
        self._full_text = full_text
        # Documents that no index can hold yet, so that nothing has to be deleted for them.
        self._new: dict[str, set[str]] = {target: set() for target in DERIVED}
        # What other processes write after this is looked at afresh (see `follow`).
        self._seen = {target: self._pending.version(target) for target in DERIVED}
        self.checked: set[str] = set()
        """Indexes that were found whole, or made so, since the store was opened."""

    def note(self, document: str) -> None:
        """Call before a document is written: remembers whether it is new to each index."""
        known = self._catalogue.has(document)
        for target, new in self._new.items():
            if not known and not self._pending.has(target, document):
                new.add(document)

    def follow(self, target: str) -> None:
        """Looks at an index afresh where another process has changed it."""
        version = self._pending.version(target)
        if self._seen[target] != version:
            self._index(target).refresh()
            self._seen[target] = version

    def catch_up(self, target: str) -> None:
        """Takes pending changes over into an index; all of it where it was lost."""
        self.follow(target)
        if target not in self.checked and not self._complete(target):
            with self._database.transaction() as connection:
                self._pending.mark_all(connection, target)
        if self._pending.of(target):
            documents = self._copy_pending(target)
            with self._database.transaction() as connection:
                self._pending.settle(connection, target, documents)
            self._seen[target] = self._pending.version(target)
        self.checked.add(target)

    def _index(self, target: str) -> Vectors | FullText:
        return self._vectors if target == "vectors" else self._full_text

    def _complete(self, target: str) -> bool:
        """True where the index holds what the catalogue says it does, pending changes aside."""
        index, version = self._index(target), self._pending.version(target)
        if self._pending.of(target):
            # It may have got further than the catalogue knows, but not have been lost.
            return index.stamp in (version, version + 1)
        return index.stamp == version and index.count() == self._catalogue.count()

    def _copy_pending(self, target: str) -> list[str]:
        """Does all pending changes of one index; returns what is done, for `settle`."""
        pending = self._pending.of(target)
        index = self._index(target)
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
        index.set_stamp(self._pending.version(target) + 1)
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
