"""Offices that speak in the group's meetings: the Chair, the Secretariat, elected officials."""

from __future__ import annotations

import re

from ingest.model import Speaker, SpeakerKind
from ingest.names.aliases import Aliases

CHAIR = Speaker(name="Chair", kind=SpeakerKind.CHAIR)
SECRETARIAT = Speaker(name="Secretariat", kind=SpeakerKind.SECRETARIAT)


def _bureau(short: str, *long: str) -> Aliases:
    """Director of one of the bureaux under the usual forms."""
    names = [f"{short} Director", f"Director {short}", f"{short}'s Director"]
    for bureau in (short, *long):
        names += [f"Director of {bureau}", f"Director of the {bureau}", f"Director, {bureau}"]
        names += [f"Director of ITU's {bureau}", f"Director of the ITU {bureau}"]
    for bureau in long:
        names += [f"{bureau} Director", f"Director of the ITU {bureau} ({short})"]
    speaker = Speaker(name=f"{short} Director", kind=SpeakerKind.SECRETARIAT)
    return Aliases(speaker, names=tuple(dict.fromkeys(names)))


_CHAIRS = ("Chair", "Chairman", "Chairperson", "Chairwoman")
_WHICH = ("", "Vice-", "Vice ", "Co-", "Acting ")
OFFICES: tuple[Aliases, ...] = (
    Aliases(
        CHAIR,
        names=(*(f"{which}{chair}" for chair in _CHAIRS for which in _WHICH), "Co-Chairs"),
        translations=("présidente", "presidente", "presidenta", "председатель"),
    ),
    Aliases(
        SECRETARIAT,
        names=(
            "Secretariat",
            "ITU Secretariat",
            "CWG Secretariat",
            "General Secretariat",
            "ITU General Secretariat",
            "BDT Secretariat",
        ),
        translations=("secrétariat", "secretaría", "секретариат", "الأمانة", "秘书处"),
    ),
    _bureau(
        "BDT",
        "Development Bureau",
        "Telecommunication Development Bureau",
        "Telecommunications Development Bureau",
    ),
    _bureau(
        "TSB",
        "Standardization Bureau",
        "Telecommunication Standardization Bureau",
        "Telecommunications Standardization Bureau",
    ),
    _bureau("BR", "Radiocommunication Bureau"),
    Aliases(
        Speaker(name="Secretary-General", kind=SpeakerKind.SECRETARIAT),
        names=("Secretary-General", "ITU Secretary-General", "Secretary General"),
        translations=("secrétaire général", "secretaria general", "secretario general"),
    ),
    Aliases(
        Speaker(name="Deputy Secretary-General", kind=SpeakerKind.SECRETARIAT),
        names=(
            "Deputy Secretary-General",
            "ITU Deputy Secretary-General",
            "Deputy Secretary General",
        ),
    ),
)

# The Chair "of the Working Group" is the meeting's; the Chair "of Study Group 17" is not.
_OWN_BODY = (
    r"(?:(?:ITU )?Council|(?:the )?CWG|(?:the )?(?:Council )?Working Group|(?:the )?group|"
    r"(?:the |this |today['’]s )?(?:meeting|session)|WG)\b"
)
_OTHER_BODY = re.compile(
    rf"\s?(?:(?:of|for|to|at)\s(?!{_OWN_BODY})(?:the\s|its\s|an?\s)?(?:[A-Z0-9]|\w+ing\b)|"
    rf",\s(?!CWG)[A-Z]{{2,}})",
)
_OTHER_BEFORE = re.compile(
    r"(?:\b(?:UN|United Nations|SG ?\d+|Group \d+|[Cc]ommittee|[Cc]ommission|[Aa]lliance|"
    r"[Ff]oundation|Forum|Party|European|Commonwealth|Board)(?:['’]s)?|[a-z]\)) $"
)
_OWN_AFTER = re.compile(r"\s(?:of|for) (?:the )?(?:ITU|Union|BDT)\b")


def is_other_body(speaker: Speaker, text: str, start: int, end: int) -> bool:
    """Whether the office named at `start`–`end` belongs to another body than the meeting's.

    >>> is_other_body(CHAIR, "Mr Abel Roe, Chair of Study Group 5, said", 13, 18)
    True
    >>> is_other_body(CHAIR, "The Chair of the Working Group said", 4, 9)
    False
    """
    if _OTHER_BEFORE.search(text[max(0, start - 30) : start]):
        return True
    if speaker.kind is SpeakerKind.SECRETARIAT and _OWN_AFTER.match(text, end):
        return False
    return bool(_OTHER_BODY.match(text, end))
