"""Whether somebody speaks on a topic at all, or only has a sentence nearest to it.

The reader takes one of somebody's sentences for an answer now and then where they say nothing on
the topic; then the topic's words are in none of them. The weights are those of a logistic
regression over 141 questions on what somebody said, 40 of them on what they did not. `_BAR` lies
where it tells more of these than the reader alone, and refuses hardly any other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.answerers.draft import Asking
from assistant.answerers.evidence import ScoredSentence
from index_store.analysis import terms

_READER, _WORDS, _OFFSET = 1.86, 2.77, 2.16
_BAR = math.log(0.35 / 0.65)
_SURE = 1e-4  # no probability is nearer to 0 or 1 than this


def speaks_on(asking: Asking, said: Sequence[ScoredSentence]) -> bool:
    """Whether sentences of somebody, the surest first, are on the topic of the question."""
    return bool(said) and (not asking.question.topic or odds(asking, said) >= _BAR)


def odds(asking: Asking, said: Sequence[ScoredSentence]) -> float:
    """Log odds that somebody's sentences, the surest first, are on the topic of the question."""
    probability = min(max(said[0].probability, _SURE), 1 - _SURE)
    rarity = {term: asking.store.rarity(term) for term in terms(asking.question.topic)}
    whole = sum(rarity.values()) or 1.0
    shared = max(sum(rarity[t] for t in rarity.keys() & set(terms(s.text))) for s in said)
    return _READER * math.log(probability / (1 - probability)) + _WORDS * shared / whole + _OFFSET
