"""A question as the rules understood it, in the form that everybody reads: `Question`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.question.query import Query
from assistant.question.question import Kind, Question, Scope

_SPREAD = 2  # times the length of a topic's words that their stretch of a question may have


def asked_for(query: Query, history: Sequence[str] = ()) -> Question:
    """What a question asks for; `history` holds the earlier ones, which it may have its topic from.

    >>> asked_for(Query(question="Who spoke on the rights of the child?", topic="rights child"))
    ... # doctest: +ELLIPSIS
    Question(...subject='rights of the child'...)
    """
    topic = query.own_topic or query.topic
    said = (
        stretch(text, topic.split(), query.language)
        for text in (query.question, *reversed(history))
    )
    subject = next(filter(None, said), topic)
    return Question(
        text=query.question,
        full=query.full,
        kind=Kind(query.kind.value),
        asked=query.asked,
        about=query.about,
        unknown=query.unknown,
        without=query.others_than,
        topic=query.topic,
        subject=subject,
        scope=Scope(meetings=query.meetings, section=query.paragraph),
        language=query.language,
    )


def stretch(text: str, words: Sequence[str], language: str = "en") -> str:
    """The stretch of a text in which words stand one behind the other, as it is printed there.

    >>> stretch("What was said on the rights of the child?", ["rights", "child"])
    'rights of the child'

    Empty where they do not, or stand far from each other.
    """
    edge = "" if language == "zh" else r"\b"  # nothing stands between words in Chinese
    chain = ".*?".join(f"{edge}{re.escape(word)}{edge}" for word in words)
    found = re.search(chain, text, re.I)
    most = _SPREAD * len(" ".join(words))
    return found.group() if found and found.end() - found.start() <= most else ""
