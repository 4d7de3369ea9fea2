"""Paragraphs that lie near to each other, grouped into what several delegations speak of.

Paragraphs are clustered by their vectors (k-means), finely at first: a long statement of a single
delegation is then a cluster of its own. What one delegation alone speaks of is no topic of a
meeting; such clusters are put together, apart from the topics. The others are merged, those whose
middles point the most alike first, until there are few enough.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

MOST = 12
"""Topics, at most."""
FEWEST = 3
"""Topics of several delegations from which on what one alone speaks of is none."""
PARAGRAPHS = 4
"""Paragraphs of a cluster, about, where there are few."""
FINE = 2
"""How many times as many clusters there are before they are merged."""
READ = 20_000
"""Paragraphs that topics are learned from, at most; the others go to the nearest."""
ALONE = -1
"""The cluster of what one delegation alone speaks of."""


def some(count: int) -> np.ndarray:
    """Places of the paragraphs that are learned from, in order: all, or as many as tell enough."""
    if count <= READ:
        return np.arange(count)
    return np.sort(np.random.default_rng(0).choice(count, READ, replace=False))


def clustered(
    vectors: np.ndarray, speaking: Sequence[Collection[str]]
) -> tuple[np.ndarray, np.ndarray]:
    """The cluster of each vector, `ALONE` for some, and the middle of each cluster.

    `speaking`: the delegations of each vector's paragraph.
    """
    from sklearn.cluster import KMeans

    wanted = min(FINE * MOST, max(1, round(len(vectors) / PARAGRAPHS)))
    model = KMeans(n_clusters=wanted, n_init=4, random_state=0).fit(vectors[some(len(vectors))])
    clusters = model.predict(vectors)
    alone = [n for n in range(wanted) if len(_who(speaking, clusters == n)) < 2]
    if wanted - len(alone) < FEWEST:
        alone = []
    clusters[np.isin(clusters, alone)] = ALONE
    return merged(vectors, clusters)


def _who(speaking: Sequence[Collection[str]], own: np.ndarray) -> set[str]:
    return {who for n in np.flatnonzero(own).tolist() for who in speaking[n]}


def merged(vectors: np.ndarray, clusters: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Clusters merged until there are at most `MOST`, numbered anew, and their middles.

    >>> merged(np.eye(2), np.array([7, ALONE]))[0].tolist()
    [0, -1]
    """
    clusters = clusters.copy()
    while True:
        numbers = [n for n in np.unique(clusters) if n != ALONE]
        middles = np.stack([vectors[clusters == n].mean(axis=0) for n in numbers])
        if len(numbers) <= MOST:
            break
        pointing = middles / np.maximum(np.linalg.norm(middles, axis=1, keepdims=True), 1e-9)
        alike = np.triu(pointing @ pointing.T, k=1) + np.tril(np.full(len(numbers), -2.0))
        kept, gone = divmod(int(alike.argmax()), len(numbers))
        clusters[clusters == numbers[gone]] = numbers[kept]
    places = {n: place for place, n in enumerate(numbers)}
    return np.array([places.get(n, ALONE) for n in clusters]), middles
