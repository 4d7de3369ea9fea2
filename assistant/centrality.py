"""Which sentences of a discussion say what the others say, starting from those on the question.

Biased LexRank: Otterbacher, Erkan and Radev, Biased LexRank: passage retrieval using random
walks with question-based priors, Information Processing & Management 45 (2009).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from index_store.analysis import terms

_LEAST_ALIKE = 0.05  # sentences less alike are not linked
_STEPS = 50  # of the walk, at the most
_SETTLED = 1e-9  # change of a step from which on the walk has settled
_FAINT = 1e-6  # link between all, so that the walk leaves every sentence again


def likeness(texts: Sequence[str], rarity: Callable[[str], float]) -> np.ndarray:
    """Cosines between texts as bags of terms weighed by tf-idf, shape (n, n), 0 on the diagonal.

    `rarity(term)` is the inverse document frequency of a term.

    >>> likeness(["Trains stop here.", "The train stops."], lambda term: 1.0).round(2).tolist()
    [[0.0, 1.0], [1.0, 0.0]]
    """
    bags = [Counter(terms(text)) for text in texts]
    places = {term: n for n, term in enumerate(dict.fromkeys(t for bag in bags for t in bag))}
    weights = np.zeros((len(texts), len(places)))
    for row, bag in zip(weights, bags, strict=True):
        for term, count in bag.items():
            row[places[term]] = (1.0 + math.log(count)) * rarity(term)
    length = np.linalg.norm(weights, axis=1, keepdims=True)
    weights /= np.where(length > 0.0, length, 1.0)
    alike: np.ndarray = weights @ weights.T
    np.fill_diagonal(alike, 0.0)
    return alike


def biased_lexrank(alike: np.ndarray, prior: np.ndarray, bias: float = 0.5) -> np.ndarray:
    """Share of its time that a random walk over sentences spends at each, shape (n,), sum 1.

    `alike`: likeness of the sentences, shape (n, n). At each step the walk goes, with
    probability `bias`, to a sentence by `prior` (how far each bears on the question, shape
    (n,), not all 0), else to one by how alike it is to where the walk stands.

    >>> alike = np.array([[0.0, 0.9, 0.0], [0.9, 0.0, 0.0], [0.0, 0.0, 0.0]])
    >>> biased_lexrank(alike, np.array([1.0, 0.2, 0.2])).round(2).tolist()
    [0.55, 0.36, 0.09]
    """
    if not 0.0 <= bias <= 1.0:
        raise ValueError(f"bias must lie between 0 and 1, not {bias}")
    links = np.where(alike >= _LEAST_ALIKE, alike, 0.0) + _FAINT
    links /= links.sum(axis=1, keepdims=True)
    start = prior / prior.sum()
    share: np.ndarray = start
    for _ in range(_STEPS):
        moved = bias * start + (1.0 - bias) * share @ links
        settled = float(np.abs(moved - share).sum()) < _SETTLED
        share = moved
        if settled:
            break
    return share
