"""Sentences that may be quoted, and the evidence for each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from assistant.candidates import Candidate, gather, is_sentence, judge, soften
from assistant.matching import Term, terms_of
from assistant.nearness import MOST, Nearness
from assistant.question import Wanted
from index_store.embedding import Embedder
from ingest.model import Speaker
from tests.assistant.making import CHAD, KENYA, LIBRARY, candidates, passage


@pytest.fixture(scope="module")
def nearness() -> Nearness:
    return Nearness(Embedder().embed)


def terms(text: str) -> tuple[Term, ...]:
    return terms_of(text, lambda stem: 1.0)


def judged(
    text: str,
    topic: str,
    wanted: Sequence[Wanted] = (),
    counted: str | None = None,
    about: Sequence[Speaker] = (),
    speakers: tuple[Speaker, ...] = (),
) -> list[Candidate]:
    return judge(
        candidates(text, speakers),
        terms(topic),
        (),
        wanted,
        lambda candidate: text,
        lambda texts: np.full(len(texts), 0.5),
        counted,
        about,
    )


def test_each_sentence_comes_once_with_its_best_rank() -> None:
    found = gather([(passage(LIBRARY), 0.2), (passage(LIBRARY), 0.9)], lambda s: True)
    assert len(found) == 3
    assert {c.rank for c in found} == {0.9}
    assert [c.first for c in found] == [True, False, False]


def test_only_accepted_sentences_come() -> None:
    assert gather([(passage(LIBRARY, (KENYA,)), 1.0)], lambda s: CHAD in s.speakers) == []


@pytest.mark.parametrize(("text", "whole"), [("It was so", False), ("The library opened.", True)])
def test_what_says_something_by_itself(text: str, whole: bool) -> None:
    assert is_sentence(text) is whole


def test_said_is_of_the_sentence_and_around_of_its_paragraph() -> None:
    first, second, _ = judged(LIBRARY, "library books")
    assert (first.said, second.said) == (0.5, 0.5)
    assert first.around == second.around == 1.0


def test_a_number_of_other_things_shows_in_part() -> None:
    _, second, third = judged(LIBRARY, "library", [Wanted.NUMBER], "schools")
    assert (second.shows, third.shows) == (1.0, 0.0)
    _, second, _ = judged(LIBRARY, "library", [Wanted.NUMBER], "readers")
    assert 0 < second.shows < 1


def test_speakers_named_are_looked_for() -> None:
    by_kenya = judged("The bus was late again.", "bus", about=[KENYA], speakers=(KENYA,))
    by_nobody = judged("The bus was late again.", "bus", about=[KENYA])
    written = judged("The bus of Kenya was late.", "bus", about=[KENYA])
    assert by_kenya[0].named == 1.0
    assert by_nobody[0].named == 0.0
    assert 0 < written[0].named < 1


def test_words_near_in_meaning_count_in_part(nearness: Nearness) -> None:
    found = soften(
        judged("Parliament forbade phones in class.", "ban phones"),
        terms("ban phones"),
        terms("ban"),
        (),
        nearness,
    )[0]
    assert 0.3 < found.focus <= MOST
    assert found.said < found.near < 1.0


def test_words_far_in_meaning_do_not_count(nearness: Nearness) -> None:
    found = soften(
        judged(LIBRARY, "encryption"), terms("encryption"), terms("encryption"), (), nearness
    )
    assert max(c.focus for c in found) < 0.5


def test_neighbours_count_less_than_the_sentence(nearness: Nearness) -> None:
    first, second, _ = soften(judged(LIBRARY, "opened"), terms("opened"), (), (), nearness)
    assert first.near == 1.0
    assert 0.7 < second.near < 1.0


def test_without_a_focus_nothing_is_missed(nearness: Nearness) -> None:
    found = soften(judged(LIBRARY, "library"), terms("library"), (), (), nearness)
    assert all(c.focus == c.sort == 1.0 for c in found)


def test_each_word_is_embedded_once() -> None:
    asked: list[str] = []
    embedder = Embedder()

    def embed(texts: Sequence[str]) -> np.ndarray:
        asked.extend(texts)
        return embedder.embed(texts)

    near = Nearness(embed)
    near.grade("ban", ["forbid", "allow"])
    near.grade("ban", ["forbid", "permit"])
    assert sorted(asked) == ["allow", "ban", "forbid", "permit"]
    assert near.grade("ban", []) == 0.0
