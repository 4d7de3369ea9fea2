"""Which documents are worth judging whole for a question."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index_store.replica import Replica

DOCUMENTS = 64  # that the candidates may bring
PASSAGES = 2500  # of the documents that are judged whole
_COMPARED = 4000  # of those that are compared by their nearest ones
_BEST = 5  # passages by which a document counts

Candidates = Sequence[tuple[int, float]]


def choose_documents(
    replica: Replica, words: Candidates, meaning: Candidates, vector: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The documents that the candidates are of, best first; as many as hold `PASSAGES` together.

    With them the cosines of all their passages with the question, shape (n,), in that order.

    `words`, `meaning`: rows of passages with their scores; `vector`: of the question. By words a
    document counts with its five best candidates, by meaning with its five nearest passages,
    candidates or not: those of a document far down the list of all would else be missed. At least
    one document comes, if there is a candidate.
    """
    by_words = _worth(replica, words)
    found = by_words + _worth(replica, meaning)
    brought = np.argsort(-found, kind="stable")[:DOCUMENTS]
    brought = brought[found[brought] > 0.0]
    if not len(brought):
        return brought, np.zeros(0)
    sizes = np.cumsum(replica.document_offsets[brought + 1] - replica.document_offsets[brought])
    brought = brought[: max(1, int(np.searchsorted(sizes, _COMPARED, side="right")))]
    cosines = [replica.document_vectors(d) @ vector for d in brought.tolist()]
    best = np.stack([_best(each) for each in cosines])
    nearest = float(best.max()) or 1.0
    worth = by_words[brought] + best.sum(axis=1) / nearest
    order = np.argsort(-worth, kind="stable")
    sizes = np.cumsum([len(cosines[n]) for n in order])
    order = order[: max(1, int(np.searchsorted(sizes, PASSAGES, side="right")))]
    return brought[order], np.concatenate([cosines[n] for n in order]).astype(np.float64)


def _best(cosines: np.ndarray) -> np.ndarray:
    """The largest few, shape (_BEST,), 0 instead of those below 0 and those that there are not."""
    best = np.zeros(_BEST, dtype=cosines.dtype)
    if len(cosines) > _BEST:
        cosines = np.partition(cosines, len(cosines) - _BEST)[-_BEST:]
    np.maximum(cosines, 0.0, out=best[: len(cosines)])
    return best


def _worth(replica: Replica, candidates: Candidates) -> np.ndarray:
    """What each document's five best candidates are worth together, as shares of the best score."""
    worth = np.zeros(len(replica.documents))
    if not candidates:
        return worth
    positions = replica.positions(np.array([row for row, _ in candidates]))
    scores = np.array([score for _, score in candidates])
    scores = scores[positions >= 0] / max(float(scores.max()), 1e-9)
    owners = replica.document[positions[positions >= 0]]
    # Best first: the place of each passage among those of its document.
    order = np.argsort(owners, kind="stable")
    starts = np.searchsorted(owners[order], owners[order], side="left")
    rank = np.empty(len(owners), dtype=np.int64)
    rank[order] = np.arange(len(owners)) - starts
    counted = rank < _BEST
    np.add.at(worth, owners[counted], np.maximum(scores[counted], 0.0) + 1e-6)
    return worth
