"""Copies in a temporary folder, for a store that can be read but whose copies cannot be used."""

from __future__ import annotations

import tempfile
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
        self._full_text: tuple[int, FullText] | None = None  # with its revision

    def folder(self) -> Path:
        """The temporary folder."""
        if self._temporary is None:
            self._temporary = tempfile.TemporaryDirectory(prefix="cop-assistant-")
        return Path(self._temporary.name)

    def full_text(self) -> FullText:
        """A full-text index of the catalogue as it is now."""
        revision = self._catalogue.revision
        if self._full_text is None or self._full_text[0] != revision:
            index = FullText(self.folder() / f"full_text-{revision}")
            index.clear()
            for document in self._catalogue.ids():
                copy_document(self._catalogue, self._cache, document, index)
            index.commit()
            self._full_text = revision, index
        return self._full_text[1]

    def close(self) -> None:
        """Takes the folder away."""
        if self._full_text is not None:
            self._full_text[1].close()
        if self._temporary is not None:
            self._temporary.cleanup()
        self._full_text = self._temporary = None
