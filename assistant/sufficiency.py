"""Whether the best sentences found answer the question at all.

A logistic model over a few signs of evidence. Its weights come from
`python -m evals.learn_sufficiency` on the tuning half of the question sets in `evals/sets`; the
other half tells how it generalises.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from assistant.candidates import Candidate
from assistant.matching import Term
from assistant.question import Query

SIGNS = (
    "likeness",  # cosine of the question with the best sentence
    "said",  # share of the topic in the best sentence
    "around",  # share of the topic in the best sentence's paragraph
    "rarest",  # whether the topic's rarest word is in the paragraph
    "margin",  # best score less the best score among sentences of others, if somebody was asked
    "asked",  # whether somebody's words were asked for
    "shows",  # whether the best sentence has the number, date or name wanted
)
WEIGHTS = (6.0, 2.0, 3.0, 1.0, 6.0, 0.0, 0.5)
BIAS = -4.6
_DEPTH = 6  # sentences looked at


def signs(
    query: Query,
    own: Sequence[Candidate],
    others: Sequence[Candidate],
    topic: Sequence[Term],
) -> np.ndarray:
    """The signs of evidence as numbers, in the order of `SIGNS`.

    `own` are the sentences an answer may be made of, best first, `others` what else was found.
    """
    top = own[:_DEPTH]
    rarest = max(topic, key=lambda term: term.weight, default=None)
    margin = 0.0
    if query.asked and others:
        margin = min(0.0, top[0].score - max(c.score for c in others))
    return np.array(
        [
            max(c.likeness for c in top),
            max(c.said for c in top),
            max(c.around for c in top),
            float(rarest is None or any(c.holds(rarest) for c in top)),
            margin,
            float(bool(query.asked)),
            max(c.shows for c in top) if query.wanted else 1.0,
        ]
    )


def answers(
    query: Query,
    own: Sequence[Candidate],
    others: Sequence[Candidate],
    topic: Sequence[Term],
) -> bool:
    """Whether the evidence is enough to answer; a question without a topic needs any sentence."""
    if not own:
        return False
    if not topic:
        return True
    value = float(np.dot(WEIGHTS, signs(query, own, others, topic))) + BIAS
    return 1 / (1 + math.exp(-value)) >= 0.5


def on_topic(query: Query, candidate: Candidate) -> bool:
    """Whether one sentence by itself speaks on the topic, as a list of speakers needs."""
    if not query.topic:
        return True
    return candidate.said >= 0.6 or (candidate.said >= 0.3 and candidate.likeness >= 0.6)
