# ruff: noqa: E501 (long examples on one line)
"""Sentences of official prose, lists and transcripts."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.structure.sentences import split


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


# A bar shows where sentences end.
@pytest.mark.parametrize(
    "marked",
    [
        "Mr. Smith cited Res. 179 (Rev. Bucharest, 2022). |It was noted.",
        "See Doc. 3 and No. 5 of the list. |Art. 5 applies to paras. 3 and 4.",
        "The U.S. legal framework is old. |The U.S. Congress acted in the U.S. |The delegation agreed.",
        "It follows ISO/IEC 27566, and X. PARCEP for controls. |Next came Fiji.",
        "Reports, e.g. of hotlines, i.e. Dyzurnet.pl, grew to 27 500. |In 2025 they fell to 3.5 per cent.",
        "It lasts a whole life. |4Winds advised it. |See Doc. 3A.",
        "(See para. 5.4.) |The Chair closed the item.",
        "“We agree.” |The Chair thanked her.",
        "He said: “We agree.” and left.",
        "1. Opening of the meeting. |The Chair opened it.",
        "5.4. Malaysia spoke. |It was brief.",
        "What? |Yes! |No. |Never... maybe. |The end",
        "Amara C. Okoli chaired. |J. F. Smith and H.E. Ms. Lund spoke.",
        "Dr. A. B. Khan, Ph.D., spoke at 5 p.m. |The meeting rose at 6 p.m. on Friday.",
        "Lee agreed with Mr.\nRoe. |La Srta. Sol y la Dra. Luz hablaron. |Il a du bon sens. |La fin.",
        "Le Président remercie M. Dupont. |Il note l’art. 5. |Fin.",
        "主席感谢代表团。|会议结束。",
        "شكر الرئيس الوفود. |وأنهى الجلسة؟ |نعم.",
        "The group agreed to meet in Geneva; the date was open; nobody objected.",
        "Work goes on in Kenya, Ghana, etc. |The Secretariat will report.",
        "It met on 3 Oct. 2014 and on 5 Nov. 2014.",
        "Footnotes end sentences too.[3] |So it is.",
        "The fund of Acme Ltd. was praised. |Acme Inc. |The rest was silence.",
        "He reported to the media.|The Chair agreed.",
        "Is it true (is it?) that she left? |It is.",
        "Visit https://www.itu.int/cop. |It is free.",
        "Annex 1. |The list follows.",
        "Annex I parties met. |Togo joined Annex I. |Mali asked why. |Amara I. Okoli left.",
        "The vote was 12-3. |Two abstained.",
        "Answers came from St. Lucia and Ft. Worth.",
        "[Interruption.] |I was saying that.",
        "Thank you, Mr. Chair. |I have no. 5 here.",
        "Is that a yes or a no? |No. |I see.",
    ],
)
def test_where_sentences_end(marked: str) -> None:
    expected = [piece.strip() for piece in marked.split("|")]
    assert pieces(marked.replace("|", "")) == expected


def test_list_items_and_blank_lines_end_sentences() -> None:
    text = "The group agreed:\n– to meet\n– to write\n(a) first\nb) second\n\nThe Chair closed"
    assert pieces(text) == [
        "The group agreed:",
        "– to meet",
        "– to write",
        "(a) first",
        "b) second",
        "The Chair closed",
    ]


def test_a_line_end_inside_a_sentence_is_none() -> None:
    assert pieces("The Chair opened\nthe meeting. It\nwas late.") == [
        "The Chair opened\nthe meeting.",
        "It\nwas late.",
    ]


def test_offsets_count_from_the_whole_text() -> None:
    text = "Skip this. Take this. And this. Not that."
    assert [text[a:b] for a, b in split(text, 11, 31)] == ["Take this.", "And this."]
    assert split(text, 5, 5) == []


@given(st.text(alphabet=st.sampled_from(list('aB1.?! \n\t"“”’()[]—-;:,…。é中م')), max_size=120))
def test_every_word_is_in_exactly_one_sentence(text: str) -> None:
    position = 0
    for start, end in split(text):
        assert start >= position and end > start
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


@pytest.mark.parametrize(
    "text",
    [
        "a" * 300_000,
        "A. " * 100_000,
        "." * 300_000,
        " " * 300_000,
        "\n" * 300_000,
        "(\n" * 100_000,
        "a.B" * 100_000,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    start = time.process_time()
    split(text)
    assert time.process_time() - start < 3


def test_a_megabyte_takes_less_than_two_seconds() -> None:
    text = (
        "Mr. Chair, the delegation of Fiji thanks the U.S. and asks: who pays? See Doc. 3. "
        * 12_000
    )
    start = time.process_time()
    assert len(split(text)) == 24_000
    assert time.process_time() - start < 2
