"""Questions put plainly in English, the language that the reader and the documents share."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.messages.catalogue import Messages
from assistant.question.question import Kind

_PLAIN = {
    Kind.POSITION: "What did {who} {act} about {topic}?",
    Kind.COMPARE: "What did {who} {act} about {topic}?",
    Kind.WHO: "Who spoke about {topic}?",
    Kind.OUTCOME: "What was decided on {topic}?",
    Kind.DEVELOPMENT: "How has {topic} changed over the meetings?",
}
_BARE = "What did {who} {act}?"
_DID = "Which delegations {act} {topic}?"
_SAY = "say"


def plain(kind: Kind, names: Sequence[str], topic: str, act: str = _SAY) -> str | None:
    """The question by its kind, whom it asks and its topic; None where these do not make one.

    `act`: what those asked are said to do, in its plain form.

    >>> plain(Kind.POSITION, ["Chad"], "tolls"), plain(Kind.POSITION, ["Chad", "Mali"], "")
    ('What did Chad say about tolls?', 'What did Chad and Mali say?')
    >>> plain(Kind.WHO, [], "tolls", "oppose")
    'Which delegations oppose tolls?'
    >>> plain(Kind.FACT, [], "tolls")
    """
    form = _PLAIN.get(kind)
    if kind is Kind.WHO and act != _SAY:
        form = _DID
    elif form and names and not topic:
        form = _BARE
    if not form or ("{who}" in form and not names) or ("{topic}" in form and not topic):
        return None
    return form.format(who=Messages("en").all_of(names), act=act, topic=topic)
