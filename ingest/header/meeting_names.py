"""The meeting of any other body as a header prints it: "Seventy-ninth session", "XXI ATCM".

A meeting has a number before or behind its noun ("8702nd meeting", "Session 3"), an acronym with
a number ("COP-1", "ATCM XXV"), or a name of its own ("Copenhagen Climate Change Conference").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ingest.header import ordinals
from ingest.header.labels import any_of, kinds, words
from ingest.header.languages import is_small
from ingest.header.ordinals import FIGURE, ROMAN, plain

_MAX_WORDS = 20
_SMALL = rf"(?!{any_of(words('at'))}\s)(?:[^\W\d_]{{1,3}}(?:['’]|[ \t]+))"
# What a meeting's name goes on with: "of the United Nations General Assembly", "de l’ONU".
_CAPITAL = r"(?-i:[A-ZÀ-ÞА-Я][\w’'.&/-]*)"
_LOWER = r"(?-i:[a-zà-þ]{4,})"
_NAMED_TAIL = rf"(?:[ \t]+{_SMALL}{{0,3}}{_CAPITAL}){{0,9}}"
_LOWERED = rf"{_SMALL}{{0,3}}{_CAPITAL}|{_SMALL}{{1,3}}{_LOWER}"  # "de l’ONU", "des ports"
_TAIL = rf"(?:[ \t]+(?:{_LOWER}[ \t]+(?={_SMALL}))?(?:{_LOWERED})){{0,9}}"
_ACRONYM = r"(?-i:\b[A-Z][A-Za-z]*[A-Z](?:[/-][A-Z]+)*)"


@cache
def _numbered() -> re.Pattern[str]:
    """An ordinal before a meeting's noun, or a figure behind it."""
    noun = any_of(words("meetings") + words("meetings, noun first"))
    between = r"(?:\s+[^\s.;:,()\d]+){0,5}?"
    word = ordinals.words()
    return re.compile(
        rf"(?:(?<!\w){FIGURE}|{ROMAN}|{word}){between}\s+{noun}|"
        rf"(?<!\w){noun}\s+(?:n[o.°º]*\s*|#\s*)?(?:ال\s?)?\d{{1,4}}(?![\w/]|\s*:)|"
        rf"第\s*\w{{1,4}}\s*次?(?:\w{{0,4}})?{noun}",
        re.IGNORECASE,
    )


@cache
def _ordinal() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){FIGURE}|{ordinals.words()}")


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(_TAIL)


@cache
def _acronym() -> re.Pattern[str]:
    """An acronym with a number: "COP 20", "SB-16", "ATCM XXV", "XXV ATCM"."""
    return re.compile(
        rf"{_ACRONYM}(?:[ -]?\d{{1,3}}|[ -][IVXLC]{{1,6}})\b(?![/.\d-])|"
        rf"\b[IVXLC]{{1,7}} {_ACRONYM}\b"
    )


@cache
def _named() -> re.Pattern[str]:
    """A noun of meetings in a name in capitals: "Copenhagen Climate Change Conference"."""
    first = [form for w in words("meetings, noun first") for form in (w.capitalize(), w.upper())]
    return re.compile(
        rf"(?:{_CAPITAL}[ \t]+(?:{_SMALL})?){{1,6}}(?i:{any_of(words('meetings'))})|"
        rf"{any_of(first)}(?=\s)"
    )


def name(lines: Iterable[str], title: str | None = None) -> str | None:
    """The meeting that header lines, else the title name; None where none.

    >>> name(["Statement", "at the 79th session", "of the General Assembly"])
    '79th session of the General Assembly'
    >>> name(["UNFCCC SB-16 HIGHLIGHTS"])
    'SB-16'
    """
    joined = _join(lines)
    for read in (numbered, _with_acronym, _by_name):
        for text in (title or "", joined) if read is _with_acronym else (joined, title or ""):
            if found := read(text):
                return found
    return None


def of_minutes(title: str) -> str | None:
    """What a title of minutes names beside its date: "Harbour Group Interim"."""
    kind = any_of([*kinds()["minutes"], *words("meetings")])
    rest = _tidy(re.sub(rf"{kind}|\(.*?\)|\d\S*", "", title, flags=re.IGNORECASE))
    big = all(not word.islower() for word in rest.split())
    return rest if big and len(rest.split()) > 1 else None


def in_prose(text: str) -> str | None:
    """The meeting that running text names first, by number, acronym or name."""
    named = [found for read in (numbered, _with_acronym, _by_name) if (found := read(text))]
    folded = " ".join(text.split())
    return min(named, key=folded.find, default=None)


def _join(lines: Iterable[str]) -> str:
    """The lines, where one goes on in the next ("the 79th session / of the Assembly") as one."""
    joined = ""
    for line in lines:
        first = re.split(r"[\s'’]", line.strip(), maxsplit=1)[0]
        last = joined.rpartition(" ")[2]
        broken = last.islower() and is_small(last)
        goes_on = broken or is_small(first) or line[:1].islower() or line[1:2] in ("'", "’")
        joined += (" " if goes_on else "\n") + line.strip()
    return joined.strip()


def place(line: str) -> tuple[int, int] | None:
    """Where in a line the name of a numbered meeting stands, None where it has none."""
    folded = plain(line)
    found = [_numbered().search(folded), _numbered().search(line)]
    match = min(filter(None, found), key=lambda match: match.start(), default=None)
    if match is None:
        return None
    # Of "the second part of its forty-eighth session" the nearest ordinal.
    nearest = [found.start() for found in _ordinal().finditer(folded, *match.span())]
    start = nearest[-1] if nearest else match.start()
    tail = _tail().match(line, match.end())
    return start, tail.end() if tail else match.end()


def is_acronym(text: str) -> bool:
    """Whether a text is an acronym and a number only: "XXV ATCM"."""
    return _acronym().fullmatch(text) is not None


def numbered(text: str) -> str | None:
    """The first meeting with a number in a text."""
    found = place(text)
    return _tidy(text[slice(*found)]) if found else None


def _with_acronym(text: str) -> str | None:
    for match in _acronym().finditer(re.sub(r"\([^()]*\)", "", text)):
        # In capitals throughout "GROUP II" looks like an acronym.
        if match.group()[-1].isdigit() or not text.isupper():
            return _tidy(match.group())
    return None


def _by_name(text: str) -> str | None:
    match = _named().search(text)
    if match is None:
        return None
    tail = re.compile(_NAMED_TAIL).match(text, match.end())
    found = text[match.start() : tail.end() if tail else match.end()]
    # "Draft Report Meeting of Experts", "Interim Meeting Minutes": without the document's kind.
    kind = any_of([word for listed in kinds().values() for word in listed])
    parts = [_tidy(part) for part in re.split(kind, found, flags=re.IGNORECASE)]
    return next((part for part in parts if len(part.split()) > 1), None)


def _tidy(printed: str) -> str:
    """A name in one line, not longer than a name is."""
    words_ = printed.split()[:_MAX_WORDS]
    while words_ and len(words_[-1]) <= 3 and words_[-1].isalpha() and words_[-1].islower():
        words_.pop()
    while words_ and words_[0].lower() in words("articles"):
        words_ = words_[1:]
    return " ".join(words_).strip(" ,;:.–-")
