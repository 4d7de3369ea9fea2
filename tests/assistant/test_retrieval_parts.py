"""The retriever's small parts: questions, spelling, weights, stretches."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.retrieval.candidate_set import CandidateSet
from assistant.retrieval.compound_split import split_compounds
from assistant.retrieval.documents import choose_documents
from assistant.retrieval.features import Features
from assistant.retrieval.passage_finder import LEARNED
from assistant.retrieval.query import RetrievalQuery
from assistant.retrieval.question_terms import QuestionTerms
from assistant.retrieval.scoring import PARTS, context_features, log_shares
from assistant.retrieval.window_sums import WindowSums
from assistant.retrieval.windows import best_windows
from index_store import Embedder, Store
from tests.index_store.factories import document, transcript


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Store:
    store = Store(tmp_path_factory.mktemp("parts") / "store", embedder)
    store.add_many([(document(), None), (transcript(), None)])
    return store


@pytest.fixture(scope="module")
def candidates(store: Store) -> CandidateSet:
    return CandidateSet(store.replica(), np.array([0, 1]))


def test_only_words_of_the_topic_are_its_terms(store: Store) -> None:
    replica = store.replica()
    whole = QuestionTerms.of(RetrievalQuery("Norway on helplines"), replica)
    assert whole.topic.all()
    named = QuestionTerms.of(RetrievalQuery("Norway on helplines", "helplines"), replica)
    words = [list(replica.vocabulary)[n] for n in named.ids]
    assert dict(zip(words, named.topic.tolist(), strict=True)) == {
        "norway": False,
        "helplin": True,
    }
    # Who is asked is no topic, and a topic that the store does not know is none.
    asked = QuestionTerms.of(RetrievalQuery("Norway on helplines", "zyx", ("Norway",)), replica)
    assert asked.topic.all()


def test_words_run_together_come_apart() -> None:
    known = [{"school", "phone"}, {"brook", "norway"}]
    assert split_compounds("schoolphones of Norway", known) == "school phones of Norway"
    assert split_compounds("NorwayBrook spoke", known) == "Norway Brook spoke"
    assert split_compounds("schoolyard xylophones", known) == "schoolyard xylophones"
    assert split_compounds("", known) == ""


def test_windows_end_where_documents_and_paragraphs_do(candidates: CandidateSet) -> None:
    ones = np.ones(len(candidates))
    # The report's six paragraphs stand for themselves, the transcript's three turns flow.
    assert WindowSums(candidates, ones).around(4).tolist() == [1] * 6 + [3] * 3
    assert WindowSums(candidates, ones).mean_around(4).tolist() == [1] * 9
    assert WindowSums(candidates, ones).mean_before(2).tolist() == [0] * 7 + [1, 1]
    assert WindowSums(candidates, ones).mean_after(2).tolist() == [0] * 6 + [1, 1, 0]
    assert candidates.best(np.arange(9.0)).tolist() == [5, 8]
    means = candidates.top_means(np.arange(9.0), -np.arange(9.0), k=2)
    assert means.tolist() == [[4.5, 7.5], [-0.5, -6.5]]
    assert candidates.top_means(np.arange(9.0), k=8).tolist() == [
        [2.5, 7.0]
    ]  # all where it has fewer


def test_documents_are_chosen_by_their_candidates(store: Store) -> None:
    replica = store.replica()
    rows = replica.row
    asked = replica.vectors[0].astype(np.float32)

    def chosen(words: list[tuple[int, float]], meaning: list[tuple[int, float]]) -> list[int]:
        found, cosines = choose_documents(replica, words, meaning, asked)
        vectors = [replica.document_vectors(d) for d in found.tolist()]
        assert cosines.tolist() == [float(c) for part in vectors for c in part @ asked]
        return [int(d) for d in found]

    assert chosen([(int(rows[7]), 2.0)], []) == [1]
    assert chosen([], [(int(rows[7]), 0.4)]) == [1]
    assert chosen([], []) == []
    assert chosen([(10**9, 1.0)], []) == []


def test_a_document_counts_with_its_nearest_passages_candidates_or_not(store: Store) -> None:
    replica = store.replica()
    first, second = (int(replica.row[replica.document_offsets[d]]) for d in (0, 1))
    near = replica.document_vectors(1).mean(axis=0)  # of what the second document is about
    found, _ = choose_documents(replica, [], [(first, 0.5), (second, 0.4)], near)
    assert found.tolist() == [1, 0]


def test_shares_add_up_to_one_and_closed_passages_have_none(candidates: CandidateSet) -> None:
    near = np.linspace(-3, 3, len(candidates))
    shares = np.exp(log_shares(candidates, near, np.array([1.0, 0.0])))
    assert shares.sum() == pytest.approx(1.0)
    assert shares[:6].sum() == pytest.approx(np.e / (1 + np.e))
    allowed = np.arange(len(candidates)) >= 7
    shares = np.exp(log_shares(candidates, near, np.array([1.0, 0.0]), allowed))
    assert shares.sum() == pytest.approx(1.0) and not shares[:7].any()
    assert not np.exp(
        log_shares(candidates, near, np.zeros(2), np.zeros(len(candidates), dtype=bool))
    ).any()


def test_turns_merge_and_numbered_paragraphs_do_not(candidates: CandidateSet) -> None:
    mass = np.array([0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.14, 0.13, 0.13])
    found = best_windows(candidates, mass, 10)
    assert (found[0].first, found[0].last) == (6, 8)
    assert found[0].mass == pytest.approx(0.4)
    assert sorted((s.first, s.last) for s in found[1:]) == [(n, n) for n in range(6)]


def test_stretches_keep_to_their_length_and_to_what_may_be_returned(
    candidates: CandidateSet,
) -> None:
    mass = np.array([0.0] * 6 + [0.3, 0.3, 0.4])
    assert all(s.first == s.last for s in best_windows(candidates, mass, 10, longest=80))
    mass[7] = 0.0
    assert [(s.first, s.last) for s in best_windows(candidates, mass, 10)] == [(8, 8), (6, 6)]
    assert best_windows(candidates, np.zeros(9), 10) == []
    faint = np.array([0.4, 1e-30, 1e-40, 1e-50, 0.3, 1e-60, 0.1, 0.1, 0.1])
    assert len(best_windows(candidates, faint, 10)) == 7  # however faint: what is asked for comes


def test_another_place_comes_before_more_of_the_same(candidates: CandidateSet) -> None:
    mass = np.array([0.3, 0, 0, 0, 0, 0, 0.35, 0.01, 0.34])
    assert [(s.first, s.last) for s in best_windows(candidates, mass, 2, longest=80)] == [
        (6, 6),
        (0, 0),
    ]


def test_every_part_can_be_switched_off() -> None:
    for part in PARTS:
        fewer = LEARNED.without({part})
        assert (len(fewer.passage), len(fewer.document), len(fewer.context)) < (
            len(LEARNED.passage) + 1,
            len(LEARNED.document),
            len(LEARNED.context),
        ) or len(fewer.passage) < len(LEARNED.passage)
    with pytest.raises(ValueError, match="the parts are words, topic"):
        LEARNED.without({"luck"})


def test_learned_weights_are_those_that_the_evidence_has(store: Store, tmp_path: Path) -> None:
    from assistant.retrieval.passage_finder import PassageFinder

    judged = PassageFinder(store).candidate_features(RetrievalQuery("helpline"))
    assert judged is not None
    assert set(LEARNED.passage) <= set(judged.passage) and set(LEARNED.document) <= set(
        judged.document
    )


def test_what_is_like_the_likeliest_passages_is_likelier(candidates: CandidateSet) -> None:
    near = np.zeros(len(candidates))
    near[int(candidates.sizes[0]) + 1] = 5.0
    told = context_features(candidates, near)["feedback 0"]
    second = told[int(candidates.sizes[0]) :]
    assert int(second.argmax()) == 1
    assert told.sum() == pytest.approx(0.0, abs=1e-4)
    only_first = context_features(candidates, near, np.array([0]))["feedback 0"]
    assert not only_first[int(candidates.sizes[0]) :].any()
    assert only_first[: int(candidates.sizes[0])] == pytest.approx(told[: int(candidates.sizes[0])])


def test_all_kinds_of_evidence_are_weighed_at_once() -> None:
    chance = np.random.default_rng(3)
    found = {name: chance.random(6) for name in ("words 0", "words 2", "meaning 0")}
    measured = Features(found)
    assert list(measured) == list(found) and len(measured) == 3
    assert measured["words 2"] == pytest.approx(found["words 2"])
    weights = {"words 0": 2.0, "meaning 0": -1.0}
    expected = 2.0 * found["words 0"] - found["meaning 0"]
    assert measured.weighted_sum(weights) == pytest.approx(expected, abs=1e-6)
