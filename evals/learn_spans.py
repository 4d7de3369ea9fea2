"""Weights under which the stretch that answers is the likeliest of its document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from evals.weight_examples import matrix

if TYPE_CHECKING:
    from evals.weight_examples import Example

_NEARNESS = 2.0  # power of the overlap with the gold: half of it right is worth a quarter


@dataclass(frozen=True)
class _Choice:
    """One question on the document that answers it, of `n` passages.

    `passages`: evidence, shape (n, f), mean 0; `edges`: shape (n + 1, e); `worth`: how near each
    stretch is to the gold, 0 to 1, shape (n, LONGEST).
    """

    passages: np.ndarray
    edges: np.ndarray
    worth: np.ndarray


def fit_spans(
    examples: Sequence[Example],
    told: Sequence[Mapping[str, np.ndarray]],
    names: Sequence[str],
    penalty: float,
) -> dict[str, float]:
    """The weights as `spans.expected` takes them.

    `told`: for each example what its passages tell of one another (`scoring.context_features`).
    `names`: of the features to use. The likelihood of the gold is that of all spans, each with
    the square of its overlap (intersection over union) with the gold passages.
    """
    from scipy.optimize import minimize

    from assistant.retrieval import document_features, spans

    choices = [_choice(e, t, names) for e, t in zip(examples, told, strict=True)]
    spread = np.concatenate([c.passages for c in choices]).std(axis=0) + 1e-9
    seen = np.concatenate([c.edges for c in choices])
    middle, wide = seen.mean(axis=0), seen.std(axis=0) + 1e-9
    sizes = spans.sizes()
    scale = np.concatenate([spread, wide, wide, sizes.std(axis=0)])
    f, e = len(names), len(document_features.EDGES)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        raw = weights / scale
        value, slope = 0.0, np.zeros_like(raw)
        for choice in choices:
            around = choice.edges - middle
            found = spans.score(
                choice.passages @ raw[:f],
                around @ raw[f : f + e],
                around @ raw[f + e : f + 2 * e],
                sizes @ raw[f + 2 * e :],
            )
            chances = found.chances
            right = chances * choice.worth
            likelihood = max(float(right.sum()), 1e-300)
            value -= np.log(likelihood)
            surplus = chances - right / likelihood
            slope[:f] += spans.inside(surplus) @ choice.passages
            slope[f : f + e] += surplus.sum(axis=1) @ around[:-1]
            slope[f + e : f + 2 * e] += spans.ends(surplus) @ around
            slope[f + 2 * e :] += surplus.sum(axis=0) @ sizes
        count = len(choices)
        pull = np.concatenate([weights[: f + 2 * e], np.zeros(len(spans.SIZES))])
        total = value / count + penalty * float(pull @ pull)
        return total, slope / scale / count + 2 * penalty * pull

    found = minimize(loss, np.zeros(len(scale)), jac=True, method="L-BFGS-B")
    edges = [f"{side} {name}" for side in ("begin", "end") for name in document_features.EDGES]
    every = (*names, *edges, *spans.SIZES)
    return {name: float(w) for name, w in zip(every, found.x / scale, strict=True)}


def _choice(example: Example, told: Mapping[str, np.ndarray], names: Sequence[str]) -> _Choice:
    from assistant.retrieval.document_features import edges
    from assistant.retrieval.spans import LONGEST

    candidates, place = example.features.candidates, int(example.document or 0)
    passages = matrix({**example.features.passage, **told}, names)[example.inside]
    gold = (example.gold[example.inside] > 0).astype(np.float64)
    before = np.concatenate([[0.0], np.cumsum(gold)])
    first = np.arange(len(gold))[:, None]
    behind = np.minimum(first + np.arange(1, LONGEST + 1)[None, :], len(gold))
    common = before[behind] - before[first]
    overlap = common / np.maximum(behind - first + gold.sum() - common, 1.0)
    return _Choice(passages - passages.mean(axis=0), edges(candidates, place), overlap**_NEARNESS)
