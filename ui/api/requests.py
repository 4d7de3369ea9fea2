"""What a program may ask for; the limits are those of the page."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from index_store import Store
from index_store.filters import Filters
from ui.export import Format
from ui.options import KINDS, narrowed
from ui.web import limits

TOP_K = 10
"""Passages of a search, where the request does not say."""


def _typed(text: object) -> object:
    """Text without NUL, which no keyboard types."""
    return text.replace("\x00", "") if isinstance(text, str) else text


Question = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=limits.QUESTION),
    BeforeValidator(_typed),
]
Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=limits.FILTER),
    BeforeValidator(_typed),
]
Names = Annotated[list[Name], Field(max_length=limits.FILTERS)]
Earlier = Annotated[list[Question], Field(max_length=limits.HISTORY)]
TopK = Annotated[int, Field(ge=1, le=1000)]


class Narrowing(BaseModel):
    """Filters: each list means "one of these", and all that are given must hold."""

    model_config = ConfigDict(extra="forbid")

    speakers: Names = Field(default=[], description="delegations or persons, in any form")
    meetings: Annotated[list[int], Field(max_length=limits.FILTERS)] = Field(
        default=[], description="numbers of meetings, such as 24"
    )
    kinds: Names = Field(default=[], description=f"kinds of document: {KINDS}")
    documents: Names = Field(default=[], description="documents by id, number or file name")
    since: Name | None = Field(default=None, description="2025, 2025-09 or 2025-09-16")
    until: Name | None = Field(default=None, description="as `since`; 2025 lasts to its end")
    all_versions: bool = Field(
        default=False, description="also documents of which there is a newer revision"
    )

    def filters(self, store: Store) -> Filters:
        """The filters as the store knows them; raises `BadUsage` where it does not."""
        found, _ = narrowed(
            store,
            speakers=self.speakers,
            meetings=self.meetings,
            kinds=self.kinds,
            documents=self.documents,
            since=self.since,
            until=self.until,
            all_versions=self.all_versions,
        )
        return found


class Ask(Narrowing):
    """A question, with what narrows it down."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"question": "What did Malaysia say on AI?"}]}
    )

    question: Question
    history: Earlier = Field(
        default=[], description="earlier questions of the conversation, oldest first"
    )
    top_k: TopK | None = Field(default=None, description="passages to answer from")


class Search(Narrowing):
    """What to look for, with what narrows it down."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"query": "age checks", "top_k": 3}]})

    query: Question
    top_k: TopK = Field(default=TOP_K, description="passages to give")


class Export(Narrowing):
    """Questions of a conversation, and the form of the note with their answers."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"questions": ["What did Malaysia say on AI?"], "format": "docx"}]
        }
    )

    questions: Annotated[list[Question], Field(min_length=1, max_length=limits.HISTORY)] = Field(
        description="in their order; each may depend on those before it"
    )
    format: Format = Field(default=Format.DOCX, description="ending of the file")
    top_k: TopK | None = Field(default=None, description="passages to answer each from")
