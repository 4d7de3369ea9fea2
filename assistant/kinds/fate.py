"""The fate of a proposal: what the meeting made of it, shown behind the proposal itself."""

from __future__ import annotations

import re

from assistant.candidates import Candidate, gather
from assistant.compose import Quoted
from assistant.decisions import decided
from assistant.formal import telling
from assistant.kinds.draft import Asking, Draft
from assistant.kinds.position import speakers_heading
from assistant.question import Query, QuestionKind
from assistant.taking_up import takes_up
from ingest.model import Speaker

_PROPOSAL = (
    r"(?:proposals?|requests?|suggestions?|ideas?|amendments?|offers?|motions?|appeals?|questions?|"
    r"recommendations?)"
)
_ASKS = re.compile(
    rf"\bwhat\s+(?:became|happened|has\s+become|came)\s+(?:of|to)\b.*\b{_PROPOSAL}\b"
    rf"|\bhow\s+(?:was|were)\b.*\b{_PROPOSAL}\b.*\b(?:received|met|handled|answered|treated|"
    r"dealt\s+with|taken)\b"
    rf"|\b(?:fate|outcome|result|reception)\s+of\b.*\b{_PROPOSAL}\b"
    rf"|\b(?:reactions?|responses?|replies|reply|answers?)\s+(?:was\s+given\s+)?to\b.*\b{_PROPOSAL}\b"
    rf"|^\W*(?:was|were)\b.*\b{_PROPOSAL}\b.*\b(?:accepted|adopted|agreed|approved|rejected|"
    r"supported|granted|taken\s+up|followed)\b",
    re.I,
)
_MADE = re.compile(
    rf"\b(?:propos|suggest|request|ask|urg|offer|recommend|appeal|call(?:s|ed)?\s+(?:for|on|upon)|"
    rf"invit|want|wish|{_PROPOSAL}\b)",
    re.I,
)
_FATE = re.compile(
    r"\b(?:no\s+objections?|did\s+not\s+(?:find|gain|receive|meet)|found\s+no|met\s+with|no\s+"
    r"(?:consensus|agreement|support)|opinions\s+differed|views\s+(?:differed|were\s+divided)|"
    r"so\s+agreed|(?:was|were|is)\s+(?:not\s+)?(?:accepted|adopted|supported|backed|endorsed|rejected|"
    r"agreed|approved|postponed|deferred|withdrawn|seconded|opposed|granted)|"
    r"(?:was|were|is|would\s+be|will\s+be|remained)\s+(?:referred|forwarded|left\s+open|unanswered|"
    r"noted|taken\s+up|put\s+off|carried|merged|submitted|sent|passed)|took\s+note|takes\s+note)\b",
    re.I,
)
_BEARS = 0.45  # share of the topic in a proposal on it
_LINES = 4  # sentences of the reception that are shown


def asks_for_a_fate(query: Query) -> bool:
    """Whether a question wants to know what became of somebody's proposal."""
    kinds = (QuestionKind.POSITION, QuestionKind.FACT, QuestionKind.OUTCOME)
    named = (*query.asked, *query.about)
    return query.kind in kinds and len(named) == 1 and bool(_ASKS.search(query.words))


def fate(asking: Asking) -> Draft:
    """The proposal and what is told of its reception right behind it."""
    query = asking.query
    (whose,) = (*query.asked, *query.about)
    topic = " ".join(w for w in query.topic.split() if not _scaffold(w))
    plain = asking.with_query(
        asked=(whose,), about=(), topic=topic, act="", focus="", sort="", wanted=()
    )
    own = [c for c in telling(plain.evidence(whose).own) if _MADE.search(c.text)]
    if topic:
        own = [c for c in own if max(c.said, c.near) >= _BEARS]
    told = [(c, _reception(asking, c, whose)) for c in own]
    received = [(c, behind) for c, behind in told if behind or _FATE.search(c.text)]
    if not received:
        return Draft.of([])
    first, behind = received[0]
    quoted = [Quoted(c, speakers_heading(asking.reading, c)) for c in (first, *behind)]
    return Draft.of(sorted(quoted, key=lambda item: item.candidate.place))


def _reception(asking: Asking, proposal: Candidate, whose: Speaker) -> list[Candidate]:
    """The sentences behind a proposal, as far as they tell how it was taken."""
    unit = gather([(p, proposal.rank) for p in asking.reading.unit(proposal)], lambda s: True)
    behind = sorted((c for c in unit if c.place > proposal.place), key=lambda c: c.place)
    found: list[Candidate] = []
    for candidate in behind[: _LINES + 1]:
        if not _takes_it(candidate, whose):
            break
        found.append(candidate)
    return found[:_LINES]


def _takes_it(candidate: Candidate, whose: Speaker) -> bool:
    text = candidate.text
    if _FATE.search(text) or decided(candidate) >= 1.0:
        return True
    return whose not in candidate.sentence.speakers and takes_up(text)


def _scaffold(word: str) -> bool:
    return bool(
        re.fullmatch(
            rf"{_PROPOSAL}|became|happened|received|fate|outcome|result|accepted|"
            r"adopted|agreed|approved|rejected|supported|granted|handled|answered|"
            r"reactions?|responses?|repl(?:y|ies)|answers?|given|met|come|become",
            word,
            re.I,
        )
    )
