"""Questions with gold answers: the form of a question set, and how it is read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypeVar

from pydantic import (
    AliasChoices,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)


class BadQuestions(Exception):
    """A question set that cannot be used; `str()` is one line fit for the user."""


class Identified(BaseModel):
    """Whatever stands in a set under an id of its own."""

    model_config = ConfigDict(frozen=True)

    id: str


Form = TypeVar("Form", bound=Identified)


class Also(BaseModel):
    """Gold evidence in a further document."""

    model_config = ConfigDict(frozen=True)

    document: str
    paragraphs: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()

    @field_validator("spans")
    @classmethod
    def _check(cls, spans: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        return _checked(spans)


class Question(Identified):
    """One question and what a right answer is made of.

    Golds are numbers of paragraphs (reports), stretches of characters of the canonical text
    (transcripts, where `document` names the file) or quotes. All may be empty.

    >>> Question(id="q1", question="What is X?", paragraphs=("5.4",)).kind
    'question'
    """

    question: str = Field(min_length=1)
    history: tuple[str, ...] = Field(default=(), description="earlier questions of the chat")
    kind: str = Field(default="question", description="row of the per-kind table")
    answerable: bool = True
    document: str | None = Field(default=None, description="file name, stem, id or number")
    paragraphs: tuple[str, ...] = Field(default=(), description="numbers that answer it")
    quotes: tuple[str, ...] = Field(
        default=(),
        validation_alias=AliasChoices("quotes", "gold"),
        description="gold evidence, word by word, of the document and those of `also`",
    )
    spans: tuple[tuple[int, int], ...] = Field(
        default=(), description="gold evidence, [start, end) characters of the canonical text"
    )
    also: tuple[Also, ...] = Field(default=(), description="gold in further documents")
    who: tuple[str, ...] = Field(default=(), description="whose words answer it")
    facts: tuple[str, ...] = Field(default=(), description="strings that a right answer contains")
    answer: str | None = Field(default=None, description="what a human answered")
    split: str | None = Field(default=None, description='such as "tune" or "held-out"')
    sort: str | None = Field(default=None, description="why it is unanswerable")

    @field_validator("document", mode="before")
    @classmethod
    def _named(cls, document: object) -> object:
        return document or None

    @model_validator(mode="before")
    @classmethod
    def _several(cls, fields: Any) -> Any:  # noqa: ANN401
        """Takes a list of documents apart: the first, and the others as `also`."""
        if isinstance(fields, dict) and isinstance(fields.get("document"), list):
            first, *others = [*fields["document"]] or [None]
            also = [*fields.get("also", ()), *({"document": other} for other in others)]
            return {**fields, "document": first, "also": also}
        return fields

    @model_validator(mode="after")
    def _check(self) -> Question:
        _checked(self.spans)
        if self.spans and not self.document:
            raise ValueError('"spans" need a "document"')
        golds = [self.paragraphs, self.spans, self.quotes]
        golds += [part for also in self.also for part in (also.paragraphs, also.spans)]
        if not self.answerable and any(golds):
            raise ValueError('an unanswerable question has no "paragraphs", "spans" or "quotes"')
        return self


def _checked(spans: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    for start, end in spans:
        if not 0 <= start < end:
            raise ValueError(f"span [{start}, {end}) is empty or negative")
    return spans


def load(path: Path) -> list[Question]:
    """Read a question set: JSON Lines, one question a line; empty lines are skipped.

    A question without an `id` is called by the number of its line. Raises `BadQuestions` naming
    the file and the line of the first fault, also where the set is empty or an id stands twice.
    """
    return read(path, Question)


def read(path: Path, form: type[Form]) -> list[Form]:
    """Read JSON Lines whose lines have the given form; rules and faults are those of `load`."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise BadQuestions(f"{path}: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise BadQuestions(f"{path}: not UTF-8 text; give a JSON Lines file") from None
    questions: list[Form] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        question = _question(line, number, path, form)
        if question.id in seen:
            raise BadQuestions(
                f"{path}, line {number}: id {question.id!r} stands in line {seen[question.id]} too"
            )
        seen[question.id] = number
        questions.append(question)
    if not questions:
        raise BadQuestions(f"{path}: no questions in it")
    return questions


def _question(line: str, number: int, path: Path, form: type[Form]) -> Form:
    try:
        fields = json.loads(line)
    except ValueError as error:
        raise BadQuestions(f"{path}, line {number}: not JSON ({error})") from None
    if not isinstance(fields, dict):
        raise BadQuestions(f'{path}, line {number}: not an object such as {{"question": "…"}}')
    fields.setdefault("id", str(number))
    try:
        return form.model_validate(fields)
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(part) for part in fault["loc"])
        what = fault["msg"].removeprefix("Value error, ")
        raise BadQuestions(
            f"{path}, line {number}: {where + ': ' if where else ''}{what}"
        ) from None
