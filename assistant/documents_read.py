"""What answers need of the documents: text, pages, passages; the last ones stay in memory."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from assistant.agenda import items
from assistant.meeting_dated import meetings_by_month
from assistant.store_reader import Source
from index_store import Store
from ingest.model import DocumentKind, Passage

_WHOLE = 48  # documents of which all passages stay, some 6 kB each
_TEXTS = 256
_SMALL = 8192  # documents of which titles, pages and agendas stay


class DocumentsRead:
    """Documents of one store, remembered until `forget`; those used longest ago make room.

    >>> DocumentsRead(store).units("CWG-COP-24/3")[12]                    # doctest: +SKIP
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.text = lru_cache(maxsize=_TEXTS)(store.text)
        self.page_starts = lru_cache(maxsize=_SMALL)(store.catalogue.page_starts)
        self.source = lru_cache(maxsize=_SMALL)(self._source)
        self.units = lru_cache(maxsize=_WHOLE)(self._units)
        self.items = lru_cache(maxsize=_SMALL)(self._items)
        self.records = lru_cache(maxsize=1)(store.documents)
        self.meetings = lru_cache(maxsize=1)(self._meetings)
        self.months = lru_cache(maxsize=1)(lambda: meetings_by_month(self.records()))

    def forget(self) -> None:
        """To be called where the store has changed."""
        of_each = (self.text, self.page_starts, self.source, self.units, self.items)
        for remembered in (*of_each, self.records, self.meetings, self.months):
            remembered.cache_clear()

    def _meetings(self) -> frozenset[int]:
        """Numbers of the meetings that the store has documents of."""
        return frozenset(record.meeting for record in self.records() if record.meeting)

    def _source(self, document: str) -> Source:
        """Title and file of a document."""
        record = self._store.document(document)
        spoken = record.kind is DocumentKind.TRANSCRIPT
        return Source(record.title, Path(record.path), spoken)

    def _units(self, document: str) -> dict[int, list[Passage]]:
        """The passages of a document by paragraph or turn, in reading order."""
        by_unit: dict[int, list[Passage]] = {}
        for passage in self._store.passages(document):
            by_unit.setdefault(passage.unit, []).append(passage)
        return by_unit

    def _items(self, document: str) -> dict[int, str]:
        """Items of the agenda by the turns of a transcript that speak to them; a paper has none."""
        if not self.source(document).transcript:
            return {}
        return items([p for unit in self.units(document).values() for p in unit])
