"""Scores of different kinds put on one scale."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index_store.records import Hit


def standardised(scores: np.ndarray) -> np.ndarray:
    """Scores with mean 0 and standard deviation 1 (all 0 where they do not differ).

    >>> standardised(np.array([1.0, 2.0, 3.0])).round(2).tolist()
    [-1.22, 0.0, 1.22]
    """
    spread = float(scores.std())
    if spread == 0.0:
        return np.zeros_like(scores)
    result: np.ndarray = (scores - scores.mean()) / spread
    return result


def added(lists: Sequence[Sequence[Hit]]) -> list[Hit]:
    """One list out of several, by the sum of each list's standardised scores, best first.

    A passage that a list has not found counts there as its last one.
    """
    passages = {hit.passage.id: hit.passage for hits in lists for hit in hits}
    order = {id_: place for place, id_ in enumerate(passages)}
    total = np.zeros(len(passages))
    for hits in lists:
        if not hits:
            continue
        scores = np.full(len(passages), min(hit.score for hit in hits))
        for hit in hits:
            scores[order[hit.passage.id]] = hit.score
        total += standardised(scores)
    ranked = sorted(order, key=lambda id_: (-total[order[id_]], order[id_]))
    return [Hit(passages[id_], float(total[order[id_]])) for id_ in ranked]
