"""A fact: what the documents state, whoever says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.candidates import Candidate
from assistant.compose import Quoted
from assistant.formal import telling
from assistant.kinds.draft import Asking, Draft
from assistant.kinds.picking import pick
from assistant.kinds.position import speakers_heading
from assistant.question import Query, Wanted
from assistant.select import FACT, PART, Budget, choose
from assistant.sufficiency import answers, proper_names
from ingest.folding import composed
from ingest.model import Speaker, SpeakerKind

_DEFINES = 0.3  # bonus for a sentence that explains the name asked about
_FOR_WHOM = re.compile(
    r"\bwho(?:m)?\s+(?:is|are|was|were)\b.*\b(?:for|aimed\s+at)\W*$|\bfor\s+whom\b"
    r"|\btarget\s+(?:group|audience)\b",
    re.I,
)
# Headers and lists of documents answer what is asked of meetings and documents themselves.
_OF_PAPERS = re.compile(
    r"\b(?:documents?|contributions?|papers?|statements?|titles?|numbers?|dates?|when|where|submitted|"
    r"meetings?|sessions?|held|wrote|authors?|members?|report)\b",
    re.I,
)
_AUDIENCE = re.compile(
    r"\b(?:target(?:s|ed|ing)?|aimed\s+at|aged|(?:designed|intended|meant|made|open)\s+(?:for|to))\b",
    re.I,
)


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
    own = _of_the_named(asking, _of_papers_that_name(asking, evidence.own))
    if not _OF_PAPERS.search(asking.query.words):
        own = telling(own)
    evidence = replace(evidence, own=defining_first(asking.query, own))
    chosen = choose(evidence.own, budget) if budget is PART else pick(asking, evidence, budget)
    return Draft.of([Quoted(c, speakers_heading(asking.reading, c)) for c in chosen])


def _of_the_named(asking: Asking, own: Sequence[Candidate]) -> list[Candidate]:
    """The sentences of documents that have a name of the question; all where none has."""
    names = [name.casefold() for name in proper_names(asking.query)]
    if not names:
        return list(own)
    texts = {
        d: composed(asking.reading.text(d)).casefold() for d in {c.passage.document for c in own}
    }
    has = {d for d, text in texts.items() if any(name in text for name in names)}
    return [c for c in own if c.passage.document in has] or list(own)


def _of_papers_that_name(asking: Asking, own: Sequence[Candidate]) -> list[Candidate]:
    """The sentences of documents that name a state the question is about; all where it names none.

    What Chad's paper says on its fees tells nothing of those of Mali.
    """
    states = [s for s in asking.query.about if s.kind is SpeakerKind.MEMBER_STATE]
    if not states:
        return list(own)
    tell = {
        document: _names_one(asking, document, states)
        for document in {candidate.passage.document for candidate in own}
    }
    return [candidate for candidate in own if tell[candidate.passage.document]]


def _names_one(asking: Asking, document: str, states: Sequence[Speaker]) -> bool:
    """Whether a document names one of the states, in whichever form."""
    text = composed(asking.reading.text(document)).casefold()
    return any(state.name.casefold() in text for state in states) or any(
        state in (*passage.speakers, *passage.mentions)
        for passage in asking.reading.under(document, lambda passage: True)
        for state in states
    )


def defining_first(query: Query, own: Sequence[Candidate]) -> list[Candidate]:
    """Best first, those ahead that say what a thing is ("ABC (Alphabet)") or whom it is for."""
    if _FOR_WHOM.search(query.words):
        says = _AUDIENCE
    elif Wanted.DEFINITION in query.wanted and query.topic:
        term = re.escape(query.topic)
        says = re.compile(
            rf"\b{term}\s*(?:\(|,\s+(?:an?|the)\b|–|\b(?:is|are|stands\s+for|means)\b)", re.I
        )
    else:
        return list(own)
    ranked = [replace(c, score=c.score + _DEFINES * bool(says.search(c.text))) for c in own]
    return sorted(ranked, key=lambda c: (-c.score, c.place))
