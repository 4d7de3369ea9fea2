"""Whose words a question wants, told apart from whom it only names.

Names are replaced by placeholders first, so that one set of patterns serves every name however
it is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.known_as import is_meant
from assistant.other_languages import language_of, unknown_speakers
from assistant.preamble import core_question
from assistant.wording import SPEECH, VEHICLES
from ingest.model import Speaker, SpeakerKind
from ingest.names.finder import NameFinder, NameMatch

CORRECTING = (
    r"(?:no(?=\W*[,.!–-]|\s+(?:i|not|on|about|the|sorry|wait|it|what|⟦|[A-Z]))|nope|sorry|actually|rather|"
    r"pardon|wait|oh|oops|hm+|ah|well|correction|excuse\s+me|non|désolée?|perdón|нет|извините|простите)"
    r"(?![-’'])"
)
_NAME = r"⟦\d+⟧"
_LEAD = (
    r"(?:(?:the|la|le|les|l['’]|el|los|las)\s*)?"
    r"(?:(?:delegations?|representatives?|delegates?|government|member states?)\s+(?:of|from)\s+"
    r"(?:the\s+)?)?"
)
_GROUP = rf"{_LEAD}{_NAME}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s+or\s+|\s*&\s*){_LEAD}{_NAME})*"
_SPEECH = "|".join(sorted(SPEECH, key=len, reverse=True))
_VEHICLE = "|".join(sorted(VEHICLES, key=len, reverse=True))
# What somebody tells of its own: "Chad's experience with libraries".
_TOLD = (
    "plans?|experiences?|approach(?:es)?|perspectives?|expectations?|intentions?|priorities|"
    "arguments?"
)
_ADVERBS = r"(?:\s+(?:also|ever|then|really|actually|have|has|had|just|first|later))*"

# Where a group of names stands when its words are wanted: as the subject …
_SUBJECT = [
    # did Malaysia say; does Poland think
    rf"\b(?:did|does|do|has|have|had|will|would|can|could)\s+({_GROUP})(?!['’]s)",
    # is OHCHR doing, but not "who is Mr Smith?"
    rf"\b(?:is|are|was|were)\s+({_GROUP})(?!['’]s)(?!\W*$)",
    # Malaysia said; what Poland and the Philippines said
    rf"({_GROUP}){_ADVERBS}\s+(?:{_SPEECH})\b",
    # according to Malaysia; from Malaysia; for Brazil's part
    rf"\baccording\s+to\s+({_GROUP})(?!['’]s)",
    # and Jordan? what about the Philippines?
    rf"^\W*(?:and|but|ok|okay|so|also)?\W*(?:(?:what|how)\s+about|and|et|y|и|no\W+i\s+meant|i\s+meant)"
    rf"\s+({_GROUP})\s*(?:then|too|instead)?\W*$",
    rf"\bi\s+mean[t]?\s+({_GROUP})",
    rf"^\W*(?:(?:{CORRECTING}|but)\b\W*)*({_GROUP})\W*$",
    # the same in French, Spanish and Russian: a dit la Malaisie; dijo Malasia; la Malaisie a dit
    rf"\b(?:dit|dire|propos[eé]\w*|déclaré\w*|soulign\w+|présent\w+|dijo|dijeron|propuso|presentó|señaló|"
    rf"сказал\w*|заявил\w*|предложил\w*|отметил\w*)\s+({_GROUP})",
    rf"({_GROUP})[\s-]*(?:a-t-(?:elle|il)|a|ont|ha|han)\s+\w+",
    rf"({_GROUP})\s+(?:dit|dijo|сказал\w*|заявил\w*|предложил\w*|отметил\w*)",
    # Arabic and Chinese: ماذا قالت ماليزيا ; 马来西亚说了什么
    rf"(?:قالت|قال|ذكرت|اقترحت|قدمت|اقترح|ذكر|قدم)\s+({_GROUP})",
    rf"({_GROUP})\s*(?:在|对|就|关于|说|提出|表示|有)",
]
# … or as the owner of a contribution, where no subject is asked about.
_OWNER = [
    # Jordan's contribution; Jordan's main concerns
    rf"({_GROUP})(?:['’]s?)?\s+(?:[\w-]+\s+){{0,2}}(?:{_VEHICLE})\b",
    rf"({_GROUP})['’]s?\s+(?:[\w-]+\s+)?(?:{_TOLD})\b",
    # contribution by Jordan; views of the delegation of Kenya; position taken by Poland
    rf"\b(?:{_VEHICLE})\s+(?:\w+\s+)?(?:of|by|from)\s+({_GROUP})(?!['’]s)",
]
_SUBJECT_PATTERNS = [re.compile(pattern, re.IGNORECASE) for pattern in _SUBJECT]
_OWNER_PATTERNS = [re.compile(pattern, re.IGNORECASE) for pattern in _OWNER]
# "Jordan on hotlines", "Tanzania minimum standards": keywords with a delegation first.
_KEYWORDS = re.compile(rf"^\W*({_GROUP})(?!['’]s)\W+\w", re.IGNORECASE)
_ASKING = re.compile(
    r"\b(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|did|does|do|has|have|had|"
    r"will|would|can|could|should|may|might|and|but)\b",
    re.IGNORECASE,
)
_KEYWORDS_AT_MOST = 8
# "Who reacted to Norway's paper?" wants the words of others.
_WHO = re.compile(
    rf"^\W*(?:and\s+)?(?:who|which\s+(?:other\s+)?(?:delegations?|countries|member\s+states?|states|"
    rf"speakers?|members|participants))\s+(?:else\s+|also\s+|did\s+not\s+|didn['’]t\s+)?(?:(?:{_SPEECH})\b|(?!did\b)\w+ed\b)",
    re.IGNORECASE,
)
# "not Norway but Ghana", "the Philippines, not Poland": names taken back.
_DENIED = re.compile(
    rf"[\s,]*\b(?:not|instead\s+of|rather\s+than)\s+{_LEAD}⟦(\d+)⟧(?:\s*,?\s*but\b)?",
    re.IGNORECASE,
)
_INDEX = re.compile(r"⟦(\d+)⟧")
_GLUED = re.compile(r"\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\b")
# "Had the universities across the UK indicated …": where, not who.
_WHERE = re.compile(
    r"\b(?:in|across|throughout|within|inside|outside|around)\s+(?:the\s+)?$", re.IGNORECASE
)
_STANDS_FOR = re.compile(r"\bstands?\s+for\W*$", re.IGNORECASE)
_OPENING = re.compile(rf"^\W*(?:{CORRECTING}\b[\s,.!–]*)+(?=\w|⟦)", re.I)

# "What did Microsoft say": a capitalised subject of a verb of speaking that no one knows.
_UNKNOWN = re.compile(
    r"\b(?:did|does|has|have)\s+(?:the\s+)?(?:(?:delegation|representative)\s+of\s+(?:the\s+)?)?"
    r"((?:[A-Z][\w.&’'-]*)(?:\s+(?:of\s+|for\s+|and\s+)?[A-Z][\w.&’'-]*)*)\s+"
    rf"(?:{_SPEECH})\b"
)
# "And the Prime Minister?": an office or party of which no one speaks.
_UNKNOWN_OFFICE = re.compile(
    r"^\W*(?:and|but|(?:and\s+)?(?:what|how)\s+about|i\s+meant?)\s+((?:the\s+)?(?:[\w-]+\s+){0,3}"
    r"(?:minister|party|secretary|president|ambassador|commissioner|senator)"
    r"(?:\s+(?:of|for)\s+[\w\s]+)?)\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Named:
    """The names of a question, sorted by their part in it, and the question without them.

    `core` is the question without its polite frame; `rest` has all names cut out of it, `masked`
    has ⟦0⟧, ⟦1⟧ … in their place. `denied` tells that a name was taken back ("not Poland").
    """

    asked: tuple[Speaker, ...]
    about: tuple[Speaker, ...]
    unknown: tuple[str, ...]
    core: str
    rest: str
    masked: str
    denied: bool = False


def sort_names(
    question: str,
    finder: NameFinder,
    compare: bool = False,
    foreign: bool = False,
    mend: Callable[[str], str] = str,
) -> Named:
    """Tell the speakers whose words `question` wants from those it only names.

    With `compare`, every name is asked about ("Compare Poland and the Philippines"). In a
    `foreign` language (any but English) the only name of a question is asked about, wherever it
    stands. `mend` corrects the spelling of what is no name.
    """
    question = _apart(question, finder)
    matches = [
        m
        for m in finder.find(question, fuzzy=True)
        if not _verb(question, m) and is_meant(question, m.start, m.end, m.speaker)
    ]
    masked, found = _mask(question, matches)
    masked = mend(_OPENING.sub("", masked))
    undenied = _DENIED.sub(" ", masked)
    denied = undenied != masked and bool(_INDEX.search(undenied))
    masked = core_question(undenied if denied else masked).strip()
    present = [int(index) for index in _INDEX.findall(masked)]
    asked_at = set(present) if compare else _asked_at(masked, found)
    speakers = {found[i].speaker for i in present}
    if foreign and not asked_at and len(speakers) == 1:
        asked_at = set(present)
    asked = _unique(found[i].speaker for i in present if i in asked_at)
    about = _unique(found[i].speaker for i in present if i not in asked_at)
    # "What does SPACE stand for?" asks about a word, not for anybody's stand.
    spoken = "" if _STANDS_FOR.search(masked) else masked
    unknown = tuple(
        name for name in _UNKNOWN.findall(spoken) if not _INDEX.search(name) and len(name) > 1
    ) or tuple(match.group(1) for match in _UNKNOWN_OFFICE.finditer(masked))
    if foreign and not unknown:
        unknown = unknown_speakers(masked, language_of(masked))
    rest = _INDEX.sub(" ", re.sub(r"(⟦\d+⟧)['’]s?(?=\W|$)", r"\1", masked))
    return Named(
        asked=asked,
        about=tuple(speaker for speaker in about if speaker not in asked),
        unknown=unknown if not asked else (),
        core=_INDEX.sub(lambda m: _written(question, found[int(m.group(1))]), masked),
        rest=" ".join(rest.split()),
        masked=masked,
        denied=denied,
    )


def _apart(question: str, finder: NameFinder) -> str:
    """A name written without its space, "AnnLee", as the name that it is."""

    def spaced(match: re.Match[str]) -> str:
        written = match[0]
        name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", written)
        return name if not finder.resolve(written) and finder.resolve(name) else written

    return _GLUED.sub(spaced, question)


def _verb(question: str, match: NameMatch) -> bool:
    """Whether "chair" stands for chairing: "Who will chair the meeting?"."""
    word = question[match.start : match.end]
    if match.speaker.kind is not SpeakerKind.CHAIR or not word.islower():
        return False
    return not re.search(r"\b(?:the|our|vice|co)[\s-]+$", question[: match.start], re.I)


def _asked_at(masked: str, found: Sequence[NameMatch]) -> set[int]:
    if "⟦" not in masked or _WHO.match(masked):
        return set()
    for patterns in (_SUBJECT_PATTERNS, _OWNER_PATTERNS):
        at = {
            int(index)
            for pattern in patterns
            for match in pattern.finditer(masked)
            if not _WHERE.search(masked[: match.start(1)])
            for index in _INDEX.findall(match.group(1))
        }
        if at:
            return at
    keywords = _KEYWORDS.match(masked)
    if keywords and len(masked.split()) <= _KEYWORDS_AT_MOST and not _ASKING.search(masked):
        at = {int(index) for index in _INDEX.findall(keywords.group(1))}
        if all(_delegation(found[i]) for i in at):
            return at
    return set()


def _delegation(match: NameMatch) -> bool:
    """Whether a name in a list of keywords stands for a delegation, not for what is Polish."""
    offices = (SpeakerKind.PERSON, SpeakerKind.CHAIR, SpeakerKind.SECRETARIAT)
    return not match.demonym and match.speaker.kind not in offices


def _mask(question: str, matches: Sequence[NameMatch]) -> tuple[str, list[NameMatch]]:
    masked, at = "", 0
    found: list[NameMatch] = []
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
