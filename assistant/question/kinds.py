"""The kind of a question, decided in this one place by a model.

Learned from labelled questions and from the examples in `evals/sets/question-kinds.jsonl`, in six
languages (`python -m evals.learn_questions`), over the words, the parse and the embedding.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.question.kind_features import features
from assistant.question.linear import shipped
from assistant.question.parse import Parsed
from assistant.question.question import Kind, Listed, Request, SmallTalk

CONTENT = "content"
"""A position where somebody's own words are wanted, else a fact."""
# No question of the labelled sets is taken for small talk at this probability.
_SMALL_TALK = 0.7


@dataclass(frozen=True)
class Decision:
    """The kind of a question, with the sort of list, small talk or request."""

    kind: Kind
    small_talk: SmallTalk | None = None
    request: Request | None = None
    listed: Listed | None = None


def decide(parsed: Parsed, asked: int, follows: bool, vector: np.ndarray) -> Decision:
    """What sort of answer is wanted.

    `asked`: whose own words are wanted, how many of them; `follows`: whether there are earlier
    questions; `vector`: the embedding of the question with its names masked.
    """
    chances = shipped("kinds").probabilities(features(parsed, asked, follows), vector)
    talk = {label: chance for label, chance in chances.items() if label not in _CONTENT}
    if sum(talk.values()) >= _SMALL_TALK:
        label = max(talk, key=lambda name: talk[name])
        if label in set(Request):
            return Decision(Kind.REQUEST, request=Request(label))
        return Decision(Kind.SMALL_TALK, small_talk=SmallTalk(label))
    left = {label: chance for label, chance in chances.items() if label in _CONTENT}
    label = max(left, key=lambda name: left[name])
    if label in set(Listed):
        return Decision(Kind.LIST, listed=Listed(label))
    if label != CONTENT:
        return Decision(Kind(label))
    return Decision(Kind.COMPARE if asked > 1 else Kind.POSITION if asked else Kind.FACT)


_CONTENT = frozenset((CONTENT, *(kind.value for kind in Kind), *(sort.value for sort in Listed)))
