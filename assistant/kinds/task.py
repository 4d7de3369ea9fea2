"""A task: what somebody was asked to do, whose own words are not wanted.

"What was the Secretariat instructed to do?" is answered by those who instruct it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.candidates import Candidate
from assistant.compose import Quoted
from assistant.formal import telling
from assistant.kinds.draft import Asking, Draft
from assistant.kinds.position import speakers_heading
from assistant.question import Query, QuestionKind
from assistant.select import DECISIONS, choose
from ingest.model import Speaker

_GIVEN = (
    r"(?:instructed|requested|asked|invited|tasked|mandated|encouraged|urged|charged|entrusted|"
    r"directed|called\s+upon|told|given\s+(?:the\s+)?(?:task|mandate))"
)
_ASKS = re.compile(
    rf"\bwhat\s+(?:(?:was|were|is|are)\s+(?:the\s+)?[^?]+?\s+{_GIVEN}\b"
    rf"|(?:has|have|had)\s+(?:the\s+)?[^?]+?\s+been\s+{_GIVEN}\b"
    r"|(?:will|must|should|shall)\s+(?:the\s+)?[^?]+?\s+(?:do|prepare|report|submit|provide|present|"
    r"produce|deliver|send|organi[sz]e|consider)\b"
    r"|(?:is|are)\s+(?:the\s+)?[^?]+?\s+(?:to|supposed\s+to|expected\s+to|going\s+to)\s+\w+)"
    r"|\bwhat\s+(?:tasks?|mandates?|instructions?|requests?)\b[^?]+\b(?:given|made|addressed)\s+to\b",
    re.I,
)
_GIVES = re.compile(
    rf"\b{_GIVEN}\b|\b(?:instructs?|requests?|asks?|invites?|tasks?|mandates?|encourages?|urges?)\b"
    r"|\b(?:to\s+be|be)\s+(?:led|prepared|organi[sz]ed|convened|drafted)\s+by\b",
    re.I,
)
_READ = 40  # passages that are looked through, at the least
_BEARS = 0.45  # share of the topic in a task on it


def asks_for_a_task(query: Query) -> bool:
    """Whether a question wants to know what a speaker was asked, or is going, to do."""
    return (
        query.kind in (QuestionKind.POSITION, QuestionKind.FACT)
        and len((*query.asked, *query.about)) == 1
        and bool(_ASKS.search(query.words))
    )


def task(asking: Asking) -> Draft:
    """The sentences in which others give the speaker a task."""
    query = asking.query
    (whom,) = (*query.asked, *query.about)
    plain = asking.with_query(asked=(), about=(whom,), focus="", sort="", wanted=())
    own = telling(plain.evidence(at_least=_READ).own)
    found = [c for c in own if _gives(c, whom)]
    if query.topic:
        found = [c for c in found if max(c.said, c.near) >= _BEARS]
    scored = [replace(c, score=1.0 + 0.1 * c.score) for c in found]
    chosen = choose(sorted(scored, key=lambda c: (-c.score, c.place)), DECISIONS)
    return Draft.of([Quoted(c, speakers_heading(asking.reading, c)) for c in chosen])


def _gives(candidate: Candidate, whom: Speaker) -> bool:
    sentence = candidate.sentence
    if whom in sentence.speakers:
        return False
    return whom in sentence.mentions and bool(_GIVES.search(candidate.text))
