"""What the answerer reads from the store, and how near it is to the question."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from assistant.agenda import under_item
from assistant.answer import Led, Suggestion
from assistant.candidates import Candidate
from assistant.documents_read import DocumentsRead
from assistant.meeting_dated import Month
from assistant.nearness import Nearness
from assistant.question import Query
from assistant.retrieval.passage_finder import PassageFinder
from assistant.retrieval.query import RetrievalQuery
from assistant.retrieval.retrieved_passage import RetrievedPassage
from assistant.retrieval.windows import LONGEST
from assistant.store_reader import Source, passes
from index_store import Store
from index_store.filters import Filters
from index_store.records import DocumentRecord, Hit
from ingest.model import Passage, Speaker, page_at

_REMEMBERED = 20_000  # vectors of sentences kept, 1.5 kB each


class Reading:
    """Retrieval, texts and similarities over one store, remembered while it does not change."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.finder = PassageFinder(store)  # another may take its place
        self._revision = -1
        self._read = DocumentsRead(store)
        self._vectors: dict[str, np.ndarray] = {}
        self.nearness = Nearness(store.embedder.embed)

    def retrieve(
        self, query: Query, filters: Filters, k: int, speakers: Sequence[Speaker]
    ) -> list[Hit]:
        """The best `k` passages, best first."""
        self._refresh()
        return self.finder.rank_passages(
            retrieval_query(query, speakers), k, self._of_meeting(query, filters)
        )

    def stretches(
        self, query: Query, filters: Filters, k: int, longest: int = LONGEST
    ) -> list[RetrievedPassage]:
        """The best `k` stretches, neighbouring passages of one paragraph or discussion merged.

        `longest`: characters of one of a discussion, at the most.
        """
        self._refresh()
        return self.finder.retrieve_passages(
            retrieval_query(query, query.asked), k, self._of_meeting(query, filters), longest
        )

    def _of_meeting(self, query: Query, filters: Filters) -> Filters:
        """Keeps to the meetings a question names, where the store has documents of them."""
        if not query.meetings or filters.meetings:
            return filters
        known = self.meetings()
        return filters.model_copy(
            update={"meetings": tuple(m for m in query.meetings if m in known)}
        )

    def meetings(self) -> frozenset[int]:
        """Numbers of the meetings that the store has documents of."""
        self._refresh()
        return self._read.meetings()

    def months(self) -> dict[Month, set[int]]:
        """Numbers of the meetings by the months in which they were, where documents tell."""
        self._refresh()
        return self._read.months()

    def standing(self, hits: Sequence[Hit]) -> list[tuple[Passage, float]]:
        """Passages with their scores brought between 0 (the last) and 1 (the best)."""
        if not hits:
            return []
        top, low = hits[0].score, hits[-1].score
        spread = (top - low) or 1.0
        return [(self._under_item(hit.passage), (hit.score - low) / spread) for hit in hits]

    def shares(self, hits: Sequence[Hit]) -> dict[str, float]:
        """What share of the answer is expected in each passage, by id, that of the best 1."""
        top = hits[0].score if hits else 0.0
        return {hit.passage.id: math.exp(hit.score - top) for hit in hits}

    def suggestion(self, evidence: RetrievedPassage) -> Suggestion:
        """A stretch as a search result."""
        source = self.source(evidence.document)
        return Suggestion(
            document=evidence.document,
            path=source.path,
            title=source.title,
            paragraph=evidence.first.paragraph,
            page=evidence.first.page,
            start=evidence.start,
            end=evidence.end,
            speakers=list(evidence.speakers),
            score=round(evidence.score, 4),
            text=evidence.text,
            lead=[
                Led(**lead.model_dump())
                for lead in evidence.first.lead
                if lead.end <= evidence.start
            ],
        )

    def records(self, filters: Filters) -> list[DocumentRecord]:
        """The documents that pass the filters, whoever speaks in them."""
        self._refresh()
        filters = self._store.limits(filters)
        return [record for record in self._read.records() if passes(record, filters)]

    def paragraphs(self, passages: Sequence[Passage]) -> list[Suggestion]:
        """Passages as search results in their order, those of one paragraph as one."""
        units: dict[tuple[str, int], list[Passage]] = {}
        for passage in passages:
            units.setdefault((passage.document, passage.unit), []).append(passage)
        found = []
        for n, ((document, _), members) in enumerate(units.items()):
            start, end = members[0].start, members[-1].end
            text = self.canonical(document, start, end)
            score = -0.001 * n  # all are what was asked for
            names = tuple(dict.fromkeys(s.name for member in members for s in member.speakers))
            stretch = RetrievedPassage(document, start, end, text, members[0], names, score)
            found.append(self.suggestion(stretch))
        return found

    def under(self, document: str, wanted: Callable[[Passage], bool]) -> list[Passage]:
        """The passages of a document that `wanted` picks, in order."""
        self._refresh()
        return [p for unit in self._read.units(document).values() for p in unit if wanted(p)]

    def source(self, document: str) -> Source:
        """Title and file of a document."""
        self._refresh()
        return self._read.source(document)

    def page(self, document: str, offset: int) -> int | None:
        """1-based page of a character of the canonical text."""
        self._refresh()
        return page_at(self._read.page_starts(document), offset)

    def canonical(self, document: str, start: int, end: int) -> str:
        """A stretch of the canonical text."""
        return self.text(document)[start:end]

    def text(self, document: str) -> str:
        """The canonical text of a document."""
        self._refresh()
        return self._read.text(document)

    def around(self, candidate: Candidate, speaker: Speaker | None) -> str:
        """Headings and paragraph of a sentence, of the paragraph only what `speaker` said."""
        passage = candidate.passage
        parts = list(passage.section)
        for other in self._read.units(passage.document)[passage.unit]:
            for sentence in other.sentences:
                if speaker is None or speaker in sentence.speakers:
                    parts.append(
                        other.text[sentence.start - other.start : sentence.end - other.start]
                    )
        return "\n".join(parts)

    def likeness(self, query: Query, texts: Sequence[str]) -> np.ndarray:
        """Cosine of each text with the question or its topic, whichever is nearer; shape (n,)."""
        if not texts:
            return np.zeros(0)
        asked = [query.words] + ([query.topic] if query.topic else [])
        if query.topic and not set(query.topic.lower().split()) & set(query.words.lower().split()):
            # "And Kenya?": what it means stands in the questions before.
            asked.append(query.full)
        unknown = [text for text in dict.fromkeys([*asked, *texts]) if text not in self._vectors]
        if unknown:
            for text, vector in zip(unknown, self._store.embedder.embed(unknown), strict=True):
                self._vectors[text] = vector
        questions = np.stack([self._vectors[text] for text in asked])
        cosines: np.ndarray = (np.stack([self._vectors[t] for t in texts]) @ questions.T).max(
            axis=1
        )
        if len(self._vectors) > _REMEMBERED:
            self._vectors.clear()
        return cosines

    def rarity(self, stem: str) -> float:
        """Inverse document frequency of a stem over the store's passages, as BM25 has it."""
        replica = self._store.replica()
        term = replica.vocabulary.get(stem)
        df = int(replica.passage_df[term]) if term is not None else 0
        return math.log(1 + (len(replica) - df + 0.5) / (df + 0.5))

    def unit(self, candidate: Candidate) -> list[Passage]:
        """The passages of the paragraph or turn that a sentence stands in."""
        document, unit = candidate.unit
        return self._read.units(document)[unit]

    def before(self, candidate: Candidate, count: int) -> list[list[Passage]]:
        """The turns ahead of a sentence's turn in a debate, nearest first; none in a paper."""
        document, unit = candidate.unit
        if not self.source(document).transcript:
            return []
        units = self._read.units(document)
        return [units[n] for n in range(unit - 1, unit - count - 1, -1) if n in units]

    def _under_item(self, passage: Passage) -> Passage:
        """In a transcript, the passage below the item of the agenda that it speaks to."""
        item = self._read.items(passage.document).get(passage.unit)
        return under_item(passage, item) if item else passage

    def _refresh(self) -> None:
        revision = self._store.catalogue.revision
        if revision == self._revision:
            return
        self._revision = revision
        self._read.forget()


def retrieval_query(query: Query, speakers: Sequence[Speaker]) -> RetrievalQuery:
    """The question as the retriever takes it."""
    people = [s.name for s in (*query.asked, *query.about)]
    lower = query.words.lower()
    carried = [w for w in [*query.topic.split(), *people] if w.lower() not in lower]
    text = query.words if query.language == "en" else ""
    return RetrievalQuery(
        text=" ".join([text, *carried]).strip() if text else " ".join([query.topic, *people]),
        topic=" ".join([query.act, query.topic, *people]) if text else query.topic,
        speakers=tuple(speaker.name for speaker in speakers),
    )
