"""Names in a user's question: any case, the six languages of the Union, typing errors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from ingest.folding import fold, tokens
from ingest.model import Speaker
from ingest.names.aliases import Aliases
from ingest.names.known_name import KnownName, is_undeclined, key, other_cases
from ingest.names.known_name import keys as name_keys
from ingest.names.misspelt import Misspelt

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_FORGIVEN = 5  # letters of a name in which typing errors are forgiven
_ARTICLE = re.compile(
    r"^(?:the|la|le|les|los|las|el|del|du|des|de la|de l['’]|d['’]|l['’])(?:\s|(?<=['’]))",
    re.IGNORECASE,
)
# Lower-case words that are a name only as written.
_ONLY_AS_WRITTEN = frozenset(
    "us car bih nz png polish meta who apt iso suede grenade chili того мали перу".split()
)
# What makes a capital a place: the word before it, or a further capitalised word behind.
_LOCATIVE = re.compile(
    r"(?:\b(?i:in|at|from|to|near|the|à|de|en|a|в|из)|\b[A-Z]{2}\S*|(?<=\s)[A-Z]\S*)\s+$"
)
_LARGER = re.compile(r"[\s-]+(?:[^\W_a-zà-я]\S*[a-z]|\d|(?:office|meeting|session)\b)")


def without_article(name: str) -> str:
    """The name without a leading article of English, French or Spanish.

    >>> without_article("la Malaisie")
    'Malaisie'
    """
    return _ARTICLE.sub("", name.strip()).strip()


@dataclass(frozen=True)
class QuestionMatch:
    """A name in a question: `text[start:end]`."""

    speaker: Speaker
    start: int
    end: int
    demonym: bool = False


class QuestionNames:
    """Finds names in questions; built once per `NameFinder`."""

    def __init__(self, aliases: Iterable[Aliases], ordinary: Callable[[str], bool]) -> None:
        """`ordinary` tells the words that are no misspelt names."""
        self._first: dict[str, list[KnownName]] = {}
        self._misspelt = Misspelt(ordinary)
        self._chinese: dict[str, Speaker] = {}
        known = list(aliases)
        for one in known:
            self._add_names(one)
        for one in known:
            self._add_capitals(one)
        for entries in self._first.values():
            entries.sort(key=lambda entry: -len(entry.words))
        self._zh = (
            re.compile("|".join(sorted(map(re.escape, self._chinese), key=len, reverse=True)))
            if self._chinese
            else None
        )

    def _add_names(self, known: Aliases) -> None:
        """All that a speaker is called."""
        seen: set[tuple[str, ...]] = set()
        people = dict.fromkeys((*known.demonyms, *_peoples(known)))
        for name in (*known.names, *known.abbreviations, *people, *known.translations):
            if _CHINESE.search(name):
                self._chinese.setdefault(name, known.speaker)
                # Brackets of either width: 刚果(金), 刚果（金）.
                wide = name.replace("(", "（").replace(")", "）")
                self._chinese.setdefault(wide, known.speaker)
                continue
            name = name.removeprefix("the ").removeprefix("The ")
            words = name_keys(name)
            if not words or words in seen:
                continue
            seen.add(words)
            demonym = name in known.demonyms
            initials = name in known.translations and name.isascii() and name.isupper()
            entry = KnownName(words, known.speaker, fold(name), demonym, initials=initials)
            self._add(entry, name)
            # Typing errors are forgiven in names of states and organisations, not in adjectives.
            forgiven = (name in known.names or name not in people) and not initials
            if forgiven and sum(map(len, words)) >= _FORGIVEN and words[0].isascii():
                self._misspelt.add(entry)

    def _add_capitals(self, known: Aliases) -> None:
        """Capitals in letters that tell a name by its first; not those that also are states."""
        for name in known.capitals:
            words = name_keys(name)
            if name[0].isupper() and all(e.words != words for e in self._first.get(words[0], ())):
                entry = KnownName(words, known.speaker, fold(name), capital=True, city=True)
                self._add(entry, name)

    def _add(self, entry: KnownName, name: str) -> None:
        entry = replace(entry, undeclined=len(entry.words) == 1 and is_undeclined(name))
        self._first.setdefault(entry.words[0], []).append(entry)
        for cased in other_cases(name, entry.words):
            other = replace(entry, words=cased, capital=True)
            self._first.setdefault(cased[0], []).append(other)

    def find(self, text: str, typos: bool = True) -> list[QuestionMatch]:
        """Names in reading order; typing errors only where nothing matches exactly."""
        words = list(tokens(text))
        keys = [key(word) for word, _, _ in words]
        found: list[QuestionMatch] = []
        if self._zh is not None and _CHINESE.search(text):
            for m in self._zh.finditer(text):
                found.append(QuestionMatch(self._chinese[m[0]], m.start(), m.end()))
        misspelt, taken = self._misspelt, [False] * len(words)
        for typo in (False, True)[: 1 + typos]:
            i = 0
            while i < len(words):
                entry = None
                if not taken[i]:
                    entry = misspelt.at(keys, taken, i) if typo else self._exact(words, keys, i)
                if entry is None:
                    i += 1
                    continue
                n = len(entry.words)
                taken[i : i + n] = [True] * n
                start, end = words[i][1], words[i + n - 1][2]
                if text[end : end + 1] == ")" and "(" in text[start:end]:
                    end += 1
                if entry.city and _is_place(text, start, end):
                    i += n
                    continue
                found.append(QuestionMatch(entry.speaker, start, end, entry.demonym))
                i += n
        return sorted(found, key=lambda match: match.start)

    def _exact(
        self, words: list[tuple[str, int, int]], keys: list[str], i: int
    ) -> KnownName | None:
        if {keys[i], words[i][0]} & _ONLY_AS_WRITTEN and not words[i][0][0].isupper():
            return None
        if keys[i] in ("us", "who") and not words[i][0].isupper():
            return None
        best: KnownName | None = None
        for entry in self._first.get(keys[i], ()):
            if best is not None and len(entry.words) < len(best.words):
                break
            if (
                tuple(keys[i : i + len(entry.words)]) == entry.words
                and entry.written_so(words[i : i + len(entry.words)])
                and (best is None or entry.likeness(words[i][0]) > best.likeness(words[i][0]))
            ):
                best = entry
        return best


def _peoples(known: Aliases) -> Iterator[str]:
    """What the people of a state are called together: "Chileans", "Poles"."""
    for name in (*known.demonyms, *known.people):
        if not name.endswith(("s", "h", "ese", "z")):
            yield f"{name}s"


def _is_place(text: str, start: int, end: int) -> bool:
    """Whether a capital is where something was, or part of a name: "in Lima", "Lima Accord"."""
    if text[end : end + 2] in ("'s", "’s"):
        return False
    return bool(_LOCATIVE.search(text, 0, start) or _LARGER.match(text, end))
