"""What sort of value a question wants, by its parse: an amount or a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.question.parse import Parsed, verb_above
from assistant.question.question import Value

if TYPE_CHECKING:
    from spacy.tokens import Token

_TIMES = frozenset(("date", "day", "month", "year"))
_COUNTED = frozenset(("many", "much"))


def wanted(parsed: Parsed) -> Value | None:
    """The sort of value that answers; None where the question does not tell.

    >>> from assistant.question.parse import parse
    >>> wanted(parse("How many ferries ran?", [])), wanted(parse("When may ferries run?", []))
    (<Value.AMOUNT: 'amount'>, None)
    """
    asks = parsed.question_word
    if asks is None or not parsed.english or not _of_main_clause(asks):
        return None
    if asks.lower_ == "how" and asks.head.lower_ in _COUNTED:
        return Value.AMOUNT
    dated = asks.dep_ == "det" and asks.head.lemma_.lower() in _TIMES
    if dated or (asks.lower_ == "when" and _is_of_one_time(asks.head)):
        return Value.TIME
    return None


def _of_main_clause(asks: Token) -> bool:
    """Whether a question word asks for itself: not "Is it known how many there are?"."""
    verb = verb_above(asks)
    return verb is None or verb.dep_ == "ROOT" or (verb.dep_, verb.head.dep_) == ("advcl", "ROOT")


def _is_of_one_time(verb: Token) -> bool:
    """Whether something happened or will once: "when should it" asks on which condition."""
    forms = [verb, *(child for child in verb.children if child.dep_ in ("aux", "auxpass"))]
    past = any("Past" in token.morph.get("Tense", []) for token in forms if token.tag_ == "VBD")
    return past or any(token.lower_ == "will" for token in forms)
