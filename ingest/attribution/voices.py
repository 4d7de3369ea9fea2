"""Who stands behind the label of a turn: a state, a group, an office, a person, or several.

A label is read by its parts: the head, what stands in brackets behind it, and what bars or
strokes separate ("Iraq | Representative | (G77)", "KT/MF", "Mr. Roe (Norway)"). Whatever a part
names is a speaker, so a person and the state are both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from babel import Locale

from ingest.folding import fold, tokens
from ingest.model import Speaker, SpeakerKind
from ingest.names import titles
from ingest.names.finder import NameFinder
from ingest.names.offices import CHAIR
from ingest.names.organisations import STUDY_GROUP, study_groups

_TITLE = re.compile(rf"{titles.TITLE}+", re.IGNORECASE)
_THE_TITLE = re.compile(rf"The (?={titles.TITLE})", re.IGNORECASE)
# "Hon.", "Rt. Hon.", "Sen.": an abbreviation with a stop before a name, and a word before it.
_ABBREVIATED = re.compile(r"^(?:[A-Z][a-z]+\.? )?[A-Z][a-z]{1,5}\.\s+(?=[^\W\d_])")
_BRACKETS = re.compile(r"\s*[(\[（](?P<inside>(?:[^()\[\]（）]|\([^()]*\))*)[)\]）]")
_BARS = re.compile(r"\s*[|]\s*")
_INITIALS = re.compile(r"[A-Z]{2,4}")
_ARTICLE = re.compile(r"(?:the|le|la|el)\s+(?=\S)", re.IGNORECASE)
# What joins several names: marks, and the words of CLDR's lists ("and", "et", "y", "и").
_AND = {Locale(code).list_patterns["standard"]["2"][3:-3] for code in ("en", "fr", "es", "ru")}
_JOINED = re.compile(rf"\s*[/&+,]\s*|{'|'.join(sorted(_AND))}")
_EDGES = " \t\n.,;:*_-–—>•"
_BODIES = (SpeakerKind.MEMBER_STATE, SpeakerKind.GROUP)


@cache
def base_finder(language: str = "en") -> NameFinder:
    """The names every document in a language (ISO 639-1) knows."""
    return NameFinder(language=language)


def person_name(label: str) -> str:
    """A person's name without title, letters behind the name and what stands in brackets.

    >>> person_name("Right Hon. Ann B. Lee (Prime Minister)"), person_name("Dr Lena Vogt AM")
    ('Ann B. Lee', 'Lena Vogt')
    """
    whole = " ".join(label.split()).strip(_EDGES)
    words = _name_words(untitled(head(label)))
    name = " ".join(words)
    while len(words) > 2 and 1 < len(words[-1]) < 4 and words[-1].isupper() and not name.isupper():
        words.pop()
    name = " ".join(words).strip(" ,")
    if name.isupper() and len(name) > (2 if is_titled(label) else 3):
        name = name.title()
    return " ".join(w.title() if w.isupper() and len(w) > 3 else w for w in name.split()) or whole


def _name_words(name: str) -> list[str]:
    """The words of a name up to the last that is capitalised: "Ted" of "Ted via chat".

    Small words inside are kept ("Ana de la Roe"), unless they are longer than a particle.
    """
    words = name.split()
    for at in range(1, len(words)):
        rest = words[at:]
        if rest[0].islower() and (len(rest[0]) > 3 or all(word.islower() for word in rest)):
            return words[:at]
    return words


def untitled(name: str) -> str:
    """A name without the titles before it.

    >>> untitled("Rt. Hon. Dr Ann Lee")
    'Ann Lee'
    """
    while True:
        rest = name
        for title in (_THE_TITLE, _TITLE, _ABBREVIATED):
            match = title.match(rest)
            if match and rest[match.end() :].strip():
                rest = rest[match.end() :]
        if rest == name:
            return name
        name = rest


def is_titled(label: str) -> bool:
    """Whether a title stands before the name: "Mr. Roe", "The Hon. Ann Lee"."""
    bare = head(label)
    return untitled(bare) != bare


def begins_with_title(words: str) -> bool:
    """Whether words begin with one of the titles that every document uses: "Ms Roe, Norway"."""
    return re.match(titles.TITLE, words) is not None  # "the honourable member" is no title


def head(label: str) -> str:
    """A label without what stands in brackets."""
    return " ".join(_BRACKETS.sub(" ", label).split()).strip(_EDGES)


def brackets(label: str) -> list[str]:
    """What stands in the brackets of a label, one entry a bracket."""
    return [" ".join(match["inside"].split()) for match in _BRACKETS.finditer(label)]


def several(label: str) -> list[str]:
    """The names that a label joins: "KT/MF", "Ann and Bo"; the label alone where it is one.

    >>> several("KT/MF"), several("Ann Lee, Minister of Trade")
    (['KT', 'MF'], ['Ann Lee, Minister of Trade'])
    """
    names = _JOINED.split(head(label))
    return names if len(names) > 1 and all(map(_is_short_name, names)) else [label]


def _is_short_name(name: str) -> bool:
    """Whether a part of a label is a name of one word or two, as those that share a turn are."""
    words = name.split()
    return (len(words) == 1 and words[0].isalpha()) or (len(words) == 2 and name.istitle())


def is_office(label: str) -> bool:
    """Whether a label is an office by its looks: "The President", "الرئيس".

    It has an article; in scripts without capitals it is one word.
    """
    bare = head(label)
    uncased = bare.upper() == bare.lower() and len(bare.split()) == 1 and not brackets(label)
    return (_ARTICLE.match(bare) is not None and not is_titled(label)) or uncased


def is_initials(label: str) -> bool:
    """Whether a label is somebody's initials: "MT"."""
    return _INITIALS.fullmatch(head(label)) is not None


class Voices:
    """The speakers behind a document's labels; variants of one person's name become one.

    >>> voices = Voices(["Hon. Ann Lee", "Ms. Ann Lee (North, Ind.)", "NORWAY", "Mr. Roe (Chad)"])
    >>> [s.name for s in voices.speakers("Ms. Ann Lee (North, Ind.)")]
    ['Ann Lee']
    >>> [s.name for s in voices.speakers("Mr. Roe (Chad)")]
    ['Roe', 'Chad']
    """

    def __init__(self, labels: Iterable[str], finder: NameFinder | None = None) -> None:
        """Learns persons, whom they speak for, and the chair from all labels.

        Each label is given as often as it stands.
        """
        self._finder = finder or base_finder()
        counted = Counter(" ".join(label.split()) for label in labels)
        offices: Counter[str] = Counter()
        people = []
        for label, count in counted.items():
            if self._known(head(label)) is None:
                if is_office(label):
                    offices[_office_name(label)] += count
                elif not _JOINED.search(head(label)):
                    people.append(person_name(self._chair_by_name(head(label)) or label))
        self._chair = offices.most_common(1)[0] if offices else ("", 0)
        self._people: dict[tuple[str, ...], str] = {}
        for name in sorted(people, key=lambda name: -len(name.split())):
            self._person(name)
        self._found: dict[str, tuple[Speaker, ...]] = {}
        self._bodies: dict[Speaker, set[Speaker]] = {}
        for label in counted:
            person, *bodies = self._resolve(label)
            if person.kind is SpeakerKind.PERSON:
                self._bodies.setdefault(person, set()).update(
                    s for s in bodies if s.kind in _BODIES
                )

    def speakers(self, label: str) -> tuple[Speaker, ...]:
        """Who has the floor under this label, the first of them as it is printed."""
        label = " ".join(label.split())
        if label not in self._found:
            found = self._resolve(label)
            if len(found) == 1:
                # Whom a person spoke for once, "Ms. Lund (Norway)", she speaks for again.
                bodies = self._bodies.get(found[0], set())
                found += bodies if len(bodies) == 1 else ()
            self._found[label] = tuple(dict.fromkeys(found))
        return self._found[label]

    def named(self, label: str) -> tuple[Speaker, ...]:
        """Those behind a label who are known by name or office, without unknown persons."""
        parts = [part for part in _BARS.split(head(label)) if part]
        found = [self._known(part) or self._state_of(part) for part in (*parts, *brackets(label))]
        if self._chair_by_name(head(label)) is not None:
            found.insert(0, CHAIR)
        return tuple(dict.fromkeys(speaker for speaker in found if speaker is not None))

    def _chair_by_name(self, name: str) -> str | None:
        """The person of a label such as "Chairman ROE", None in any other."""
        matches = self._finder.find(name)
        behind = name[matches[0].end :].split() if matches and matches[0].start == 0 else []
        is_chair = bool(behind) and matches[0].speaker == CHAIR and len(behind) <= 3
        name = " ".join(behind)
        if not is_chair or not all(word[0].isupper() for word in behind):
            return None
        return name.title() if name.isupper() else name

    def _resolve(self, label: str) -> list[Speaker]:
        chair = self._chair_by_name(head(label))
        if chair is not None:
            return [CHAIR, self._as_person(chair)]
        parts = [part for part in _BARS.split(head(label)) if part]
        if len(parts) > 1:
            return self._of_parts(parts, brackets(label))
        names = several(label)
        if len(names) > 1 and self._known(head(label)) is None:
            return [speaker for name in names for speaker in self._resolve(name)]
        if is_initials(label) and self._known(head(label)) is None:
            surname = {n for k, n in self._people.items() if k[-1:] == (fold(head(label)),)}
            name = surname.pop() if len(surname) == 1 else head(label)
            return [Speaker(name=name, kind=SpeakerKind.PERSON)]
        found = [self._of_head(label)]
        is_person = found[0].kind is SpeakerKind.PERSON and not is_office(label)
        for inside in brackets(label):
            other = self._known(inside)
            if other is not None and other.kind in (*_BODIES, SpeakerKind.CHAIR):
                found.append(other)
            elif is_titled(inside) and not is_person:
                found.append(self._as_person(inside))
        return found

    def _of_parts(self, parts: list[str], insides: list[str]) -> list[Speaker]:
        """A line of fields: "Forum | Ann Lee | Co-Chair", "Iraq | Representative | (G77)"."""
        found = [s for s in (self._known(part) for part in (*parts, *insides)) if s is not None]
        if any(s.kind is SpeakerKind.CHAIR for s in found):
            found = [s for s in found if s.kind is SpeakerKind.CHAIR]
        names = [p for p in parts if self._known(p) is None and len(untitled(p).split()) > 1]
        names = [p for p in names if all(word[:1].isupper() for word in p.split())]
        return [*found, *(self._as_person(name) for name in names)]

    def _of_head(self, label: str) -> Speaker:
        bare = head(label)
        known = self._known(bare)
        if known is not None:
            return known
        if STUDY_GROUP.fullmatch(bare):
            return study_groups(bare)[0].speaker
        state = None if is_titled(label) else self._state_of(bare)
        if state is not None:
            return state
        if is_office(label):
            name = _office_name(label)
            if name == self._chair[0] and self._chair[1] > 1:
                return Speaker(name=name, kind=SpeakerKind.CHAIR)
            return Speaker(name=name, kind=SpeakerKind.PERSON)
        return self._as_person(label)

    def _as_person(self, label: str) -> Speaker:
        return Speaker(name=self._person(person_name(label)), kind=SpeakerKind.PERSON)

    def _known(self, name: str) -> Speaker | None:
        """Who a whole name stands for; every deputy and stand-in of the chair is the chair."""
        if not name:
            return None
        known = self._finder.resolve(re.sub(r"\s?[+&]\s?", " and ", name))
        if known is None and (article := _ARTICLE.match(name)):
            known = self._finder.resolve(name[article.end() :])
        if known is None:
            matches = self._finder.find(name)
            ends = bool(matches) and not name[matches[-1].end :].strip(_EDGES)
            if ends and matches[-1].speaker == CHAIR and len(name.split()) <= 4:
                known = CHAIR
        return known

    def _state_of(self, name: str) -> Speaker | None:
        """The state or group that a description ends with: "Delegate of France"."""
        matches = [m for m in self._finder.find(name) if m.speaker.kind in _BODIES]
        if len(matches) == 1 and not name[matches[0].end :].strip(_EDGES) and matches[0].start:
            before = name[: matches[0].start].rstrip()
            link = before.split()[-1]
            small = len(link) <= 3 and link.isalpha() and (link.islower() or name.isupper())
            return matches[0].speaker if small else None
        return None

    def _person(self, name: str) -> str:
        """The fullest form of a person's name seen so far."""
        key = tuple(fold(word) for word, _, _ in tokens(name))
        if key in self._people:
            return self._people[key]
        same = {
            full
            for other, full in self._people.items()
            if other and key and len(other) > 1
            if (other[-1] == key[-1] and _same_given(other[:-1], key[:-1]))
            or (other[:1] == key and full == full.title())
        }
        self._people[key] = same.pop() if len(same) == 1 else name
        return self._people[key]


def _office_name(label: str) -> str:
    """An office as a name: "The ACTING DIRECTOR-GENERAL" is the Acting Director-General."""
    name = _ARTICLE.sub("", head(label), count=1)
    return name.title() if name.isupper() else name


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
