"""The answer and what it stands on: sentences, citations, suggestions."""

from __future__ import annotations

from pydantic import BaseModel, Field

from assistant.explanation import Explanation
from assistant.place import Place


class Led(BaseModel):
    """Words of the document that lead to a quote: heads of its columns, the sentence before."""

    start: int
    end: int
    text: str


class Citation(Place):
    """One quoted stretch of a document; `quote` is its canonical text at `start`-`end`."""

    n: int = Field(description="number in the answer, from 1")
    quote: str
    lead: list[Led] = Field(
        default_factory=list, description="what the quote cannot be read without, in order"
    )
    corrects: list[int] = Field(
        default_factory=list, description="numbers of the citations that this corrigendum corrects"
    )

    def standing(self, language: str = "en") -> list[str]:
        """What a reader should know of the version that is quoted."""
        notes = super().standing(language)
        if self.corrects:
            from assistant.messages.catalogue import Messages

            numbers = "".join(f"[{n}]" for n in self.corrects)
            notes.append(Messages(language).say("corrects {numbers}", numbers=numbers))
        return notes


class AnswerSentence(BaseModel):
    """One sentence of the answer and the numbers of the citations that carry it."""

    text: str
    lead: list[str] = Field(
        default_factory=list, description="what leads to it: heads of its columns, words before it"
    )
    citations: list[int] = Field(default_factory=list)
    heading: str | None = Field(
        default=None, description="what the sentence stands under, such as a delegation or meeting"
    )


class RemovedSentence(BaseModel):
    """A sentence of a language model that was not shown, and why."""

    text: str
    citations: list[int] = Field(default_factory=list, description="numbers the model gave")
    reason: str


class Suggestion(Place):
    """A passage near to the question, with the keys of a search result."""

    score: float
    text: str
    lead: list[Led] = Field(
        default_factory=list, description="what its first row or item cannot be read without"
    )


class Answer(BaseModel):
    """What the assistant says to one question.

    `answered` is False where the documents do not say; then `answer` says so, `sentences` and
    `citations` are empty and `suggestions` holds the nearest passages. `sentences` lead; what
    else answers is there on demand in `more`, whose citations go on counting.
    """

    question: str
    answered: bool
    answer: str = Field(description="Markdown, citations as [1], [2]")
    language: str = Field(default="en", description="of the question and of all but the quotes")
    opening: str = Field(default="", description="the line above the quotes, where there is one")
    sentences: list[AnswerSentence] = Field(default_factory=list)
    citations: list[Citation] = Field(default_factory=list)
    more: list[AnswerSentence] = Field(
        default_factory=list, description="what else answers, for who wants to read on"
    )
    more_citations: list[Citation] = Field(default_factory=list)
    suggestions: list[Suggestion] = Field(default_factory=list)
    understood: str = Field(default="", description="the question as understood, in full")
    notices: list[str] = Field(default_factory=list, description="lines the reader should know")
    removed: list[RemovedSentence] = Field(
        default_factory=list, description="what a language model wrote and its sources do not carry"
    )
    explanation: Explanation | None = Field(
        default=None, exclude=True, description="why this answer: what was read and chosen"
    )
    timings: dict[str, float] = Field(default_factory=dict, description="seconds by step")
    seconds: float = 0.0
