"""Weights that make the right one of several alternatives the likeliest.

Conditional logit: McFadden, "Conditional logit analysis of qualitative choice behavior", 1974.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def fit(
    alternatives: Sequence[np.ndarray],
    targets: Sequence[np.ndarray],
    bounds: Sequence[tuple[float | None, float | None]],
    penalty: float = 0.01,
) -> np.ndarray:
    """The weights, shape (f,), under which softmax(alternatives @ weights) is nearest to targets.

    `alternatives`: for each choice a matrix (n_i, f); `targets`: for each the shares, shape
    (n_i,), that add up to 1; `bounds`: lowest and highest weight of each feature, None for free.
    `penalty` times the squared weights of standardised features keeps them small.
    """
    from scipy.optimize import minimize

    rows = np.concatenate(list(alternatives))
    if not rows.shape[1]:
        return np.zeros(0)
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    rows = (rows - middle) / spread
    sizes = [len(part) for part in alternatives]
    firsts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
    owner = np.repeat(np.arange(len(sizes)), sizes)
    wanted = np.concatenate(list(targets))
    pull = rows.T @ wanted

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = rows @ weights
        scores -= np.maximum.reduceat(scores, firsts)[owner]
        chances = np.exp(scores)
        total = np.add.reduceat(chances, firsts)
        value = (np.log(total).sum() - wanted @ scores) / len(sizes)
        slope = (rows.T @ (chances / total[owner]) - pull) / len(sizes)
        return float(value + penalty * weights @ weights), slope + 2 * penalty * weights

    found = minimize(
        loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B", bounds=list(bounds)
    )
    weights: np.ndarray = found.x / spread
    return weights
