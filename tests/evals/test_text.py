"""Comparison of strings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.text import first_words, fold, plain


def test_fold_makes_one_of_all_spaces() -> None:
    assert fold("27\u00a0500\u202freports\n in  2024") == "27 500 reports in 2024"
    assert fold("Non\u2011binding") == fold("non\u2010binding")
    assert fold("STRASSE") == fold("Straße")


def test_fold_keeps_dashes_apart() -> None:
    assert fold("11–15") != fold("11-15")


@given(st.text())
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("**Utopia** said so [1][2].", "Utopia said so."),
        ("It is 27\u00a0500 [1, 2] in all [3–4].", "It is 27\u00a0500 in all."),
        ("- one [1]\n- two [2]", "one\ntwo"),
        (r"a \[x\] and 5\*3", "a [x] and 5*3"),
        ("| who | what |\n|--|--|\n| Utopia | law [1] |", "who\nwhat\nUtopia\nlaw"),
        ("a_snake_name stays", "a_snake_name stays"),
        ("", ""),
    ],
)
def test_plain(markdown: str, words: str) -> None:
    assert plain(markdown) == words


def test_first_words() -> None:
    assert first_words("one two\nthree", 2) == "one two"
    assert first_words("one", 120) == "one"
