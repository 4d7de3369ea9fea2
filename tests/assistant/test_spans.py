"""Stretches as wholes: scores, chances, and where an answer begins and ends."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.retrieval import spans
from assistant.retrieval.candidate_set import CandidateSet
from assistant.retrieval.document_features import EDGES, centroid, edges
from assistant.retrieval.scoring import with_spans
from assistant.retrieval.spans import LONGEST, expected, inside, score, sizes
from index_store import Embedder, Store
from tests.index_store.factories import document, transcript


def _by_hand(
    passages: np.ndarray, begin: np.ndarray, end: np.ndarray, length: np.ndarray
) -> np.ndarray:
    """The expected shares, every stretch looked at on its own."""
    n = len(passages)
    found = {
        (i, j): passages[i:j].sum() + begin[i] + end[j] + length[j - i - 1]
        for i in range(n)
        for j in range(i + 1, min(n, i + LONGEST) + 1)
    }
    whole = sum(np.exp(value) for value in found.values())
    shares = np.zeros(n)
    for (i, j), value in found.items():
        shares[i:j] += np.exp(value) / whole / (j - i)
    return shares


@pytest.mark.parametrize("n", [1, 2, 7, LONGEST + 5])
def test_shares_are_those_of_all_stretches(n: int) -> None:
    chance = np.random.default_rng(n)
    passages, begin, end = (chance.normal(size=size) for size in (n, n + 1, n + 1))
    length = chance.normal(size=LONGEST)
    shares = score(passages, begin, end, length).shares()
    assert shares.sum() == pytest.approx(1.0)
    assert shares == pytest.approx(_by_hand(passages, begin, end, length))


def test_a_weak_passage_between_strong_ones_belongs_to_the_answer() -> None:
    passages = np.array([-2.0, 2.0, -0.5, 2.0, -2.0])
    shares = score(passages, np.zeros(6), np.zeros(6), np.zeros(LONGEST)).shares()
    assert shares[2] > 3 * shares[0]


def test_stretches_begin_and_end_where_it_shows() -> None:
    begin, end = np.zeros(7), np.zeros(7)
    begin[2], end[4] = 5.0, 5.0
    found = score(np.zeros(6), begin, end, np.zeros(LONGEST))
    first, length = np.unravel_index(found.chances.argmax(), found.chances.shape)
    assert (int(first), int(length) + 1) == (2, 2)
    assert found.chances[0, 6:].sum() == 0.0  # none reaches past the end


def test_sums_over_stretches_that_hold_a_passage() -> None:
    values = np.zeros((4, LONGEST))
    values[0, 1] = 1.0  # passages 0 and 1
    values[1, 2] = 10.0  # passages 1 to 3
    assert inside(values).tolist() == [1.0, 11.0, 10.0, 10.0]
    assert spans.ends(values).tolist() == [0.0, 0.0, 1.0, 0.0, 10.0]
    assert sizes().shape == (LONGEST, len(spans.SIZES))


@pytest.fixture(scope="module")
def candidates(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> CandidateSet:
    store = Store(tmp_path_factory.mktemp("spans") / "store", embedder)
    store.add_many([(document(), None), (transcript(), None)])
    return CandidateSet(store.replica(), np.array([0, 1]))


def test_edges_are_seen_at_every_place(candidates: CandidateSet) -> None:
    for place in range(2):
        seen = edges(candidates, place)
        assert seen.shape == (candidates.sizes[place] + 1, len(EDGES))
        assert seen[0, 0] == seen[-1, 0] == 1.0
        assert edges(candidates, place) is seen  # worked out once
        assert centroid(candidates, place) is centroid(candidates, place)
        assert centroid(candidates, place) == pytest.approx(candidates.vectors(place).mean(axis=0))


def test_the_topic_shifts_where_other_things_are_talked_of(candidates: CandidateSet) -> None:
    place = int(np.flatnonzero(~candidates.written[candidates.firsts])[0])
    vectors = candidates.vectors(place).astype(np.float64)
    seen = edges(candidates, place)
    for at in range(1, len(vectors)):
        left = vectors[max(0, at - 3) : at].sum(axis=0)
        right = vectors[at : at + 3].sum(axis=0)
        cosine = left @ right / np.linalg.norm(left) / np.linalg.norm(right)
        assert seen[at, EDGES.index("shift 3")] == pytest.approx(1.0 - cosine, abs=1e-4)
    assert seen[0, EDGES.index("shift 3")] == seen[-1, EDGES.index("shift 8")] == 1.0


def test_only_transcripts_are_looked_at_as_stretches(candidates: CandidateSet) -> None:
    n = len(candidates)
    held = 2.0 * np.arange(float(n))
    shares = np.log(np.full(n, 1.0 / n))
    found = np.exp(with_spans(candidates, shares, held, {}, np.array([0, 1])))
    assert found.sum() == pytest.approx(1.0)
    written = candidates.written
    assert found[written] == pytest.approx(1.0 / n)
    spoken = found[~written]
    assert spoken.sum() == pytest.approx((~written).sum() / n)
    assert spoken[-1] > spoken[0]


def test_what_may_not_be_returned_gets_no_share(candidates: CandidateSet) -> None:
    n = len(candidates)
    shares = np.log(np.full(n, 1.0 / (n - 1)))
    shares[-1] = -np.inf
    found = with_spans(candidates, shares, np.zeros(n), {}, np.array([0, 1]))
    assert found[-1] == -np.inf
    assert np.exp(found).sum() == pytest.approx(1.0)
    place = int(np.flatnonzero(~candidates.written[candidates.firsts])[0])
    size = int(candidates.sizes[place])
    assert expected(candidates, place, np.zeros(size), {}).sum() == pytest.approx(1.0)
