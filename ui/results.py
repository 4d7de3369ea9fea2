"""What commands, the HTTP API and the MCP server give as JSON: a model for each kind of result."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any, TypeVar

from pydantic import BaseModel, Field

from assistant.answer import Led, Suggestion
from index_store.records import DocumentRecord
from ingest.model import DocumentKind, Passage, Sentence

M = TypeVar("M", bound=BaseModel)


class SearchResult(BaseModel):
    """Passages that were found, best first."""

    passages: list[Suggestion]


class ListedDocument(BaseModel):
    """A document as the list shows it; null where unknown."""

    id: str
    path: str = Field(description="the file it was read from")
    number: str | None
    title: str
    kind: DocumentKind
    meeting: int | str | None = Field(
        description="number of the group's own meeting, else the meeting's name as printed"
    )
    date: str | None = Field(description="ISO 8601, of the document, else of the meeting")
    source: str | None = Field(description="who submitted it")
    speakers: list[str]
    pages: int | None
    passages: int
    language: str = Field(description="ISO 639-1")
    authors: list[str]
    warnings: list[str] = Field(description="what of the file could not be read")
    superseded_by: str | None = Field(description="id of its newest version")
    corrected_by: list[str] = Field(description="ids of its corrigenda")
    sha256: str
    collection: str = Field(description="who may read it: see docs/access.md")

    @classmethod
    def of(cls, record: DocumentRecord) -> ListedDocument:
        """A document of the store."""
        values = record.model_dump(mode="json")
        values["meeting"] = record.meeting if record.meeting is not None else record.meeting_name
        return cls.model_validate(values)


class DocumentList(BaseModel):
    """What is in the store."""

    documents: list[ListedDocument]


class ShownSentence(BaseModel):
    """A sentence and whose statement it reports; offsets count characters of the text."""

    start: int
    end: int
    speakers: list[str]
    mentions: list[str] = Field(description="who is only talked about")
    lead: list[Led] = Field(description="what the sentence cannot be read without, in order")

    @classmethod
    def of(cls, passage: Passage, sentence: Sentence) -> ShownSentence:
        """A sentence of a passage."""
        return cls(
            start=sentence.start,
            end=sentence.end,
            speakers=[speaker.name for speaker in sentence.speakers],
            mentions=[speaker.name for speaker in sentence.mentions],
            lead=[Led(**lead.model_dump()) for lead in passage.lead_of(sentence)],
        )


class ShownPassage(BaseModel):
    """A passage with its sentences."""

    paragraph: str | None
    section: list[str] = Field(description="headings above it, outermost first")
    page: int | None
    start: int
    end: int
    speakers: list[str]
    mentions: list[str] = Field(description="who is only talked about")
    sentences: list[ShownSentence]
    text: str

    @classmethod
    def of(cls, passage: Passage) -> ShownPassage:
        """A passage of the store."""
        return cls(
            paragraph=passage.paragraph,
            section=list(passage.section),
            page=passage.page,
            start=passage.start,
            end=passage.end,
            speakers=[speaker.name for speaker in passage.speakers],
            mentions=[speaker.name for speaker in passage.mentions],
            sentences=[ShownSentence.of(passage, sentence) for sentence in passage.sentences],
            text=passage.text,
        )


class ShownDocument(BaseModel):
    """A document, or one paragraph of it, with its passages."""

    document: ListedDocument
    passages: list[ShownPassage]


class DocumentText(BaseModel):
    """The canonical text of a document, or of one paragraph of it."""

    document: str
    path: str = Field(description="the file it was read from")
    text: str


def without_folders(result: M) -> M:
    """A result in which each `path` is the name of a file: whoever asks from elsewhere learns
    nothing about the folders of this machine.

    >>> without_folders(DocumentText(document="a", path="/srv/docs/a.txt", text="")).path
    'a.txt'
    """
    return type(result).model_validate(_named(result.model_dump(mode="json")))


def _named(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, list):
        return [_named(item) for item in value]
    if isinstance(value, dict):
        return {
            key: PurePath(item).name if key == "path" and isinstance(item, str) else _named(item)
            for key, item in value.items()
        }
    return value
