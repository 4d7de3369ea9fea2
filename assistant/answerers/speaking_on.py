"""Whether somebody speaks on a topic at all, or only has a sentence nearest to it.

The best of somebody's sentences is the best there is among their own; where they say nothing on
the topic, others say more on it, and the topic's words are in none of theirs. The weights are
those of two logistic regressions over questions on what somebody did or did not say
(`evals/learn_silence.py`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.answerers import judging
from assistant.answerers.word_share import WordShare
from assistant.question import thesaurus
from index_store.analysis import terms
from ingest.model import Speaker

if TYPE_CHECKING:
    from assistant.answerers.draft import Asking
    from assistant.answerers.evidence import Evidence, ScoredSentence

AMONG_ALL, ALONE = "among all", "alone"
"""How a sentence is judged: beside what anybody says, or beside its speaker's own alone."""
FEATURES = ("reader", "words")
"""The reader's log odds of the surest sentence, the share of the topic's words in the best one (or
of others by which the thesaurus knows them)."""

_WEIGHTS = Path(__file__).with_suffix(".json")
_DOUBT = (-2.0, 1.5)
"""Log odds by their own sentences alone, between which others are read, too."""
SPEAKS = -0.5
"""Log odds from which somebody speaks on a topic: to deny what was said is worse than to quote what
is beside the point."""
NARROWLY = -1.0
"""Log odds down to which it is in doubt whether somebody who does not speak on a topic might."""
_OWN = 8  # passages of their own that are judged among all


def speaks_on(asking: Asking, speaker: Speaker, own: Evidence) -> float:
    """Log odds that somebody, `own` being read of them, says anything on the question's topic.

    Below `SPEAKS` they do not. Without a topic whoever says anything does.
    """
    if not own.sentences or not asking.question.topic:
        return math.inf if own.sentences else -math.inf
    told = odds(asking, own.sentences)
    if _DOUBT[0] < told < _DOUBT[1]:
        surest = among_all(asking, speaker, own)
        told = _log_odds(AMONG_ALL, features(asking, own.sentences, surest))
    return told


def odds(asking: Asking, said: Sequence[ScoredSentence]) -> float:
    """Log odds that somebody's sentences, the surest first, are on the topic of the question."""
    return _log_odds(ALONE, features(asking, said, said[0].probability))


def among_all(asking: Asking, speaker: Speaker, own: Evidence) -> float:
    """Probability of the surest sentence of somebody, judged beside what anybody says."""
    anybody = asking.gatherer.retrieve(asking.question, asking.filters, asking.k)
    there = {(hit.passage.document, hit.passage.start) for hit in anybody}
    missed = [h for h in own.hits[:_OWN] if (h.passage.document, h.passage.start) not in there]
    hits = sorted([*anybody, *missed], key=lambda hit: -hit.score)
    read = asking.gatherer.read(asking.question, hits, (speaker,), asking.filters)
    asking.timer.step("read")
    return read.sentences[0].probability if read.sentences else 0.0


def features(
    asking: Asking, said: Sequence[ScoredSentence], probability: float
) -> tuple[float, float]:
    """`FEATURES` of somebody's sentences, the surest of which has this probability."""
    topic = asking.question.topic
    words = WordShare(topic, asking.store.rarity)
    met = _Met(topic)
    shared = max(words.of_terms(met.of(s.text)) for s in said)
    return float(judging.log_odds(np.array(probability))), shared


class _Met:
    """Which terms of a topic a sentence has, if only by another word of the thesaurus."""

    def __init__(self, topic: str) -> None:
        self._topic = set(terms(topic))
        self._otherwise = [
            (set(terms(found.text)), [set(terms(other)) for other in found.equivalents])
            for found in thesaurus.find(topic)
        ]

    def of(self, text: str) -> set[str]:
        there = set(terms(text))
        met = self._topic & there
        for own, others in self._otherwise:
            if any(other <= there for other in others):
                met |= own & self._topic
        return met


def _log_odds(judged: str, found: tuple[float, float]) -> float:
    weights, offset = _model()[judged]
    return float(np.dot(weights, found)) + offset


@cache
def _model() -> dict[str, tuple[list[float], float]]:
    """Weights and offset by how a sentence is judged."""
    stored = json.loads(_WEIGHTS.read_text("utf-8"))
    return {
        judged: ([each[name] for name in FEATURES], each["offset"])
        for judged, each in stored.items()
    }
