"""A quotation with one thing changed never passes, and no text breaks the check."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index_store import Store
from tests.assistant.mutations import mutations
from tests.assistant.test_verify_statements import Bench

SENTENCES = 12  # of those that the samples have, drawn by chance but always the same


@pytest.fixture(scope="module")
def bench(samples_store: Store) -> Bench:
    return Bench(samples_store)


def test_one_thing_changed_is_found(bench: Bench) -> None:
    places = [(n, i) for n, piece in bench.pieces.items() for i in range(len(piece.texts))]
    made: Counter[str] = Counter()
    passed = []
    for n, i in random.Random(1).sample(places, SENTENCES):
        piece = bench.pieces[n]
        for kind, lie in mutations(piece.texts[i], piece.speakers):
            made[kind] += 1
            if bench.verifier.check(lie, [n], bench.pieces).problem is None:
                passed.append((kind, lie))
    assert not passed
    assert len(made) >= 5 and made.total() >= 50


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(max_size=120), n=st.integers(-1, 99))
def test_any_text_is_judged(bench: Bench, text: str, n: int) -> None:
    verdict = bench.verifier.check(text, [n], bench.pieces)
    assert verdict.problem or text.strip(" .") in " ".join(bench.pieces[n].texts)


def test_a_long_sentence_is_judged_quickly(bench: Bench) -> None:
    text = "Norway, and Chile, and Ghana, " * 9 + "opened a line; but it closed, and left."
    assert bench.verifier.check(text, [1, 2, 3], bench.pieces).problem
