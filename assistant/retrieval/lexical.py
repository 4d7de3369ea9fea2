"""How often the question's terms stand in passages, and BM25 of any stretch of them."""

from __future__ import annotations

import numpy as np

from assistant.retrieval.candidate_set import CandidateSet
from assistant.retrieval.question_terms import QuestionTerms

K1, B = 1.2, 0.75  # the usual parameters of BM25
_APART = 3  # terms at most that far on count as a pair


def counts(candidates: CandidateSet, question: QuestionTerms) -> tuple[np.ndarray, np.ndarray]:
    """Terms and pairs of terms in each passage, float32, shapes (n, t) and (n, number of pairs).

    A pair is two neighbouring terms of the question within three terms of each other, in its
    order: "summer jobs program" is more than three words that happen to stand in one speech.
    """
    replica = candidates.replica
    n, t = len(candidates), len(question)
    tokens = candidates.gather(replica.tokens, replica.token_offsets)
    lookup = np.full(len(replica.vocabulary), -1, dtype=np.int16)
    lookup[question.ids] = np.arange(t)
    terms = np.take(lookup, tokens, mode="clip")  # all are in range; to check costs more
    at = np.flatnonzero(terms >= 0)
    terms = terms[at].astype(np.int64)
    ends = np.cumsum(candidates.lengths.astype(np.int64))
    passages = np.searchsorted(ends, at, side="right")
    single = np.bincount(passages * t + terms, minlength=n * t).reshape(n, t)
    pair_number = np.full((t, t), -1, dtype=np.int64)
    for number, (first, second) in enumerate(question.pairs):
        pair_number[first, second] = number
    p = len(question.pairs)
    together = np.zeros(n * p)
    for ahead in range(1, min(_APART, len(at) - 1) + 1):
        near = (at[ahead:] - at[:-ahead] <= _APART) & (passages[ahead:] == passages[:-ahead])
        pair = pair_number[terms[:-ahead], terms[ahead:]]
        found = near & (pair >= 0)
        together += np.bincount(passages[:-ahead][found] * p + pair[found], minlength=n * p)
    return single.astype(np.float32), together.reshape(n, p).astype(np.float32)


def saturated(tf: np.ndarray, lengths: np.ndarray, average: float) -> np.ndarray:
    """What each term adds to BM25 before its rarity, between 0 and 1; shape of `tf`.

    `lengths`: terms in each stretch, shape (n,); `average`: of a stretch of that kind.
    """
    norm = (K1 * B / average) * lengths + K1 * (1 - B)
    shares: np.ndarray = tf + norm[:, None]
    np.divide(tf, shares, out=shares)
    return shares


def share(parts: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The weighted mean of the terms' parts, between 0 and 1, shape (n,).

    As a share of the best possible, BM25 compares between questions short and long.
    `weights` has shape (t,), or (n, t) where they differ by passage; they are as `balanced`.
    """
    if weights.ndim == 1:
        return parts @ weights
    shares: np.ndarray = np.einsum("ij,ij->i", parts, weights)
    return shares


def balanced(weights: np.ndarray) -> np.ndarray:
    """Weights of terms as shares of their sum, float32; all 0 where there is nothing to weigh."""
    total = weights.sum(axis=-1, keepdims=True)
    shares: np.ndarray = (weights / np.maximum(total, 1e-9)).astype(np.float32)
    return shares
