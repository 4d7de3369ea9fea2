"""Every metric on cases whose figures are known by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.case import Case
from evals.metrics import default_metrics
from evals.metrics.answered import AnsweredRate
from evals.metrics.citation_precision import CitationPrecision
from evals.metrics.citation_recall import CitationRecall
from evals.metrics.fact_recall import FactRecall
from evals.metrics.latency import Latency, Step
from evals.metrics.metric import Unit
from evals.metrics.misattribution import MisattributionRate, Misattributions
from evals.metrics.precision import Precision
from evals.metrics.reading_budget import HitWithin, RecallWithin
from evals.metrics.recall import Recall
from evals.metrics.reciprocal_rank import ReciprocalRank
from evals.metrics.refusal import RefusalF1, RefusalPrecision, RefusalRecall
from evals.metrics.right_document import RightDocumentFirst
from evals.metrics.rouge import Rouge
from tests.evals.made import case, citation, gold, suggestion

# Golds at 100-200 and 300-400; the second passage found holds the first, the fourth the second.
RANKED = case(
    golds=[gold((100, 200)), gold((300, 400))],
    found=[
        suggestion(0, 100),
        suggestion(150, 250),
        suggestion(200, 300),
        suggestion(390, 500),
    ],
)


@pytest.mark.parametrize(
    ("metric", "value"),
    [
        (HitWithin(100), 0.0),
        (HitWithin(200), 1.0),
        (Recall(1), 0.0),
        (Recall(3), 0.5),
        (Recall(5), 1.0),
        (Precision(1), 0.0),
        (Precision(2), 0.5),
        (Precision(5), 0.4),
        (ReciprocalRank(), 0.5),
    ],
    ids=lambda value: getattr(value, "name", None),
)
def test_ranks(metric: Recall, value: float) -> None:
    assert metric.of(RANKED) == pytest.approx(value)


def test_one_passage_that_holds_two_golds() -> None:
    both = case(golds=[gold((0, 10)), gold((10, 20))], found=[suggestion(0, 20)])
    assert Recall(1).of(both) == 1.0


def test_several_passages_of_one_gold_count_once() -> None:
    same = case(golds=[gold((0, 30)), gold((90, 99))], found=[suggestion(0, 9), suggestion(9, 30)])
    assert Recall(5).of(same) == 0.5
    assert Precision(2).of(same) == 1.0


def test_a_gold_that_the_store_does_not_hold_is_never_found() -> None:
    absent = case(golds=[gold()], found=[suggestion(0, 9)])
    assert HitWithin(99).of(absent) == Recall(5).of(absent) == RecallWithin(99).of(absent) == 0.0


def test_touching_is_not_holding() -> None:
    assert HitWithin(99).of(case(golds=[gold((10, 20))], found=[suggestion(0, 10)])) == 0.0
    assert HitWithin(99).of(case(golds=[gold((0, 9))], found=[suggestion(0, 9, "b")])) == 0.0


def test_nothing_found() -> None:
    nothing = case(golds=[gold((0, 9))], document="a")
    for metric in (HitWithin(9), Recall(5), Precision(5), ReciprocalRank(), RightDocumentFirst()):
        assert metric.of(nothing) == 0.0
    assert RecallWithin(9).of(nothing) == 0.0


def test_right_document_first() -> None:
    right = case(golds=[gold((0, 9))], found=[suggestion(50, 60)], document="a.txt")
    wrong = case(golds=[gold((0, 9))], found=[suggestion(0, 9, "b")], document="a.txt")
    assert RightDocumentFirst().over([right, wrong, RANKED]) == 0.5


def test_evidence_within_the_budget() -> None:
    # 100 gold characters; the first passage has 50 of them, the second all, cut after 20.
    spent = case(golds=[gold((100, 200))], found=[suggestion(50, 150), suggestion(150, 300)])
    assert HitWithin(50).of(spent) == 0.0
    assert HitWithin(51).of(spent) == 1.0
    assert RecallWithin(120).of(spent) == pytest.approx(0.7)
    assert RecallWithin(6000).of(spent) == 1.0
    # Of more gold than the budget holds, the budget full of it is all there can be.
    assert RecallWithin(80).of(spent) == pytest.approx(30 / 80)
    full = case(golds=[gold((100, 900))], found=[suggestion(100, 500)])
    assert RecallWithin(400).of(full) == 1.0


def test_a_long_passage_is_not_read_to_its_end() -> None:
    long = case(golds=[gold((5000, 5100))], found=[suggestion(0, 6000)])
    assert HitWithin(1000).of(long) == RecallWithin(1000).of(long) == 0.0


def test_evidence_found_twice_is_found_once_and_paid_twice() -> None:
    twice = case(golds=[gold((0, 100)), gold((50, 150))], found=[suggestion(0, 100)] * 2)
    assert RecallWithin(200).of(twice) == pytest.approx(100 / 150)


def test_evidence_of_another_document_is_no_evidence() -> None:
    other = case(golds=[gold((0, 100))], found=[suggestion(0, 100, "b")])
    assert HitWithin(100).of(other) == RecallWithin(100).of(other) == 0.0


def test_citations_of_paragraphs_count_once_a_paragraph() -> None:
    cited = case(
        golds=[gold((0, 100)), gold((500, 600))],
        citations=[
            citation(1, 0, 10, paragraph="5.4"),
            citation(2, 20, 30, paragraph="5.4"),
            citation(3, 200, 210, paragraph="5.5"),
        ],
    )
    assert CitationPrecision().of(cited) == 0.5
    assert CitationRecall().of(cited) == 0.5


def test_citations_without_paragraphs_count_each() -> None:
    cited = case(
        golds=[gold((0, 100))],
        citations=[citation(1, 0, 10), citation(2, 90, 110), citation(3, 100, 110)],
    )
    assert CitationPrecision().of(cited) == pytest.approx(2 / 3)


def test_a_refused_question_cites_nothing() -> None:
    refused = case(golds=[gold((0, 100))], answered=False)
    assert CitationPrecision().of(refused) is None
    assert CitationRecall().of(refused) == 0.0


def test_facts_are_found_through_spaces_case_and_markdown() -> None:
    told = case(
        text="Utopia processed **27\u00a0500** reports [1] in\n2024.",
        facts=("27 500", "REPORTS in 2024", "12"),
    )
    assert FactRecall().of(told) == pytest.approx(2 / 3)
    assert FactRecall().missing(told) == ["12"]


def test_facts_of_a_citation_number_or_a_refusal_do_not_count() -> None:
    assert FactRecall().of(case(text="Nobody said [12].", facts=("12",))) == 0.0
    assert FactRecall().of(case(text="27 500", facts=("27 500",), answered=False)) == 0.0
    assert FactRecall().of(case(text="27 500")) is None


def spoken(*sentences: list[int], who: tuple[str, ...] = ("Utopia",)) -> Case:
    """Citation 1 is Utopia's, 2 Ruritania's, 3 nobody's."""
    speakers = (["Utopia", "Freedonia"], ["Ruritania"], [])
    return case(
        sentences=[("words", numbers) for numbers in sentences],
        citations=[citation(n, 0, 9, speakers=names) for n, names in enumerate(speakers, start=1)],
        who=who,
    )


def test_misattribution() -> None:
    assert MisattributionRate().of(spoken([1], [1, 2])) == 0.0
    assert MisattributionRate().of(spoken([1], [2], [3], [])) == 0.75
    assert Misattributions().of(spoken([1], [2], [3], [])) == 3.0
    assert MisattributionRate().of(spoken([2], who=("Utopia", "ruritania"))) == 0.0
    assert MisattributionRate().of(spoken([2], who=())) is None
    assert MisattributionRate().of(spoken()) is None


def test_misattribution_over_questions_is_a_share_of_sentences() -> None:
    cases = [spoken([1], [1], [1]), spoken([2]), spoken(who=()), spoken()]
    assert MisattributionRate().over(cases) == 0.25
    assert Misattributions().over(cases) == 1.0


def test_refusals() -> None:
    cases = [
        case(answered=False, answerable=False),
        case(answered=True, answerable=False),
        case(answered=False, answerable=False),
        case(answered=False),
        case(answered=True),
    ]
    assert RefusalPrecision().over(cases) == pytest.approx(2 / 3)
    assert RefusalRecall().over(cases) == pytest.approx(2 / 3)
    assert RefusalF1().over(cases) == pytest.approx(2 / 3)
    assert AnsweredRate().over(cases) == 0.5


def test_refusal_figures_that_do_not_apply() -> None:
    assert RefusalPrecision().over([case()]) is None
    assert RefusalRecall().over([case()]) is None
    assert RefusalF1().over([case()]) is None
    # Where every question is answerable, no refusal can be right.
    assert RefusalPrecision().over([case(), case(answered=False)]) is None
    assert RefusalF1().over([case(), case(answered=False)]) is None
    assert RefusalF1().over([case(answered=True, answerable=False)]) == 0.0


def test_latency() -> None:
    cases = [case(search_seconds=n / 100, seconds=n / 10) for n in range(1, 12)]
    assert Latency(Step.RETRIEVAL, 50).over(cases) == pytest.approx(0.06)
    assert Latency(Step.ANSWER, 95).over(cases) == pytest.approx(1.05)
    assert Latency(Step.ANSWER, 50).over([]) is None


def test_rouge_cuts_at_120_words() -> None:
    pytest.importorskip("rouge_score")
    same = case(text="Filters protect children [1].", answer="filter protects children")
    assert Rouge("1").of(same) == Rouge("L").of(same) == 1.0
    long = case(text="other " * 120 + "children", answer="children")
    assert Rouge("1").of(long) == 0.0
    # One of three words, no pair of words: P = 1/3, R = 1, F = 1/2.
    some = case(text="children use phones", answer="children")
    assert Rouge("1").of(some) == pytest.approx(0.5)
    assert Rouge("2").of(some) == 0.0
    assert Rouge("1").of(case(text="children", answer="children", answered=False)) == 0.0
    assert Rouge("1").of(case(text="children")) is None


def test_every_metric_declares_itself() -> None:
    metrics = default_metrics()
    assert len({metric.name for metric in metrics}) == len(metrics)
    for metric in metrics:
        assert metric.description.endswith(".")
        assert metric.citation
        assert metric.over([]) is None


spans = st.tuples(st.integers(0, 400), st.integers(1, 200)).map(lambda s: (s[0], s[0] + s[1]))


@given(
    golds=st.lists(spans, min_size=1, max_size=4),
    found=st.lists(spans, max_size=12),
    answered=st.booleans(),
    facts=st.lists(st.text(min_size=1, max_size=5), max_size=3),
    text=st.text(max_size=80),
)
def test_shares_lie_between_0_and_1_and_recall_grows_with_k(
    golds: list[tuple[int, int]],
    found: list[tuple[int, int]],
    answered: bool,
    facts: list[str],
    text: str,
) -> None:
    made = case(
        golds=[gold(span) for span in golds],
        found=[suggestion(*span) for span in found],
        citations=[citation(n, *span) for n, span in enumerate(found, start=1)],
        text=text,
        answered=answered,
        facts=tuple(facts),
        document="a",
    )
    for metric in default_metrics():
        value = metric.of(made)
        if value is not None and metric.unit is Unit.SHARE:
            assert 0.0 <= value <= 1.0, metric.name
    recalls = [Recall(k).of(made) or 0.0 for k in (1, 3, 5, 10, 20)]
    assert recalls == sorted(recalls)
    for budget in (10, 100, 1000):
        share, hit = RecallWithin(budget).of(made), HitWithin(budget).of(made)
        assert (share or 0.0) <= (hit or 0.0) <= (HitWithin(2 * budget).of(made) or 0.0)
