"""Outcomes: what was decided, not what was proposed or thought."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.candidates import Candidate, gather
from assistant.compose import Quoted
from assistant.decisions import DECISION_WORDS, asks_whether, decided, proposes
from assistant.formal import telling
from assistant.kinds.draft import Asking, Draft
from assistant.kinds.fact import stated
from assistant.kinds.position import speakers_heading
from assistant.select import DECISIONS, SUMMARY, choose
from assistant.sufficiency import answers
from assistant.taking_up import takes_up
from ingest.model import Sentence, SpeakerKind

_OUTCOMES = re.compile(r"\b(?:outcomes?|decisions?|conclusions?|action\s+points?)\b", re.I)
PROPOSED = "Proposed, without a decision on record"
NO_DECISION = "The documents record no decision on “{topic}”."
_READ = 24  # passages that are looked through, at the least
_SAID = 0.5  # share of the topic that a decision on it has in itself
_NEAR = 0.6  # the same with its neighbours and words near in meaning
_HINT = 0.25  # share of the topic in a decision that may be on it in other words
_HEADED = 0.5  # bonus for standing under a heading that speaks of outcomes
_OF_OTHERS = 0.4  # what a decision counts that somebody reports of their own work
_SHORT, _AHEAD = 7, 3  # words of a sentence that says nothing alone; sentences to go back
_LISTED = 4  # items shown of a list that was agreed on


def outcome(asking: Asking) -> Draft:
    """Sentences that decide on the topic, else those that propose, said to be no more."""
    topic = " ".join(w for w in asking.query.topic.split() if w.lower() not in DECISION_WORDS)
    plain = asking.with_query(topic=topic, focus="", sort="", wanted=())
    evidence = plain.evidence(at_least=_READ)
    if not topic:
        return _all_decisions(plain, evidence.own)
    meetings = asking.reading.meetings()
    if not answers(plain.query, evidence.own, (), evidence.topic, meetings):
        return Draft.of([])
    bearing = [c for c in telling(evidence.own) if c.said >= _SAID or c.near >= _NEAR]
    if not any(_hints(c) for c in (*bearing, *telling(evidence.own))):
        return Draft.of([])
    deciding = [replace(c, score=c.score * (1 + decided(c))) for c in bearing if decided(c)]
    if deciding:
        best = max(decided(c) for c in deciding)
        # A promise is not shown beside a decision of another paragraph.
        kept = [c for c in deciding if decided(c) >= best - 0.3]
        return Draft.of(_quoted(asking, _with_lists(asking, choose(_ranked(kept), DECISIONS))))
    proposals = [c for c in bearing if proposes(c.text)]
    if proposals:
        chosen = choose(_ranked(proposals), DECISIONS)
        quoted = [Quoted(c, PROPOSED) for c in chosen]
        return Draft(quoted, notices=[NO_DECISION.format(topic=topic)])
    if asks_whether(asking.query.words):
        return Draft.of([])
    told = stated(asking, SUMMARY)
    if told.quoted and not any(decided(item.candidate) for item in told.quoted):
        return replace(told, notices=[NO_DECISION.format(topic=topic)])
    return told


def _hints(candidate: Candidate) -> bool:
    """Whether a sentence is on the topic, or a decision that has something of it."""
    on_it = max(candidate.said, candidate.near)
    return on_it >= (_HINT if decided(candidate) >= 1.0 else _SAID)


def _all_decisions(asking: Asking, own: list[Candidate]) -> Draft:
    """Every decision of the meeting asked about, or of the documents that fit best."""
    meetings = asking.query.meetings
    records = asking.reading.records(asking.filters)
    documents = [r.id for r in records if r.meeting in meetings]
    if not documents and not meetings:
        documents = list(dict.fromkeys(c.passage.document for c in own))[:1]
    found: list[Candidate] = []
    for document in documents:
        passages = [(p, 1.0) for p in asking.reading.under(document, lambda p: True)]
        for candidate in gather(passages, _any):
            weight = decided(candidate)
            if weight:
                headed = any(_OUTCOMES.search(h) for h in candidate.passage.section)
                weight *= 1.0 if _of_the_meeting(candidate) else _OF_OTHERS
                found.append(replace(candidate, score=weight + _HEADED * headed))
    best = _ranked(found)
    chosen = [c for c in best if c.score >= best[0].score / 2][: DECISIONS.sentences]
    return Draft.of(_quoted(asking, _with_lists(asking, chosen)))


def _of_the_meeting(candidate: Candidate) -> bool:
    """Whether the meeting or its chair decides, not somebody who reports of work elsewhere."""
    speakers = candidate.sentence.speakers
    return not speakers or any(s.kind is SpeakerKind.CHAIR for s in speakers)


def _with_lists(asking: Asking, chosen: list[Candidate]) -> list[Candidate]:
    """In reading order; with "The group agreed to:" comes the list, with "So decided." the what."""
    have = {c.place: c for c in chosen}
    for candidate in chosen:
        if len(candidate.text.split()) < _SHORT or takes_up(candidate.text):
            turn = gather([(p, candidate.rank) for p in asking.reading.unit(candidate)], _any)
            ahead = sorted((c for c in turn if c.place < candidate.place), key=lambda c: c.place)
            for item in reversed(ahead[-_AHEAD:]):
                have.setdefault(item.place, item)
                if len(item.text.split()) >= _SHORT:
                    break
        if candidate.text.rstrip().endswith(":"):
            whole = asking.reading.unit(candidate)
            items = gather([(p, candidate.rank) for p in whole], _any)
            behind = sorted((c for c in items if c.place > candidate.place), key=lambda c: c.place)
            for item in behind[:_LISTED]:
                have.setdefault(item.place, item)
    return sorted(have.values(), key=lambda c: c.place)


def _any(sentence: Sentence) -> bool:
    return True


def _ranked(candidates: list[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda c: (-c.score, c.place))


def _quoted(asking: Asking, chosen: list[Candidate]) -> list[Quoted]:
    return [Quoted(c, speakers_heading(asking.reading, c)) for c in chosen]
