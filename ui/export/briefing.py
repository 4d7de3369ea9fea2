"""A briefing note: answers, the filters they were given under, the documents they quote."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from pydantic import BaseModel, Field

from assistant.answer import Answer, Citation, Suggestion
from assistant.messages.catalogue import Messages
from index_store.filters import Filters
from index_store.records import DocumentRecord


class Entry(BaseModel):
    """One answer, with its question, and the filters that were in force."""

    answer: Answer
    filters: Filters = Filters()


class Briefing(BaseModel):
    """Answers to one or more questions, in the order in which they were asked."""

    entries: list[Entry]
    documents: list[DocumentRecord] = Field(description="those quoted, in the order of the answers")
    made: datetime.date

    @property
    def language(self) -> str:
        """Language of the note's own words: that of its first question."""
        return self.entries[0].answer.language if self.entries else "en"

    @property
    def messages(self) -> Messages:
        """Says the note's own words."""
        return Messages(self.language)

    def document(self, document_id: str) -> DocumentRecord:
        """A document that the note quotes."""
        return next(record for record in self.documents if record.id == document_id)


def briefing(
    entries: Sequence[Entry],
    records: Iterable[DocumentRecord] = (),
    made: datetime.date | None = None,
) -> Briefing:
    """A note of these answers; `records` are the documents of the store, `made` is today.

    A document that `records` lack is told by what its citations say of it.
    """
    known = {record.id: record for record in records}
    documents: dict[str, DocumentRecord] = {}
    for entry in entries:
        for source in sources(entry.answer):
            documents.setdefault(source.document, known.get(source.document) or _told(source))
    today = made or datetime.datetime.now().astimezone().date()
    return Briefing(entries=list(entries), documents=list(documents.values()), made=today)


def sources(answer: Answer) -> Sequence[Citation | Suggestion]:
    """What an answer quotes: its citations, or the nearest passages where it has none."""
    return answer.citations or answer.suggestions


def _told(source: Citation | Suggestion) -> DocumentRecord:
    return DocumentRecord(
        id=source.document,
        path=str(source.path),
        title=source.title,
        superseded_by=source.superseded_by,
    )
