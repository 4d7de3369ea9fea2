"""Sentences that decide, told from those that only propose or think.

>>> how_far_decided("The group agreed to post the papers.")
1.0
>>> how_far_decided("Norway agrees with Ghana.", by_member=True), proposes("Chad proposed a list.")
(0.0, True)
"""

from __future__ import annotations

import re

from assistant.candidates import Candidate
from ingest.model import SpeakerKind

_BODY = (
    r"(?:the\s+)?(?:working\s+)?(?:group|meeting|session|council|committee|chair(?:man|person|woman)?|"
    r"participants|members|delegations|plenary|conference|assembly)"
)
_VERB = (
    r"(?:agree[sd]?|decide[sd]?|approve[sd]?|adopt(?:s|ed)?|endorse[sd]?|conclude[sd]?|accept(?:s|ed)?|"
    r"resolve[sd]?|confirm(?:s|ed)?|reject(?:s|ed)?|reappoint(?:s|ed)?|elect(?:s|ed)?|appoint(?:s|ed)?)"
)
_PARTICIPLE = (
    r"(?:agreed|decided|approved|adopted|endorsed|concluded|accepted|resolved|confirmed|rejected|"
    r"elected|appointed|postponed|settled)"
)
_BE = r"(?:is|was|were|are|been)"  # "that it be adopted" is a wish
# What a body does, or what is done with a thing: a decision whoever reports it.
_DECIDED = re.compile(
    rf"\b{_BODY}\s+(?:\w+\s+){{0,2}}?(?:has\s+|have\s+)?(?:therefore\s+|also\s+|further\s+|thus\s+)?{_VERB}\b"
    rf"|\b{_BE}\s+(?:\w+ly\s+|not\s+|so\s+|therefore\s+|also\s+|thus\s+)?{_PARTICIPLE}\b"
    r"|\bin\s+agreement\b|\bno\s+objections?\b|\breached\s+(?:an?\s+)?(?:agreement|consensus)\b"
    r"|\b(?:an?|no)\s+(?:agreement|consensus|decision)\s+(?:was|could\s+be|has\s+been)\s+"
    r"(?:reached|found|taken)\b|\bdid\s+not\s+(?:find|gain)\s+(?:support|consensus)\b"
    rf"|\b{_BODY}\s+(?:was|were)\s+not\s+(?:yet\s+)?in\s+a\s+position\s+to\b"
    rf"|\b{_BODY}\s+could\s+not\s+(?:agree|decide)\b",
    re.I,
)
# What the chair or the group asks for, notes or arranges.
_ARRANGED = re.compile(
    rf"\b{_BODY}\s+(?:\w+\s+){{0,2}}?(?:request|invite|instruct|encourage|ask|note|task|mandate|thank)(?:s|d|ed)?\b"
    r"|\b(?:requested|invited|instructed|asked|tasked|mandated)\s+(?:the\s+)?(?:secretariat|bureau|director|"
    r"correspondence\s+group|members|member\s+states|delegations)\s+to\b"
    rf"|\b{_BE}\s+(?:\w+\s+)?(?:requested|invited|instructed|asked|tasked|mandated|encouraged)\s+to\b"
    r"|\b(?:took|takes|take)\s+note\b|\bnoted\s+with\s+(?:appreciation|satisfaction|thanks)\b"
    r"|\bis\s+invited\s+to\b|\bso\s+(?:decided|ordered)\b",
    re.I,
)
_PROMISED = re.compile(
    r"\b(?:will|would|shall|is\s+to|are\s+to)\s+(?:\w+\s+){0,2}?(?:be\s+\w+(?:ed|nt|de|wn)|prepare|transmit|"
    r"collect|continue|upload|post|publish|forward|report|circulate|send|convene|hold|test|become)\b"
    r"|\b(?:prepares?|collects?|becomes?|tests?)\b",
    re.I,
)
_PROPOSED = re.compile(
    r"\b(?:propos(?:e[sd]?|als?|ing)|suggest(?:s|ed|ions?|ing)?|recommend(?:s|ed|ations?|ing)?|"
    r"invit(?:e[sd]?|ing)\s+(?:the\s+)?(?:council|working|group|itu|meeting)|call(?:s|ed|ing)?\s+(?:for|on|upon)|"
    r"urg(?:e[sd]?|ing)|would\s+(?:like|welcome|prefer)|ask(?:s|ed)?\s+(?:that|the\s+(?:group|working))|"
    r"advocat(?:e[sd]?|ing)|request(?:s|ed)?\s+that|possible\s+establishment|explor(?:e[sd]?|ing))\b",
    re.I,
)
# What the chair says behind these words is the outcome.
_SUMS_UP = re.compile(r"\b(?:sum\s+up|summing\s+up|to\s+summari[sz]e|in\s+conclusion)\b", re.I)
_WHAT = re.compile(
    rf"^\W*(?:and\s+|so\s+)?what\s+(?:(?:was|were|is|has\s+been|have\s+been)\s+(?:\w+ly\s+)?{_PARTICIPLE}\b"
    rf"|did\s+{_BODY}\s+(?:\w+ly\s+)?{_VERB}\b)",
    re.I,
)
# Verbs by which questions ask for decisions: what was decided has a topic besides.
DECISION_WORDS = frozenset(
    """
    agree agreed agrees agreement agreements decide decided decides decision decisions approve
    approved adopt adopted adoption endorse endorsed conclude concluded conclusion conclusions
    accept accepted resolve resolved confirm confirmed reject rejected settle settled outcome
    outcomes result results pass passed postponed final finally formally officially consensus
    meeting group next step steps action actions item items points already yet ever
    """.split()
)
_WHETHER = re.compile(
    rf"^\W*(?:and\s+|but\s+|so\s+)?(?:(?:was|were|is|are|has|have|had)\b.*\b{_PARTICIPLE}\b"
    rf"|did\s+{_BODY}\s+(?:\w+\s+){{0,2}}?{_VERB}\b)",
    re.I,
)


def asks_whether(question: str) -> bool:
    """Whether a question is answered by yes or no: "Was the list adopted?".

    >>> asks_whether("Was the list of helplines adopted?"), asks_whether("What was adopted?")
    (True, False)
    """
    return bool(_WHETHER.search(question))


def asks_what_was_decided(question: str) -> bool:
    """Whether a question asks for decisions: "What was agreed?", "What did the group approve?".

    >>> asks_what_was_decided("What was agreed at the last meeting?")
    True
    """
    return bool(_WHAT.search(question))


def how_far_decided(text: str, by_member: bool = False) -> float:
    """1 for a decision, 0.7 for what was requested or noted, 0.4 for an arrangement, else 0.

    `by_member`: a delegation says it. What one delegation agrees to, or will do, decides nothing.
    """
    if _DECIDED.search(text):
        return 1.0
    if by_member or text.rstrip(" ”\"'’)").endswith("?"):
        return 0.0
    if _ARRANGED.search(text):
        return 0.7
    if _PROPOSED.search(text):
        return 0.0
    return 0.4 if _PROMISED.search(text) else 0.0


def proposes(text: str) -> bool:
    """Whether a sentence proposes or recommends something."""
    return bool(_PROPOSED.search(text)) and not _DECIDED.search(text)


def decided(candidate: Candidate) -> float:
    """How far a sentence decides, who says it considered."""
    before = candidate.passage.text[: candidate.sentence.start - candidate.passage.start]
    if _SUMS_UP.search(before) and any(
        s.kind is SpeakerKind.CHAIR for s in candidate.sentence.speakers
    ):
        return 0.9
    officers = (SpeakerKind.CHAIR, SpeakerKind.SECRETARIAT, SpeakerKind.PERSON)
    speakers = candidate.sentence.speakers
    member = bool(speakers) and all(s.kind not in officers for s in speakers)
    return how_far_decided(candidate.text, member)
