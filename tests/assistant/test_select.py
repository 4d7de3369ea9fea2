"""Choosing sentences within a budget."""

from __future__ import annotations

from dataclasses import replace

from assistant.select import FACT, PART, POSITION, SECTION, Budget, choose, score
from tests.assistant.making import LIBRARY, candidates


def test_what_has_the_value_wanted_comes_first() -> None:
    first, second, third = (replace(c, said=0.5, shows=0.0) for c in candidates(LIBRARY))
    best = score([first, second, replace(third, shows=1.0)], has_topic=True, wants=True)[0]
    assert best.text == third.text


def test_what_bears_on_the_focus_comes_first() -> None:
    first, second, third = (replace(c, said=0.5) for c in candidates(LIBRARY))
    best = score([first, replace(second, focus=1.0), third], has_topic=True, wants=False)[0]
    assert best.text == second.text


def test_without_a_topic_the_opening_counts() -> None:
    ranked = score(candidates(LIBRARY), has_topic=False, wants=False)
    assert ranked[0].first


def test_nothing_is_chosen_of_nothing() -> None:
    assert choose([], FACT) == []


def test_the_budget_is_kept_and_the_order_is_the_documents() -> None:
    many = [
        replace(c, score=1.0 + unit / 10)
        for unit, text in enumerate(
            ["Trains run on time here.", "Buses stop at night now.", "Ships leave every morning."]
        )
        for c in candidates(text, unit=unit)
    ]
    one = Budget(sentences=1, per_unit=1, units=1, unit_share=0.5, share=0.5)
    assert [c.text for c in choose(many, one)] == ["Ships leave every morning."]
    assert [c.passage.unit for c in choose(many, SECTION)] == [0, 1, 2]


def test_a_sentence_that_leans_back_brings_the_one_before() -> None:
    first, second, _ = candidates(LIBRARY)
    chosen = choose([replace(second, score=1.0), replace(first, score=0.1)], FACT)
    assert [c.text for c in chosen] == [first.text, second.text]


def test_a_gap_of_one_is_bridged() -> None:
    first, second, third = candidates(
        "Cooks came first today. Pots came after them. Fires burned late."
    )
    members = [replace(first, score=1.0), replace(second, score=0.1), replace(third, score=1.0)]
    assert len(choose(members, POSITION)) == 3


def test_the_same_words_come_once() -> None:
    same = [
        replace(c, score=1.0)
        for unit in (0, 1)
        for c in candidates("The night library opened its doors.", unit=unit)
    ]
    assert len(choose(same, FACT)) == 1


def test_for_one_place_a_long_paragraph_is_not_better() -> None:
    short = [replace(c, score=0.90) for c in candidates("The bus stops here.", unit=0)]
    long = [
        replace(c, score=0.88)
        for c in candidates("Buses stop at ten. Trams run until two. Ships leave at six.", unit=1)
    ]
    assert {c.passage.unit for c in choose([*short, *long], PART)} == {0}
    assert {c.passage.unit for c in choose([*short, *long], FACT)} == {0, 1}
