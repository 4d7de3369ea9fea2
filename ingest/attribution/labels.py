"""Labels of transcript turns and the speakers behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ingest.folding import fold, tokens
from ingest.model import Speaker, SpeakerKind
from ingest.names.finder import NameFinder
from ingest.names.offices import CHAIR, SECRETARIAT
from ingest.names.organisations import STUDY_GROUP, study_groups

_TITLE = re.compile(
    r"^(?:(?:The\s)?(?:Right\s|Rt\.?\s)?(?:Hon\.?|Honou?rable)|H\.?\s?E\.?|His Excellency|"
    r"Her Excellency|Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Madam|Monsieur|Madame|Mme|"
    r"M|Eng|Ambassador|Senator|Sen|Rep)\.?\s+(?=\S)",
    re.IGNORECASE,
)
_POSTNOMINAL = re.compile(r"(?:,?\s(?:AM|AS|MS|MP|MSP|MEP|QC|KC|PC|OBE|CBE|PhD|MD|Jr\.?|Sr\.?))+$")
_BRACKET = re.compile(r"\s*\((?P<inside>.*)\)\s*$", re.DOTALL)
_CHAIR = re.compile(
    r"(?:the\s)?(?:(?:acting|deputy|temporary|interim|honou?rable|mr\.?|madam|madame)\s)*"
    r"(?:vice[\s-]|co[\s-])?(?:chair(?:man|woman|person|s)?|moderator|chair-elect|"
    r"président|présidente|presidente|председатель)$",
    re.IGNORECASE,
)
_SECRETARIAT = re.compile(
    r"(?:the\s)?(?:itu\s|cwg(?:-cop)?\s|council\s|bdt\s)?(?:secretariat|secretary|clerk)"
    r"(?:\sof the (?:group|committee|meeting|council))?$",
    re.IGNORECASE,
)
_COLLECTIVE = re.compile(
    r"(?:an?|some|several|the)?\s?(?:hon\.?\s|honou?rable\s)?(?:members?|voices?|participants?|"
    r"delegates?|speakers?|audience|all|interpreter|translator|captioner|operator|unknown|"
    r"unidentified|remote participant)(?:\s(?:speaker|member|voice|\d+))?$",
    re.IGNORECASE,
)
# Words before a colon that introduce a field, a list or a quotation and not a speaker.
_FIELD_WORDS = """
action actions source title date document documents meeting venue place time note notes agenda
annex summary background introduction conclusion conclusions recommendation recommendations
decision decisions purpose subject item items question answer q a example examples contact email
tel telephone fax phone e-mail address website url abstract keywords original english french
spanish http https re cc to from via todo warning important reference references see table figure
box section part chapter step phase objective objectives goal goals key outcome outcomes result
results target status deadline room location topic theme session day week month year language
type size number name version page pages file category proposal proposals option options priority
required pillar issue issues risk risks challenge challenges activity activities members present
attendance apologies duration start end copyright licence license ps nb attention resolution
revision council contribution contributions
"""
_FIELDS = frozenset(fold(word) for word in _FIELD_WORDS.split())
_SENTENCE = re.compile(r"[.!?;]\s+[a-z]|\s(?:is|are|was|were|has|have|the following|following)\b")


@cache
def _finder() -> NameFinder:
    return NameFinder()


class Labels:
    """The speakers behind a transcript's labels; variants of one person's name become one.

    >>> labels = Labels(["Hon. Ann Lee", "Ms. Ann Lee (North, Ind.)", "NORWAY", "The Chair"])
    >>> labels.speaker("Ms. Ann Lee (North, Ind.)").name, labels.speaker("NORWAY").name
    ('Ann Lee', 'Norway')
    """

    def __init__(self, labels: Iterable[str]) -> None:
        self._people: dict[tuple[str, ...], str] = {}
        self._speakers: dict[str, Speaker] = {}
        unique = list(dict.fromkeys(label.strip() for label in labels))
        names = sorted((person_name(label) for label in unique), key=lambda n: -len(n.split()))
        for name in names:
            self._person(name)
        for label in unique:
            self._speakers[label] = self._resolve(label)

    def speaker(self, label: str) -> Speaker:
        """Who has the floor under this label."""
        label = label.strip()
        if label not in self._speakers:
            self._speakers[label] = self._resolve(label)
        return self._speakers[label]

    @staticmethod
    def looks_like(label: str) -> bool:
        """Whether words before a colon can be the label of a turn.

        >>> Labels.looks_like("The Chair (Hon. Ann Lee)"), Labels.looks_like("Action required")
        (True, False)
        """
        label = label.strip()
        bare = _BRACKET.sub("", label).strip()
        words = bare.split()
        if not words or len(words) > 8 or len(bare) > 70 or not any(c.isalpha() for c in bare):
            return False
        if bare[0].isdigit() or (bare[0].islower() and not words[0].islower()):
            return False
        if _CHAIR.fullmatch(bare) or _SECRETARIAT.fullmatch(bare) or _COLLECTIVE.fullmatch(bare):
            return True
        if fold(words[0]).rstrip(".,") in _FIELDS or fold(words[-1]).rstrip(".") in _FIELDS:
            return False
        if _SENTENCE.search(bare) or ("," in bare.rstrip(",") and len(words) > 6):
            return False
        if _TITLE.match(bare) or _finder().resolve(bare) is not None:
            return True
        small = {
            "of",
            "the",
            "de",
            "la",
            "van",
            "von",
            "der",
            "and",
            "for",
            "d",
            "del",
            "da",
            "bin",
            "al",
            "el",
            "ap",
            "y",
            "e",
            "du",
            "des",
            "le",
        }
        return (
            all(
                word[0].isupper() or word.lower().strip(".'’") in small
                for word in words
                if word[0].isalpha()
            )
            and words[0][0].isupper()
        )

    def _resolve(self, label: str) -> Speaker:
        bracket = _BRACKET.search(label)
        bare = _BRACKET.sub("", label).strip(" -–—*_")
        if _CHAIR.fullmatch(bare):
            return CHAIR
        if _SECRETARIAT.fullmatch(bare):
            return SECRETARIAT
        known = _finder().resolve(bare)
        if known is not None:
            return known
        if bracket:
            inside = _finder().resolve(bracket["inside"].strip())
            if inside is not None and inside.kind is SpeakerKind.MEMBER_STATE:
                return inside
            if _CHAIR.fullmatch(bracket["inside"].strip()):
                return CHAIR
        if STUDY_GROUP.fullmatch(bare):
            return study_groups(bare)[0].speaker
        if bare.isupper() and " " not in bare and len(bare) > 1:
            return Speaker(name=bare if len(bare) < 6 else bare.title(), kind=SpeakerKind.PARTNER)
        return Speaker(name=self._person(person_name(label)), kind=SpeakerKind.PERSON)

    def _person(self, name: str) -> str:
        """The fullest form of a person's name seen so far."""
        key = tuple(fold(word) for word, _, _ in tokens(name))
        if key in self._people:
            return self._people[key]
        same = {
            full
            for other, full in self._people.items()
            if other and key and other[-1] == key[-1] and _same_given(other[:-1], key[:-1])
        }
        self._people[key] = same.pop() if len(same) == 1 else name
        return self._people[key]


def _same_given(full: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether given names agree: all of `short` begin names of `full`, in order."""
    at = 0
    for word in short:
        while at < len(full) and not full[at].startswith(word):
            at += 1
        if at == len(full):
            return False
        at += 1
    return True


def person_name(label: str) -> str:
    """A person's name without title, letters behind the name and what stands in brackets.

    >>> person_name("Right Hon. Ann B. Lee (Prime Minister)")
    'Ann B. Lee'
    """
    name = _BRACKET.sub("", label.strip()).strip(" -–—*_")
    while True:
        shorter = _TITLE.sub("", name, count=1)
        if shorter == name:
            break
        name = shorter
    name = _POSTNOMINAL.sub("", name).strip(" ,")
    if name.isupper() and len(name) > 3:
        name = name.title()
    return name or label.strip()
