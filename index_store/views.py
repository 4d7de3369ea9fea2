"""A store as somebody sees it who may not read every collection.

What they may not read is left out where the catalogue is read (see `Database`): of other documents
no query has a row. What is derived from the catalogue, arrays and full text, is made for them
from what they see. Rarity of words, mean lengths, spelling, totals and ranks thus tell nothing of
the rest: with one index for all, the scores of found passages would (Wang et al. 2017,
"Side-channel attacks on shared search indexes").
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Collection as Names

from index_store.catalogue import Catalogue
from index_store.collections import open_to
from index_store.exact_vectors import ExactVectors
from index_store.full_text import FullText
from index_store.revisions import NOTHING
from index_store.spare import Spare
from index_store.store import Store
from index_store.vector_cache import VectorCache

KEPT = 32
"""Views of a store that stay open; each is one set of collections."""


class Views:
    """Gives each user the store that they may see.

    >>> views = Views(store)                                              # doctest: +SKIP
    >>> views.seen_by({"delegates"}).documents()                          # doctest: +SKIP
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._views: OrderedDict[frozenset[str], StoreView] = OrderedDict()
        self._lock = threading.Lock()

    def seen_by(self, groups: Names[str]) -> Store:
        """The store as somebody in these groups sees it, by the rights as they are now.

        The store itself where they may read all of it; for reading only where not.
        """
        readers = self.store.collections.readers()
        seen = open_to(readers, groups)
        if len(seen) == len(readers):
            return self.store
        with self._lock:
            view = self._views.get(seen)
            if view is None:
                view = self._views[seen] = StoreView(self.store, seen)
            self._views.move_to_end(seen)
            # Those that make room may still be in use: they are closed with their last user.
            while len(self._views) > KEPT:
                self._views.popitem(last=False)
            return view

    def close(self) -> None:
        """Lets go of the files of all views; the store itself stays open."""
        with self._lock:
            for view in self._views.values():
                view.close()
            self._views.clear()


class StoreView(Store):
    """The documents of some collections of a store, with arrays and full text of their own."""

    def __init__(self, whole: Store, collections: frozenset[str]) -> None:
        """`collections`: names of those that are seen."""
        self.folder = whole.folder
        self.embedder = whole.embedder
        self.database = whole.catalogue.showing(collections)
        self.catalogue = Catalogue(self.database)
        self.collections = self.catalogue.collections
        self._guard = threading.RLock()
        self._replica = None
        key = hashlib.sha256("\0".join(sorted(collections)).encode()).hexdigest()[:16]
        self._replica_folder = whole.folder / "views" / key
        self._listed = NOTHING
        self._counted = None
        self._spare = Spare(self.catalogue, VectorCache(self.database))
        self._exact = ExactVectors(self.replica)

    @property
    def full_text(self) -> FullText:
        """The full text of what is seen."""
        with self._guard:
            return self._spare.full_text()

    @property
    def vectors(self) -> ExactVectors:
        """The vectors of what is seen: each is compared, so that none stands in the way."""
        return self._exact

    def last_change(self) -> None:
        """Not told: the file changes with documents that are not seen, too."""

    def close(self) -> None:
        """Lets go of the view's files."""
        self.database.close()
        self._spare.close()
