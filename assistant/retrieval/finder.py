"""Finds the evidence for a question in a store."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from assistant.retrieval import learned_weights
from assistant.retrieval.by_document import edges, middle
from assistant.retrieval.documents import choose_documents
from assistant.retrieval.evidence import Evidence
from assistant.retrieval.measured import Measured
from assistant.retrieval.query import RetrievalQuery
from assistant.retrieval.question_terms import QuestionTerms
from assistant.retrieval.reranker import Reranker
from assistant.retrieval.run_together import apart
from assistant.retrieval.scales import Evidence as OfDocuments
from assistant.retrieval.scales import measure
from assistant.retrieval.scope import Scope
from assistant.retrieval.speaking import SpeakerNames
from assistant.retrieval.stretches import LONGEST, Stretch, stretches
from assistant.retrieval.weighing import Weights, weigh
from index_store import Store
from index_store.exact_vectors import ExactVectors
from index_store.filters import Filters
from index_store.records import Hit
from index_store.replica import Replica
from index_store.vectors import Vectors
from index_store.warm_vectors import KEPT
from ingest.cores import cores

BY_WORDS, BY_MEANING = 300, 60  # passages that each brings, to find the documents to judge
RERANKED = 20  # stretches that the reranker sees, where there is one
LEARNED = Weights(
    learned_weights.NEAR, learned_weights.FAR, learned_weights.GATHER, learned_weights.SPAN
)
_TEXTS = 64  # texts of documents that stay in memory
_NO_FILTERS = Filters()


@dataclass(frozen=True)
class Judged:
    """A scope with what was measured on it and which of its passages may be returned."""

    scope: Scope
    near: Measured
    far: OfDocuments
    allowed: np.ndarray | None


class EvidenceFinder:
    """Retrieval over passages, their neighbourhoods and their documents.

    Words (Tantivy) and meaning (Chroma) each bring candidates; the documents that hold them are
    then judged whole on the store's replica: BM25 and cosine of every passage, of what stands
    around it and of its document, terms that stand together, who speaks. The weights are learned
    by `evals/learn_weights.py`.

    >>> finder = EvidenceFinder(store)                                    # doctest: +SKIP
    >>> finder.retrieve_passages(RetrievalQuery.of("What did Norway say?"), 5)  # doctest: +SKIP
    """

    def __init__(
        self,
        store: Store,
        disabled: frozenset[str] = frozenset(),
        reranker: Reranker | None = None,
    ) -> None:
        """`disabled`: parts to do without (see `weighing.PARTS`); raises ValueError for others.

        `reranker`: looks again at the best stretches.
        """
        self.store = store
        self.reranker = reranker
        self._pool = ThreadPoolExecutor(cores(), "retrieval")
        self.weights = LEARNED.without(disabled)
        self._names: tuple[Replica, SpeakerNames] | None = None
        self._last: tuple[Replica, RetrievalQuery, Filters, Judged | None] | None = None
        self._weighed: tuple[Judged, np.ndarray] | None = None
        self._text = lru_cache(maxsize=_TEXTS)(lambda document, revision: store.text(document))

    def retrieve_passages(
        self,
        query: RetrievalQuery,
        k: int = 10,
        filters: Filters = _NO_FILTERS,
        longest: int = LONGEST,
    ) -> list[Evidence]:
        """The `k` stretches that hold most of the evidence, best first; none overlap.

        `longest`: characters of a stretch of several passages, at the most.
        """
        judged = self.judge(query, filters)
        if judged is None or k <= 0:
            return []
        shares = self._weigh(judged)
        depth = max(k, RERANKED) if self.reranker else k
        chosen = stretches(judged.scope, np.exp(shares), depth, longest)
        found = self._evidence(judged.scope, shares, chosen)
        return self.reranker.reorder(query.text, found)[:k] if self.reranker else found

    def rank_passages(
        self, query: RetrievalQuery, k: int = 10, filters: Filters = _NO_FILTERS
    ) -> list[Hit]:
        """The `k` best single passages; scores are logarithms of their shares (see Evidence).

        A reranker changes which of the best passages has which of their scores.
        """
        judged = self.judge(query, filters)
        if judged is None or k <= 0:
            return []
        shares = self._weigh(judged)
        depth = max(k, RERANKED) if self.reranker else k
        order = np.argsort(-shares, kind="stable")[:depth]
        order = order[np.isfinite(shares[order])]
        rows = judged.scope.gather(judged.scope.replica.row)[order].tolist()
        passages = self.store.catalogue.by_rows(rows)
        hits = [
            Hit(passages[row], float(shares[place]))
            for row, place in zip(rows, order, strict=True)
            if row in passages
        ]
        if self.reranker:
            second = self.reranker.order(query.text, [hit.passage.text for hit in hits])
            hits = [Hit(hits[n].passage, hits[place].score) for place, (n, _) in enumerate(second)]
        return hits[:k]

    def warm_up(self) -> None:
        """Works out ahead what questions need of each document; for who asks more than one.

        What does not stay in memory anyway is left out: of large stores only the first documents.
        """
        replica = self.store.replica()
        self._speaker_names(replica)
        held = np.searchsorted(replica.document_offsets, KEPT, side="right") - 1
        sizes = np.diff(replica.document_offsets)
        scope = Scope(replica, np.flatnonzero(sizes[: max(0, int(held))]))
        if not len(scope.documents):
            return
        for place, first in enumerate(scope.firsts):
            middle(scope, place)
            if not scope.written[first]:
                edges(scope, place)

    def judge(self, query: RetrievalQuery, filters: Filters = _NO_FILTERS) -> Judged | None:
        """Measures the evidence; None where there is nothing to judge.

        The last question is remembered: an answer looks for its passages more than once.
        """
        replica, last = self.store.replica(), self._last
        filters = self.store.limits(filters)
        if last and last[0] is replica and last[1:3] == (query, filters):
            return last[3]
        judged = self._judge(replica, query, filters) if len(replica) else None
        self._last = (replica, query, filters, judged)
        return judged

    def _judge(self, replica: Replica, query: RetrievalQuery, filters: Filters) -> Judged | None:
        names = self._speaker_names(replica)
        known = (replica.vocabulary, names.terms)
        text, topic = apart(query.text, known), apart(query.topic, known)
        query = replace(query, text=text, topic=topic)
        # Meaning is looked for on one core while words are on another.
        by_meaning = self._pool.submit(
            self._by_meaning, self.store.vectors, query.topic or query.text, filters
        )
        fit = names.named(query)
        question = QuestionTerms.of(query, replica, names.in_question(query))
        named = " ".join(query.speakers)
        rows = self.store.full_text.search(f"{query.text} {named}", BY_WORDS, filters)
        vector, nearest = by_meaning.result()
        documents, cosines = choose_documents(replica, rows, nearest, vector)
        if not len(documents):
            return None
        scope = Scope(replica, documents)
        near, far = measure(scope, question, cosines, fit)
        mask = replica.mask(filters)
        allowed = None if mask is None else mask[scope.positions]
        return Judged(scope, near, far, allowed)

    def _by_meaning(
        self, vectors: Vectors | ExactVectors, text: str, filters: Filters
    ) -> tuple[np.ndarray, list[tuple[int, float]]]:
        vector = self.store.embedder.embed_query(text)
        return vector, vectors.search(vector, BY_MEANING, filters)

    def _weigh(self, judged: Judged) -> np.ndarray:
        """Log shares of the passages; the last are remembered."""
        weighed = self._weighed  # another thread may put its own there meanwhile
        if weighed is None or weighed[0] is not judged:
            found = weigh(judged.scope, judged.near, judged.far, self.weights, judged.allowed)
            weighed = self._weighed = (judged, found)
        return weighed[1]

    def _evidence(
        self, scope: Scope, shares: np.ndarray, chosen: Sequence[Stretch]
    ) -> list[Evidence]:
        replica, positions = scope.replica, scope.positions
        rows = {p: int(replica.row[positions[p]]) for s in chosen for p in (s.first, s.last)}
        firsts = self.store.catalogue.by_rows(rows[s.first] for s in chosen)
        found = []
        for stretch in chosen:
            first = firsts.get(rows[stretch.first])
            if first is None:  # another process has just replaced the document
                continue
            begin, behind = first.start, int(replica.end[positions[stretch.last]])
            peak = stretch.first + int(shares[stretch.first : stretch.last + 1].argmax())
            before, after = max(stretch.first, peak - 1), min(stretch.last, peak + 1)
            names = [speaker.name for speaker in first.speakers]
            if stretch.last > stretch.first:
                # The rows of a document follow one another.
                names += self.store.catalogue.speaking(rows[stretch.first], rows[stretch.last])
            found.append(
                Evidence(
                    document=first.document,
                    start=begin,
                    end=behind,
                    text=self._text(first.document, replica.revision)[begin:behind],
                    first=first,
                    speakers=tuple(dict.fromkeys(names)),
                    score=float(np.log(stretch.mass)),
                    heart=(
                        int(replica.start[positions[before]]),
                        int(replica.end[positions[after]]),
                    ),
                )
            )
        return found

    def _speaker_names(self, replica: Replica) -> SpeakerNames:
        names = self._names
        if names is None or names[0] is not replica:
            names = self._names = (replica, SpeakerNames(replica))
        return names[1]
