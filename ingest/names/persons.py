"""Named persons: "Ms Ana Roe", later "Ms Roe", are one speaker; and whom a person speaks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from ingest.folding import composed
from ingest.model import Speaker, SpeakerKind
from ingest.names.aliases import Aliases

TITLE = (
    r"(?:(?:H\.\s?E\.|HE(?=\s(?:M[rs]|D|P|Amb))|H(?:is|er) Excellency|M[rs]|Mrs|Miss|Dr|Professor|"
    r"Prof|Sir|Dame|Honou?rable|Hon|Ambassador|Amb|Eng|Madame?|Mme|Monsieur|Sra?)\.?\s)"
)
_PARTICLE = r"(?:(?:d[aeiou]s?|del(?:la)?|v[ao]n|de[rn]|b[ie]n|ibn|[ae]l|l[ae])\s|[ADLO]['’])"
_GIVEN = r"(?:[^\W\d_a-z]\.|[^\W\d_a-z][\w’'-]*\w)"
_NAME = rf"{_GIVEN}(?:\s{_PARTICLE}?{_GIVEN}){{0,4}}"
_PERSON = re.compile(rf"(?<!\w)(?P<title>{TITLE}+)(?P<name>{_NAME})")
_OFFICE = re.compile(r"(?:Prime|Deputy|Vice|Chair\w*|President|Director|Secretary|Minister)\b")
# Whom a person speaks for: in brackets, or behind "of", "from" or "for", also behind an office.
_BRACKET = re.compile(r"\s\((?P<body>[^()]{2,60}(?:\([^()]*\))?)\)")
# "A student from Chad" speaks for nobody.
_ROLE = re.compile(r"(?:,? (?:of|from|for|de) |, (?!an? ))(?P<role>[^\n.;:()]{2,100})")
_TIE = re.compile(r"(?:^|\b(?:of|from|for|de) )(?:the )?(?=[^\W\d_a-z])")


class Finder(Protocol):
    """What of a `NameFinder` is asked."""

    def resolve(self, name: str) -> Speaker | None:
        """Who the name stands for."""

    def find(self, text: str) -> Sequence[Match]:
        """Names in a text, in reading order."""


class Match(Protocol):
    """A name in a text."""

    @property
    def speaker(self) -> Speaker:
        """Who it is."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def demonym(self) -> bool:
        """Whether it is an adjective or a people."""


def learn(text: str) -> list[Aliases]:
    """Persons named with a title anywhere in the text, with every form it uses.

    >>> [a.names for a in learn("Ms Ana Roe spoke. Later Ms Roe left.")]
    [('Ana Roe', 'Ms Ana Roe', 'Ms Roe')]
    """
    full: dict[str, dict[str, None]] = {}
    short: list[tuple[str, str]] = []
    for match in _PERSON.finditer(composed(text)):
        name = _bare(match)
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


def affiliations(text: str, finder: Finder) -> dict[str, Speaker]:
    """Persons with the state, group or organisation that the document says they speak for.

    "Mr. Roe (Norway)", "Ambassador Jane Roe of Fiji", "Ms Roe, Minister of Energy of Fiji"; keys
    are names as `learn` has them. Who is said to speak for several speaks for none of them.

    >>> from ingest.names.finder import NameFinder
    >>> affiliations("Mr. Roe (Norway) asked.", NameFinder())["Roe"].name
    'Norway'
    """
    text = composed(text)
    owners = {form: known.speaker.name for known in learn(text) for form in known.names}
    found: dict[str, set[Speaker]] = {}
    for match in _PERSON.finditer(text):
        name = _bare(match)
        body = None if _OFFICE.match(name) else _body(text, match.start("name") + len(name), finder)
        if body is not None:
            owner = owners.get(match["title"] + name, _capitals(name))
            found.setdefault(owner, set()).add(body)
    return {name: bodies.pop() for name, bodies in found.items() if len(bodies) == 1}


def _body(text: str, end: int, finder: Finder) -> Speaker | None:
    """The state or organisation named right behind a person."""
    if bracket := _BRACKET.match(text, end):
        return _speaks(finder.resolve(bracket["body"]))
    role = _ROLE.match(text, end)
    if role is None:
        return None
    tied = {tie.end() for tie in _TIE.finditer(role["role"])}
    for match in finder.find(role["role"]):
        if match.start in tied and not match.demonym:
            return _speaks(match.speaker)
    return None


def _speaks(body: Speaker | None) -> Speaker | None:
    """The body, where a person may speak for it."""
    nobody = (SpeakerKind.PERSON, SpeakerKind.CHAIR, SpeakerKind.SECRETARIAT)
    return None if body is None or body.kind in nobody else body


def _bare(match: re.Match[str]) -> str:
    """The name alone, as printed but on one line and without "'s"."""
    name = re.sub(r"\s+", " ", match["name"]).rstrip("’'")
    return re.sub(r"['’]s$", "", name)


def _capitals(name: str) -> str:
    """Names in capitals as they are written in running text."""
    return " ".join(w.title() if w.isupper() and len(w) > 2 else w for w in name.split())
