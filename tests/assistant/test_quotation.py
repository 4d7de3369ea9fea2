"""A sentence that its source does not carry never passes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.answer import AnswerSentence, Citation
from assistant.verification.quotation import problem

TEXT = "Norway opened a night line in 2030. Ghana asked what it costs. The Chair thanked both."


def canonical(document: str, start: int, end: int) -> str:
    return TEXT[start:end] if document == "D" else ""


def citation(start: int, end: int, speakers: list[str], quote: str | None = None) -> Citation:
    return Citation(
        n=1,
        document="D",
        path=Path("d.txt"),
        title="A document",
        start=start,
        end=end,
        speakers=speakers,
        quote=TEXT[start:end] if quote is None else quote,
    )


NORWAY = citation(0, 35, ["Norway"])


def test_what_stands_there_passes() -> None:
    sentence = AnswerSentence(text="Norway opened a night line in 2030.", citations=[1])
    assert problem(sentence, [NORWAY], canonical, ["Norway"]) is None


@pytest.mark.parametrize(
    ("sentence", "cited", "asked", "why"),
    [
        (AnswerSentence(text=NORWAY.quote), [NORWAY], [], "no citation"),
        (AnswerSentence(text=NORWAY.quote, citations=[2]), [NORWAY], [], "does not exist"),
        (
            AnswerSentence(text="Norway opened a night line in 2031.", citations=[1]),
            [NORWAY],
            [],
            "does not say it",
        ),
        (AnswerSentence(text=NORWAY.quote, citations=[1]), [NORWAY], ["Ghana"], "somebody else"),
        (
            AnswerSentence(text="Norway closed it.", citations=[1]),
            [citation(0, 35, ["Norway"], quote="Norway closed it.")],
            [],
            "not the text",
        ),
    ],
)
def test_what_does_not_stand_there_is_named(
    sentence: AnswerSentence, cited: list[Citation], asked: list[str], why: str
) -> None:
    assert why in (problem(sentence, cited, canonical, asked) or "")


@given(st.text(min_size=1, max_size=60))
def test_no_other_words_pass(words: str) -> None:
    folded = " ".join(words.split())
    assume(folded and folded not in TEXT)
    assert problem(AnswerSentence(text=words, citations=[1]), [NORWAY], canonical) is not None
