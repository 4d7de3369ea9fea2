"""Logits to probabilities that mean what they say.

Platt, "Probabilistic outputs for support vector machines and comparisons to regularized
likelihood methods", 1999: a logistic curve over the logits of examples not learned from.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def platt(logits: np.ndarray, answers: np.ndarray, weights: np.ndarray) -> tuple[float, float]:
    """Slope and offset that make 1 / (1 + exp(-(slope · logit + offset))) likeliest."""
    from scipy.optimize import minimize

    def loss(values: np.ndarray) -> float:
        margins = np.where(answers > 0, 1, -1) * (values[0] * logits + values[1])
        return float((weights * np.logaddexp(0, -margins)).sum() / weights.sum())

    slope, offset = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x
    return float(slope), float(offset)


def curve(
    probabilities: np.ndarray, answers: np.ndarray, weights: np.ndarray, bins: int = 10
) -> list[tuple[float, float, float]]:
    """For each tenth of the scale: mean probability, share that answers, weight of its sentences.

    A calibrated reader has the first two alike (Niculescu-Mizil and Caruana, "Predicting good
    probabilities with supervised learning", 2005).
    """
    places = np.minimum((probabilities * bins).astype(int), bins - 1)
    points = []
    for place in range(bins):
        here = weights * (places == place)
        if here.sum() > 0:
            said = float((here * probabilities).sum() / here.sum())
            points.append((said, float((here * answers).sum() / here.sum()), float(here.sum())))
    return points


def calibration_error(points: Sequence[tuple[float, float, float]]) -> float:
    """Expected calibration error (Guo et al., 2017): mean distance of the two, by weight."""
    total = sum(weight for *_, weight in points)
    return sum(abs(said - is_so) * weight for said, is_so, weight in points) / max(total, 1e-9)
