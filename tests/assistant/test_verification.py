"""What is compared exactly, and what a model of entailment adds."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.verification.facts import missing_fact
from assistant.verification.verifier import Verifier
from assistant.writing.progress import Progress
from assistant.writing.reply import Written
from index_store import Store
from tests.assistant.blind_statements import FIRST_LIES, FIRST_TRUTHS
from tests.assistant.statements import LAST_LIES, LAST_TRUTHS, LIES, NEW_LIES, NEW_TRUTHS, TRUTHS
from tests.assistant.written_sentences import Bench

COMPARED = {
    "dropped bound",
    "invented document",
    "invented name",
    "invented quotation",
    "wrong name",
    "wrong number",
}
"""Kinds of lies of which comparisons find each, in the words of the passage or in others."""


@pytest.fixture(scope="module")
def bench(samples_store: Store) -> Bench:
    return Bench(samples_store)


@pytest.mark.parametrize("kind", sorted(COMPARED))
def test_other_numbers_names_and_quotations_are_found(bench: Bench, kind: str) -> None:
    lies = [lie for lie in (*LIES, *NEW_LIES, *LAST_LIES) if lie.kind == kind]
    assert lies and [lie.text for lie in lies if bench.problem(bench.written(lie)) is None] == []


def test_true_sentences_have_the_numbers_and_names_of_their_source(bench: Bench) -> None:
    truths = [*TRUTHS, *NEW_TRUTHS, *LAST_TRUTHS, *FIRST_TRUTHS]
    written = [bench.written(truth) for truth in truths]
    judge = Judge([each.text for each in written])
    compared = Verifier(bench.verifier.finder, bench.verifier.embed, judge)
    wrong = {
        each.text: why
        for each in written
        if (why := compared.problem(each.text, bench.anchoring.told_by(each)))
    }
    assert len(wrong) <= 0.02 * len(truths), wrong


def test_what_the_documents_say_passes_word_by_word(bench: Bench) -> None:
    for piece in bench.pieces:
        for text in piece.texts:
            assert bench.problem(Written(text, (piece.n,))) is None


@pytest.mark.parametrize(
    ("said", "source", "right"),
    [
        ("It has 4 wards.", "Each of its four wards is full.", True),
        ("It has 5 wards.", "Each of its four wards is full.", False),
        ("It took nine hours.", "It took nine days.", False),
        ("Over 50 came.", "50 came.", False),
        ("70 % came.", "Seven out of ten came.", True),
        ("It opened in March.", "It opened on 12 March 2029.", True),
        ("It opened on 13 March.", "It opened on 12 March 2029.", False),
        ("X.1091 applies.", "X.1092 applies.", False),
    ],
)
def test_numbers_dates_and_units(said: str, source: str, right: bool) -> None:
    assert (missing_fact(said, source) is None) is right


class Judge:
    """Finds only these sentences in their sources."""

    def __init__(self, true: Sequence[str]) -> None:
        self.true = true

    def entails(self, source: str, sentence: str) -> bool:
        """Whether it is one of them."""
        return sentence in self.true


def test_with_a_judge_what_it_passes_stands_as_it_was_written(bench: Bench) -> None:
    truth, lie = (bench.written(s) for s in (FIRST_TRUTHS[0], FIRST_LIES[-1]))
    quiet = bench.verifier
    judged = Verifier(quiet.finder, quiet.embed, Judge([truth.text]))
    for verifier, own in ((quiet, False), (judged, True)):
        progress = Progress("en")
        progress.take([truth, lie], bench.anchoring, verifier)
        shown = [written.text for written, _ in progress.kept]
        assert (truth.text in shown) is own and lie.text not in shown and shown
    assert [removed.text for removed in progress.removed] == [lie.text]
