"""A fact: what the documents state, whoever says it."""

from __future__ import annotations

from dataclasses import replace

from assistant.compose import Quoted
from assistant.kinds.draft import Asking, Draft
from assistant.kinds.picking import pick
from assistant.kinds.position import speakers_heading
from assistant.select import FACT, PART, Budget, choose
from assistant.sufficiency import answers


def fact(asking: Asking) -> Draft:
    """The sentences that state it; each part of the question ("who …, and when …?") by itself."""
    if not asking.query.parts:
        return stated(asking, FACT)
    quoted: list[Quoted] = []
    for part in asking.query.parts:
        alone = part.model_copy(update={"asked": (), "parts": ()})
        for item in stated(replace(asking, query=alone), PART).quoted:
            if all(item.candidate.place != other.candidate.place for other in quoted):
                quoted.append(item)
    return Draft.of(quoted)


def stated(asking: Asking, budget: Budget) -> Draft:
    """The best sentences within a budget, where they answer."""
    evidence = asking.evidence()
    meetings = asking.reading.meetings()
    if not answers(asking.query, evidence.own, (), evidence.topic, meetings):
        return Draft.of([])
    chosen = choose(evidence.own, budget) if budget is PART else pick(asking, evidence, budget)
    return Draft.of([Quoted(c, speakers_heading(asking.reading, c)) for c in chosen])
