"""Organisations under the names that follow from what they are called.

`organisations.json` lists the United Nations system, treaty and regional bodies and others that
any reader of the group's documents knows; `abbreviations` learns those that a document defines.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from ingest.model import Speaker, SpeakerKind
from ingest.names.aliases import Aliases

_DATA = Path(__file__).with_name("organisations.json")
TITLES = ("Mr", "Ms", "Mrs", "Dr", "Prof")
# "16 bis" is another group than 16.
STUDY_GROUP = re.compile(
    r"\b(?:ITU(?:-([TDR]))?\s?)?(?:Study Group|SG)[\s-]?(\d{1,2})(?:[\s-]?(bis|ter|quater))?\b"
)


@cache
def known_organisations() -> tuple[Aliases, ...]:
    """Organisations that every reader of the group's documents knows."""
    data: dict[str, list[str]] = json.loads(_DATA.read_text(encoding="utf-8"))
    return tuple(
        named(Speaker(name=name, kind=SpeakerKind.PARTNER), also) for name, also in data.items()
    )


def variants(speaker: Speaker) -> Aliases:
    """A speaker with the forms that follow from its name alone.

    >>> variants(Speaker(name="ITU-T SG17", kind=SpeakerKind.PARTNER)).names[:2]
    ('ITU-T SG17', 'SG17')
    """
    group = STUDY_GROUP.fullmatch(speaker.name)
    if group:
        return _study_group(group[1], group[2] + (group[3] or ""), speaker)
    names = [speaker.name]
    if speaker.kind is SpeakerKind.PERSON:
        words = speaker.name.split()
        if len(words) > 1:
            # With the whole name too: "Dr David Lee" is not whom "Dr David" stands for.
            forms = (words[-1], speaker.name)
            names += [f"{title} {form}" for title in TITLES for form in forms]
    elif speaker.kind is not SpeakerKind.MEMBER_STATE:
        # "7Lights Foundation" is often named without its last word.
        short = speaker.name.rpartition(" ")[0]
        if " " not in short and re.search(r"\d[A-Z]|[a-z][A-Z]", short):
            names.append(short)
    return named(speaker, names[1:])


def study_groups(text: str) -> list[Aliases]:
    """ITU study groups under one name each, "ITU-T SG17", however the text writes them."""
    sectors: dict[str, str] = {}
    for match in STUDY_GROUP.finditer(text):
        number = match[2] + (match[3] or "")
        sectors[number] = match[1] or sectors.get(number, "")
    groups = []
    for number, sector in sectors.items():
        # Only the standardization sector numbers its groups beyond seven.
        sector = sector or ("T" if int(number[:2].rstrip("bqt")) > 7 else "")
        name = f"ITU-{sector} SG{number}" if sector else f"ITU SG{number}"
        speaker = Speaker(name=name, kind=SpeakerKind.PARTNER)
        groups.append(_study_group(sector, number, speaker))
    return groups


def _study_group(sector: str | None, number: str, speaker: Speaker) -> Aliases:
    names = [speaker.name]
    prefixes = ["", "ITU ", *([f"ITU-{sector} "] if sector else [])]
    written = dict.fromkeys((number, re.sub(r"(?<=\d)(?=[a-z])", " ", number)))
    for prefix, number in itertools.product(prefixes, written):
        names += [f"{prefix}SG{number}", f"{prefix}SG {number}", f"{prefix}Study Group {number}"]
    return Aliases(speaker, names=tuple(dict.fromkeys(names)))


def named(speaker: Speaker, also: Iterable[str]) -> Aliases:
    """A speaker with further names; names of one word in capitals only match as written."""
    forms = dict.fromkeys([speaker.name, *also])
    exact = tuple(form for form in forms if " " not in form and not form.istitle())
    return Aliases(
        speaker, names=tuple(form for form in forms if form not in exact), abbreviations=exact
    )


def initials(name: str) -> set[str]:
    """Acronyms a name may have, with and without its small words.

    >>> "OHCHR" in initials("Office of the High Commissioner for Human Rights")
    True
    """
    words = re.findall(r"[^\W_]+", name)
    large = [word for word in words if not word.islower()]
    return {"".join(w[0] for w in group).upper() for group in (words, large) if len(group) > 1}
