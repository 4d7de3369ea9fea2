"""What a briefing note says of an answer beside its text, in the note's language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from assistant.answer import Citation, Suggestion
from assistant.messages.catalogue import Messages
from assistant.place import date_in
from index_store.records import DocumentRecord
from ui.export.briefing import Briefing, Entry
from ui.in_force import in_words


def title(briefing: Briefing) -> str:
    """The name of the note."""
    return briefing.messages.say("Briefing note")


def made(briefing: Briefing) -> str:
    """When the note was made, and what its quotations are."""
    says = briefing.messages
    date = date_in(briefing.made.isoformat(), says.language)
    return says.say(
        "Made with COP Assistant on {date}. The notes quote the documents word by word.", date=date
    )


def remarks(entry: Entry, says: Messages, unfiltered: bool = True) -> Iterator[str]:
    """How the question was understood, the filters in force, what the reader should know.

    `unfiltered`: whether it is told, too, that no filters were in force.
    """
    understood = " ".join(entry.answer.understood.split())
    if understood and understood != " ".join(entry.answer.question.split()):
        yield says.say("Understood as: {question}", question=understood)
    filters = in_words(entry.filters, says.language)
    if filters or unfiltered:
        yield says.say("Filters: {filters}", filters=filters or says.say("none"))
    yield from entry.answer.notices


def place(source: Citation | Suggestion, says: Messages) -> str:
    """Who says it, and where the quotation stands."""
    who = ", ".join(says.name(name) for name in source.speakers)
    where = source.place(says.language).replace(source.name, _apart(source.name, says), 1)
    return (f"{who}: " if who else "") + where


def document_line(record: DocumentRecord, says: Messages) -> str:
    """A document in the list of documents: title, number, kind, meeting, date, source, file."""
    meeting = (
        says.say("Meeting {n}", n=record.meeting)
        if record.meeting is not None
        else record.meeting_name
    )
    parts = [
        _apart(_named(record), says),
        _apart(record.kind.value, says),
        meeting,
        date_in(record.date, says.language) if record.date else None,
        says.name(record.source) if record.source else None,
        _apart(PurePath(record.path).name, says),
        says.say("superseded by {document}", document=record.superseded_by)
        if record.superseded_by
        else None,
    ]
    return " · ".join(part for part in parts if part)


def quotation(source: Citation | Suggestion) -> str:
    """The quoted words behind what leads to them, on one line; cells of a table parted by bars."""
    parts = [*(led.text for led in source.lead), f"“{quoted_words(source).strip()}”"]
    if source.lead:
        parts = [part.replace("\t", " | ") for part in parts]
    return " ".join(" ".join(parts).split())


def quoted_words(source: Citation | Suggestion) -> str:
    """The words as they stand in the document's canonical text."""
    return source.quote if isinstance(source, Citation) else source.text


def _named(record: DocumentRecord) -> str:
    number = record.number
    return f"{record.title} ({number})" if number and number not in record.title else record.title


def _apart(text: str, says: Messages) -> str:
    """Text that keeps its own direction in one that runs from right to left."""
    return f"\u2068{text}\u2069" if says.right_to_left else text
