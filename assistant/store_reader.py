"""What answers need of the documents: records, texts, pages, passages; the last stay in memory."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.agenda import subjects
from index_store import Store
from index_store.errors import UnknownDocument
from index_store.filters import Filters, date_number
from index_store.records import DocumentRecord
from ingest.model import DocumentKind, Passage, page_at

_WHOLE = 48  # documents of which all passages stay, some 6 kB each
_NEIGHBOURS = 1024  # passages that stand ahead of one that was read
_TEXTS = 256
_SMALL = 8192  # documents of which titles, pages and subjects stay


@dataclass(frozen=True)
class Source:
    """What a citation says of its document; `transcript`: it is made of turns.

    `minutes`: what is said stands in it as notes, some behind the name of the speaker. `language`:
    ISO 639-1.
    """

    title: str
    path: Path
    transcript: bool
    language: str
    minutes: bool = False


class StoreReader:
    """Documents of one store, read again when the store changes.

    >>> StoreReader(store).passages("CWG-COP-24/3")[12].paragraph         # doctest: +SKIP
    '2.1'
    """

    def __init__(self, store: Store) -> None:
        """`store` stays open as long as the reader is used."""
        self.store = store
        self._revision = -1
        self._text = lru_cache(maxsize=_TEXTS)(store.text)
        self._page_starts = lru_cache(maxsize=_SMALL)(store.catalogue.page_starts)
        self._source = lru_cache(maxsize=_SMALL)(self._read_source)
        self._passages = lru_cache(maxsize=_WHOLE)(store.passages)
        self._before = lru_cache(maxsize=_NEIGHBOURS)(self._read_before)
        self._subjects = lru_cache(maxsize=_SMALL)(self._read_subjects)
        self._records = lru_cache(maxsize=1)(store.documents)

    def records(self, filters: Filters | None = None) -> list[DocumentRecord]:
        """The documents that pass the filters, whoever speaks in them; superseded ones do not."""
        self._refresh()
        if filters is None:
            return self._records()
        filters = self.store.limits(filters)
        return [record for record in self._records() if passes(record, filters)]

    def meetings(self) -> frozenset[int]:
        """Numbers of the meetings that the store has documents of."""
        return frozenset(record.meeting for record in self.records() if record.meeting)

    def passages(self, document: str) -> list[Passage]:
        """All passages of a document in reading order; raises UnknownDocument."""
        self._refresh()
        return self._passages(document)

    def passage(self, passage_id: str) -> Passage | None:
        """A passage by its id; None where the store has it no more."""
        try:
            return self.store.passage(passage_id)
        except UnknownDocument:
            return None

    def subject(self, passage: Passage) -> str | None:
        """What opened the subject that a turn of a transcript speaks to, None where nothing did."""
        self._refresh()
        return self._subjects(passage.document).get(passage.unit)

    def before(self, passage: Passage) -> Passage | None:
        """The passage ahead of one in its document."""
        self._refresh()
        return self._before(passage.id) if passage.ordinal else None

    def source(self, document: str) -> Source:
        """Title and file of a document."""
        self._refresh()
        return self._source(document)

    def holds(self, document: str) -> bool:
        """Whether the store had a document when the question began; one may come in meanwhile."""
        try:
            self.store.document(document)
        except UnknownDocument:
            return False
        return True

    def page(self, document: str, offset: int) -> int | None:
        """1-based page of a character of the canonical text."""
        self._refresh()
        return page_at(self._page_starts(document), offset)

    def canonical(self, document: str, start: int, end: int) -> str:
        """A stretch of the canonical text."""
        self._refresh()
        return self._text(document)[start:end]

    def rarity(self, term: str) -> float:
        """Inverse document frequency of a term (see `index_store.analysis`), as BM25 has it."""
        replica = self.store.replica()
        place = replica.vocabulary.get(term)
        df = int(replica.passage_df[place]) if place is not None else 0
        return math.log1p((len(replica) - df + 0.5) / (df + 0.5))

    def _read_before(self, passage_id: str) -> Passage | None:
        found = self.store.neighbours(passage_id, 1, 0)
        return found[0] if len(found) > 1 else None

    def _read_source(self, document: str) -> Source:
        record = self.store.document(document)
        spoken = record.kind in (DocumentKind.TRANSCRIPT, DocumentKind.VERBATIM_RECORD)
        noted = record.kind is DocumentKind.MINUTES
        return Source(record.title, Path(record.path), spoken, record.language, noted)

    def _read_subjects(self, document: str) -> dict[int, str]:
        return subjects(self._passages(document)) if self._source(document).transcript else {}

    def _refresh(self) -> None:
        revision = self.store.catalogue.revision
        if revision == self._revision:
            return
        self._revision = revision
        for remembered in (
            self._text,
            self._page_starts,
            self._source,
            self._passages,
            self._before,
            self._subjects,
            self._records,
        ):
            remembered.cache_clear()


def passes(record: DocumentRecord, filters: Filters) -> bool:
    """Whether a document passes filters, whoever speaks in it."""
    first, last, day = filters.first_day, filters.last_day, date_number(record.date)
    return (
        (not filters.meetings or record.meeting in filters.meetings)
        and (not filters.kinds or record.kind in filters.kinds)
        and (not filters.documents or record.id in filters.documents)
        and record.id not in filters.excluded
        and (first is None or (day is not None and day >= first))
        and (last is None or (day is not None and day <= last))
    )
