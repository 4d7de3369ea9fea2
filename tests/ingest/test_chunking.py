"""Passages of at most 120 words, cut where sentences end, as even as they come."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.model import Sentence, Speaker, SpeakerKind
from ingest.structure.chunking import MAX_WORDS, groups, words_in


def sentences(text: str, sizes: list[int]) -> list[Sentence]:
    """The sentences of `make(sizes)`."""
    found, position = [], 0
    for size in sizes:
        end = position + len(sentence_of(size))
        found.append(Sentence(start=position, end=end))
        position = end + 1
    assert position - 1 == len(text) or not sizes
    return found


def sentence_of(size: int) -> str:
    return " ".join(["word"] * size) + "."


def make(sizes: list[int]) -> tuple[str, list[Sentence]]:
    text = " ".join(sentence_of(size) for size in sizes)
    return text, sentences(text, sizes)


def cut(sizes: list[int]) -> list[int]:
    """Words in each passage."""
    text, found = make(sizes)
    return [words_in(text[group[0].start : group[-1].end]) for group in groups(text, found)]


def test_short_units_stay_whole() -> None:
    assert cut([40, 40, 40]) == [120]
    assert cut([]) == []


def test_pieces_are_balanced() -> None:
    assert cut([40, 40, 40, 5]) == [80, 45]
    assert cut([30] * 5) in ([90, 60], [60, 90])
    assert min(cut([20] * 13)) >= 80


def test_a_sentence_of_up_to_200_words_without_clauses_stays_whole() -> None:
    assert cut([150]) == [150]
    assert max(cut([500])) <= MAX_WORDS + 10


def test_a_long_sentence_is_cut_at_its_clauses() -> None:
    text = " ".join(["word"] * 60) + "; " + " ".join(["word"] * 70) + "."
    speaker = Speaker(name="Fiji", kind=SpeakerKind.MEMBER_STATE)
    found = groups(text, [Sentence(start=0, end=len(text), speakers=(speaker,))])
    assert [text[group[0].start : group[-1].end][-1] for group in found] == [";", "."]
    assert all(sentence.speakers == (speaker,) for group in found for sentence in group)


def test_cuts_prefer_the_start_of_blocks() -> None:
    text, found = make([30, 30, 30, 30, 30])
    at = found[2].start
    assert groups(text, found, [0, at])[1][0].start == at


@given(st.lists(st.integers(1, 260), max_size=25))
@settings(deadline=None)
def test_nothing_is_lost_and_limits_hold(sizes: list[int]) -> None:
    text, found = make(sizes)
    pieces = groups(text, found)
    flat = [sentence for piece in pieces for sentence in piece]
    assert "".join(text[s.start : s.end] for s in flat).replace(" ", "") == text.replace(" ", "")
    for piece in pieces:
        size = words_in(text[piece[0].start : piece[-1].end])
        assert size <= (MAX_WORDS if len(piece) > 1 else 200)
