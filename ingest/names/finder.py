"""Finds the names of speakers in text: Member States, organisations, offices, persons.

Text is cut into words and each capitalised word looked up as the first word of a name, so the
time does not grow with the number of names known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from ingest.folding import WORD, composition, fold, tokens
from ingest.model import Speaker, SpeakerKind
from ingest.names import question_names, titles
from ingest.names.aliases import Aliases
from ingest.names.groups import known_groups
from ingest.names.languages import is_language
from ingest.names.offices import OFFICES, is_other_body
from ingest.names.organisations import known_organisations, variants
from ingest.names.states import gazetteer, historic_states, translated

_LATIN = ("fr", "es")
_OTHER_SCRIPT = re.compile(r"[\u0400-\u06ff\u3400-\u9fff]")
# What may stand between the words of one name.
_GAP = re.compile(r"\s+|\s*\(|[-–‑'’/&.]|\s?&\s|,\s|['’]\s|\s['’]|\s[-–]\s")
_SHORT_GAP = re.compile(r"\.\s|\.\s?\(")
_POSSESSIVE = re.compile(r"['’]s\b|(?<=s)['’](?=[\s,.)])")
# Also given names or surnames: no country behind a title-cased word ("Bernadette Jordan").
_PERSONAL = frozenset({"Jordan", "Chad", "Georgia", "Israel", "Ireland"})
# A word that can begin a name; offices also stand in lower case behind "the".
_FIRST_WORD = re.compile(
    r"(?<![^\W_])[^\Wa-z_][^\W_]*|(?<=[Tt]he )(?:secretariat|chairman|chairperson)\b|"
    r"(?<![^\W_])[a-z]+[A-Z][^\W_]*"
)
_PREVIOUS = re.compile(r"(?:^|[\s(“\"])([^\W\d_][\w.’'-]*) $")
_TITLE = re.compile(titles.TITLE)
# What may stand around a name that is to be resolved.
_EDGES = " .,;:?!’'s"
# Larger names that are not the country inside them.
_LARGER_NAMES = """Northern Ireland,New Mexico,New England,French Guiana,French Polynesia,
American Samoa,Gulf of Guinea,Latin American,Latin America,South American,North American,
Central American,Inter-American,African American,Indian Ocean,British Columbia,
British Virgin Islands,Jordan Valley,Georgia Tech,South Georgia,New South Wales"""


@dataclass(frozen=True)
class NameMatch:
    """A name in a text: `text[start:end]` without its "'s"."""

    speaker: Speaker
    start: int
    end: int
    possessive: bool = False
    demonym: bool = False


@dataclass(frozen=True)
class _Entry:
    words: tuple[str, ...]
    speaker: Speaker | None
    exact: str | None = None
    demonym: bool = False
    small: frozenset[str] = frozenset()  # words that may begin with a small letter


_Index = dict[str, list[_Entry]]


class NameFinder:
    """Finds names in text and says who a name stands for.

    Member States and the offices of the Union are always known; `extra` adds the organisations
    and persons of a document or a store, as `Aliases` or as bare `Speaker`s.

    >>> finder = NameFinder()
    >>> [m.speaker.name for m in finder.find("Malaysia's paper was welcomed by the U.S.")]
    ['Malaysia', 'United States']
    >>> finder.resolve("phillipines", fuzzy=True).name
    'Philippines'
    """

    def __init__(
        self,
        extra: Iterable[Speaker | Aliases] = (),
        language: str = "en",
        ordinary: Callable[[str], bool] = lambda word: False,
    ) -> None:
        """`language` of the text that names are to be found in (ISO 639-1); `ordinary` tells
        the words of questions that are no misspelt names.
        """
        extra = list(extra)
        aliases = [a for a in extra if isinstance(a, Aliases)]
        aliases += _one_person_each([variants(a) for a in extra if isinstance(a, Speaker)])
        self._extra = aliases
        self._indexes: tuple[_Index, ...] = (_index(aliases), _base_index())
        if language in _LATIN:
            self._indexes = (*self._indexes, _translated_index(language))
        self._ordinary = ordinary

    def find(self, text: str, fuzzy: bool = False) -> list[NameMatch]:
        """Names in reading order, the longest where they overlap.

        `fuzzy` reads the text as a user's question: any case, the six languages of the Union,
        small typing errors.
        """
        plain, places = composition(text)
        if plain is not text:
            return [
                replace(m, start=places[m.start], end=places[m.end])
                for m in self.find(plain, fuzzy)
            ]
        if fuzzy:
            return [
                NameMatch(
                    m.speaker, m.start, m.end, bool(_POSSESSIVE.match(text, m.end)), m.demonym
                )
                for m in self._questions.find(text)
                if not (m.demonym and is_language(text, m.start, m.end))
            ]
        found: list[NameMatch] = []
        at = 0
        while first := _FIRST_WORD.search(text, at):
            start, at = first.span()
            known = self._longest(text, first)
            if known is None:
                continue
            entry, at = known
            if entry.speaker is None or not _plausible(entry, text, start, at):
                continue
            if entry.demonym and is_language(text, start, at):
                continue
            if text[at : at + 1] == ")" and "(" in text[start:at]:
                at += 1
            possessive = bool(_POSSESSIVE.match(text, at))
            found.append(NameMatch(entry.speaker, start, at, possessive, entry.demonym))
        if _OTHER_SCRIPT.search(text):
            taken = [(match.start, match.end) for match in found]
            found += [
                match
                for match in self._in_other_scripts(text)
                if not any(match.start < end and start < match.end for start, end in taken)
            ]
        return sorted(found, key=lambda match: match.start)

    def _in_other_scripts(self, text: str) -> Iterator[NameMatch]:
        """Names in Cyrillic, Arabic or Chinese letters, whatever their case endings."""
        own = any(_OTHER_SCRIPT.search(name) for known in self._extra for name in known.names)
        for m in (self._questions if own else _base_questions()).find(text, typos=False):
            if _OTHER_SCRIPT.match(text, m.start) and text[m.start] == text[m.start].upper():
                yield NameMatch(m.speaker, m.start, m.end, demonym=m.demonym)

    @cached_property
    def _questions(self) -> question_names.QuestionNames:
        return question_names.QuestionNames([*self._extra, *base_aliases()], self._ordinary)

    def resolve(self, name: str, fuzzy: bool = False) -> Speaker | None:
        """Who the name stands for, None where nobody; the whole of `name` must be the name."""
        forms = dict.fromkeys((name.strip(), question_names.without_article(name)))
        for bare in forms:
            for match in self.find(bare):
                if match.start == 0 and not bare[match.end :].strip(_EDGES):
                    return match.speaker
        for bare in forms if fuzzy else ():
            for match in self.find(bare, fuzzy=True):
                rest = bare[: match.start] + bare[match.end :]
                if not question_names.without_article(rest).strip(_EDGES):
                    return match.speaker
        return None

    def _longest(self, text: str, first: re.Match[str]) -> tuple[_Entry, int] | None:
        """The longest name that begins with this word, and where it ends."""
        key = fold(first[0])
        best: tuple[_Entry, int] | None = None
        for index in self._indexes:
            for entry in index.get(key, ()):
                if best is not None and len(entry.words) <= len(best[0].words):
                    break
                end = _end(entry, text, first)
                if end is not None:
                    best = (entry, end)
                    break
        return best


def _end(entry: _Entry, text: str, first: re.Match[str]) -> int | None:
    """Where the name ends in `text` when it begins with the word `first`, None if it does not."""
    if entry.exact is not None:
        if not text.startswith(entry.exact, first.start()):
            return None
        end = first.start() + len(entry.exact)
        return None if text[end - 1].isalnum() and text[end : end + 1].isalnum() else end
    before = first
    for wanted in entry.words[1:]:
        word = WORD.search(text, before.end())
        if word is None:
            return None
        gap = text[before.end() : word.start()]
        small = word[0][0].islower() and wanted not in entry.small and gap != "-"
        if small or fold(word[0]) != wanted:
            return None
        short = len(before[0]) <= 4 and _SHORT_GAP.fullmatch(gap)
        if not short and not _GAP.fullmatch(gap):
            return None
        before = word
    return before.end()


def _plausible(entry: _Entry, text: str, start: int, end: int) -> bool:
    """Rejects what only looks like the name in its context."""
    speaker = entry.speaker
    assert speaker is not None
    if speaker.kind in (SpeakerKind.CHAIR, SpeakerKind.SECRETARIAT):
        return not is_other_body(speaker, text, start, end)
    if speaker.kind is not SpeakerKind.MEMBER_STATE:
        return True
    if entry.exact == "US" and text[start - 5 : start].isupper() and text[end : end + 6].isupper():
        return False
    previous = _PREVIOUS.search(text[max(0, start - 30) : start])
    if previous is None:
        return True
    word = previous[1]
    if _TITLE.fullmatch(f"{word} "):
        return False
    if text[start:end] in _PERSONAL and word[0].isupper() and not word.isupper():
        at = start - len(word) - 1
        before = text[max(0, at - 12) : at].split()
        titled = bool(before) and _TITLE.fullmatch(f"{before[-1]} ") is not None
        opening = not before or before[-1][-1] in ".;:"
        return (opening and not titled) or word.endswith("ing")
    return True


def _one_person_each(aliases: Sequence[Aliases]) -> list[Aliases]:
    """Without the names that two persons share: "Dr Lee" where Ann Lee and Bo Lee speak."""
    holders: dict[str, set[str]] = {}
    for known in aliases:
        if known.speaker.kind is SpeakerKind.PERSON:
            for name in known.names:
                holders.setdefault(name, set()).add(known.speaker.name)
    return [
        replace(known, names=tuple(n for n in known.names if len(holders.get(n, ())) < 2))
        if known.speaker.kind is SpeakerKind.PERSON
        else known
        for known in aliases
    ]


def _index(aliases: Iterable[Aliases], larger: Iterable[str] = ()) -> _Index:
    """First word → names that begin with it, the longest first."""
    index: _Index = {}

    def add(name: str, speaker: Speaker | None, exact: bool = False, demonym: bool = False) -> None:
        name = name.removeprefix("the ").removeprefix("The ")
        words = tuple(fold(word) for word, _, _ in tokens(name))
        if words:
            office = speaker is not None and speaker.kind is SpeakerKind.SECRETARIAT
            small = (
                w
                for w, (as_named, _, _) in zip(words, tokens(name), strict=True)
                if office or not as_named[0].isupper()
            )
            entry = _Entry(words, speaker, name if exact else None, demonym, frozenset(small))
            index.setdefault(words[0], []).append(entry)

    for known in aliases:
        for name in known.names:
            add(name, known.speaker)
        for name in known.abbreviations:
            add(name, known.speaker, exact=True)
        for name in known.demonyms:
            add(name, known.speaker, demonym=True)
    for name in larger:
        add(name, None)
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry.words))
    return index


@cache
def base_aliases() -> tuple[Aliases, ...]:
    """What every document's finder knows: Member States, offices, international organisations."""
    return (*gazetteer(), *historic_states(), *OFFICES, *known_groups(), *known_organisations())


@cache
def _base_questions() -> question_names.QuestionNames:
    return question_names.QuestionNames(base_aliases(), lambda word: False)


@cache
def _translated_index(language: str) -> _Index:
    return _index(translated(language))


@cache
def _base_index() -> _Index:
    return _index(base_aliases(), _LARGER_NAMES.split(","))
