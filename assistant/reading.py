"""What the answerer reads from the store, and how near it is to the question."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from assistant.answer import Suggestion
from assistant.candidates import Candidate
from assistant.compose import Source
from assistant.question import Query
from index_store import Store
from index_store.analysis import terms
from index_store.filters import Filters
from index_store.records import Hit
from ingest.model import DocumentKind, Passage, Speaker, page_at


class Reading:
    """Retrieval, texts and similarities over one store, remembered while it does not change."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._revision = -1
        self._frequency: dict[str, int] = {}
        self._passages = 1
        self._units: dict[str, dict[int, list[Passage]]] = {}
        self._texts: dict[str, str] = {}

    def retrieve(
        self, query: Query, filters: Filters, k: int, speakers: Sequence[Speaker]
    ) -> list[Hit]:
        """The best `k` passages, best first."""
        self._refresh()
        if query.meetings and not filters.meetings:
            known = {record.meeting for record in self._store.documents()}
            meetings = tuple(m for m in query.meetings if m in known)
            filters = filters.model_copy(update={"meetings": meetings})
        text = " ".join([query.question, query.topic, *(s.name for s in speakers)])
        return self._store.search(text, k, filters)

    def standing(self, hits: Sequence[Hit]) -> list[tuple[Passage, float]]:
        """Passages with their scores brought between 0 (the last) and 1 (the best)."""
        if not hits:
            return []
        top, low = hits[0].score, hits[-1].score
        spread = (top - low) or 1.0
        return [(hit.passage, (hit.score - low) / spread) for hit in hits]

    def suggestion(self, hit: Hit) -> Suggestion:
        """A passage as a search result."""
        passage = hit.passage
        source = self.source(passage.document)
        return Suggestion(
            document=passage.document,
            path=source.path,
            title=source.title,
            paragraph=passage.paragraph,
            page=passage.page,
            start=passage.start,
            end=passage.end,
            speakers=[speaker.name for speaker in passage.speakers],
            score=round(hit.score, 4),
            text=passage.text,
        )

    def source(self, document: str) -> Source:
        """Title and file of a document."""
        from pathlib import Path

        record = self._store.document(document)
        return Source(record.title, Path(record.path), record.kind is DocumentKind.TRANSCRIPT)

    def page(self, document: str, offset: int) -> int | None:
        """1-based page of a character of the canonical text."""
        return page_at(self._store.catalogue.document(document).page_starts, offset)

    def canonical(self, document: str, start: int, end: int) -> str:
        """A stretch of the canonical text."""
        self._refresh()
        if document not in self._texts:
            self._texts[document] = self._store.text(document)
        return self._texts[document][start:end]

    def around(self, candidate: Candidate, speakers: Sequence[Speaker]) -> str:
        """Headings and paragraph of a sentence, of the paragraph only what `speakers` said."""
        passage = candidate.passage
        parts = list(passage.section)
        for other in self._unit(passage.document, passage.unit):
            for sentence in other.sentences:
                if not speakers or any(s in sentence.speakers for s in speakers):
                    parts.append(other.text[sentence.start - other.start : sentence.end - other.start])
        return "\n".join(parts)

    def likeness(self, query: Query, texts: Sequence[str]) -> np.ndarray:
        """Cosine of each text with the question or its topic, whichever is nearer; shape (n,)."""
        if not texts:
            return np.zeros(0)
        asked = [query.question] + ([query.topic] if query.topic else [])
        vectors = self._store.embedder.embed([*asked, *texts])
        cosines: np.ndarray = (vectors[len(asked) :] @ vectors[: len(asked)].T).max(axis=1)
        return cosines

    def rarity(self, stem: str) -> float:
        """Inverse document frequency of a stem over the store's passages, as BM25 has it."""
        self._refresh()
        df = self._frequency.get(stem, 0)
        return math.log(1 + (self._passages - df + 0.5) / (df + 0.5))

    def _unit(self, document: str, unit: int) -> list[Passage]:
        if document not in self._units:
            by_unit: dict[int, list[Passage]] = {}
            for passage in self._store.passages(document):
                by_unit.setdefault(passage.unit, []).append(passage)
            self._units[document] = by_unit
        return self._units[document][unit]

    def _refresh(self) -> None:
        revision = self._store.catalogue.revision
        if revision == self._revision:
            return
        self._revision = revision
        self._units.clear()
        self._texts.clear()
        self._frequency = {}
        self._passages = 0
        for record in self._store.documents():
            for passage in self._store.passages(record.id):
                self._passages += 1
                for stem in set(terms(passage.text)):
                    self._frequency[stem] = self._frequency.get(stem, 0) + 1
