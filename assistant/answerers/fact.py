"""A fact: what the documents state, whoever says it."""

from __future__ import annotations

from assistant.answerers.choosing import Budget, leading
from assistant.answerers.draft import Asking, Draft, Quoted, Silence
from assistant.answerers.evidence import ScoredSentence

BUDGET = Budget(sentences=3, share=0.5)


def fact(asking: Asking) -> Draft:
    """The sentences that answer, the surest ahead."""
    answering = asking.evidence().above(asking.threshold)
    if not answering:
        return Draft(silence=Silence.NO_STATEMENT)
    lead, rest = leading(answering, BUDGET)
    return Draft([headed(asking, s) for s in lead], [headed(asking, s) for s in rest])


def headed(asking: Asking, scored: ScoredSentence) -> Quoted:
    """A sentence under its speakers where the words do not tell who speaks, as in a transcript."""
    names = ", ".join(speaker.name for speaker in scored.speakers)
    spoken = asking.store.source(scored.passage.document).transcript
    return Quoted(scored, names if spoken and names else None)
