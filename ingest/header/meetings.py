"""The number of a meeting, in digits, ordinals or words: "24th", "21stmeeting", "Twenty Second".

Documents name many meetings: of the group, of study groups, of the Council. `find` tells them
apart by what stands around the number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

_UNITS = "first second third fourth fifth sixth seventh eighth ninth"
_TEENS = (
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth "
    "nineteenth"
)
_TENS = {
    20: ("twenty", "twentieth"),
    30: ("thirty", "thirtieth"),
    40: ("forty", "fortieth"),
    50: ("fifty", "fiftieth"),
    60: ("sixty", "sixtieth"),
    70: ("seventy", "seventieth"),
    80: ("eighty", "eightieth"),
    90: ("ninety", "ninetieth"),
}
_FRENCH = (
    "première|premier deuxième|seconde troisième quatrième cinquième sixième septième huitième "
    "neuvième dixième onzième douzième treizième quatorzième quinzième seizième dix-septième "
    "dix-huitième dix-neuvième vingtième vingt-et-unième vingt-deuxième vingt-troisième "
    "vingt-quatrième vingt-cinquième vingt-sixième vingt-septième vingt-huitième "
    "vingt-neuvième trentième"
)
_SPANISH = (
    "primera segunda tercera cuarta quinta sexta séptima octava novena décima "
    "undécima|decimoprimera duodécima|decimosegunda decimotercera decimocuarta decimoquinta "
    "decimosexta decimoséptima decimoctava decimonovena vigésima vigesimoprimera|vigésima-primera "
    "vigesimosegunda|vigésima-segunda vigesimotercera|vigésima-tercera "
    "vigesimocuarta|vigésima-cuarta vigesimoquinta|vigésima-quinta vigesimosexta|vigésima-sexta "
    "vigesimoséptima|vigésima-séptima vigesimoctava|vigésima-octava "
    "vigesimonovena|vigésima-novena trigésima"
)
_CHINESE_DIGITS = {sign: n for n, sign in enumerate("零一二三四五六七八九")}


class Bond(IntEnum):
    """How surely a meeting is one of the document's own group."""

    OTHER = 0  # of another body
    UNSAID = 1  # the text does not say of whom
    GROUP = 2  # of the Council Working Group


@dataclass(frozen=True)
class Meeting:
    """A meeting named in a text: its number, its bond to the group and where it stands."""

    number: int
    bond: Bond
    start: int
    end: int


def _letters(word: str) -> str:
    return re.sub(r"[^a-zà-ÿ]", "", word.lower())


@cache
def ordinals() -> dict[str, int]:
    """Ordinal words in English, French and Spanish, letters only: {"twentyfourth": 24}."""
    words: dict[str, int] = {}
    units = _UNITS.split()
    for n, word in enumerate([*units, *_TEENS.split()], start=1):
        words[word] = n
    for tens, (cardinal, ordinal) in _TENS.items():
        words[ordinal] = tens
        for n, unit in enumerate(units, start=1):
            words[cardinal + unit] = tens + n
    for spellings in (_FRENCH, _SPANISH):
        for n, variants in enumerate(spellings.split(), start=1):
            for variant in variants.split("|"):
                words.setdefault(_letters(variant), n)
    return words


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    # "twenty-fourth", "twenty fourth", "TWENTYFOURTH": the letters count, not what joins them.
    words = "|".join(
        r"[\s‐‑–-]*".join(_joints(word)) for word in sorted(ordinals(), key=len, reverse=True)
    )
    figure = r"\d{1,2}\s*[-‐‑]?\s*(?:st|nd|rd|th)(?=[^a-z]|meet|sess)"
    ordinal = rf"(?:{figure}|(?<![a-zà-ÿ])(?:{words})(?=[^a-zà-ÿ]|meet|sess))"
    bracket = r"(?:\s*\(\s*\d{1,2}\s*(?:st|nd|rd|th)?\s*\))?"
    # Words between number and "meeting": "24th CWG-COP meeting", "second annual meeting".
    between = r"(?P<between>(?:\s*[^\s.;:,()]+){0,7}?)"
    also = rf"(?:\s*(?:,|and|&)\s*(?:the\s+)?{ordinal}{bracket})*"
    flags = re.IGNORECASE
    return (
        re.compile(rf"(?P<n>{ordinal}){bracket}{also}{between}\s*meetings?(?:\b|(?=of\b))", flags),
        re.compile(
            r"\bmeeting\s*(?:number|no\.?|nr\.?|n°|#)?\s*(?P<n>\d{1,3})"
            r"(?=\s*(?:of\b|[-–—,:]|$|\n))(?P<between>)",
            flags | re.MULTILINE,
        ),
        re.compile(
            rf"(?P<n>\d{{1,2}}\s*(?:e|è|ème|eme|ère|re)\b|(?<![a-zà-ÿ])(?:{words})(?![a-zà-ÿ]))"
            r"(?P<between>)\s*réunions?\b",
            flags,
        ),
        re.compile(r"\bréunion\s*(?:n[o°]\.?\s*)?(?P<n>\d{1,2})\b(?P<between>)", flags),
        re.compile(
            r"(?P<n>\d{1,2}\s*\.?\s*[ªa]\.?"
            rf"|(?<![a-zà-ÿ])(?:{words})(?![a-zà-ÿ]))(?P<between>)\s*reuni[óo]n(?:es)?\b",
            flags,
        ),
        re.compile(r"\breuni[óo]n\s*(?:n[.úo]*\.?\s*)?(?P<n>\d{1,2})(?=\D)(?P<between>)", flags),
        re.compile(
            r"(?P<n>\d{1,2})\s*[-‐–]?\s*(?:е|ое|го|ого|м|ом)\s+(?P<between>)(?:собрани|заседани)\w+",
            flags,
        ),
        re.compile(r"الاجتماع\s*(?:رقم\s*)?(?P<n>\d{1,2})(?P<between>)"),
        re.compile(r"第\s*(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})\s*次(?P<between>)\s*会议"),
    )


# Without one of these words none of the patterns matches.
_MEETING = re.compile(r"meeting|r[ée]uni[oó]n|собрани|заседани|الاجتماع|会议", re.IGNORECASE)
# Which body a meeting is of: the nearest of these behind the word "meeting" tells.
_GROUP = re.compile(
    r"working\s*group\s*on\s*(?:the\s*)?child|child\s*online\s*protection|"
    r"\bcwg\W*co?p\b|\bwg\W*co?p\b|"
    r"groupe\s+de\s+travail\s+du\s+conseil|grupo\s+de\s+trabajo\s+del\s+consejo|"
    r"council\s*working\s*group(?!\s*on\b)|\b(?:the|this|our)\s+(?:council\s+)?working\s+group\b(?!\s*on\b)|"
    r"\b(?:the|this)\s+group\b|рабоч\w+\s+групп\w+\s+Совета|(?:فريق|لفريق)\s+العمل|理事会.{0,12}工作组",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"correspondence\s+group|\bcg-?cop\b|study\s+group|\bsg\s?\d|\bitu-[tdr]\b|focus\s+group|"
    r"expert\s+group|task\s*force|steering|commission|"
    r"council\s*working\s*group\s*on\b(?!\s*(?:the\s*)?child)|\bcwg\W*(?!co?p)[a-z]+|"
    r"advisory\s+group|\btsag\b|\btdag\b|\brag\b|conference|\bcop\s?\d|assembly|ministerial|"
    r"human\s+rights\s+council|of\s+(?:the\s+)?(?:itu\s+)?council\b(?!\s*working)|board|"
    r"commission\s+d|comité|comisión|groupe\s+(?:de\s+correspondance|d.experts)",
    re.IGNORECASE,
)
_REACH = 90  # characters behind "meeting" in which its body is named


def find(text: str) -> list[Meeting]:
    """All numbered meetings of a text, in order; of "fifteenth and sixteenth" the first.

    >>> [(m.number, m.bond.name) for m in find("the twenty-fourth meeting of the CWG-COP")]
    [(24, 'GROUP')]
    >>> [(m.number, m.bond.name) for m in find("third meeting of the correspondence group")]
    [(3, 'OTHER')]
    """
    found: dict[int, Meeting] = {}
    if not _MEETING.search(text):
        return []
    for pattern in _patterns():
        for match in pattern.finditer(text):
            number = value(match["n"])
            if number and not any(
                m.start < match.end() and match.start() < m.end for m in found.values()
            ):
                found[match.start()] = Meeting(
                    number, _bond(match, text), match.start(), match.end()
                )
    return [found[start] for start in sorted(found)]


def value(printed: str) -> int | None:
    """The number of a printed ordinal or figure, None for what is neither.

    >>> value("Twenty Second"), value("21st"), value("二十四")
    (22, 21, 24)
    """
    digits = re.search(r"\d{1,3}", printed)
    if digits:
        return int(digits.group())
    if printed and all(sign in _CHINESE_DIGITS or sign == "十" for sign in printed):
        tens, ten, units = printed.rpartition("十")
        if not ten:
            return _CHINESE_DIGITS[printed] if len(printed) == 1 else None
        return 10 * (_CHINESE_DIGITS[tens] if tens else 1) + (
            _CHINESE_DIGITS[units] if units else 0
        )
    return ordinals().get(_letters(printed))


def _bond(match: re.Match[str], text: str) -> Bond:
    """The body of a meeting: named between number and noun, else behind it, else unsaid."""
    if _OTHER.search(match["between"]):
        return Bond.OTHER
    if _GROUP.search(match["between"]):
        return Bond.GROUP
    behind = re.split(r"[.;]\s", text[match.end() : match.end() + _REACH])[0]
    group, other = _GROUP.search(behind), _OTHER.search(behind)
    if group and (not other or group.start() <= other.start()):
        return Bond.GROUP
    if other and re.match(r"\s*(?:of|du|de|del)\b", behind):
        return Bond.OTHER
    return Bond.UNSAID


def _joints(word: str) -> list[str]:
    """A compound ordinal in its parts, so that any hyphen or space may join them."""
    for cardinal, _ in _TENS.values():
        if word.startswith(cardinal) and word != cardinal:
            return [cardinal, word[len(cardinal) :]]
    for start in ("vingtet", "vingt", "vigésimo", "vigesimo", "vigésima", "dix"):
        if word.startswith(start) and len(word) > len(start) + 3:
            return [start.replace("vingtet", r"vingt[\s‐‑–-]*et"), word[len(start) :]]
    return [word]
