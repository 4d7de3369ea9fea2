"""What is said in one go: a statement leads to its question as an earlier turn does."""

from __future__ import annotations

import re

from assistant.question.parse import Parsed, parse
from ingest.structure.sentences import split

_BEGINNING = re.compile(r"[.!?…]\s+\w")
_MARKS = "?？؟"
_CLOSING = "\"'”’») "
_OPENING = 2  # words, one of which asks where no mark tells
_VERB = "VB"
_STOPS = ".!…。"
_SUBJECTS = ("nsubj", "nsubjpass", "expl")


def turns(text: str) -> list[str]:
    """The statements of a text, then what it asks; the text alone where it is only one of both.

    >>> turns("I missed the meeting. Who chaired it?")
    ['I missed the meeting.', 'Who chaired it?']
    >>> turns("What did Chad say? It met in May.")
    ['It met in May.', 'What did Chad say?']
    >>> turns("Who spoke? And who agreed?")
    ['Who spoke? And who agreed?']
    """
    # As people type, a sentence may begin with a small letter.
    begun = _BEGINNING.sub(lambda found: found.group().upper(), text)
    spans = split(begun if len(begun) == len(text) else text)
    sentences = [text[start:end] for start, end in spans]
    if len(sentences) < 2:
        return [text]
    asking = [sentence for sentence in sentences if asks(sentence)]
    stated = [sentence for sentence in sentences if sentence not in asking]
    return [*stated, " ".join(asking)] if asking and stated else [text]


def asks(sentence: str) -> bool:
    """Whether a sentence ends with the mark of a question, or begins like one or like an order.

    >>> asks("did Chad agree"), asks("summarise section 4"), asks("Chad agreed")
    (True, True, False)
    """
    if sentence.rstrip(_CLOSING)[-1:] in _MARKS:
        return True
    parsed = parse(sentence, [])
    begins = _begins_with_question_word(parsed) or _inverts(parsed) or _orders(parsed)
    return sentence.isascii() and begins


def states(text: str) -> bool:
    """Whether a text says something and asks nothing; keywords and "and Poland" ask.

    >>> states("I missed the meeting."), states("and Poland"), states("tolls in Chad")
    (True, False, False)
    """
    if asks(text):
        return False
    parsed = parse(text, [])
    ended = text.rstrip(_CLOSING)[-1:] in _STOPS
    return parsed.question_word is None and (parsed.is_clause or ended)


def _begins_with_question_word(parsed: Parsed) -> bool:
    asks = parsed.question_word
    return asks is not None and asks.i < _OPENING


def _inverts(parsed: Parsed) -> bool:
    """Whether an auxiliary opens a sentence, ahead of its subject: "did anybody object"."""
    opening = parsed.doc[:_OPENING]
    subjects = [token.i for token in parsed.doc if token.dep_ in _SUBJECTS]
    return any(t.pos_ == "AUX" and not any(i < t.i for i in subjects) for t in opening)


def _orders(parsed: Parsed) -> bool:
    root = parsed.root
    return root is not None and root.tag_ == _VERB and root.i < _OPENING and parsed.is_clause
