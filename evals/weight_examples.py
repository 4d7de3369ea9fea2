"""Questions with what the retriever measures for them and where their gold is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from assistant.retrieval.features import CandidateFeatures
    from evals.gold import Gold
    from evals.questions import Question
    from index_store.records import DocumentRecord


@dataclass(frozen=True)
class Example:
    """One question: what was measured, where its gold is."""

    question: Question
    golds: list[Gold]
    features: CandidateFeatures
    gold: np.ndarray  # gold characters of each candidate
    document: int | None  # place among the documents of the one that answers, if it is there

    @property
    def inside(self) -> slice:
        """Places of the passages of the document that answers."""
        return self.features.candidates.part(self.document or 0)

    @property
    def records(self) -> list[DocumentRecord]:
        """The documents of the candidates."""
        candidates = self.features.candidates
        return [candidates.replica.documents[d] for d in candidates.documents]

    @property
    def answers_in(self) -> str:
        """Id of the document that answers, empty where the store does not have it."""
        stretches = [stretch for gold in self.golds for stretch in gold.stretches]
        return stretches[0].document if stretches else ""


def collect(questions: Path, corpus: Path, folder: Path) -> list[Example]:
    """Measures the evidence of every answerable question on the documents of a corpus.

    The questions are understood as the assistant understands them. Those that only make sense in
    their conversation are left out.
    """
    from assistant.answerers.evidence import retrieval_query
    from assistant.assistant import Assistant
    from assistant.retrieval.passage_finder import PassageFinder
    from evals.gold import GoldFinder
    from evals.questions import load
    from index_store import Store
    from index_store.ingestion import ingest_paths

    asked = [q for q in load(questions) if q.answerable and not q.history]
    with Store(folder) as store:
        ingest_paths(store, [corpus])
        assistant, finder, golds = Assistant(store), PassageFinder(store), GoldFinder(store)
        examples = []
        for question in asked:
            query = assistant.understand(question.question)
            features = finder.candidate_features(
                retrieval_query(query, [s.name for s in query.asked])
            )
            if features is not None:
                examples.append(_example(question, golds.find(question), features))
    return examples


def _example(question: Question, golds: list[Gold], features: CandidateFeatures) -> Example:
    candidates = features.candidates
    replica = candidates.replica
    start, end = candidates.gather(replica.start), candidates.gather(replica.end)
    ids = np.array([replica.documents[d].id for d in candidates.documents])
    gold = np.zeros(len(candidates))
    for stretch in (s for g in golds for s in g.stretches):
        common = np.minimum(end, stretch.end) - np.maximum(start, stretch.start)
        gold += np.maximum(common, 0) * (ids == stretch.document)[candidates.owner]
    by_document = candidates.total(gold)
    best = int(by_document.argmax()) if by_document.any() else None
    return Example(question, golds, features, gold, best)


def matrix(evidence: Mapping[str, np.ndarray], names: Iterable[str]) -> np.ndarray:
    """The named evidence as columns."""
    columns = [evidence[name] for name in names]
    size = len(next(iter(evidence.values())))
    return np.column_stack(columns) if columns else np.zeros((size, 0))
