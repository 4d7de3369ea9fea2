"""Whether somebody speaks on a topic at all, or only has a sentence nearest to it.

The best of somebody's sentences is the best there is among their own; where they say nothing on
the topic, others say more on it, and the topic's words are in none of theirs. The weights are
those of logistic regressions over questions on what somebody said: 284, of them 68 on what they
did not say, for what is judged among all that is found, 141 and 40 for what is judged alone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index_store.analysis import terms
from ingest.model import Speaker

if TYPE_CHECKING:
    from assistant.answerers.draft import Asking
    from assistant.answerers.evidence import Evidence, ScoredSentence

_OWN = 8  # passages of their own that are judged among all
_SURE = 1e-4  # no probability is nearer to 0 or 1 than this


@dataclass(frozen=True)
class _Weights:
    """Of the reader's log odds, of the share of the topic's words that are met, and the offset."""

    reader: float
    words: float
    offset: float


_AMONG_ALL = _Weights(1.19, 1.01, 2.71)
_ALONE = _Weights(1.86, 2.77, 2.16)


def speaks_on(asking: Asking, speaker: Speaker, own: Evidence) -> bool:
    """Whether somebody, `own` being read of them, says anything on the topic of the question."""
    if not own.sentences or not asking.question.topic:
        return bool(own.sentences)
    surest = _surest_among_all(asking, speaker, own)
    return _odds(asking, surest, own.sentences, _AMONG_ALL) >= 0


def odds(asking: Asking, said: Sequence[ScoredSentence]) -> float:
    """Log odds that somebody's sentences, the surest first, are on the topic of the question."""
    return _odds(asking, said[0].probability, said, _ALONE)


def _surest_among_all(asking: Asking, speaker: Speaker, own: Evidence) -> float:
    """Probability of the surest sentence of somebody, judged beside what anybody says."""
    anybody = asking.gatherer.retrieve(asking.question, asking.filters, asking.k)
    there = {(hit.passage.document, hit.passage.start) for hit in anybody}
    missed = [h for h in own.hits[:_OWN] if (h.passage.document, h.passage.start) not in there]
    hits = sorted([*anybody, *missed], key=lambda hit: -hit.score)
    read = asking.gatherer.read(asking.question, hits, (speaker,), asking.filters)
    asking.timer.step("read")
    return read.sentences[0].probability if read.sentences else 0.0


def _odds(
    asking: Asking, probability: float, said: Sequence[ScoredSentence], weights: _Weights
) -> float:
    inside = min(max(probability, _SURE), 1 - _SURE)
    rarity = {term: asking.store.rarity(term) for term in terms(asking.question.topic)}
    whole = sum(rarity.values()) or 1.0
    shared = max(sum(rarity[t] for t in rarity.keys() & set(terms(s.text))) for s in said)
    reader = weights.reader * math.log(inside / (1 - inside))
    return reader + weights.words * shared / whole + weights.offset
