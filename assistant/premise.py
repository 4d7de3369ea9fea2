"""What a question takes for granted: "Why did Chad close its library?" says that Chad closed it.

Where no sentence says so, sentences about the library do not tell why.
"""

from __future__ import annotations

import re

from assistant.acts import act_asked, does
from assistant.candidates import Candidate
from assistant.focus import breaking
from assistant.question import Query
from assistant.values import shows
from ingest.model import SpeakerKind

_GRANTED = re.compile(r"^\W*(?:(?:and|but|so)\s+)?(?:why|when|since\s+when|where|how)\b", re.I)
_SIDE = re.compile(
    r"(?:support|oppose|object|reject|endorse|back|disagree|favou?r)(?:s|d|ed)?", re.I
)
# "What is the name of Chad's delegate?", "Who represented Chad?"
_PERSON = re.compile(
    r"\bnames?\s+of\b.*\b(?:delegates?|representatives?|heads?|ministers?|speakers?|ambassadors?)\b"
    r"|^\W*(?:and\s+)?who\s+(?:represents?|represented|spoke\s+for|speaks\s+for)\b"
    r"|^\W*(?:and\s+)?who\s+(?:is|was|led|leads|headed|heads)\b.*\b(?:delegate|representative|"
    r"delegation|minister|ambassador)\W*$",
    re.I,
)
_ENDED = 0.8  # how well a verb of ending or refusing must be met


def turns_on_what_is_not_said(query: Query, candidate: Candidate) -> bool:
    """Whether a question takes something for granted that a sentence does not bear out."""
    verb = query.focus
    if wants_a_person(query) and not _names_a_person(candidate):
        return True
    if not verb:
        return False
    if breaking(verb) and candidate.focus < _ENDED:
        return True
    # Reports name the side that somebody takes; who takes the floor in a debate rather shows it.
    reported = candidate.passage.paragraph is not None
    if reported and _GRANTED.search(query.words) and _SIDE.fullmatch(verb):
        act = act_asked(verb)
        return act is not None and not does(act, candidate.text)
    return False


_CLAUSE = re.compile(r"\s*;\s+|,\s+(?:whereas|while|and|but)\s+(?=(?:the\s+)?[A-Z])")


def tells_it_of_another(query: Query, candidate: Candidate) -> bool:
    """Whether a value stands in a clause on others: "Chad has nine, whereas Mali has none yet"."""
    clauses = _CLAUSE.split(candidate.text)
    theirs = [c for c in clauses if any(speaker.name in c for speaker in query.about)]
    return 0 < len(theirs) < len(clauses) and not any(
        shows(clause, query.wanted, query.counted) > 0 for clause in theirs
    )


def asks_which(query: Query) -> bool:
    """Whether a question asks which of a kind of thing: "Which tool did Chad use?"."""
    return bool(query.sort) and bool(
        re.match(
            rf"\W*(?:and\s+)?(?:in\s+)?(?:which|what(?=\s+\w+(?<!ly)\s+(?:do|does|did)\b))\s+(?:[\w-]+\s+)?"
            rf"{re.escape(query.sort)}\b",
            query.words,
            re.I,
        )
    )


def wants_a_person(query: Query) -> bool:
    """Whether a question asks who stood for somebody: "What is the name of Chad's delegate?"."""
    return bool(_PERSON.search(query.words))


def _names_a_person(candidate: Candidate) -> bool:
    there = (*candidate.sentence.speakers, *candidate.sentence.mentions)
    return any(speaker.kind is SpeakerKind.PERSON for speaker in there)
