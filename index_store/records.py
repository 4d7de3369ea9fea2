"""What the store tells about what it holds."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from index_store.schema import GENERAL
from ingest.model import DocumentKind, Passage, Speaker, SpeakerKind


class DocumentRecord(BaseModel):
    """One document of the store, without its text; None where unknown.

    What supersedes or corrects it follows from the other documents (see `revisions`).
    """

    model_config = ConfigDict(frozen=True)

    id: str
    path: str
    number: str | None = None
    title: str
    kind: DocumentKind = DocumentKind.OTHER
    meeting: int | None = None
    meeting_name: str | None = None
    date: str | None = None
    source: str | None = None
    authors: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    pages: int | None = None
    passages: int = 0
    sha256: str = ""
    language: str = "en"
    warnings: tuple[str, ...] = ()
    collection: str = GENERAL
    superseded_by: str | None = Field(default=None, description="id of its newest version")
    corrected_by: tuple[str, ...] = Field(default=(), description="ids of its corrigenda")


@dataclass(frozen=True)
class Hit:
    """A passage that was found; the higher the score, the better."""

    passage: Passage
    score: float


@dataclass(frozen=True)
class SpeakerCount:
    """A speaker, in how many passages they speak and in how many they are only mentioned."""

    speaker: Speaker
    spoken: int
    mentioned: int

    @property
    def can_be_chosen(self) -> bool:
        """Whether it has a name and speaks: "several Parties" are nobody to ask for."""
        return self.spoken > 0 and self.speaker.kind is not SpeakerKind.UNNAMED
