"""Paired tests on data whose answer is known."""

from __future__ import annotations

from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.metrics.metric import Unit
from evals.results import BadReport, Difference, MetricInfo, QuestionRow, Report, Settings
from evals.significance import compare, interval, p_value
from evals.wording import verdict


def report(values: list[float | None], name: str = "RR", question: str = "What?") -> Report:
    return Report(
        settings=Settings(
            system="x", model="m", documents=1, passages=1, top_k=5, version="0", created="2026"
        ),
        metrics=[
            MetricInfo(
                name=name, description="d.", citation="c", unit=Unit.SHARE, higher_is_better=True
            ),
            MetricInfo(
                name="p95",
                description="d.",
                citation="c",
                unit=Unit.SECONDS,
                higher_is_better=False,
            ),
        ],
        overall={name: None, "p95": 1.0},
        kinds=[],
        questions=[
            QuestionRow(
                id=str(n),
                kind="k",
                question=question,
                answerable=True,
                answered=True,
                answer="",
                figures={name: value, "p95": float(n)},
                search_seconds=0,
                seconds=0,
            )
            for n, value in enumerate(values)
        ],
    )


@pytest.mark.parametrize("n", [3, 5, 8])
def test_p_of_the_most_extreme_outcome_is_exact(n: int) -> None:
    assert p_value(np.ones(n), np.zeros(n)) == pytest.approx(2 / 2**n)


def test_p_is_the_sign_test_where_all_differences_have_one_size() -> None:
    # 9 better, 1 worse: P(at most 1 or at least 9 of 10 heads).
    mine = np.array([1.0] * 9 + [0.0])
    expected = 2 * (comb(10, 0) + comb(10, 1)) / 2**10
    assert p_value(mine, 1 - mine) == pytest.approx(expected)


def test_p_of_no_difference_is_1() -> None:
    same = np.array([0.1, 0.9, 0.4])
    assert p_value(same, same) == 1.0


def test_large_sets_are_sampled_the_same_way_each_time() -> None:
    rng = np.random.default_rng(1)
    theirs = rng.random(284)
    mine = theirs + rng.normal(0.05, 0.1, 284)
    assert p_value(mine, theirs) == p_value(mine, theirs) < 0.001
    assert p_value(theirs, rng.permutation(theirs)) > 0.05


@settings(max_examples=20, deadline=None)
@given(st.lists(st.floats(-1, 1), min_size=2, max_size=8))
def test_p_is_a_probability_and_symmetric(differences: list[float]) -> None:
    mine, theirs = np.array(differences), np.zeros(len(differences))
    assert 0 < p_value(mine, theirs) <= 1
    assert p_value(mine, theirs) == pytest.approx(p_value(theirs, mine))


def test_interval_holds_the_mean() -> None:
    differences = np.random.default_rng(2).normal(0.1, 0.05, 100)
    low, high = interval(differences)
    assert low < differences.mean() < high
    assert high - low < 0.03
    assert interval(np.full(5, 0.25)) == (0.25, 0.25)


def test_reports_are_paired_by_question() -> None:
    mine = report([1.0, 1.0, None, 1.0, 1.0, 1.0, 1.0])
    theirs = report([0.0, 0.0, 0.0, 0.0, 0.0, 0.0, None])
    (difference,) = compare(mine, theirs, "before").differences
    assert difference.metric == "RR"
    assert difference.questions == 5
    assert (difference.baseline, difference.value, difference.change) == (0.0, 1.0, 1.0)
    assert difference.p == difference.adjusted == pytest.approx(2 / 2**5)


def test_reports_without_a_common_question() -> None:
    with pytest.raises(BadReport, match="before: has no question"):
        compare(report([1.0, 0.0]), report([1.0, 0.0], question="Why?"), "before")


def test_one_question_is_no_test() -> None:
    assert compare(report([1.0]), report([0.0]), "before").differences == []


@pytest.mark.parametrize(
    ("value", "adjusted", "word"),
    [(0.9, 0.01, "better"), (0.1, 0.01, "worse"), (0.9, 0.06, "no difference shown")],
)
def test_verdict(value: float, adjusted: float, word: str) -> None:
    difference = Difference(
        metric="RR",
        questions=9,
        baseline=0.5,
        value=value,
        low=0,
        high=0,
        p=0.01,
        adjusted=adjusted,
    )
    assert verdict(difference, report([]).metrics) == word
