"""An outcome: what was decided, requested or assigned, with the items that a decision opens."""

from __future__ import annotations

from assistant.answerers.choosing import Budget, leading
from assistant.answerers.draft import Asking, Draft, Quoted, Silence
from assistant.answerers.siblings import with_siblings

WIDER = 36  # passages that are read
BUDGET = Budget(sentences=4, share=0.4)


def outcome(asking: Asking) -> Draft:
    """The sentences that tell the outcome, whoever reports it."""
    # "What did the group agree on Chad's proposal?": Chad's own words decide nothing.
    anyone = asking.with_question(asked=())
    evidence = anyone.evidence(k=max(asking.k, WIDER))
    answering = evidence.above(asking.threshold)
    if not answering:
        return Draft(silence=Silence.NO_STATEMENT)
    lead, rest = leading(answering, BUDGET)
    lead = with_siblings(lead, evidence)
    taken = {scored.place for scored in lead}
    more: list[Quoted] = [asking.headed(s) for s in rest if s.place not in taken]
    return Draft([asking.headed(scored) for scored in lead], more)
