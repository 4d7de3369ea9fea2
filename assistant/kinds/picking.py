"""Which sentences of the evidence are quoted: of papers the best few, of debates a summary."""

from __future__ import annotations

from assistant.candidates import Candidate
from assistant.kinds.draft import Asking
from assistant.kinds.evidence import Evidence
from assistant.select import Budget, choose
from assistant.summary import is_broad, summarise


def pick(asking: Asking, evidence: Evidence, budget: Budget) -> list[Candidate]:
    """The sentences to quote, in the order of the documents.

    A paper says a thing once and briefly: its best sentences within the budget. What a debate
    says on a broad question is spread over many turns: there the sentences sum it up.
    """
    reading = asking.reading
    if evidence.own and is_broad(asking.query):
        spoken = [c for c in evidence.own if reading.source(c.passage.document).transcript]
        best = max(evidence.own, key=lambda c: evidence.shares.get(c.passage.id, 0.0))
        if reading.source(best.passage.document).transcript:
            return summarise(spoken, evidence.shares, reading.rarity)
    return choose(evidence.own, budget)
