"""What a briefing note says of an answer beside its text, in the note's language."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import PurePath

from babel.dates import format_date, format_skeleton

from assistant.answer import Citation, Suggestion
from assistant.messages.catalogue import Messages
from index_store.filters import Filters
from index_store.records import DocumentRecord
from ui.export.briefing import Briefing, Entry


def title(briefing: Briefing) -> str:
    """The name of the note."""
    return briefing.messages.say("Briefing note")


def made(briefing: Briefing) -> str:
    """When the note was made, and what its quotations are."""
    says = briefing.messages
    date = written_date(briefing.made.isoformat(), says.language)
    return says.say(
        "Made with COP Assistant on {date}. The notes quote the documents word by word.", date=date
    )


def remarks(entry: Entry, says: Messages) -> Iterator[str]:
    """How the question was understood, the filters in force, what the reader should know."""
    understood = " ".join(entry.answer.understood.split())
    if understood and understood != " ".join(entry.answer.question.split()):
        yield says.say("Understood as: {question}", question=understood)
    yield says.say(
        "Filters: {filters}", filters=filters_in_force(entry.filters, says) or says.say("none")
    )
    yield from entry.answer.notices


def filters_in_force(filters: Filters, says: Messages) -> str:
    """The filters in words, nothing where there are none.

    >>> filters_in_force(Filters(speakers=("Chad",), since="2025"), Messages("en"))
    'Chad; from 2025'
    """
    parts = [says.any_of(filters.speakers)] if filters.speakers else []
    parts += [says.say("Meeting {n}", n=n) for n in filters.meetings]
    parts += [kind.value for kind in filters.kinds]
    parts += filters.documents
    if filters.since:
        parts.append(says.say("from {date}", date=written_date(filters.since, says.language)))
    if filters.until:
        parts.append(says.say("until {date}", date=written_date(filters.until, says.language)))
    if filters.all_versions:
        parts.append(says.say("superseded versions too"))
    return "; ".join(parts)


def place(source: Citation | Suggestion, record: DocumentRecord, says: Messages) -> str:
    """Where a quotation stands: who says it, document, paragraph, page, date, its standing."""
    parts = [_named(record)]
    if source.paragraph:
        parts.append(f"§{source.paragraph}")
    if source.page:
        parts.append(says.say("p. {page}", page=source.page))
    if record.date:
        parts.append(written_date(record.date, says.language))
    parts += source.standing
    who = ", ".join(says.name(name) for name in source.speakers)
    return (f"{who}: " if who else "") + ", ".join(parts)


def document_line(record: DocumentRecord, says: Messages) -> str:
    """A document in the list of documents: title, number, kind, meeting, date, source, file."""
    meeting = (
        says.say("Meeting {n}", n=record.meeting)
        if record.meeting is not None
        else record.meeting_name
    )
    parts = [
        _named(record),
        record.kind.value,
        meeting,
        written_date(record.date, says.language) if record.date else None,
        says.name(record.source) if record.source else None,
        PurePath(record.path).name,
        says.say("superseded by {document}", document=record.superseded_by)
        if record.superseded_by
        else None,
    ]
    return " · ".join(part for part in parts if part)


def quotation(source: Citation | Suggestion) -> str:
    """The quoted words behind what leads to them, on one line; cells of a table parted by bars."""
    words = source.quote if isinstance(source, Citation) else source.text
    parts = [*(led.text for led in source.lead), f"“{words.strip()}”"]
    if source.lead:
        parts = [part.replace("\t", " | ") for part in parts]
    return " ".join(" ".join(parts).split())


def written_date(iso: str, language: str) -> str:
    """An ISO date, or a year or a month, as people write it.

    >>> written_date("2025-09-16", "en"), written_date("2025-09", "fr"), written_date("2025", "es")
    ('16 September 2025', 'septembre 2025', '2025')
    """
    locale = "en_GB" if language == "en" else language
    parts = iso[:10].split("-")
    try:
        if len(parts) == 3:
            return format_date(datetime.date.fromisoformat(iso[:10]), "long", locale)
        if len(parts) == 2:
            day = datetime.date.fromisoformat(f"{iso[:7]}-01")
            return format_skeleton("yMMMM", day, locale=locale)
    except ValueError:
        return iso
    return iso


def _named(record: DocumentRecord) -> str:
    number = record.number
    return f"{record.title} ({number})" if number and number not in record.title else record.title
