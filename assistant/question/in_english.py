"""A question in another language put in English, the language of the reader and the documents.

There is no translation: the field's terms are known by the thesaurus, names by their speakers,
and words in Latin letters or with figures that only a name has are the documents' own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from assistant.question import kind_features
from assistant.question.lexicon import is_english
from assistant.question.linear import shipped
from assistant.question.parse import Parsed
from assistant.question.plain import plain
from assistant.question.question import Kind
from assistant.question.scope_draft import inside
from assistant.question.thesaurus import Concept, Term, find, translate, usual
from assistant.question.topic import quoted
from ingest.folding import fold

if TYPE_CHECKING:
    from assistant.question.speakers import Roles

_LATIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.&/-]*[A-Za-z0-9]|[A-Za-z0-9]")
_IN_LATIN_LETTERS = ("fr", "es")

_Span = tuple[int, int]


def on_what(
    parsed: Parsed, told: Roles, kind: Kind, used: Mapping[str, int], scope: Sequence[_Span]
) -> str:
    """The topic of a question in another language, in English; of a "who" the names in it.

    Where something stands in quotation marks it is that; English words are the documents' own.
    """
    if own := quoted(parsed.text):
        return " ".join(word for words in own for word in _of_quoted(words, parsed.language, used))
    places = _own_words(parsed, [*scope, *_names(parsed)])
    for term in _terms(parsed, scope):
        concepts = [concept for concept in term.concepts if not concept.act]
        places += [(term.start, usual(concept.en, used)) for concept in concepts]
    names = (speaker.name for speaker in told.about)
    return " ".join(_once(places)) or (", ".join(names) if kind is Kind.WHO else "")


def in_english(
    parsed: Parsed, told: Roles, kind: Kind, used: Mapping[str, int], scope: Sequence[_Span]
) -> str:
    """A question in another language for a reader of English, without its scope.

    It is put plainly where it can be, else word by word: what is asked for, then its names and
    terms, those of equivalents that the documents have (`used`). One on nothing that the
    thesaurus knows stays as it is, with its names in English.
    """
    asked = [*(speaker.name for speaker in told.asked), *told.unknown]
    topic = on_what(parsed, told, kind, used, scope)
    terms = _terms(parsed, scope)
    acts = [term.equivalents[0] for term in terms if all(c.act for c in term.concepts)]
    if (topic or acts) and (put := plain(kind, asked, topic, *acts[:1])):
        return put
    names = [
        (name.start, name.speaker.name if name.speaker else name.text)
        for name in parsed.names
        if not inside(name.start, scope)
    ]
    if not topic and not acts:
        new = [name for name in _once(names) if name.lower() not in parsed.text.lower()]
        return f"{parsed.text} ({', '.join(new)})" if new else parsed.text
    places = [(term.start, usual(term.equivalents, used)) for term in terms]
    places += _own_words(parsed, [*scope, *_names(parsed)])
    return f"{asks(parsed)} {' '.join(_once([*names, *places]))}?"


def asks(parsed: Parsed) -> str:
    """The words that an English question would begin with, as learned from examples.

    >>> from assistant.question.parse import parse
    >>> asks(parse("¿Cuántas salas hay?", [], "es"))
    'How many'
    """
    return shipped("asks").likeliest(kind_features.features(parsed, 0, False))


def _once(places: Sequence[tuple[int, str]]) -> list[str]:
    """Words in the order of their places, each once."""
    return list(dict.fromkeys(word for _, word in sorted(places, key=lambda each: each[0])))


def _names(parsed: Parsed) -> list[_Span]:
    """Where names stand: a "state" in one is no topic."""
    return [(name.start, name.end) for name in parsed.names]


def _terms(parsed: Parsed, scope: Sequence[_Span]) -> list[Term]:
    """The field's terms in a question, outside of names and scope."""
    taken = [*scope, *_names(parsed)]
    found = find(parsed.text, parsed.language, frame=False)
    there = (term for term in found if not inside(term.start, taken))
    return [replace(term, concepts=_nearest(term, parsed.language)) for term in there]


def _nearest(term: Term, language: str) -> tuple[Concept, ...]:
    """Of the concepts with one stem those written most alike: teachers, not teaching."""
    written = fold(term.text)
    alike = {
        concept.concept: max(
            SequenceMatcher(None, written, fold(listed)).ratio()
            for listed in concept.terms(language)
        )
        for concept in term.concepts
    }
    most = max(alike.values())
    return tuple(concept for concept in term.concepts if alike[concept.concept] == most)


def _of_quoted(words: str, language: str, used: Mapping[str, int]) -> list[str]:
    english = all(word.isupper() or is_english(word.lower()) for word in words.split())
    return ([] if english else translate(words, language, used=used)) or [words]


def _own_words(parsed: Parsed, taken: Sequence[_Span]) -> list[tuple[int, str]]:
    """The words of a question that are written alike in English, with their places."""
    terms = find(parsed.text, parsed.language, frame=False)
    spans = [*taken, *((term.start, term.end) for term in terms)]
    found = _LATIN.finditer(parsed.text)
    return [(m.start(), m[0]) for m in found if not inside(m.start(), spans) and _is_own(m, parsed)]


def _is_own(match: re.Match[str], parsed: Parsed) -> bool:
    """Whether a word is a figure, or a name in Latin letters."""
    word = match[0]
    if parsed.language not in _IN_LATIN_LETTERS or any(map(str.isdigit, word)):
        return True
    before, after = parsed.text[: match.start()], parsed.text[match.end() :]
    if before[-1:].isalpha() or after[:1].isalpha():
        return False  # part of a word with accents
    inner = any(map(str.isupper, word[1:]))
    return inner or (word[0].isupper() and any(map(str.isalpha, before)))
