"""One word of a user on one answer."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from enum import StrEnum

from pydantic import BaseModel, Field, field_validator

from assistant.answer import Answer
from index_store.filters import Filters

COMMENT = 2_000
"""Characters of a comment."""
QUESTION = 2_000
"""Characters of a question."""
HISTORY = 10
"""Earlier questions that are kept with one."""
EARLIER = 500
"""Characters of one of them."""
SHOWN = 8_000
"""Characters of an answer."""
QUOTED = 50
"""Quotations of an answer that are kept with it."""


class Verdict(StrEnum):
    """What a user says of an answer."""

    HELPFUL = "helpful"
    NOT_HELPFUL = "not helpful"
    WRONG_SPEAKER = "wrong speaker"


class Quoted(BaseModel):
    """A stretch of a document that the answer quoted; offsets are those of its citation."""

    document: str
    paragraph: str | None = None
    start: int = Field(ge=0)
    end: int
    speakers: tuple[str, ...] = ()


class Feedback(BaseModel):
    """A verdict with what it is on: enough to ask again and to see what was wrong."""

    verdict: Verdict
    comment: str = Field(default="", max_length=COMMENT)
    question: str = Field(min_length=1, max_length=QUESTION)
    history: tuple[str, ...] = Field(default=(), description="earlier questions of the chat")
    filters: Filters = Filters()
    answered: bool
    answer: str = Field(description="Markdown, as it was shown")
    quoted: tuple[Quoted, ...] = ()
    collections: tuple[str, ...] | None = Field(
        default=None, description="that whoever said it could read; None: not known"
    )
    at: datetime.datetime = Field(
        default_factory=lambda: datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    )

    @field_validator("comment")
    @classmethod
    def _stripped(cls, comment: str) -> str:
        return comment.strip()

    @classmethod
    def on(
        cls,
        answer: Answer,
        verdict: Verdict,
        comment: str = "",
        history: tuple[str, ...] = (),
        filters: Filters = Filters(),  # noqa: B008  # frozen
        collections: Iterable[str] | None = None,
    ) -> Feedback:
        """A verdict on an answer; raises `ValueError` where the comment is too long."""
        quoted = [
            Quoted(
                document=citation.document,
                paragraph=citation.paragraph,
                start=citation.start,
                end=citation.end,
                speakers=tuple(citation.speakers),
            )
            for citation in answer.citations[:QUOTED]
        ]
        return cls(
            verdict=verdict,
            comment=comment,
            question=answer.question,
            history=tuple(earlier[:EARLIER] for earlier in history[-HISTORY:]),
            filters=filters,
            answered=answer.answered,
            answer=answer.answer[:SHOWN],
            quoted=tuple(quoted),
            collections=None if collections is None else tuple(sorted(collections)),
        )
