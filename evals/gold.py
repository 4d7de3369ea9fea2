"""What a question's gold answer points at in a given store."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from evals.questions import Question

if TYPE_CHECKING:
    from index_store import DocumentRecord, Store

_LABEL = 40  # characters of a quote by which it is called


@dataclass(frozen=True)
class Stretch:
    """Characters [start, end) of a document's canonical text."""

    document: str
    start: int
    end: int

    def overlap(self, other: Place) -> int:
        """Number of characters that both hold."""
        if self.document != other.document:
            return 0
        return max(0, min(self.end, other.end) - max(self.start, other.start))


class Place(Protocol):
    """Whatever stands somewhere in a document: a passage found, a citation, a stretch."""

    @property
    def document(self) -> str:
        """Id of the document."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """Behind the last character."""


@dataclass(frozen=True)
class Gold:
    """One paragraph or span that answers a question.

    A paragraph whose document the question does not name may stand in several documents of the
    store: then it has a stretch in each, and each of them will do. One that the store does not
    hold has none, and cannot be found.
    """

    label: str
    stretches: tuple[Stretch, ...]
    text: str

    def hit(self, place: Place) -> bool:
        """Whether a passage or quote holds at least a part of it."""
        return any(stretch.overlap(place) > 0 for stretch in self.stretches)


class GoldFinder:
    """Finds the gold of questions in a store; reads each document of the store once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._records = [(record.id, _names(record)) for record in store.documents()]
        # A document's text is wanted by many questions in a row.
        self._text = lru_cache(maxsize=8)(store.text)
        self._paragraphs = lru_cache(maxsize=64)(self._read_paragraphs)

    def documents(self, name: str | None) -> list[str]:
        """Ids of the documents that go by `name` (id, number, file name or stem); all for None."""
        if name is None:
            return [identity for identity, _ in self._records]
        wanted = name.casefold()
        return [identity for identity, names in self._records if wanted in names]

    def find(self, question: Question) -> list[Gold]:
        """The golds of a question, in its order; those in further documents come last."""
        golds = self._in(question.document, question.paragraphs, question.spans)
        for also in question.also:
            golds += self._in(also.document, also.paragraphs, also.spans)
        named = [question.document, *(also.document for also in question.also)]
        documents = list(dict.fromkeys(id_ for name in named for id_ in self.documents(name)))
        return golds + [self._quote(quote, documents) for quote in question.quotes]

    def _in(
        self, document: str | None, paragraphs: Iterable[str], spans: Iterable[tuple[int, int]]
    ) -> list[Gold]:
        documents = self.documents(document)
        golds = [self._paragraph(number, documents) for number in paragraphs]
        return golds + [self._span(document or "", *span, documents) for span in spans]

    def _paragraph(self, number: str, documents: Sequence[str]) -> Gold:
        stretches = tuple(
            Stretch(document, start, end)
            for document in documents
            for start, end in self._paragraphs(document).get(number.rstrip("."), ())
        )
        return Gold(f"§{number}", stretches, self._words(stretches))

    def _span(self, name: str, start: int, end: int, documents: Sequence[str]) -> Gold:
        stretches = tuple(Stretch(document, start, end) for document in documents)
        return Gold(f"{name} {start}–{end}", stretches, self._words(stretches))

    def _quote(self, quote: str, documents: Sequence[str]) -> Gold:
        """Where a quote stands, however its words are spaced and its lines broken."""
        words = re.compile(r"\s+".join(map(re.escape, quote.split())))
        places = [(document, words.search(self._text(document))) for document in documents]
        stretches = tuple(Stretch(d, *match.span()) for d, match in places if match)
        return Gold(f"“{quote[:_LABEL]}”", stretches, quote)

    def _words(self, stretches: Sequence[Stretch]) -> str:
        """What stands there; where several documents have the paragraph, in the first."""
        return "\n".join(
            self._text(stretch.document)[stretch.start : stretch.end]
            for stretch in stretches
            if stretch.document == stretches[0].document
        )

    def _read_paragraphs(self, document: str) -> dict[str, list[tuple[int, int]]]:
        """First and last character of each numbered paragraph, by its number.

        A number may stand twice, where an annex starts to count anew.
        """
        units: dict[tuple[str, int], tuple[int, int]] = {}
        for passage in self._store.passages(document):
            if passage.paragraph:
                key = passage.paragraph.rstrip("."), passage.unit
                start, end = units.get(key, (passage.start, passage.end))
                units[key] = min(start, passage.start), max(end, passage.end)
        paragraphs: dict[str, list[tuple[int, int]]] = {}
        for (number, _), limits in units.items():
            paragraphs.setdefault(number, []).append(limits)
        return paragraphs


def _names(record: DocumentRecord) -> frozenset[str]:
    path = Path(record.path)
    return _folded((record.id, record.number, path.name, path.stem))


def _folded(names: Iterable[str | None]) -> frozenset[str]:
    return frozenset(name.casefold() for name in names if name)
