"""Of passages that were found, the sentence in each that answers most surely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Suggestion
from assistant.answerers import judging
from assistant.answerers.evidence import PASSAGES, EvidenceGatherer, ScoredSentence
from assistant.question.question import Question
from index_store.filters import Filters


@dataclass(frozen=True)
class BestSentence:
    """A stretch of the canonical text, and the probability that it answers."""

    start: int
    end: int
    probability: float

    @property
    def near(self) -> bool:
        """Is it at least half as sure as a sentence of an answer has to be?"""
        return self.probability >= judging.threshold() / 2


def best_sentences(
    gatherer: EvidenceGatherer,
    question: Question,
    found: Sequence[Suggestion],
    filters: Filters,
) -> list[BestSentence | None]:
    """One for each passage; None where none of its sentences is by whom the question asks about."""
    hits = gatherer.retrieve(question, filters, max(PASSAGES, len(found)))
    read = gatherer.read(question, hits, question.asked, filters).sentences
    return [_best([s for s in read if _inside(s, passage)]) for passage in found]


def _inside(scored: ScoredSentence, passage: Suggestion) -> bool:
    start = scored.sentence.start
    return scored.passage.document == passage.document and passage.start <= start < passage.end


def _best(sentences: Sequence[ScoredSentence]) -> BestSentence | None:
    best = max(sentences, key=lambda scored: scored.probability, default=None)
    if best is None:
        return None
    return BestSentence(best.sentence.start, best.sentence.end, best.probability)
