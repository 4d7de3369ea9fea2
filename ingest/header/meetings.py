"""The number of a meeting, in digits, ordinals or words: "24th", "21stmeeting", "Twenty Second".

Documents name many meetings: of the group, of study groups, of the Council. `find` tells them
apart by what stands around the number. The meetings of other bodies are named, not counted:
`ingest.header.meeting_names`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from ingest.header import ordinals
from ingest.header.labels import pattern
from ingest.header.ordinals import FIGURE, plain, value


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


# Without one of these words there is no meeting; matched in plain text (no accents, small).
_NOUN = r"(?:meetings?(?:\b|(?=of\b))|reunion(?:es|s)?\b|собрани\w+|заседани\w+)"
_MEETING = re.compile(rf"{_NOUN}|الاجتماع|会议")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    ordinal = rf"(?:(?<!\w){FIGURE}|{ordinals.words()})"
    bracket = r"(?:\s*\(\s*\d{1,2}\s*\w{0,2}\s*\))?"
    # Words between number and "meeting": "24th CWG-COP meeting", "second annual meeting".
    between = r"(?P<between>(?:\s*[^\s.;:,()]+){0,7}?)"
    also = rf"(?:\s*(?:,|and|&)\s*(?:the\s+)?{ordinal}{bracket})*"
    none = r"(?P<between>)"
    return (
        re.compile(rf"(?P<n>{ordinal}){bracket}{also}{between}\s*{_NOUN}"),
        re.compile(
            rf"\b(?:meeting|reunion|собрани\w+|заседани\w+)\s*(?:number|n[o.°u]*|№|#)?\s*"
            rf"(?P<n>\d{{1,3}}){none}(?=\s*(?:[-–—,:.?]|of\b|$|\n)|\s?[ªº°])",
            re.MULTILINE,
        ),
        re.compile(rf"الاجتماع\s*(?:رقم\s*)?(?P<n>\d{{1,2}}){none}"),
        re.compile(rf"第\s*(?P<n>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s*次{none}\s*会议"),
    )


_ACRONYM = re.compile(r"\b[A-Z]{2,}")
_OF = re.compile(r"\s*(?:of|del?|du)\b")
_REACH = 90  # characters behind "meeting" in which its body is named


def find(text: str) -> list[Meeting]:
    """All numbered meetings of a text, in order; of "fifteenth and sixteenth" the first.

    >>> [(m.number, m.bond.name) for m in find("the twenty-fourth meeting of the CWG-COP")]
    [(24, 'GROUP')]
    >>> [(m.number, m.bond.name) for m in find("third meeting of the correspondence group")]
    [(3, 'OTHER')]
    """
    found: dict[int, Meeting] = {}
    folded = plain(text)
    if not _MEETING.search(folded):
        return []
    for printed in _patterns():
        for match in printed.finditer(folded):
            number, (start, end) = value(match["n"]), match.span()
            if number and not any(m.start < end and start < m.end for m in found.values()):
                bond = _bond(text[slice(*match.span("between"))], text[end : end + _REACH])
                found[start] = Meeting(number, bond, start, end)
    return [found[start] for start in sorted(found)]


def _bond(between: str, behind: str) -> Bond:
    """The body of a meeting: named between number and noun, else behind it, else unsaid."""
    if _group_name().search(between):
        return Bond.GROUP
    if _other(between):
        return Bond.OTHER
    behind = re.split(r"[.;]\s", behind)[0]
    group, other = _group_name().search(behind), _other(behind)
    # "of the ITU Council Working Group": whose the group is, and no other body.
    its_own = group and other and not behind[other.end() : group.start()].strip()
    if group and (not other or group.start() <= other.start() or its_own):
        return Bond.GROUP
    return Bond.OTHER if other and _OF.match(behind) else Bond.UNSAID


@cache
def _group_name() -> re.Pattern[str]:
    """The group's own name, spaces lost in extraction allowed; not that of another such group."""
    names = pattern("group names").pattern.replace(r"\s+", r"\W*")
    return re.compile(rf"{names}(?!\s*on\b(?!\s*(?:the\s*)?child))", re.IGNORECASE)


def _other(text: str) -> re.Match[str] | None:
    """The first name of a body in a text."""
    found = (pattern("bodies").search(text), _ACRONYM.search(text))
    return min(filter(None, found), key=lambda match: match.start(), default=None)
