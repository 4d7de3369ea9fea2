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
    """Whether a sentence ends with the mark of a question, or begins like one or like an order."""
    if sentence.rstrip(_CLOSING)[-1:] in _MARKS:
        return True
    parsed = parse(sentence, [])
    return sentence.isascii() and (_begins_with_question_word(parsed) or _orders(parsed))


def _begins_with_question_word(parsed: Parsed) -> bool:
    asks = parsed.question_word
    return asks is not None and asks.i < _OPENING


def _orders(parsed: Parsed) -> bool:
    root = parsed.root
    return root is not None and root.tag_ == _VERB and root.i < _OPENING and parsed.is_clause
