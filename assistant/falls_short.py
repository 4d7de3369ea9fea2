"""Where a sentence on the topic does not hold the fact that is asked for.

Who did it, whether it was done, why and where must stand to the verb of the question: a text that
names a play and a company does not tell who directed the play.
"""

from __future__ import annotations

import re

from assistant.candidates import Candidate
from assistant.focus import asks_doer
from assistant.matching import stems_of
from assistant.question import Query, QuestionKind
from assistant.wording import SPEECH, STANCE

_MET = 0.25  # how well a verb must be met in a sentence that tells who, where or whether
# Taking part is told in many words: "with", "together", "co-drafted".
_TAKES_PART = re.compile(
    r"(?:help|assist|work|cooperat|collaborat|join|involv|participat|contribut|accompan)\w*", re.I
)
# "Take action", "give help": the noun tells what was done.
_LIGHT = frozenset(
    "take taken took make made give given gave carry carried get got bring put".split()
)
_OBJECT = 0.7  # of the topic, where a question asks whether something was done
_AND = r"^\W*(?:(?:and|but|so)\s+)?"
_WHETHER_DONE = re.compile(rf"{_AND}(?:did|has|have|had|was|were)\b", re.I)
_WHERE = re.compile(rf"{_AND}(?:where|(?:in|at)\s+(?:what|which)\s+(?:city|town|place))\b", re.I)
# "Where was it held?" wants a place, "Where do standards fall short?" none.
_HELD_WHERE = re.compile(
    rf"{_WHERE.pattern}.*\b(?:held|(?:took|take|takes|taking)\s+place|meet|met|opened|launched|signed|"
    r"adopted|hosted|convened|organi[sz]ed|founded|established|located|based)\b",
    re.I,
)
# "Where was the meeting held?" is answered by what tells of a meeting, not of a launch.
_MEETING_HELD = re.compile(
    rf"{_AND}(?:where|(?:in|at)\s+(?:what|which)\s+\w+)\b.*\b(?:meeting|session)\b.*"
    r"\b(?:held|(?:took|take|takes|taking)\s+place|convened|hosted)\b",
    re.I,
)
_OF_A_MEETING = re.compile(
    r"\b(?:meetings?|sessions?|held|(?:took|takes?)\s+place|convened?|hosted|met)\b", re.I
)
_WHY = re.compile(rf"{_AND}why\b", re.I)
_AUX = r"(?:has|have|had|will|would|can|could|may|should)"
_DOES = re.compile(r"\b(?:do|does|did|is|are|was|were)\b", re.I)
# What tells a reason by itself; a colon does with a clause behind it, not with a list.
_BECAUSE = re.compile(
    r"\b(?:because|due\s+to|owing\s+to|thanks\s+to|therefore|thus|hence|accordingly|consequently|"
    r"after|so\s+that|in\s+order\s+(?:to|that)|in\s+(?:the\s+)?light\s+of|in\s+view\s+of|in\s+response\s+to|"
    r"as\s+a\s+result|given\s+(?:the|that|its|their|how)|with\s+(?:a\s+view|the\s+aim)|reasons?|"
    r"purposes?|motivat\w*|driven\s+by|(?:in\s+the|for)\s+(?:absence|lack)|"
    r"(?:as|since)\s+(?:it|they|he|she|we|this|these|those|their|its|there|many|most|no)|"
    r"(?:avoid|prevent|reflect|recogni[sz]|not)ing)\b|:\s+(?:[^\s,;:]+\s+){5}",
    re.I,
)
# "to reach more readers", "that reaches them" tell why only of what stands before in the clause.
_PURPOSE = re.compile(
    r"(?P<clause>[^,;:.–—]*?)\b(?:to\s+(?!the\b|an?\b)(?:\w+ly\s+)?[a-z]{3,}|that\s+[a-z]+[^\Ws]s\b)",
    re.I,
)
_FOR_WHAT_FOLLOWS = re.compile(r"^\W*to\s+(?!the\b|an?\b)[a-z]{3,}\s[^,]*,(?P<clause>[^,;]*)", re.I)
_OF_THE_LAST = re.compile(
    r"^\W*(?:(?:the|its|their|one)\s+(?:aim|goal|purpose|reason|objective|idea)s?\b|(?:this|it|that|they)\s+"
    r"(?:is\s+to|(?:would|will|can|could)\s+|allow|enable|help|ensure|make|made|give|gave|aim))",
    re.I,
)
_OF_WHAT = 0.5  # of the topic, around a sentence that tells why, where no verb is asked about
_BESIDE = 0.8  # how well a verb is met by a sentence beside
# Below both, neither the kind of thing nor the topic is met.
_OTHER_KIND, _NO_TOPIC = 0.1, 0.5
_OTHER_TOOL, _TOPIC_ALONE = 0.3, 0.7
# Of these a name is one without the word: "IEEE" is a body.
_ANY_KIND = frozenset(
    """
    body bodies organization organizations organisation organisations institution institutions
    entity entities group groups partner partners country countries state states place places
    city cities town towns person people party parties member members stakeholder stakeholders
    spot gap shortcoming idea proposal goal
    """.split()
)
_ASKS_SHARE = re.compile(r"\b(?:what|which)\s+(?:share|percentage|proportion|percent)\b", re.I)
_SHARE = re.compile(
    r"%|\bper\s?cent|\bpercent|\b(?:half|halves|thirds?|quarters?|fifths?|tenths?|majority|"
    r"most|all|none)\b|\bout\s+of\b|\b(?:one|two|three|\d+)\s+(?:\w+\s+)?in\s+(?:\w+|\d+)\b",
    re.I,
)


def falls_short(query: Query, candidate: Candidate) -> bool:
    """Whether a sentence cannot be the answer, whatever it has of the topic."""
    if query.language != "en":
        return False
    verb = query.focus
    if verb and _tells_the_verb(query) and candidate.deed < _MET:
        return True
    if verb and _asks_whether_done(query):
        return candidate.deed < _MET or candidate.mean < _OBJECT
    if _HELD_WHERE.search(query.words) and candidate.shows <= 0.0:
        return True
    if _MEETING_HELD.search(query.words) and not _OF_A_MEETING.search(candidate.text):
        return True
    if _ASKS_SHARE.search(query.words) and not _SHARE.search(candidate.text):
        return True
    # In a debate reasons are given in many words; a report marks them.
    reported = candidate.passage.paragraph is not None
    return reported and bool(_WHY.search(query.words)) and not _tells_why(query, candidate)


def _tells_why(query: Query, candidate: Candidate) -> bool:
    """Whether a sentence gives a reason of what a question asks why it is so."""
    there = candidate.deed >= _MET if query.focus else candidate.near >= _OF_WHAT
    if there and gives_a_reason(candidate.text, f"{query.topic} {query.focus}"):
        return True
    beside = candidate.focus >= _BESIDE if query.focus else candidate.near >= _OBJECT
    return beside and bool(_OF_THE_LAST.search(candidate.text) or _BECAUSE.search(candidate.text))


def another_kind(query: Query, candidate: Candidate) -> bool:
    """Whether a sentence has nothing of the kind asked for: no company in "made by the State"."""
    if candidate.sort < _OTHER_KIND and candidate.near < _NO_TOPIC:
        return True
    if query.sort.lower() in _ANY_KIND:
        return False
    return candidate.sort < _OTHER_TOOL and candidate.near < _TOPIC_ALONE


def _tells_the_verb(query: Query) -> bool:
    """Whether who did it, or where it was done, hangs on the verb of the question."""
    if query.kind not in (QuestionKind.FACT, QuestionKind.POSITION):
        return False
    if query.focus.lower() in SPEECH | STANCE or _TAKES_PART.fullmatch(query.focus):
        return False
    if _WHERE.search(query.words):
        return query.focus.endswith("ed")
    who = rf"{_AND}who\s+(?:{_AUX}\s+)?(?:been\s+)?{re.escape(query.focus)}\b"
    if re.search(who, query.words, re.I):
        return True
    return asks_doer(query.words, query.focus) and not _DOES.search(query.words)


def _asks_whether_done(query: Query) -> bool:
    """Whether a question asks if somebody did a thing, other than taking a side."""
    stated = query.focus.lower() in SPEECH | STANCE | _LIGHT
    return bool(_WHETHER_DONE.search(query.words)) and not stated


def gives_a_reason(text: str, topic: str) -> bool:
    """Whether a sentence tells why, and of what the topic names.

    >>> gives_a_reason("A bus was bought to reach the valley.", "bought bus")
    True
    >>> gives_a_reason("A bus came, and a tent was put up to store books.", "bus came")
    False
    >>> gives_a_reason("The bus was sold because it broke down.", "sold bus")
    True
    """
    if _BECAUSE.search(text):
        return True
    asked = stems_of(topic)
    purposes = [*_PURPOSE.finditer(text), *_FOR_WHAT_FOLLOWS.finditer(text)]
    return any(asked & stems_of(match["clause"]) for match in purposes)
