"""Which sentences of the evidence are quoted: of papers the best few, of debates a summary."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.candidates import Candidate
from assistant.kinds.draft import Asking
from assistant.kinds.evidence import Evidence
from assistant.matching import stems_of
from assistant.question import Query
from assistant.select import Budget, choose
from assistant.sufficiency import may_answer
from assistant.summary import is_broad, summarise


def pick(asking: Asking, evidence: Evidence, budget: Budget) -> list[Candidate]:
    """The sentences to quote, in the order of the documents.

    A paper says a thing once and briefly: its best sentences within the budget. What a debate
    says on a broad question is spread over many turns: there the sentences sum it up.
    """
    query, shares = asking.query, evidence.shares
    # Beside a sum or a date that answers, nothing is quoted that has none.
    own = [c for c in evidence.own if may_answer(query, c)] or evidence.own

    def spoken(candidate: Candidate) -> bool:
        return asking.reading.source(candidate.passage.document).transcript

    if own and is_broad(query):
        likeliest = max(own, key=lambda c: shares.get(c.passage.id, 0.0))
        if spoken(own[0]) and spoken(likeliest):
            return summarise([c for c in own if spoken(c)], shares, asking.reading.rarity)
    return choose(_asked_for(query, own), budget)


def _asked_for(query: Query, own: Sequence[Candidate]) -> list[Candidate]:
    """The sentences, of each table only the rows with the most words of the question.

    So it is with the items of a list where a value is asked for, a date or a number.
    """
    asked = stems_of(query.words)
    best: dict[tuple[object, ...], int] = {}
    found = []
    for candidate in own:
        lead = candidate.sentence.lead
        alone = not lead or not (query.wanted or "\t" in candidate.own)
        group = () if alone else (candidate.passage.document, lead[0])
        shared = 0 if alone else len(asked & stems_of(candidate.text))
        found.append((candidate, group, shared))
        best[group] = max(best.get(group, 0), shared)
    return [candidate for candidate, group, shared in found if shared == best[group]]
