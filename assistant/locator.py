"""Tells of each citation and suggestion what people know its place by (see `assistant.place`)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from assistant.place import Place, short_title
from index_store import Store
from ingest.model import DocumentKind, Passage

_SPOKEN = (DocumentKind.TRANSCRIPT, DocumentKind.VERBATIM_RECORD)
_DOCUMENTS = 256  # of which it stays known where their paragraphs begin
_P = TypeVar("_P", bound=Place)


@dataclass(frozen=True)
class _Outline:
    """Where the paragraphs or turns of a document begin, and the first that somebody speaks in."""

    starts: tuple[int, ...]
    units: tuple[int, ...]
    first_turn: int

    def unit_at(self, offset: int) -> int:
        """0-based paragraph or turn of a character of the canonical text."""
        return self.units[max(0, bisect_right(self.starts, offset) - 1)]


class Locator:
    """The places of quotations in the documents of one store.

    >>> Locator(store).located(citation).place()                         # doctest: +SKIP
    'CWG-COP-41/9, Report of the forty-first meeting…, §2.2, p. 3, 3 March 2031'
    """

    def __init__(self, store: Store) -> None:
        """`store` stays open as long as the places are asked for."""
        self._store = store
        self._outline = lru_cache(maxsize=_DOCUMENTS)(self._read_outline)

    def located(self, place: _P) -> _P:
        """With number and date of its document, its turn or paragraph, and its newest version."""
        record = self._store.document(place.document)
        update: dict[str, object] = {"number": record.number, "date": record.date}
        if not place.paragraph:
            outline = self._outline(place.document, record.sha256)
            unit = outline.unit_at(place.start) if outline.units else 0
            if record.kind in _SPOKEN and unit >= outline.first_turn:
                update["turn"] = unit - outline.first_turn + 1
            elif not place.page:
                update["ordinal"] = unit + 1
        if record.superseded_by:
            newest = self._store.document(record.superseded_by)
            update["superseded_by"] = newest.id
            update["superseded_by_name"] = newest.number or short_title(newest.title)
        return place.model_copy(update=update)

    def _read_outline(self, document: str, _sha256: str) -> _Outline:
        return _outline(self._store.passages(document))


def _outline(passages: Sequence[Passage]) -> _Outline:
    return _Outline(
        tuple(passage.start for passage in passages),
        tuple(passage.unit for passage in passages),
        next((passage.unit for passage in passages if passage.speakers), 0),
    )
