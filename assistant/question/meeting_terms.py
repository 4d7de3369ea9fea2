"""The words for a meeting, as the thesaurus has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.question.parse import Parsed
from assistant.question.thesaurus import Term, find

if TYPE_CHECKING:
    from spacy.tokens import Token

_MEETING = "meeting"  # the concept


def meeting_terms(parsed: Parsed) -> list[Term]:
    """The words of a question for a meeting, in its language."""
    terms = find(parsed.text, parsed.language, frame=False)
    return [term for term in terms if term.concepts[0].concept == _MEETING]


def is_meeting(token: Token) -> bool:
    """Whether a noun is an English word for a meeting."""
    terms = find(token.text, frame=False) if token.pos_ == "NOUN" else ()
    return any(term.concepts[0].concept == _MEETING for term in terms)
