"""States that speak together: well-known groups, and those that a document introduces.

A document introduces a group where somebody speaks for it ("Ghana, for the Forest Group, said",
"on behalf of the Forest Group (FG)"). What is called a group of states by its name alone ("the
Forest Group", "the Highland States") is one where it is introduced so once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from ingest.folding import composed
from ingest.model import Speaker, SpeakerKind
from ingest.names.aliases import Aliases
from ingest.names.organisations import initials, named
from ingest.names.persons import Finder

_DATA = Path(__file__).with_name("groups.json")
# What only questions call the members of a group: in a document "Europeans" are people.
_PEOPLE = {"European Union": ("European",)}
_WORD = r"[^\W\d_a-zà-ÿ][\w&’'/-]*"
_LATER = r"[^\W_a-zà-ÿ][\w&’'/-]*"
_NAME = rf"{_WORD}(?:[ \u00a0](?:(?:of|the|and|for|in)[ \u00a0]){{0,2}}{_LATER}){{0,9}}"
_BRACKET = rf"(?:\s\((?P<short>{_WORD})\))?"
_FOR = re.compile(rf"\bbehalf of (?:the )?(?P<name>{_NAME}){_BRACKET}")
# Behind a name and a comma: "Ghana, for the Forest Group, ".
_FOR_SHORT = re.compile(rf",? \(?for (?:the )?(?P<name>{_NAME}){_BRACKET}(?=[,.;)])")
_ACRONYM = re.compile(r"[A-Z]{3,}s?")
_FORM = re.compile(r"\s(?:States|Countries|Nations|Group|Coalition)\b|^(?:Group|Alliance)\s", re.I)


@cache
def known_groups() -> tuple[Aliases, ...]:
    """Groups that are known everywhere."""
    data: dict[str, list[str]] = json.loads(_DATA.read_text(encoding="utf-8"))
    return tuple(_group(name, *also) for name, also in data.items())


def learn(text: str, finder: Finder) -> list[Aliases]:
    """Groups of states that a document introduces; `finder` knows who needs no learning.

    >>> from ingest.names.finder import NameFinder
    >>> known = learn("Ghana, for the Forest Group (FG), agreed.", NameFinder())
    >>> [(a.speaker.name, a.abbreviations) for a in known]
    [('Forest Group', ('FG',))]
    """
    found: dict[str, set[str]] = {}
    for name, short in _introduced(composed(text), finder):
        acronym = _ACRONYM.fullmatch(name)
        if not acronym and name.isupper():
            name = name.title()
        if finder.resolve(name) is None and (acronym or _FORM.search(name)):
            found.setdefault(name, set()).update({short} if short else ())
    # The acronym by which one introduction calls what another calls by its name.
    for short in [name for name in found if " " not in name]:
        whole = [name for name in found if " " in name and short.rstrip("s") in initials(name)]
        if len(whole) == 1:
            found[whole[0]] |= {short, *found.pop(short)}
    return [_group(name, *sorted(also)) for name, also in found.items()]


def behind_behalf(text: str) -> str | None:
    """The name of several words that stands at the start of a text behind "behalf of the".

    >>> behind_behalf("behalf of the Forest Forum, I thank you"), behind_behalf("behalf of Ana Roe")
    ('Forest Forum', None)
    """
    match = _FOR.match(text)
    told = match is not None and text.startswith("behalf of the ") and " " in match["name"]
    return match["name"] if match is not None and told else None


def _introduced(text: str, finder: Finder) -> Iterator[tuple[str, str | None]]:
    """Names of those that others speak for, with the acronym in brackets behind."""
    for match in _FOR.finditer(text):
        yield match["name"], match["short"]
    for match in _FOR_SHORT.finditer(text):
        before = re.findall(_WORD, text[max(0, match.start() - 60) : match.start()])
        ahead = (" ".join(before[-n:]) for n in range(1, min(4, len(before)) + 1))
        if any(_is_state(finder.resolve(name)) for name in ahead):
            yield match["name"], match["short"]


def _is_state(speaker: Speaker | None) -> bool:
    return speaker is not None and speaker.kind is SpeakerKind.MEMBER_STATE


def _group(name: str, *also: str) -> Aliases:
    known = named(Speaker(name=name, kind=SpeakerKind.GROUP), also)
    return replace(known, people=_PEOPLE.get(name, ()))
