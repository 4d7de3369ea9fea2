"""Which words of a question a text contains."""

from __future__ import annotations

import pytest

from assistant.matching import acronyms, alike, coverage, stems_of, terms_of


def test_terms_are_matched_by_stem_spelling_and_meaning() -> None:
    for topic, text in [
        ("regulations", "one regulation"),
        ("licencing", "a licensing scheme"),
        ("helplines", "the hotline"),
        ("AI", "artificial intelligence"),
    ]:
        assert coverage(terms_of(topic, lambda s: 1.0), stems_of(text)) == 1.0, topic


def test_coverage_is_weighted() -> None:
    weights = {"librari": 3.0}
    found = terms_of("library roof", lambda stem: weights.get(stem, 1.0))
    assert coverage(found, stems_of("The library burned.")) == 0.75
    assert coverage((), stems_of("anything")) == 0.0


def test_acronyms_the_documents_define() -> None:
    known = acronyms(["The National Library Board (NLB) met."])
    assert known == {"NLB": "National Library Board"}
    (term,) = terms_of("NLB", lambda stem: 1.0, known)
    assert term.in_stems(stems_of("the national library board"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("licenc", "licens", True), ("form", "farm", False), ("2024", "2025", False)],
)
def test_spellings(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same


def test_each_term_once() -> None:
    assert len(terms_of("library libraries Library", lambda stem: 1.0)) == 1
