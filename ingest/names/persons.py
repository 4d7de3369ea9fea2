"""Named persons: "Ms Ana Roe", later "Ms Roe", are one speaker."""

from __future__ import annotations

import re

from ingest.folding import composed
from ingest.model import Speaker, SpeakerKind
from ingest.names.aliases import Aliases

TITLE = (
    r"(?:(?:H\.\s?E\.|HE(?=\s(?:Mr|Mrs|Ms|Dr|Prof|Amb)\b)|His Excellency|Her Excellency|"
    r"Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Hon|Honou?rable|Amb|Ambassador|Eng|Madam|Mme|"
    r"Sr|Sra)\.?\s)"
)
_PARTICLE = (
    r"(?:(?:de|da|do|dos|del|della|di|van|von|der|den|bin|ibn|al|el|la|le|ben|du)\s|[ADLO]['’])"
)
_GIVEN = r"(?:[A-Z]\.|[A-Z][\w’'-]*[\w])"
_PERSON = re.compile(
    rf"(?<!\w)(?P<title>{TITLE}+)(?P<name>{_GIVEN}(?:\s{_PARTICLE}?{_GIVEN}){{0,4}})"
)
_OFFICE = re.compile(
    r"(?:Prime|Deputy|Vice|Chair\w*|President|Director|Secretary|Minister|Speaker|Ambassador)\b"
)


def learn(text: str) -> list[Aliases]:
    """Persons named with a title anywhere in the text, with every form it uses.

    >>> [a.names for a in learn("Ms Ana Roe spoke. Later Ms Roe left.")]
    [('Ana Roe', 'Ms Ana Roe', 'Ms Roe')]
    """
    full: dict[str, dict[str, None]] = {}
    short: list[tuple[str, str]] = []
    for match in _PERSON.finditer(composed(text)):
        name = re.sub(r"\s+", " ", match["name"]).rstrip("’'")
        name = re.sub(r"['’]s$", "", name)
        printed = match["title"] + name
        if _OFFICE.match(name):
            continue
        if len(name.split()) == 1:
            short.append((name, printed))
        else:
            full.setdefault(_capitals(name), {name: None})[printed] = None
    for name, printed in short:
        owners = [known for known in full if known.split()[-1] == _capitals(name)]
        owner = owners[0] if len(owners) == 1 else _capitals(name)
        full.setdefault(owner, {})[printed] = None
    return [
        Aliases(Speaker(name=name, kind=SpeakerKind.PERSON), names=tuple(forms))
        for name, forms in full.items()
    ]


def _capitals(name: str) -> str:
    """Names in capitals as they are written in running text."""
    return " ".join(w.title() if w.isupper() and len(w) > 2 else w for w in name.split())
