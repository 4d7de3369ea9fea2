"""Named persons: "Ms Ana Roe", later "Ms Roe", are one speaker; and whom a person speaks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Protocol

from ingest.folding import composed, fold
from ingest.header.labels import any_of, pattern, words
from ingest.model import Speaker, SpeakerKind
from ingest.names import titles
from ingest.names.aliases import Aliases

_PARTICLE = rf"(?:(?i:{any_of(words('particles'))})\s|[ADLO]['’])"
_CAPITAL = r"(?=[^\W\d_])(?![a-zß-öø-ÿа-яё\u0600-\u06ff\u4e00-\u9fff])\w"
_GIVEN = rf"(?:{_CAPITAL}(?:[\w’'-]*\w|(?=\s{_CAPITAL}))|(?:{_CAPITAL}\.){{1,4}})"
_NAME_PART = re.compile(rf"{_CAPITAL}(?:[\w’'-]*\w)?\.?|[^\W\d_A-Z]+")
_INITIALLED = re.compile(rf"(?<!\w)(?P<name>(?:{_CAPITAL}\.\s?){{1,3}}{_CAPITAL}[\w-]{{2,}})")
# Whom a person speaks for: in brackets, or behind "of", "from" or "for", also behind an office.
_BRACKET = re.compile(r"\s\((?P<body>[^()]{2,60}(?:\([^()]*\))?)\)")
# "A student from Chad" speaks for nobody.
_ROLE = re.compile(r"(?:,? (?:of|from|for|de) |, (?!an? ))(?P<role>[^\n.;:()]{2,100})")
_TIE = re.compile(r"(?:^|\b(?:of|from|for|de) )(?:the )?(?=[^\W\d_a-z])")


@cache
def _offices() -> frozenset[str]:
    """The words for offices, with and without accents."""
    return frozenset(form for office in words("offices") for form in (office, fold(office)))


@cache
def _name() -> str:
    """A pattern of a name up to its end, or to an office or title that no comma parts from it.

    "Ana Roe Minister of Ports", "ANA ROE VICE-PRESIDENT".
    """
    of = any_of((*words("by"), *words("and"), *words("about"), "for"))
    phrases = any_of(office for office in _offices() if re.search("[ -]", office))
    office = rf"(?:\w+-)?(?i:{phrases}|{any_of(_offices())}(?=\s+{of}))"
    end = rf"(?:{office}|{titles.TITLE}|AND\b)"
    more = rf"(?<!['’][sS])\s(?!{end}){_PARTICLE}?{_GIVEN}"
    return rf"(?P<name>(?!{titles.TITLE}){_GIVEN}(?:{more}){{0,4}})"


@cache
def _titled() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?=[^\Wa-z])(?P<title>{titles.TITLE}+){_name()}")


@cache
def _titled_in_header() -> re.Pattern[str]:
    """In a header titles have any case, and "M." is one."""
    any_title = any_of(words("honorifics"))
    return re.compile(rf"(?<!\w)(?i:{titles.TITLE}|{any_title}[\s,]*)+{_name()}")


@cache
def _office() -> re.Pattern[str]:
    """An office where a name would stand: "Mr. President", "Mr. Co-Chair"."""
    listed = any_of((*_offices(), *words("officers"), *words("chairs"), *words("secretariat")))
    return re.compile(rf"(?:\w{{2,5}}[\s-])?{listed}", re.IGNORECASE)


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
    for match in _titled().finditer(composed(text)):
        name = _bare(match)
        printed = match["title"] + name
        if _office().match(name):
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


def in_header(line: str) -> Speaker | None:
    """The first person whom a line of a header names in full, with a title or with initials.

    >>> in_header("Statement by H.E. Mr. Ivo Example, Minister of Fisheries").name
    'Ivo Example'
    """
    for match in (*_titled_in_header().finditer(line), *_INITIALLED.finditer(line)):
        name = _capitals(_bare(match))
        if len(re.findall(r"[^\W_]+", name)) > 1 and not _office().match(name):
            return Speaker(name=name, kind=SpeakerKind.PERSON)
    return None


def is_name(line: str) -> bool:
    """Whether a line looks like a person's name: two to five capitalised words, no body."""
    parts = line.split()
    body = pattern("bodies", "government").search(line)
    return 2 <= len(parts) <= 5 and not body and all(map(_NAME_PART.fullmatch, parts))


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
    for match in _titled().finditer(text):
        name = _bare(match)
        body = (
            None if _office().match(name) else _body(text, match.start("name") + len(name), finder)
        )
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
    return re.sub(r"['’][sS]$", "", name)


def _capitals(name: str) -> str:
    """Names in capitals as they are written in running text."""
    return " ".join(w.title() if w.isupper() and len(w) > 2 else w for w in name.split())
