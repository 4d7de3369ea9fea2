"""Finds the passages of a store that bear on a question."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from assistant.retrieval.candidate_set import CandidateSet
from assistant.retrieval.compound_split import split_compounds
from assistant.retrieval.document_features import centroid, edges
from assistant.retrieval.documents import choose_documents
from assistant.retrieval.extraction import extract
from assistant.retrieval.features import CandidateFeatures
from assistant.retrieval.query import RetrievalQuery
from assistant.retrieval.question_terms import QuestionTerms
from assistant.retrieval.retrieved_passage import RetrievedPassage
from assistant.retrieval.scoring import Weights, score_passages
from assistant.retrieval.speaker_match import SpeakerNames
from assistant.retrieval.windows import LONGEST, Window, best_windows
from index_store import Store
from index_store.filters import Filters
from index_store.records import Hit
from index_store.replica import Replica
from index_store.served_vectors import NearestPassages
from index_store.warm_vectors import KEPT
from ingest.cores import cores

BY_WORDS, BY_MEANING = 300, 60  # passages that each brings, to find the documents to judge
LEARNED = Weights.read(Path(__file__).parent / "learned_weights.json")
_TEXTS = 64  # texts of documents that stay in memory
_NO_FILTERS = Filters()


class PassageFinder:
    """Retrieval over passages, their neighbourhoods and their documents.

    Words (Tantivy) and meaning (Chroma) each bring candidates; the documents that hold them are
    then measured whole on the store's replica: BM25 and cosine of every passage, of what stands
    around it and of its document, terms that stand together, who speaks. The weights are learned
    by `evals/learn_weights.py`.

    >>> finder = PassageFinder(store)                                    # doctest: +SKIP
    >>> finder.retrieve_passages(RetrievalQuery("What did Norway say?"), 5)  # doctest: +SKIP
    """

    def __init__(self, store: Store, disabled: frozenset[str] = frozenset()) -> None:
        """`disabled`: parts to do without (see `scoring.PARTS`); raises ValueError for others."""
        self.store = store
        self._pool = ThreadPoolExecutor(cores(), "retrieval")
        self.weights = LEARNED.without(disabled)
        self._names: tuple[Replica, SpeakerNames] | None = None
        self._last: tuple[Replica, RetrievalQuery, Filters, CandidateFeatures | None] | None = None
        self._scored: tuple[CandidateFeatures, np.ndarray] | None = None
        self._text = lru_cache(maxsize=_TEXTS)(lambda document, revision: store.text(document))

    def retrieve_passages(
        self,
        query: RetrievalQuery,
        k: int = 10,
        filters: Filters = _NO_FILTERS,
        longest: int = LONGEST,
    ) -> list[RetrievedPassage]:
        """The `k` best windows of neighbouring passages, best first; none overlap.

        `longest`: characters of each, at the most; one longer sentence is cut between words.
        """
        features = self.candidate_features(query, filters)
        if features is None or k <= 0:
            return []
        shares = self._log_shares(features)
        chosen = best_windows(features.candidates, np.exp(shares), k, longest)
        return self._retrieved(features.candidates, chosen, longest)

    def rank_passages(
        self, query: RetrievalQuery, k: int = 10, filters: Filters = _NO_FILTERS
    ) -> list[Hit]:
        """The `k` best passages as they are stored, with the logarithms of their shares."""
        features = self.candidate_features(query, filters)
        if features is None or k <= 0:
            return []
        shares = self._log_shares(features)
        order = np.argsort(-shares, kind="stable")[:k]
        order = order[np.isfinite(shares[order])]
        rows = features.candidates.gather(features.candidates.replica.row)[order].tolist()
        passages = self.store.catalogue.by_rows(rows)
        return [
            Hit(passages[row], float(shares[place]))
            for row, place in zip(rows, order, strict=True)
            if row in passages
        ]

    def warm_up(self) -> None:
        """Works out ahead what questions need of each document; for who asks more than one.

        What does not stay in memory anyway is left out: of large stores only the first documents.
        """
        replica = self.store.replica()
        self._speaker_names(replica)
        held = np.searchsorted(replica.document_offsets, KEPT, side="right") - 1
        sizes = np.diff(replica.document_offsets)
        candidates = CandidateSet(replica, np.flatnonzero(sizes[: max(0, int(held))]))
        if not len(candidates.documents):
            return
        for place, first in enumerate(candidates.firsts):
            centroid(candidates, place)
            if not candidates.written[first]:
                edges(candidates, place)

    def candidate_features(
        self, query: RetrievalQuery, filters: Filters = _NO_FILTERS
    ) -> CandidateFeatures | None:
        """The features of all candidates; None where the store has none.

        Those of the last question are kept: an answer looks for its passages more than once.
        """
        replica, last = self.store.replica(), self._last
        filters = self.store.limits(filters)
        if last and last[0] is replica and last[1:3] == (query, filters):
            return last[3]
        features = self._extracted(replica, query, filters) if len(replica) else None
        self._last = (replica, query, filters, features)
        return features

    def _extracted(
        self, replica: Replica, query: RetrievalQuery, filters: Filters
    ) -> CandidateFeatures | None:
        names = self._speaker_names(replica)
        known = (replica.vocabulary, names.terms)
        text, topic = split_compounds(query.text, known), split_compounds(query.topic, known)
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
        candidates = CandidateSet(replica, documents)
        passage, document = extract(candidates, question, cosines, fit)
        mask = replica.mask(filters)
        allowed = None if mask is None else mask[candidates.positions]
        replica.release()
        return CandidateFeatures(candidates, passage, document, allowed)

    def _by_meaning(
        self, vectors: NearestPassages, text: str, filters: Filters
    ) -> tuple[np.ndarray, list[tuple[int, float]]]:
        vector = self.store.embedder.embed_query(text)
        return vector, vectors.search(vector, BY_MEANING, filters)

    def _log_shares(self, features: CandidateFeatures) -> np.ndarray:
        """Log shares of the passages; the last are remembered."""
        scored = self._scored  # another thread may put its own there meanwhile
        if scored is None or scored[0] is not features:
            scored = self._scored = (features, score_passages(features, self.weights))
        return scored[1]

    def _retrieved(
        self, candidates: CandidateSet, chosen: Sequence[Window], longest: int
    ) -> list[RetrievedPassage]:
        replica, positions = candidates.replica, candidates.positions
        rows = {p: int(replica.row[positions[p]]) for w in chosen for p in (w.first, w.last)}
        firsts = self.store.catalogue.by_rows(rows[w.first] for w in chosen)
        # The rows of a document follow one another.
        spans = {w: range(rows[w.first], rows[w.last] + 1) for w in chosen if w.last > w.first}
        spoken = self.store.catalogue.speaking(row for span in spans.values() for row in span)
        found = []
        for window in chosen:
            first = firsts.get(rows[window.first])
            if first is None:  # another process has just replaced the document
                continue
            begin, behind = first.start, int(replica.end[positions[window.last]])
            text = self._text(first.document, replica.revision)[begin:behind]
            text = _cut(text, longest)
            names = [speaker.name for speaker in first.speakers]
            names += [name for row in spans.get(window, ()) for name in spoken.get(row, ())]
            found.append(
                RetrievedPassage(
                    document=first.document,
                    start=begin,
                    end=begin + len(text),
                    text=text,
                    first=first,
                    speakers=tuple(dict.fromkeys(names)),
                    score=float(np.log(window.mass)),
                )
            )
        return found

    def _speaker_names(self, replica: Replica) -> SpeakerNames:
        names = self._names
        if names is None or names[0] is not replica:
            names = self._names = (replica, SpeakerNames(replica))
        return names[1]


def _cut(text: str, longest: int) -> str:
    """The text, up to the last space within its first `longest` characters."""
    if len(text) <= longest:
        return text
    return text[: longest + 1].rsplit(maxsplit=1)[0][:longest]
