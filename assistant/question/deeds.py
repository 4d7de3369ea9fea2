"""What is done by saying a sentence, by whom, and whether it is denied: "Japan did not support it".

A question asks for a deed ("Who opposed the fee?"); a sentence answers it only where its own
speaker does it. English is told by the parse, the other languages of the thesaurus by the first
act that they name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from assistant.question.deed import Act, Deed
from assistant.question.speech_acts import acts
from assistant.question.thesaurus import Term, find

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_NOMINAL = ("NOUN", "PROPN")
# Links from a word to the verb that it is said with: "expressed support", "is in favour of".
_WITHIN = (
    "dobj",
    "attr",
    "acomp",
    "pobj",
    "prep",
    "oprd",
    "xcomp",
    "ccomp",
    "conj",
    "advcl",
    "dep",
)
_APART = 3  # characters between "not" and what it denies, besides spaces: "no se opuso"


@dataclass(frozen=True)
class Done:
    """A deed of an English sentence with the subject of its verb, None where that is not told.

    `main`: it is the verb of the main clause.
    """

    deed: Deed
    start: int
    subject: Token | None = None
    main: bool = True


def done(doc: Doc) -> Iterator[Done]:
    """The deeds of a parsed English text by whoever is the subject, in reading order."""
    found = list(_acts(doc.text))
    spans = [(act, doc.char_span(a, b, alignment_mode="expand")) for act, a, b in found if b > a]
    words = {span.root.i for _, span in spans if span is not None and span.root.dep_ != "aux"}
    yield from (Done(Deed(act=act), 0) for act, _, b in found if not b)  # it asks as a whole
    for act, span in spans:
        if span is not None and (told := _clause(span.root, words)):
            verb, subject, denied = told
            yield Done(Deed(act=act, denied=denied), span.root.i, subject, _is_main(verb))


def doing(doc: Doc, verb: str) -> Iterator[Done]:
    """Where a parsed English text does what a verb says, given by its lemma."""
    for token in doc:
        if token.lemma_ == verb and token.pos_ == "VERB" and (told := _clause(token, set())):
            above, subject, denied = told
            yield Done(Deed(act=None, verb=verb, denied=denied), token.i, subject, _is_main(above))


def first(text: str, language: str) -> Deed | None:
    """What is done first in a text of a language that has no parse.

    >>> first("Quels pays n'ont pas soutenu la taxe ?", "fr")
    Deed(act=<Act.SUPPORT: 'support'>, verb='', denied=True)
    """
    terms = find(text, language)
    for n, term in enumerate(terms):
        act = next((act for concept in term.concepts if (act := _of(concept.concept))), None)
        if act is not None:
            return Deed(act=act, denied=n > 0 and _denies(terms[n - 1], term, text))
    denies = any(concept.concept == "not" for term in terms for concept in term.concepts)
    return Deed(act=None, denied=True) if denies else None


def _denies(before: Term, term: Term, text: str) -> bool:
    between = "".join(text[before.end : term.start].split())
    return len(between) <= _APART and any(c.frame and c.concept == "not" for c in before.concepts)


@cache
def _of(concept: str) -> Act | None:
    """The act that a concept of the thesaurus is, told by its English."""
    return next((each.act for each in acts(concept)), None)


def _acts(text: str) -> Iterator[tuple[Act, int, int]]:
    """The acts of an English text as its words and the thesaurus tell them."""
    told = {(each.act, each.start, each.end) for each in acts(text)}
    for term in find(text, frame=False):
        for concept in term.concepts:
            if concept.act and (act := _of(concept.concept)):
                told.add((act, term.start, term.end))
    yield from sorted(told, key=lambda each: (each[1], each[0]))


def _clause(word: Token, acting: set[int]) -> tuple[Token, Token | None, bool] | None:
    """The verb that an act is said with, its subject, and whether it is denied.

    None where it is but spoken of: "the proposal by Chad", "welcomed the support".
    """
    denied, at, nominal = _is_denied(word), word, word.pos_ in _NOMINAL
    while True:
        subject = _subject(at)
        if at.pos_ in ("VERB", "AUX") and (subject is not None or at.head is at):
            return at, subject, denied
        if nominal and at.pos_ in _NOMINAL and _has_owner(at):
            return None
        head = at.head
        if head is at:
            return (at, None, denied) if not nominal else None
        if at.dep_ not in _WITHIN or (nominal and head.i in acting):
            return None
        if at.dep_ != "conj":
            denied ^= _is_denied(head) or _refuses(head, acting)
        nominal = nominal or head.pos_ in _NOMINAL
        at = head


def _is_main(verb: Token) -> bool:
    return verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")


def _subject(verb: Token) -> Token | None:
    """Who does it; of a passive who it is done by, where that is told."""
    agents = (c for by in verb.children if by.dep_ == "agent" for c in by.children)
    parts = [verb, *(child for child in verb.children if child.dep_ in ("aux", "auxpass"))]
    own = (child for part in parts for child in part.children if child.dep_ in _SUBJECTS)
    return next(agents, None) or next(own, None)


def _has_owner(noun: Token) -> bool:
    """Whether it is told whose a thing is: "the proposal by Chad", "Chad's concern"."""
    return any(
        (child.dep_ == "poss" and child.pos_ != "PRON") or child.lower_ == "by"
        for child in noun.children
    )


def _is_denied(word: Token) -> bool:
    return any(
        child.dep_ == "neg" or (child.dep_ == "det" and child.lower_ == "no")
        for child in word.children
    )


def _refuses(word: Token, acting: set[int]) -> bool:
    return word.i in acting and any(each.act is Act.OPPOSITION for each in acts(word.text))
