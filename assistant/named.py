"""Whose words a question wants, told apart from whom it only names.

Names are replaced by placeholders first, so that one set of patterns serves every name however
it is written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.wording import SPEECH, VEHICLES
from ingest.model import Speaker
from ingest.names import NameFinder, NameMatch

_NAME = r"⟦\d+⟧"
_LEAD = (
    r"(?:(?:the|la|le|les|l['’]|el|los|las)\s*)?"
    r"(?:(?:delegations?|representatives?|delegates?|government|member states?)\s+(?:of|from)\s+"
    r"(?:the\s+)?)?"
)
_GROUP = rf"{_LEAD}{_NAME}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s+or\s+|\s*&\s*){_LEAD}{_NAME})*"
_SPEECH = "|".join(sorted(SPEECH, key=len, reverse=True))
_VEHICLE = "|".join(sorted(VEHICLES, key=len, reverse=True))
_ADVERBS = r"(?:\s+(?:also|ever|then|really|actually|have|has|had|just|first|later))*"

# Where a group of names stands when its words are wanted.
_ASKED = [
    # did Malaysia say; is OHCHR doing; does Poland think
    rf"\b(?:did|does|do|has|have|had|is|are|was|were|will|would|can|could)\s+({_GROUP})(?!['’]s)",
    # Malaysia said; what Poland and the Philippines said
    rf"({_GROUP}){_ADVERBS}\s+(?:{_SPEECH})\b",
    # Jordan's contribution; Jordan's main concerns
    rf"({_GROUP})(?:['’]s?)?\s+(?:[\w-]+\s+){{0,2}}(?:{_VEHICLE})\b",
    # contribution by Jordan; views of the delegation of Kenya; position taken by Poland
    rf"\b(?:{_VEHICLE})\s+(?:\w+\s+)?(?:of|by|from)\s+({_GROUP})(?!['’]s)",
    # according to Malaysia; from Malaysia; for Brazil's part
    rf"\baccording\s+to\s+({_GROUP})(?!['’]s)",
    # and Jordan? what about the Philippines?
    rf"^\W*(?:and|but|ok|okay|so|also)?\W*(?:(?:what|how)\s+about|and|et|y|и|no\W+i\s+meant|i\s+meant)"
    rf"\s+({_GROUP})\s*(?:then|too|instead)?\W*$",
    rf"\bi\s+mean[t]?\s+({_GROUP})",
    rf"^\W*({_GROUP})\W*$",
    # the same in French, Spanish and Russian: a dit la Malaisie; dijo Malasia; la Malaisie a dit
    rf"\b(?:dit|dire|propos[eé]\w*|déclaré\w*|soulign\w+|présent\w+|dijo|dijeron|propuso|presentó|señaló|"
    rf"сказал\w*|заявил\w*|предложил\w*|отметил\w*)\s+({_GROUP})",
    rf"({_GROUP})[\s-]*(?:a-t-(?:elle|il)|a|ont|ha|han)\s+\w+",
    rf"({_GROUP})\s+(?:dit|dijo|сказал\w*|заявил\w*|предложил\w*|отметил\w*)",
    # Arabic and Chinese: ماذا قالت ماليزيا ; 马来西亚说了什么
    rf"(?:قالت|قال|ذكرت|اقترحت|قدمت|اقترح|ذكر|قدم)\s+({_GROUP})",
    rf"({_GROUP})\s*(?:在|对|就|关于|说|提出|表示|有)",
]
_ASKED_PATTERNS = [re.compile(pattern, re.IGNORECASE) for pattern in _ASKED]
_INDEX = re.compile(r"⟦(\d+)⟧")

# "What did Microsoft say": a capitalised subject of a verb of speaking that no one knows.
_UNKNOWN = re.compile(
    r"\b(?:did|does|has|have)\s+(?:the\s+)?(?:(?:delegation|representative)\s+of\s+(?:the\s+)?)?"
    r"((?:[A-Z][\w.&’'-]*)(?:\s+(?:of\s+|for\s+|and\s+)?[A-Z][\w.&’'-]*)*)\s+"
    rf"(?:{_SPEECH})\b"
)


@dataclass(frozen=True)
class Named:
    """The names of a question, sorted by their part in it, and the question without them.

    `rest` has the names asked about cut out, the others left as they were written.
    """

    asked: tuple[Speaker, ...]
    about: tuple[Speaker, ...]
    unknown: tuple[str, ...]
    rest: str
    masked: str


def sort_names(question: str, finder: NameFinder, compare: bool = False) -> Named:
    """Tell the speakers whose words `question` wants from those it only names.

    With `compare`, every name is asked about ("Compare Poland and the Philippines").
    """
    matches = finder.find(question, fuzzy=True)
    masked, found = _mask(question, matches)
    asked_at: set[int] = set()
    for pattern in _ASKED_PATTERNS:
        for match in pattern.finditer(masked):
            asked_at |= {int(index) for index in _INDEX.findall(match.group(1))}
    if compare:
        asked_at = set(range(len(found)))
    asked = _unique(found[i].speaker for i in sorted(asked_at))
    about = _unique(m.speaker for i, m in enumerate(found) if i not in asked_at)
    unknown = tuple(
        name for name in _UNKNOWN.findall(masked) if not _INDEX.search(name) and len(name) > 1
    )
    rest = _INDEX.sub(
        lambda m: (
            " " if int(m.group(1)) in asked_at else _written(question, found[int(m.group(1))])
        ),
        re.sub(r"(⟦\d+⟧)['’]s?(?=\W|$)", r"\1", masked),
    )
    return Named(
        asked=asked,
        about=tuple(speaker for speaker in about if speaker not in asked),
        unknown=unknown if not asked else (),
        rest=" ".join(rest.split()),
        masked=masked,
    )


def _mask(question: str, matches: Sequence[NameMatch]) -> tuple[str, list[NameMatch]]:
    masked, at, found = "", 0, []
    for match in sorted(matches, key=lambda m: m.start):
        if match.start < at:
            continue
        end = match.end
        masked += question[at : match.start] + f"⟦{len(found)}⟧"
        found.append(match)
        at = end
    return masked + question[at:], found


def _written(question: str, match: NameMatch) -> str:
    return question[match.start : match.end]


def _unique(speakers: object) -> tuple[Speaker, ...]:
    return tuple(dict.fromkeys(speakers))  # type: ignore[call-overload]
