"""Whether those whom the question names have the word."""

from __future__ import annotations

import re
from collections import defaultdict

import numpy as np

from assistant.retrieval.candidate_set import CandidateSet
from assistant.retrieval.query import RetrievalQuery
from assistant.retrieval.question_terms import rarity
from index_store.analysis import terms
from index_store.names import speaker_key
from index_store.replica import Replica

_CAPITALISED = re.compile(r"[^\W\d_a-z]\w*(?:[-'’][^\W\d_]+)*")
_ENOUGH = 0.45  # share of a name's weight from which a speaker is the one that is meant


class SpeakerNames:
    """The names of a replica's speakers by their terms."""

    def __init__(self, replica: Replica) -> None:
        self._keys = replica.speakers
        self._by_term: dict[str, list[int]] = defaultdict(list)
        for n, key in enumerate(self._keys):
            for term in dict.fromkeys(terms(key)):
                self._by_term[term].append(n)

    @property
    def terms(self) -> dict[str, list[int]]:
        """All terms of the names with the speakers that have each."""
        return self._by_term

    def named(self, query: RetrievalQuery) -> np.ndarray:
        """How well each speaker fits the names in the question, 0 to 1, shape (speakers,).

        Names given with the query fit whole; else capitalised words of the question that are
        part of a speaker's name count by how rare they are among the names.
        """
        fit = np.zeros(len(self._keys))
        if query.speakers:
            wanted = {speaker_key(name) for name in query.speakers}
            for n, key in enumerate(self._keys):
                fit[n] = float(key in wanted)
            if fit.any():
                return fit
        words = [" ".join(query.speakers)] if query.speakers else _CAPITALISED.findall(query.text)
        found = [t for t in dict.fromkeys(terms(" ".join(words))) if t in self._by_term]
        weights = rarity(np.array([len(self._by_term[t]) for t in found]), len(self._keys)) + 0.1
        for term, weight in zip(found, weights, strict=True):
            fit[self._by_term[term]] += weight
        return fit / weights.sum() if found else fit

    def in_question(self, query: RetrievalQuery) -> frozenset[str]:
        """Terms of the question that are part of a speaker's name."""
        words = terms(" ".join(_CAPITALISED.findall(query.text)))
        return frozenset(word for word in words if word in self._by_term)


def spoken(candidates: CandidateSet, fit: np.ndarray) -> np.ndarray:
    """How well the speakers of each passage fit, 0 to 1, shape (n,)."""
    values = np.zeros(len(candidates))
    if not fit.any():
        return values
    replica = candidates.replica
    ids = candidates.gather(replica.speaker_ids, replica.speaker_offsets)
    amount = np.diff(replica.speaker_offsets)[candidates.positions]
    np.maximum.at(values, np.repeat(np.arange(len(candidates)), amount), fit[ids])
    return values


def presence(candidates: CandidateSet, values: np.ndarray) -> np.ndarray:
    """How much those named speak in each document: log of their passages, shape (m,)."""
    return np.log1p(candidates.total((values > _ENOUGH).astype(np.float64)))
