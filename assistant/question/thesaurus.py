"""The field's terms in the six UN languages: near-synonyms, and English for the others.

`thesaurus.json` holds one concept a line: the terms of each language that mean the same for a
searcher ("hotline", "helpline"). Words are compared by their stem (Snowball's, as Tantivy carries
them), Chinese by the characters; small words between do not count, so that "rights of the child"
and "droits de l'enfant" are found whichever article stands in them. At each place the longest
term wins: "generative AI" hides "AI".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter

from index_store.analysis import stem, terms
from ingest.folding import fold

if TYPE_CHECKING:
    import tantivy

Key = TypeVar("Key")
_FAR_MORE = 2  # times as many passages

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")

_STEMMERS = {"fr": "french", "es": "spanish", "ru": "russian", "ar": "arabic"}

# Words that may stand inside a term or not: articles and prepositions.
_SMALL = {
    "fr": "a au aux d de des du dans en et l la le les par pour sur s un une",
    "es": "a al ante con de del el en la las lo los para por un una y",
    "ru": "в во для до за и из к на о об от по при с со у",
    "ar": "في على من عن الى مع عبر",
}
_SMALL_WORDS = {language: frozenset(listed.split()) for language, listed in _SMALL.items()}

# Arabic writes "and" and "so" as a letter before the article: والخصوصية.
_ARABIC_CONJUNCTION = re.compile(r"^[وف](?=(?:ال|لل|بال|كال))")
# The stemmer takes the article only from longer words: not from "الخط".
_ARABIC_ARTICLE = re.compile(r"^ال(?=\w\w$)")
_ARABIC_ALEF = str.maketrans("أإآٱ", "اااا")
# Letters with the accents or vowel signs that follow them as characters of their own.
_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f\u064b-\u065f\u0670]*)+")
_ENDS_A_TERM = re.compile(r"[.;:!?؟؛。；：！？]")


class Concept(BaseModel):
    """Terms that mean the same, in base form, the plainest of each language first.

    `act` marks what is done in a meeting ("propose"), against what it is done about; `body` an
    organisation; `frame` what a question is made of ("not", "which countries"), no topic.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    concept: str
    act: bool = False
    body: bool = False
    frame: bool = False
    en: tuple[str, ...]
    fr: tuple[str, ...]
    es: tuple[str, ...]
    ru: tuple[str, ...]
    ar: tuple[str, ...]
    zh: tuple[str, ...]

    def terms(self, language: str) -> tuple[str, ...]:
        """The terms of one of `LANGUAGES`."""
        listed: tuple[str, ...] = getattr(self, language)
        return listed


@dataclass(frozen=True)
class Term:
    """A term in a text: characters [start, end) of it, as written, and what it may mean."""

    start: int
    end: int
    text: str
    concepts: tuple[Concept, ...]

    @property
    def equivalents(self) -> tuple[str, ...]:
        """All English terms of its concepts, as listed, the plainest of each concept first."""
        return tuple(dict.fromkeys(term for concept in self.concepts for term in concept.en))


@cache
def concepts() -> tuple[Concept, ...]:
    """All concepts, read once."""
    data = files("assistant.question").joinpath("thesaurus.json").read_text(encoding="utf-8")
    return tuple(TypeAdapter(list[Concept]).validate_json(data))


def find(text: str, language: str = "en", frame: bool = True) -> list[Term]:
    """The field's terms in a text of one of `LANGUAGES`, in its order, not overlapping.

    Another language has none. Without `frame` the words that questions are made of are left out.

    >>> [found.text for found in find("A help line on generative AI")]
    ['help line', 'generative AI']
    """
    if language not in LANGUAGES:
        return []
    found = _find_chinese(text) if language == "zh" else _find_words(text, language)
    return [each for each in found if frame or not all(c.frame for c in each.concepts)]


def is_term(word: str) -> bool:
    """Whether a word alone is a term of the field, in any of the languages.

    >>> is_term("financia"), is_term("Malasia")
    (True, False)
    """
    return any(find(word, language) for language in LANGUAGES)


def translate(text: str, language: str, used: Mapping[str, int] | None = None) -> list[str]:
    """The English of the field's terms in a question in another language, in its order.

    One term for each concept: the plainest, or one that the documents use far more, by how many
    passages have a stem (`used`). What is done with the topic ("propose", "ask") is left out.
    English itself and languages that the thesaurus does not have give none.

    >>> translate("¿Qué dijo Polonia sobre la línea de ayuda?", "es")
    ['hotline']
    >>> translate("¿Qué dijo Polonia sobre la línea de ayuda?", "es", used={"helplin": 3})
    ['helpline']
    """
    if language == "en":
        return []
    named = (concept for found in find(text, language, frame=False) for concept in found.concepts)
    things = (concept for concept in named if not concept.act)
    return list(dict.fromkeys(usual(concept.en, used or {}) for concept in things))


def in_words_of(text: str, used: Mapping[str, int]) -> list[str]:
    """For the terms of an English text that no document uses, equivalents that some do.

    >>> in_words_of("Who pays for the hotline?", {"helplin": 3})
    ['helpline']
    """
    things = (found for found in find(text, frame=False) if not all(c.act for c in found.concepts))
    unused = (found for found in things if not _frequency(found.text, used))
    known = (usual(found.equivalents, used) for found in unused)
    return list(dict.fromkeys(term for term in known if _frequency(term, used)))


def usual(equivalents: Sequence[str], used: Mapping[str, int]) -> str:
    """The first of several terms, or one that is used far more often."""
    most = max(equivalents, key=lambda term: _frequency(term, used))
    often = _frequency(most, used) > _FAR_MORE * _frequency(equivalents[0], used)
    return most if often else equivalents[0]


def _frequency(term: str, used: Mapping[str, int]) -> int:
    """Passages that have the rarest word of a term."""
    return min((used.get(word, 0) for word in terms(term)), default=0)


def _grouped(pairs: Iterable[tuple[Key, Concept]]) -> dict[Key, tuple[Concept, ...]]:
    grouped: dict[Key, list[Concept]] = {}
    for key, concept in pairs:
        listed = grouped.setdefault(key, [])
        if concept not in listed:
            listed.append(concept)
    return {key: tuple(listed) for key, listed in grouped.items()}


@cache
def _stem_sequences(language: str) -> dict[tuple[str, ...], tuple[Concept, ...]]:
    """Terms of a language as the stems of their words, small words left out."""
    return _grouped(
        (tuple(token for token, _, _ in _tokens(term, language)), concept)
        for concept in concepts()
        for term in concept.terms(language)
    )


@cache
def _longest(language: str) -> int:
    return max(len(sequence) for sequence in _stem_sequences(language))


def _find_words(text: str, language: str) -> list[Term]:
    known, longest = _stem_sequences(language), _longest(language)
    words = _tokens(text, language)
    found: list[Term] = []
    at = 0
    while at < len(words):
        size = next(
            (
                size
                for size in range(min(longest, len(words) - at), 0, -1)
                if _key(words[at : at + size]) in known and not _broken(text, words[at : at + size])
            ),
            0,
        )
        if size:
            start, end = words[at][1], words[at + size - 1][2]
            meant = known[_key(words[at : at + size])]
            found.append(Term(start, end, text[start:end], meant))
        at += size or 1
    return found


def _key(words: Sequence[tuple[str, int, int]]) -> tuple[str, ...]:
    return tuple(token for token, _, _ in words)


def _broken(text: str, words: Sequence[tuple[str, int, int]]) -> bool:
    """Whether a sentence ends between the words."""
    return any(_ENDS_A_TERM.search(text, before[2], after[1]) for before, after in pairwise(words))


def _tokens(text: str, language: str) -> list[tuple[str, int, int]]:
    """Stems of the words that count, with their place in the text."""
    stems = ((_stem(m[0], language), m.start(), m.end()) for m in _WORD.finditer(text))
    return [(token, start, end) for token, start, end in stems if token]


@lru_cache(maxsize=50_000)
def _stem(word: str, language: str) -> str:
    """Stem of a word, accents ignored; empty for a small word."""
    if language == "en":
        # The genitive's "s" and stop words have no term.
        return stem(word) if terms(word) else ""
    word = _normal(word, language)
    if word in _SMALL_WORDS[language]:
        return ""
    return next(iter(_stemmer(language).analyze(word)), word)


def _normal(word: str, language: str) -> str:
    if language == "ru":
        # Folding would take the breve from "й", which endings need.
        return word.lower().replace("ё", "е").replace("\u0301", "")
    if language == "ar":
        # Vowel signs and the lengthening stroke are ornament; alef is written in four ways.
        bare = "".join(c for c in word if not unicodedata.combining(c)).replace("ـ", "")
        word = _ARABIC_CONJUNCTION.sub("", bare.translate(_ARABIC_ALEF))
        return _ARABIC_ARTICLE.sub("", word)
    word = fold(word)
    # The Spanish stemmer takes "línea" and "líneas" for two words.
    return word[:-1] if language == "es" and len(word) > 4 and word.endswith("s") else word


@cache
def _stemmer(language: str) -> tantivy.TextAnalyzer:
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    stemmer = Filter.stemmer(_STEMMERS[language])
    return TextAnalyzerBuilder(Tokenizer.raw()).filter(stemmer).build()


@cache
def _chinese() -> tuple[re.Pattern[str], dict[str, tuple[Concept, ...]]]:
    known = _grouped((term.casefold(), concept) for concept in concepts() for term in concept.zh)
    longest_first = sorted(known, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE), known


def _find_chinese(text: str) -> list[Term]:
    pattern, known = _chinese()
    return [
        Term(match.start(), match.end(), match[0], known[match[0].casefold()])
        for match in pattern.finditer(text)
    ]
