"""The question as terms of the store: their rarity, which are its topic, which go together."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from assistant.retrieval.query import RetrievalQuery
from index_store.analysis import terms
from index_store.replica import Replica


@dataclass(frozen=True)
class QuestionTerms:
    """`ids`: distinct terms of the question that the store has, in their order, shape (t,).

    `idf`: how rare each is among the passages, shape (t,). `topic`: which of them say what the
    question is about, bool, shape (t,). `pairs`: neighbouring terms, as places in `ids`.
    """

    ids: np.ndarray
    idf: np.ndarray
    topic: np.ndarray
    pairs: tuple[tuple[int, int], ...]

    @classmethod
    def of(
        cls, query: RetrievalQuery, replica: Replica, names: frozenset[str] = frozenset()
    ) -> QuestionTerms:
        """Looks the question up in the store's vocabulary.

        `names`: terms of the question that name a speaker, and so are not its topic.
        """
        asked = [term for name in query.speakers for term in terms(name)]
        names = names.union(asked)
        words = [w for w in terms(query.text) if w in replica.vocabulary]
        words += [w for w in asked if w in replica.vocabulary and w not in words]
        distinct = list(dict.fromkeys(words))
        place = {word: n for n, word in enumerate(distinct)}
        ids = np.array([replica.vocabulary[word] for word in distinct], dtype=np.int64)
        about = frozenset(terms(query.topic)) or frozenset(distinct)
        topic = np.array([word in about - names for word in distinct], dtype=bool)
        if not topic.any():
            topic = np.ones(len(distinct), dtype=bool)
        pairs = dict.fromkeys((place[a], place[b]) for a, b in pairwise(words) if a != b)
        return cls(ids, rarity(replica.passage_df[ids], len(replica)), topic, tuple(pairs))

    def __len__(self) -> int:
        """Number of distinct terms."""
        return len(self.ids)


def rarity(df: np.ndarray, n: int | np.ndarray) -> np.ndarray:
    """Inverse document frequency as in BM25 (Robertson, Zaragoza 2009), never negative."""
    weights: np.ndarray = np.log1p((n - df + 0.5) / (df + 0.5))
    return weights
