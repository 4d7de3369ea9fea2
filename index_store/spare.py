"""Copies in a temporary folder, for a store that can be read but whose copies cannot be used."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from index_store.catalogue import Catalogue
from index_store.derived import copy_document
from index_store.full_text import FullText
from index_store.vector_cache import VectorCache


class Spare:
    """Built when asked for, gone when closed."""

    def __init__(self, catalogue: Catalogue, cache: VectorCache) -> None:
        self._catalogue = catalogue
        self._cache = cache
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._full_text: FullText | None = None
        self._revision = -1
        self._held: Mapping[str, int] = {}  # keys of the documents in the full text, by id

    def folder(self) -> Path:
        """The temporary folder."""
        if self._temporary is None:
            self._temporary = tempfile.TemporaryDirectory(prefix="cop-assistant-")
        return Path(self._temporary.name)

    def full_text(self) -> FullText:
        """A full-text index of the catalogue as it is now; what has come since is added to it.

        Where a document has gone, or stands there anew, all is built again: Tantivy goes on
        counting the words of what was removed, and scores would tell of them.
        """
        revision = self._catalogue.revision
        if self._full_text is not None and self._revision == revision:
            return self._full_text
        wanted = self._catalogue.keys()
        index, self._full_text = self._full_text, None
        if index is None or not self._held.items() <= wanted.items():
            index, self._held = FullText(self.folder() / f"full_text-{revision}"), {}
            index.clear()
        # In the order of the ids: passages that are as good as each other stay in one order.
        for document in sorted(wanted.keys() - self._held.keys()):
            copy_document(self._catalogue, self._cache, document, index)
        index.commit()
        self._full_text, self._held, self._revision = index, wanted, revision
        return index

    def close(self) -> None:
        """Takes the folder away."""
        if self._full_text is not None:
            self._full_text.close()
        if self._temporary is not None:
            self._temporary.cleanup()
        self._full_text = self._temporary = None
