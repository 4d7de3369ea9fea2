"""Whose words a question wants, and whom it only names."""

from __future__ import annotations

import pytest

from assistant.named import sort_names
from ingest.names.finder import NameFinder


@pytest.fixture(scope="module")
def finder() -> NameFinder:
    return NameFinder()


@pytest.mark.parametrize(
    ("question", "asked", "about"),
    [
        ("What did Kenya say on meals?", ["Kenya"], []),
        ("Summarise Kenya's paper", ["Kenya"], []),
        ("What does the contribution by Kenya propose?", ["Kenya"], []),
        ("Kenya on meals", ["Kenya"], []),
        ("Kenya school meals", ["Kenya"], []),
        ("Did Kenya support Chad's proposal?", ["Kenya"], ["Chad"]),
        ("How did Kenya react to Chad's statement?", ["Kenya"], ["Chad"]),
        ("Who reacted to Chad's statement?", [], ["Chad"]),
        ("How many cooks work in Chad?", [], ["Chad"]),
        ("Which meals does the school in Chad discuss?", [], ["Chad"]),
        ("What is Chad's experience with meals?", ["Chad"], []),
        ("Which countries commended Chad's meals?", [], ["Chad"]),
        ("What did Kenya and Chad say?", ["Kenya", "Chad"], []),
        ("Sorry, Kenya, not Chad.", ["Kenya"], []),
        ("not Chad but Kenya", ["Kenya"], []),
        ("No, I meant Kenya.", ["Kenya"], []),
        ("And Kenya?", ["Kenya"], []),
        ("I am from Chad; could you tell me what Kenya said?", ["Kenya"], []),
        ("According to Kenya, what is missing?", ["Kenya"], []),
        ("Who will chair the next round?", [], []),
    ],
)
def test_asked_and_about(
    question: str, asked: list[str], about: list[str], finder: NameFinder
) -> None:
    named = sort_names(question, finder)
    assert [s.name for s in named.asked] == asked
    assert [s.name for s in named.about] == about


def test_in_a_comparison_everybody_is_asked(finder: NameFinder) -> None:
    named = sort_names("How do the papers of Kenya and Chad differ?", finder, compare=True)
    assert [s.name for s in named.asked] == ["Kenya", "Chad"]


def test_the_only_name_of_a_foreign_question_is_asked(finder: NameFinder) -> None:
    named = sort_names("Que souhaite le Tchad ?", finder, foreign=True)
    assert [s.name for s in named.asked] == ["Chad"]


def test_a_speaker_nobody_knows(finder: NameFinder) -> None:
    assert sort_names("What did Acme Toys say on meals?", finder).unknown == ("Acme Toys",)


def test_names_are_cut_out_of_the_rest(finder: NameFinder) -> None:
    named = sort_names("How many cooks work in Chad's schools?", finder)
    assert named.rest == "How many cooks work in schools?"
    assert named.core == "How many cooks work in Chad's schools?"


def test_a_name_taken_back_is_told(finder: NameFinder) -> None:
    assert sort_names("Kenya, not Chad", finder).denied
    assert not sort_names("What did Kenya not say?", finder).denied


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("Что сказала Касталия о школах?", "Касталия"),
        ("Какова позиция Касталии по школам?", "Касталии"),
        ("ماذا قالت كستاليا عن المدارس؟", "كستاليا"),
        ("卡斯塔利亚对学校说了什么？", "卡斯塔利亚"),
        ("Что сказала Кения о школах?", ""),
        ("Что сказала группа о школах?", ""),
        ("ماذا قالت الوفود عن المدارس؟", ""),
        ("代表们对学校说了什么？", ""),
        ("关于学校提出了什么？", ""),
        ("人工智能提出了什么问题？", ""),
    ],
)
def test_nobody_speaks_for_a_name_that_is_not_known(
    question: str, unknown: str, finder: NameFinder
) -> None:
    assert "".join(sort_names(question, finder, foreign=True).unknown) == unknown
