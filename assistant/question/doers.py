"""Whom a question asks for by what they did, and of what kind: "Which countries opposed it?"."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from assistant.question.deed import Act, Deed
from assistant.question.deeds import Done, doing, done, first
from assistant.question.parse import WH, Parsed
from assistant.question.thesaurus import find
from ingest.attribution.judgement import learned as verbs
from ingest.model import SpeakerKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_VOICES = {
    "country": frozenset((SpeakerKind.MEMBER_STATE, SpeakerKind.GROUP)),
    "organisation": frozenset(
        (SpeakerKind.SECTOR_MEMBER, SpeakerKind.PARTNER, SpeakerKind.SECRETARIAT, SpeakerKind.GROUP)
    ),
    "delegation": frozenset(SpeakerKind)
    - {SpeakerKind.CHAIR, SpeakerKind.SECRETARIAT, SpeakerKind.UNNAMED},
}
SPEAK = "speak"
"""What whoever says anything does."""
_TOLD = (Act.SUPPORT, Act.WELCOME, Act.OPPOSITION, Act.QUESTION, Act.PROPOSAL)
"""Acts that take a side, or leave it open: who does another of them is not meant."""


def deed_asked(parsed: Parsed) -> Deed | None:
    """What those asked for did or did not; None where that is no act and not denied.

    >>> from assistant.question.parse import parse
    >>> deed_asked(parse("Who did not support the fee?", []))
    Deed(act=<Act.SUPPORT: 'support'>, verb='', denied=True)
    """
    if not parsed.english:
        deed = first(parsed.text, parsed.language)
        return deed if deed and (deed.act in _TOLD or deed.denied) else None
    asked = [each for each in done(parsed.doc) if _asks_for(each)]
    if told := [each.deed for each in asked if each.deed.act in _TOLD]:
        return told[0]
    verbs = (token.lemma_ for token in parsed.doc if token.pos_ == "VERB")
    plain = (each.deed for verb in verbs for each in doing(parsed.doc, verb) if _asks_for(each))
    return next((deed for deed in plain if deed.denied), None)


def only_spoke(parsed: Parsed) -> bool:
    """Whether a question asks who spoke at all: its verb says no more than that.

    In other languages than English, where it names no other act.

    >>> from assistant.question.parse import parse
    >>> only_spoke(parse("Who spoke about the fee?", []))
    True
    """
    if not parsed.english:
        return first(parsed.text, parsed.language) is None
    verb = parsed.root
    if verb is None or verb.pos_ != "VERB" or deed_asked(parsed):
        return False
    lemma = verb.lemma_.lower()
    return lemma == SPEAK or verbs().saying.get(lemma, -1) > 0


def voices_asked(parsed: Parsed) -> frozenset[SpeakerKind]:
    """The kinds of speakers asked for; empty where anybody is.

    >>> from assistant.question.parse import parse
    >>> sorted(kind.value for kind in voices_asked(parse("Which countries spoke?", [])))
    ['Member State', 'group']
    """
    word = parsed.question_word
    if parsed.english:
        noun = word.head if word is not None and word.dep_ == "det" else None
        terms = find(noun.text) if noun is not None else []
    else:
        before_the_act = takewhile(
            lambda term: not any(concept.act for concept in term.concepts),
            find(parsed.text, parsed.language),
        )
        terms = list(before_the_act)
    named = [concept.concept for term in terms for concept in term.concepts]
    return next((_VOICES[name] for name in named if name in _VOICES), frozenset())


def asked_for(parsed: Parsed) -> tuple[int, ...]:
    """The tokens of whoever is asked for: "Who", "Which member states".

    >>> from assistant.question.parse import parse
    >>> asked_for(parse("Which member states spoke?", []))
    (0, 1, 2)
    """
    word = parsed.question_word if parsed.english else None
    if word is None:
        return ()
    noun = word.head if word.dep_ == "det" else word
    parts = (part.i for part in noun.children if part.dep_ in ("det", "amod", "compound"))
    return tuple(sorted((noun.i, *parts)))


def _asks_for(told: Done) -> bool:
    """Whether the subject is what the question asks for."""
    subject = told.subject
    return subject is not None and any(map(_is_question_word, (subject, *subject.children)))


def _is_question_word(token: Token) -> bool:
    return token.tag_ in WH
