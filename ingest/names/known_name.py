"""A name as questions are searched for it: by keys of its words, whatever their case endings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import product

from rapidfuzz.distance import Prefix

from ingest.folding import fold, tokens
from ingest.model import Speaker

_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_ARABIC_PREFIX = re.compile(r"^(?:[وفبكل]{0,2}ال|لل|[وفبكل](?=...))")
# Vowel signs and the lengthening stroke: CLDR writes "عُمان", people "عمان".
_ORNAMENT = re.compile("[\u0640\u064b-\u0652\u0670]")
# Names of states that end so have no cases in Russian, but "Королевство" has.
_UNDECLINED = re.compile(r"(?<!ств)(?<=[а-яё])[оиуэе]$|уа$|оа$")
# Case endings in Russian by the last letter of a name; other names but add them.
_ENDINGS = {
    "а": ("ы", "у", "е"), "ы": ("", "ам"), "я": ("и", "ю"), "й": ("я", "ю"), "ь": ("и", "ю", "я"),
    "о": ("о",), "и": ("и",), "у": ("у",), "е": ("е",), "э": ("э",),
}  # fmt: skip
# The ending of a Russian name as it is listed, accents folded: й is и.
_CASE_ENDING = re.compile(r"(?:[ыио]и|[ая]я|[оеы]е|[аяоеиыуьюэ])$")


@dataclass(frozen=True)
class KnownName:
    """One name of a speaker; `words` are the keys of its words, `written` is it folded."""

    words: tuple[str, ...]
    speaker: Speaker
    written: str
    demonym: bool = False
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

    def likeness(self, word: str) -> tuple[int, int]:
        """How like a word it is as written: Niger and Nigeria have one stem in Russian."""
        return int(Prefix.similarity(fold(word), self.written)), -len(self.written)


def is_undeclined(name: str) -> bool:
    """Whether a name of one word is a Russian one without cases."""
    return _UNDECLINED.search(name.lower()) is not None


def keys(name: str) -> tuple[str, ...]:
    """The keys of a name's words."""
    return tuple(key(word) for word, _, _ in tokens(name))


def other_cases(name: str, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
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
        stems.append(dict.fromkeys(map(key, [word, *cases])))
    yield from (keys for keys in product(*stems) if keys != words)


@lru_cache(maxsize=16384)
def key(word: str) -> str:
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
