"""What a written sentence tells of is found, whatever number the model put behind it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.writing.reply import Written
from index_store import Store
from tests.assistant.blind_statements import (
    FIRST_TRUTHS,
    FOURTH_TRUTHS,
    SECOND_TRUTHS,
    THIRD_TRUTHS,
)
from tests.assistant.statements import LAST_TRUTHS, NEW_TRUTHS, TRUTHS
from tests.assistant.written_sentences import Bench

PARAPHRASES = [
    *TRUTHS,
    *NEW_TRUTHS,
    *LAST_TRUTHS,
    *FIRST_TRUTHS,
    *SECOND_TRUTHS,
    *THIRD_TRUTHS,
    *FOURTH_TRUTHS,
]

TRUE = {
    "FantomApp collects no data at all.": "5.6",
    "Poland's hotline handled 27 500 reports in 2024.": "5.3",
    "The Joint Statement was signed on 19 January 2026.": "5.1",
    "A call is never recorded.": "2.2",
}


@pytest.fixture(scope="module")
def bench(samples_store: Store) -> Bench:
    return Bench(samples_store)


@pytest.mark.parametrize("text", TRUE)
def test_what_a_sentence_tells_of_is_found(bench: Bench, text: str) -> None:
    told = bench.anchoring.told_by(Written(text, ()))
    assert {source.piece.passage.paragraph for source in told} == {TRUE[text]}


@pytest.mark.parametrize(("cited", "least"), [(True, 0.97), (False, 0.9)], ids=["cited", "not"])
def test_paraphrases_are_shown_by_the_passage_they_tell_of(
    bench: Bench, cited: bool, least: float
) -> None:
    right = 0
    for written in map(bench.written, PARAPHRASES):
        asked = written if cited else Written(written.text, ())
        right += any(s.piece.n in written.numbers for s in bench.anchoring.told_by(asked))
    assert right >= least * len(PARAPHRASES)


JOINED = {
    "FantomApp collects no data at all, and Poland's hotline handled 27 500 reports in 2024.": {
        "5.6",
        "5.3",
    },
    "Poland's hotline handled 27 500 reports in 2024, and Norway tested an automatic assistant "
    "that suggests answers to counsellors.": {"5.3", "4.1"},
}


@pytest.mark.parametrize("text", JOINED)
def test_a_sentence_that_joins_two_facts_rests_on_both(bench: Bench, text: str) -> None:
    told = bench.anchoring.told_by(Written(text, ()))
    assert {source.piece.passage.paragraph for source in told} == JOINED[text]


def test_a_sentence_like_none_tells_of_nothing(bench: Bench) -> None:
    assert bench.anchoring.told_by(Written("Trains to the capital were late all winter.", ())) == ()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(max_size=120), n=st.integers(-1, 130))
def test_any_text_is_held_against_something_or_nothing(bench: Bench, text: str, n: int) -> None:
    written = Written(text, (n,))
    assert bench.anchoring.told_by(written) or bench.problem(written)
