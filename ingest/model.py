"""The nouns everyone uses: documents, passages, sentences and speakers.

Offsets count characters of `Document.text`, the canonical text: `text[start:end]` of a passage
or sentence is what it says, in every part of the system.
"""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, field_validator

from ingest.folding import composed

TITLE_LENGTH = 300
"""Longest title that is kept, in characters; a hostile one would fill every list."""


class SpeakerKind(StrEnum):
    """What a speaker is to the group."""

    MEMBER_STATE = "Member State"
    SECTOR_MEMBER = "Sector Member"
    PARTNER = "partner"
    SECRETARIAT = "ITU secretariat"
    CHAIR = "chair"
    PERSON = "person"
    GROUP = "group"
    """States that speak together: the European Union, the G-77 and China, AOSIS."""
    UNNAMED = "unnamed"
    """A voice as it is written, "several Parties", "the Meeting"; never a delegation."""


class DocumentKind(StrEnum):
    """What a document is; `OTHER` where its header does not say."""

    REPORT = "report"
    CONTRIBUTION = "contribution"
    INFORMATION = "information document"
    LIAISON = "liaison statement"
    STATEMENT = "statement"
    LETTER = "letter"
    SUMMARY_RECORD = "summary record"
    VERBATIM_RECORD = "verbatim record"
    MINUTES = "minutes"
    BULLETIN = "bulletin"
    DECISIONS = "decisions"
    TRANSCRIPT = "transcript"
    OTHER = "other"


class Speaker(BaseModel):
    """Somebody whose statements documents report, under one name however it is written."""

    model_config = ConfigDict(frozen=True)

    name: str
    kind: SpeakerKind

    @field_validator("name")
    @classmethod
    def _composed(cls, name: str) -> str:
        """One name, whether the document writes accents apart from their letters or not."""
        return composed(name)


class Sentence(BaseModel):
    """One sentence, list item or table row, and whose statement it reports.

    `speakers` said it; `mentions` are only talked about in it. Both are empty where the
    document does not tell. `lead` are the spans of the text that it cannot be read without, in
    order: the words that lead to a list item, the column heads of a table's row.
    """

    model_config = ConfigDict(frozen=True)

    start: int
    end: int
    speakers: tuple[Speaker, ...] = ()
    mentions: tuple[Speaker, ...] = ()
    lead: tuple[tuple[int, int], ...] = ()


class Lead(BaseModel):
    """Words that lead to a sentence and stand before the passage it is in."""

    model_config = ConfigDict(frozen=True)

    start: int
    end: int
    text: str


class Passage(BaseModel):
    """A piece of one numbered paragraph or of one transcript turn: what is found and cited."""

    model_config = ConfigDict(frozen=True)

    document: str = Field(description="id of the document")
    ordinal: int = Field(description="0-based place among the document's passages")
    unit: int = Field(description="0-based place of its paragraph or turn in the document")
    paragraph: str | None = Field(default=None, description='number as printed, such as "5.4"')
    section: tuple[str, ...] = Field(default=(), description="headings above it, outermost first")
    page: int | None = Field(default=None, description="1-based page on which it starts")
    start: int
    end: int
    text: str
    speakers: tuple[Speaker, ...] = ()
    mentions: tuple[Speaker, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    lead: tuple[Lead, ...] = Field(
        default=(), description="what leads to its sentences from before it, such as heads of rows"
    )

    def words_of(self, sentence: Sentence) -> str:
        """The text of one of its sentences, as it stands."""
        return self.text[sentence.start - self.start : sentence.end - self.start]

    def lead_of(self, sentence: Sentence) -> tuple[Lead, ...]:
        """The words that one of its sentences cannot be read without, in order."""
        before = {lead.start: lead for lead in self.lead}
        return tuple(
            before.get(start)
            or Lead(start=start, end=end, text=self.text[start - self.start : end - self.start])
            for start, end in sentence.lead
        )

    @property
    def id(self) -> str:
        """Key of the passage, the same on every run and machine."""
        return f"{self.document}#{self.ordinal}"


class Header(BaseModel):
    """What a document says of itself at its top; None where it does not."""

    model_config = ConfigDict(frozen=True)

    title: str | None = None
    kind: DocumentKind = DocumentKind.OTHER
    number: str | None = None
    meeting: int | None = Field(default=None, description="number of the group's own meeting")
    meeting_name: str | None = Field(
        default=None, description='meeting of any other body, as printed: "Seventy-ninth session"'
    )
    date: str | None = Field(default=None, description="ISO 8601, of the document else the meeting")
    source: Speaker | None = Field(default=None, description="who submitted it")
    authors: tuple[Speaker, ...] = Field(
        default=(), description="everybody whose text it is: states, organisations and persons"
    )
    language: str = Field(default="en", description="ISO 639-1")


class Document(BaseModel):
    """One file as the system knows it: its header, canonical text and passages."""

    model_config = ConfigDict(frozen=True)

    id: str
    title: str
    kind: DocumentKind = DocumentKind.OTHER
    number: str | None = None
    meeting: int | None = None
    meeting_name: str | None = None
    date: str | None = None
    source: Speaker | None = None
    authors: tuple[Speaker, ...] = ()
    language: str = "en"
    warnings: tuple[str, ...] = Field(
        default=(), description="what could not be read, one line each"
    )
    recognition: tuple[str, ...] | None = Field(
        default=None,
        description="languages that text recognition had for pages that are pictures, none where "
        "it was not installed; None where no page is a picture",
    )
    text: str
    path: Path
    sha256: str
    page_starts: tuple[int, ...] = Field(
        default=(), description="offset at which each page starts; empty without pages"
    )
    passages: tuple[Passage, ...] = ()

    @field_validator("title")
    @classmethod
    def _bounded(cls, title: str) -> str:
        if len(title) <= TITLE_LENGTH:
            return title
        return title[: TITLE_LENGTH - 1].rsplit(" ", 1)[0] + "…"

    @property
    def pages(self) -> int | None:
        """Number of pages, None where the format has none."""
        return len(self.page_starts) or None

    def page_at(self, offset: int) -> int | None:
        """1-based page of a character of the canonical text, None without pages."""
        return page_at(self.page_starts, offset)


def page_at(page_starts: tuple[int, ...], offset: int) -> int | None:
    """1-based page of the character at `offset`, None where `page_starts` is empty.

    >>> page_at((0, 100, 250), 120)
    2
    """
    if not page_starts:
        return None
    return max(1, bisect_right(page_starts, offset))
