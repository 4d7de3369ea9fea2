"""Why an answer is as it is: how the question was understood, what was read, what was chosen."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, Field

from assistant.question.question import Question


class Fate(StrEnum):
    """What became of a sentence that was read."""

    LEADS = "leads the answer"
    MORE = "there on demand"
    UNSURE = "below the threshold"
    OTHERS = "said by somebody else"
    SPARE = "not needed"


class ReadSentence(BaseModel):
    """A sentence as the reader judged it; `probability`: that it answers, between 0 and 1."""

    text: str
    start: int
    end: int
    speakers: list[str] = Field(default_factory=list)
    probability: float
    fate: Fate


class ReadPassage(BaseModel):
    """A passage that was read; `score`: logarithm of the share of the evidence expected in it."""

    document: str
    paragraph: str | None = None
    page: int | None = None
    score: float
    sentences: list[ReadSentence] = Field(default_factory=list)


class Explanation(BaseModel):
    """What an analyst looks at: which stage failed?

    `threshold`: the probability from which a sentence answers. `passages`: in the order in which
    they were retrieved. `silence`: why there is no answer.
    """

    question: Question
    threshold: float = 0.0
    passages: list[ReadPassage] = Field(default_factory=list)
    silence: str | None = None
