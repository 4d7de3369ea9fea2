"""How sure it is that a sentence answers: the reader's word weighed with what retrieval knows.

The reader was taught on few questions; likeness in meaning, shared words and the passage's
standing among all that was found each correct it. The weights are those of a logistic
regression (`evals/learn_judging.py`), so that the probability means what it says.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import numpy as np

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
    weights = {term: rarity(term) for term in terms(asked)}
    whole = sum(weights.values()) or 1.0

    def met(text: str) -> float:
        return sum(weights[term] for term in weights.keys() & set(terms(text))) / whole

    rows, around = [], []
    at = 0
    for hit, probabilities, sentences in zip(hits, read, texts, strict=True):
        if not sentences:
            continue
        odds = _log_odds(probabilities)
        like = likeness[at : at + len(sentences)]
        at += len(sentences)
        passage = met(" ".join((*hit.passage.section, *sentences)))
        around.append(_around(odds, like))
        for n, sentence in enumerate(sentences):
            rows.append(
                (
                    odds[n],
                    odds.max(),
                    like[n],
                    like.max(),
                    hit.score - hits[0].score,
                    met(sentence),
                    passage,
                    np.log1p(len(terms(sentence))),
                )
            )
    return np.column_stack([_beside_others(np.array(rows, dtype=float)), np.concatenate(around)])


def _around(odds: np.ndarray, like: np.ndarray) -> np.ndarray:
    """What is known of each sentence's neighbours in its passage: an answer often takes two."""
    nothing = float(_log_odds(np.zeros(1))[0])
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


def probabilities(rows: np.ndarray) -> np.ndarray:
    """Probability that each sentence answers, of its features; shape (n,)."""
    model = _model()
    scores = (rows - model["mean"]) / model["scale"] @ model["weights"] + model["offset"]
    found: np.ndarray = 1.0 / (1.0 + np.exp(-scores))
    return found


@cache
def _model() -> dict[str, np.ndarray]:
    stored = json.loads(_WEIGHTS.read_text("utf-8"))
    order = [stored["features"].index(name) for name in FEATURES]
    return {
        "mean": np.array(stored["mean"])[order],
        "scale": np.array(stored["scale"])[order],
        "weights": np.array(stored["weights"])[order],
        "offset": np.array(stored["offset"]),
        "threshold": np.array(stored["threshold"]),
    }


def threshold() -> float:
    """The probability from which a sentence answers."""
    return float(_model()["threshold"])


def _log_odds(probabilities: np.ndarray) -> np.ndarray:
    inside = np.clip(np.asarray(probabilities, dtype=float), _SURE, 1 - _SURE)
    found: np.ndarray = np.log(inside / (1 - inside))
    return found
