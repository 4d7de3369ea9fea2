"""The single questions of one like "Who chaired the meeting and when did it end?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.question.parse import WH, Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERBS = ("VERB", "AUX")


def parts(parsed: Parsed) -> list[str]:
    """The questions that "and" joins, each with a question word; one where it is a single one.

    >>> from assistant.question.parse import parse
    >>> parts(parse("Who chaired the meeting and when did it end?", []))
    ['Who chaired the meeting?', 'when did it end?']

    What has no verb of its own asks nothing:

    >>> parts(parse("When and where did the group meet?", []))
    ['When and where did the group meet?']
    """
    starts = (
        [0, *(t.i for t in parsed.doc if t.i > 1 and _begins(t, parsed))] if parsed.english else [0]
    )
    ends = [*(start - 1 for start in starts[1:]), len(parsed.doc)]
    spans = [parsed.doc[a:b] for a, b in zip(starts, ends, strict=True)]
    if not all(any(token.pos_ in _VERBS for token in span) for span in spans):
        return [parsed.text]
    pieces = (parsed.words(a, b - 1).strip(" ,;?") for a, b in zip(starts, ends, strict=True))
    return [f"{piece}?" for piece in pieces if piece]


def _begins(token: Token, parsed: Parsed) -> bool:
    """Whether a second question begins at a token: "and" before it, a question word in it."""
    before = parsed.doc[token.i - 1]
    asked_before = any(t.tag_ in WH for t in parsed.doc[: token.i - 1])
    behind = parsed.doc[token.i + 1 : token.i + 2]  # "and on what date"
    asks = token.tag_ in WH or (token.pos_ == "ADP" and any(t.tag_ in WH for t in behind))
    return before.dep_ == "cc" and asks and asked_before
