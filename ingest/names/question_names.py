"""Names in a user's question: any case, the six languages of the Union, typing errors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from itertools import product

from rapidfuzz import process
from rapidfuzz.distance import OSA, Prefix

from ingest.folding import fold, tokens
from ingest.model import Speaker
from ingest.names.aliases import Aliases

_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_ARABIC_PREFIX = re.compile(r"^(?:[وفبكل]{0,2}ال|لل|[وفبكل](?=...))")
# Vowel signs and the lengthening stroke: CLDR writes "عُمان", people "عمان".
_ORNAMENT = re.compile("[\u0640\u064b-\u0652\u0670]")
_ARTICLE = re.compile(
    r"^(?:the|la|le|les|los|las|el|del|du|des|de la|de l['’]|d['’]|l['’])(?:\s|(?<=['’]))",
    re.IGNORECASE,
)
# Lower-case words that are a name only as written.
_WRITTEN_WORDS = "us car bih nz png polish meta who apt iso suede grenade chili того мали перу"
_ONLY_AS_WRITTEN = frozenset(_WRITTEN_WORDS.split())
# Names of states that end so have no cases in Russian, but "Королевство" has.
_UNDECLINED = re.compile(r"(?<!ств)(?<=[а-яё])[оиуэе]$|уа$|оа$")
# Case endings in Russian by the last letter of a name; other names but add them.
_ENDINGS = {
    "а": ("ы", "у", "е"), "ы": ("", "ам"), "я": ("и", "ю"), "й": ("я", "ю"), "ь": ("и", "ю", "я"),
    "о": ("о",), "и": ("и",), "у": ("у",), "е": ("е",), "э": ("э",),
}  # fmt: skip
# The ending of a Russian name as it is listed, accents folded: й is и.
_CASE_ENDING = re.compile(r"(?:[ыио]и|[ая]я|[оеы]е|[аяоеиыуьюэ])$")
# What makes a capital a place: the word before it, or a further capitalised word behind.
_LOCATIVE = re.compile(r"\b(?:in|at|from|to|near|the|à|de|en|a|в|из)\s+$", re.IGNORECASE)
_LARGER = re.compile(r"[\s-]+(?:[^\W_a-zà-я]\S*[a-z]|\d|(?:office|meeting|session)\b)")
_ERRORS = 2  # typing errors that a long name may have
_EXTRA_WORDS = frozenset(["of", "the", "and", "de", "la"])


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


@dataclass(frozen=True)
class _Name:
    words: tuple[str, ...]
    speaker: Speaker
    demonym: bool
    # Typing errors are only forgiven in names of states and organisations, not in adjectives.
    fuzzy: bool
    written: str
    # Foreign initials are a name only in capitals: "EAU", but not "eau".
    initials: bool = False
    # Words by another stem of their cases are a name only with a capital: "Судану".
    capital: bool = False
    undeclined: bool = False
    # A capital city, which stands for its government where it is no place: "What did Lima say?"
    city: bool = False

    def written_so(self, words: list[tuple[str, int, int]]) -> bool:
        """Whether words with this name's keys may be it, as they are written."""
        if self.initials and not words[0][0].isupper():
            return False
        if self.capital and not words[0][0][0].isupper():
            return False
        # "Мали" has no cases: "малые" is none of them.
        if self.undeclined:
            return self.written == fold(words[0][0])
        return fold(words[0][0]).startswith(self.root)

    @cached_property
    def root(self) -> str:
        """What all cases of a Russian name of one word begin with; of other names nothing.

        Its stem may be shorter and begin other words: "Дания" has that of "данные", data.
        """
        if len(self.words) > 1 or self.capital or not _CYRILLIC.search(self.written):
            return ""
        return _CASE_ENDING.sub("", self.written)

    @cached_property
    def name(self) -> str:
        """Its words with spaces between."""
        return " ".join(self.words)


Ordinary = Callable[[str], bool]


def _unknown(word: str) -> bool:
    return False


class QuestionNames:
    """Finds names in questions; built once per `NameFinder`."""

    def __init__(self, aliases: Iterable[Aliases], ordinary: Ordinary = _unknown) -> None:
        """`ordinary` tells the words that are no misspelt names."""
        self._ordinary = ordinary
        self._first: dict[str, list[_Name]] = {}
        # Names to try for a misspelt one: by number of words, first letter and length, and the
        # long ones of one word whatever their first letter ("Filippines").
        self._alike: dict[tuple[int, str, int], list[_Name]] = {}
        self._around: dict[tuple[int, str, int], tuple[list[_Name], list[str]]] = {}
        # Most words of a question have been in others before.
        self._near = lru_cache(maxsize=8192)(self._near_names)
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
        names = (*known.names, *known.abbreviations, *known.demonyms, *known.translations)
        for name in (*names, *_peoples(known)):
            if _CHINESE.search(name):
                self._chinese.setdefault(name, known.speaker)
                # Brackets of either width: 刚果(金), 刚果（金）.
                wide = name.replace("(", "（").replace(")", "）")
                self._chinese.setdefault(wide, known.speaker)
                continue
            name = name.removeprefix("the ").removeprefix("The ")
            words = tuple(_key(word) for word, _, _ in tokens(name))
            if not words or words in seen:
                continue
            seen.add(words)
            demonym = name in known.demonyms
            fuzzy = not demonym and sum(map(len, words)) >= 5 and words[0].isascii()
            initials = name in known.translations and name.isascii() and name.isupper()
            fuzzy = fuzzy and not initials
            entry = _Name(words, known.speaker, demonym, fuzzy, fold(name), initials)
            self._add(entry, name)
            if fuzzy:
                length = len(" ".join(words))
                self._alike.setdefault((len(words), words[0][0], length), []).append(entry)
                if len(words) == 1 and len(words[0]) >= 8:
                    self._alike.setdefault((1, "", length), []).append(entry)

    def _add_capitals(self, known: Aliases) -> None:
        """Capitals in letters that tell a name by its first; not those that also are states."""
        for name in known.capitals:
            words = tuple(_key(word) for word, _, _ in tokens(name))
            if name[0].isupper() and all(e.words != words for e in self._first.get(words[0], ())):
                entry = _Name(words, known.speaker, False, False, fold(name), capital=True)
                self._add(replace(entry, city=True), name)

    def _add(self, entry: _Name, name: str) -> None:
        if len(entry.words) == 1 and _UNDECLINED.search(name.lower()):
            entry = replace(entry, undeclined=True)
        self._first.setdefault(entry.words[0], []).append(entry)
        for cased in _other_cases(name, entry.words):
            other = replace(entry, words=cased, capital=True)
            self._first.setdefault(cased[0], []).append(other)

    def find(self, text: str, typos: bool = True) -> list[QuestionMatch]:
        """Names in reading order; typing errors only where nothing matches exactly."""
        words = list(tokens(text))
        keys = [_key(word) for word, _, _ in words]
        found: list[QuestionMatch] = []
        if self._zh is not None and _CHINESE.search(text):
            for m in self._zh.finditer(text):
                found.append(QuestionMatch(self._chinese[m[0]], m.start(), m.end()))
        taken = [False] * len(words)
        for typo in (False, True)[: 1 + typos]:
            i = 0
            while i < len(words):
                entry = None
                if not taken[i]:
                    entry = self._typo(keys, taken, i) if typo else self._exact(words, keys, i)
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

    def _exact(self, words: list[tuple[str, int, int]], keys: list[str], i: int) -> _Name | None:
        if {keys[i], words[i][0]} & _ONLY_AS_WRITTEN and not words[i][0][0].isupper():
            return None
        if keys[i] in ("us", "who") and not words[i][0].isupper():
            return None
        best: _Name | None = None
        for entry in self._first.get(keys[i], ()):
            if best is not None and len(entry.words) < len(best.words):
                break
            if (
                tuple(keys[i : i + len(entry.words)]) == entry.words
                and entry.written_so(words[i : i + len(entry.words)])
                and (best is None or _likeness(words[i][0], entry) > _likeness(words[i][0], best))
            ):
                best = entry
        return best

    def _typo(self, keys: list[str], taken: list[bool], i: int) -> _Name | None:
        best: tuple[tuple[int, int], _Name] | None = None
        for n in (4, 3, 2, 1):
            if i + n > len(keys) or any(taken[i : i + n]):
                continue
            wanted = " ".join(keys[i : i + n])
            if len(wanted) < 5 or not wanted[0].isalpha() or not wanted.isascii():
                continue
            if any(k in _EXTRA_WORDS for k in (keys[i], keys[i + n - 1])):
                continue
            if n == 1 and (len(wanted) < 5 or self._ordinary(wanted)):
                continue
            for entry in self._near(n, wanted):
                distance = self._distance(wanted, keys[i : i + n], entry)
                if distance is None:
                    continue
                # Of two names as near, the longer: letters are left out more often than added.
                cost = (distance, -sum(map(len, entry.words)))
                if best is None or cost < best[0]:
                    best = (cost, entry)
            if best is not None:
                return best[1]
        return None

    def _near_names(self, n: int, wanted: str) -> tuple[_Name, ...]:
        """Names of `n` words that a misspelt one may stand for, none far from it."""
        letters = (wanted[0], "") if n == 1 and len(wanted) >= 7 else (wanted[0],)
        found: list[_Name] = []
        for letter in letters:
            entries, names = self._of_like_length(n, letter, len(wanted))
            near = process.extract(
                wanted, names, scorer=OSA.distance, score_cutoff=_ERRORS, limit=None
            )
            found += (entries[place] for place in sorted(place for *_, place in near))
        return tuple(found)

    def _of_like_length(self, n: int, letter: str, length: int) -> tuple[list[_Name], list[str]]:
        """Names that differ from a length by the errors allowed at the most, and their words."""
        key = n, letter, length
        if key not in self._around:
            lengths = range(length - _ERRORS, length + _ERRORS + 1)
            entries = [e for each in lengths for e in self._alike.get((n, letter, each), ())]
            self._around[key] = entries, [entry.name for entry in entries]
        return self._around[key]

    def _distance(self, wanted: str, keys: list[str], entry: _Name) -> int | None:
        """Typing errors between the words and a name, None where too many for their length."""
        name = entry.name
        allowed = 1 if len(name) < 8 else _ERRORS
        if wanted[0] != name[0] and (allowed < 2 or len(entry.words) > 1):
            return None
        distance = int(OSA.distance(wanted, name, score_cutoff=allowed))
        if distance > allowed:
            return None
        for key, word in zip(keys, entry.words, strict=True):
            # In a name of several words each must be there: "youth africa" is not South Africa.
            limit = 0 if len(word) < 4 else 1 if len(entry.words) > 1 else allowed
            if int(OSA.distance(key, word, score_cutoff=limit)) > limit:
                return None
            if len(entry.words) > 1 and key != word and self._ordinary(key):
                return None
        return distance


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


def _other_cases(name: str, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Keys of a Russian name in cases that the stemmer does not bring to the same stem.

    It takes the end of "Судан" for an ending, but not that of "Судану".
    """
    if not _CYRILLIC.search(name):
        return
    stems = []
    for word, _, _ in tokens(name):
        ends = _ENDINGS.get(word[-1], ("а", "у"))
        bare = word[:-1] if word[-1] in _ENDINGS else word
        cases = [bare + end for end in ends] if len(word) > 2 and word[0].isupper() else []
        stems.append(dict.fromkeys(map(_key, [word, *cases])))
    yield from (keys for keys in product(*stems) if keys != words)


def _likeness(word: str, entry: _Name) -> tuple[int, int]:
    """Niger and Nigeria have one stem in Russian; the whole word tells them apart."""
    return int(Prefix.similarity(fold(word), entry.written)), -len(entry.written)


@lru_cache(maxsize=16384)
def _key(word: str) -> str:
    """Folded word; without its case ending in Russian, without prefixes in Arabic."""
    key = fold(word)
    if _CYRILLIC.search(key):
        return _russian()(word.lower().replace("ё", "е"))
    if _ARABIC.search(key):
        key = re.sub("[إأآ]", "ا", _ORNAMENT.sub("", word)).replace("ة", "ه").replace("ى", "ي")
        return _ARABIC_PREFIX.sub("", key)
    return key


@cache
def _russian() -> Callable[[str], str]:
    # Tantivy carries Snowball's stemmers and is loaded in no time.
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    stemmer = TextAnalyzerBuilder(Tokenizer.raw()).filter(Filter.stemmer("russian")).build()
    return lambda word: "".join(stemmer.analyze(word))
