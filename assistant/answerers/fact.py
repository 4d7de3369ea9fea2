"""A fact: what the documents state, whoever says it."""

from __future__ import annotations

from assistant.answerers.choosing import Budget, leading
from assistant.answerers.draft import Asking, Draft, Silence
from assistant.answerers.whose import of_those_meant

BUDGET = Budget(sentences=3, share=0.5, beside=0.3)


def fact(asking: Asking) -> Draft:
    """The sentences that answer, the surest ahead."""
    answering = asking.answering(of_those_meant(asking, asking.evidence().sentences))
    if not answering:
        return Draft(silence=Silence.NO_STATEMENT)
    lead, rest = leading(answering, BUDGET)
    return Draft([asking.headed(s) for s in lead], [asking.headed(s) for s in rest])
