"""How sure it is that a sentence answers: the reader's word weighed with what retrieval knows.

The reader was taught on few questions; likeness in meaning, shared words and the passage's
standing among all that was found each correct it. The surest sentences are then read once more,
each by itself, and weighed anew. The weights are those of two logistic regressions
(`evals/learn_judging.py`), so that the probability means what it says.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from assistant.answerers.word_share import WordShare
from index_store.analysis import terms
from index_store.records import Hit

FEATURES = (
    "reader",
    "reader of passage",
    "likeness",
    "likeness of passage",
    "share",
    "words",
    "words of passage",
    "length",
    "reader against surest",
    "likeness against likest",
    "words against most",
    "rank",
    "surest",
    "reader of the sentence before",
    "reader of the sentence after",
    "likeness of the sentence before",
    "likeness of the sentence after",
    "first",
)
"""Reader: log odds of the sentence and of its passage's surest; likeness: cosine with the
question, of the sentence and of its passage's likest; share: logarithm of the passage's share of
the evidence, against the best one's; words: share of the question's terms, by rarity, in the
sentence and in its passage with the headings; length: logarithm of the sentence's terms; against:
the difference from the best of all sentences found; rank: logarithm of the sentence's place by the
reader's word; surest: the reader's log odds of the surest of all."""

CLOSELY = (
    "first look",
    "first look against surest",
    "by itself",
    "by itself against surest",
    "rank by itself",
)
"""What is known besides of a sentence that was read by itself: the log odds after the first look
and the reader's, each also against the best of those read so, and the logarithm of its place."""

READ_CLOSELY = 5
"""Sentences of a question that are read by themselves."""

_LOST = 1.0
_WEIGHTS = Path(__file__).parent / "judging.json"
_SURE = 1e-4  # no probability is nearer to 0 or 1 than this


def features(
    asked: str,
    hits: Sequence[Hit],
    read: Sequence[np.ndarray],
    texts: Sequence[Sequence[str]],
    embed: Callable[[list[str]], np.ndarray],
    rarity: Callable[[str], float],
) -> np.ndarray:
    """Features of all sentences of the passages, one row each, shape (n, len(FEATURES)).

    `read`: the reader's probabilities, `texts`: the sentences, each a list a passage. `embed`
    gives vectors of length 1; `rarity` is how rare a term is in the store.
    """
    flat = [text for each in texts for text in each]
    if not flat:
        return np.zeros((0, len(FEATURES)))
    vectors = embed([asked, *flat])
    likeness = vectors[1:] @ vectors[0]
    words = WordShare(asked, rarity)
    rows, around = [], []
    at = 0
    for hit, probabilities, sentences in zip(hits, read, texts, strict=True):
        if not sentences:
            continue
        odds = log_odds(probabilities)
        like = likeness[at : at + len(sentences)]
        at += len(sentences)
        passage = words.of(" ".join((*hit.passage.section, *sentences)))
        around.append(_around(odds, like))
        for n, sentence in enumerate(sentences):
            rows.append(
                (
                    odds[n],
                    odds.max(),
                    like[n],
                    like.max(),
                    hit.score - hits[0].score,
                    words.of(sentence),
                    passage,
                    np.log1p(len(terms(sentence))),
                )
            )
    return np.column_stack([_beside_others(np.array(rows, dtype=float)), np.concatenate(around)])


def _around(odds: np.ndarray, like: np.ndarray) -> np.ndarray:
    """What is known of each sentence's neighbours in its passage: an answer often takes two."""
    nothing = float(log_odds(np.zeros(1))[0])
    before, after = np.r_[nothing, odds[:-1]], np.r_[odds[1:], nothing]
    first = np.r_[1.0, np.zeros(len(odds) - 1)]
    return np.column_stack([before, after, np.r_[0.0, like[:-1]], np.r_[like[1:], 0.0], first])


def _beside_others(rows: np.ndarray) -> np.ndarray:
    """The features with those that compare a sentence with all others found for the question."""
    reader, likeness, words = (FEATURES.index(n) for n in ("reader", "likeness", "words"))
    surest = rows[:, reader].max()
    rank = np.argsort(np.argsort(-rows[:, reader], kind="stable"))
    against = [rows[:, n] - rows[:, n].max() for n in (reader, likeness, words)]
    return np.column_stack([rows, *against, np.log1p(rank), np.full(len(rows), surest)])


def first_look(rows: np.ndarray) -> np.ndarray:
    """Log odds that each sentence answers, of its features; shape (n,)."""
    return _model().first.log_odds(rows)


def surest(odds: np.ndarray, own: np.ndarray) -> np.ndarray:
    """Places of the sentences to be read by themselves, of those where `own` is true."""
    order = np.argsort(-odds, kind="stable")
    return order[own[order]][:READ_CLOSELY]


def closely(rows: np.ndarray, odds: np.ndarray, read: np.ndarray) -> np.ndarray:
    """Features of the surest sentences with what the reader says of each by itself.

    `odds` are theirs after the first look, `read` the reader's probabilities.
    """
    alone = log_odds(read)
    rank = np.log1p(np.argsort(np.argsort(-alone, kind="stable")))
    return np.column_stack([rows, odds, odds - odds.max(), alone, alone - alone.max(), rank])


def closer(
    judge: Callable[[np.ndarray], np.ndarray],
    rows: np.ndarray,
    odds: np.ndarray,
    read: np.ndarray,
) -> np.ndarray:
    """Log odds of the surest sentences after the closer look; `judge` weighs `closely`'s features.

    Read by itself a sentence has lost what those around it say, so it loses no more than so much.
    """
    return np.maximum(judge(closely(rows, odds, read)), odds - _LOST)


def probabilities(
    rows: np.ndarray,
    own: np.ndarray,
    read: Callable[[np.ndarray], np.ndarray],
) -> np.ndarray:
    """Probability that each sentence answers; shape (n,).

    `own`: which sentences an answer may be made of. `read` gives the reader's probabilities of
    sentences by themselves, of their places. No other is surer than those that are read so.
    """
    odds = first_look(rows)
    chosen = surest(odds, own)
    if len(chosen):
        found = closer(_model().closely.log_odds, rows[chosen], odds[chosen], read(chosen))
        odds = np.where(own, np.minimum(odds, found.min()), odds)
        odds[chosen] = found
    judged: np.ndarray = 1.0 / (1.0 + np.exp(-odds))
    return judged


@dataclass(frozen=True)
class _Weights:
    """A logistic regression over features that are standardised."""

    mean: np.ndarray
    scale: np.ndarray
    weights: np.ndarray
    offset: float

    def log_odds(self, rows: np.ndarray) -> np.ndarray:
        found: np.ndarray = (rows - self.mean) / self.scale @ self.weights + self.offset
        return found


@dataclass(frozen=True)
class _Model:
    first: _Weights
    closely: _Weights
    threshold: float


@cache
def _model() -> _Model:
    stored = json.loads(_WEIGHTS.read_text("utf-8"))
    return _Model(
        _weights(stored["first look"], FEATURES),
        _weights(stored["closely"], (*FEATURES, *CLOSELY)),
        float(stored["threshold"]),
    )


def _weights(stored: dict[str, dict[str, float]], features: Sequence[str]) -> _Weights:
    mean, scale, weights = (
        np.array([stored[name][each] for name in features]) for each in ("mean", "scale", "weight")
    )
    return _Weights(mean, scale, weights, stored["offset"]["weight"])


def threshold() -> float:
    """The probability from which a sentence answers."""
    return _model().threshold


def log_odds(probabilities: np.ndarray) -> np.ndarray:
    """Natural logarithm of the odds of probabilities, of the same shape."""
    inside = np.clip(np.asarray(probabilities, dtype=float), _SURE, 1 - _SURE)
    found: np.ndarray = np.log(inside / (1 - inside))
    return found
