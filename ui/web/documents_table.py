"""The documents of the store as a table, and one of them as it was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from babel import Locale

from assistant.place import date_in, short_title
from index_store.schema import GENERAL
from ui.commands.show import place, spoken
from ui.web.originals import original_url, saved_as
from ui.web.templating import templates

if TYPE_CHECKING:
    import gradio as gr

    from assistant.messages.catalogue import Messages
    from index_store import Store
    from index_store.records import DocumentRecord

Kind = Literal["str", "number"]
COLUMNS: dict[str, tuple[Kind, int]] = {
    "Title": ("str", 138),
    "Number": ("str", 100),
    "Date": ("str", 88),
    "Kind": ("str", 100),
    "Language": ("str", 102),
    "Source": ("str", 92),
    "Meeting": ("str", 95),
    "Pages": ("number", 85),
    "Warnings": ("number", 110),
    "Superseded by": ("str", 130),
    "Collection": ("str", 120),
    "File": ("str", 170),
}
"""The head of the table, with what each column holds and how many pixels it takes.

What a document is comes first: at 1,280 pixels five columns are seen.
"""
PASSAGES = 100
"""Passages of a document that are shown; the original has the rest."""


UNDATED = "—"
"""In the place of a date that a document does not print."""
BEFORE_UNDATED = " "
"""Before each date: the table takes a number for less than a sign, a space before it for less yet.

It is not seen; without it what has no date would stand above the oldest, as though it were older.
"""


def table(records: Sequence[DocumentRecord], says: Messages) -> gr.Dataframe:
    """The documents as Gradio's table; collections are told where there are several."""
    import gradio

    shown = _columns(records)
    return gradio.Dataframe(
        label=says.count("{n} document", "{n} documents", len(records)),
        value=rows(records, says),
        headers=[says.say(column) for column in shown],
        datatype=[COLUMNS[column][0] for column in shown],
        column_widths=[COLUMNS[column][1] for column in shown],
        visible=bool(records),
    )


def rows(records: Sequence[DocumentRecord], says: Messages) -> list[list[str | int]]:
    """A row a document; dates are written so that they sort, what has none behind all others."""
    numbers = {record.id: record.number or short_title(record.title) for record in records}
    shown = _columns(records)
    return [
        [cells[column] for column in shown]
        for record in records
        for cells in [_cells(record, numbers, says)]
    ]


def _columns(records: Sequence[DocumentRecord]) -> list[str]:
    several = any(record.collection != GENERAL for record in records)
    return [column for column in COLUMNS if several or column != "Collection"]


def _cells(
    record: DocumentRecord, numbers: Mapping[str, str], says: Messages
) -> dict[str, str | int]:
    return {
        "Title": record.title,
        "Number": record.number or "",
        "Meeting": record.meeting_name or "" if record.meeting is None else str(record.meeting),
        "Date": f"{BEFORE_UNDATED}{record.date}" if record.date else UNDATED,
        "Kind": record.kind.value,
        "Language": language(record, says),
        "Source": record.source or "",
        "Pages": record.pages or "",
        "Warnings": len(record.warnings),
        "Superseded by": numbers.get(record.superseded_by or "", ""),
        "Collection": record.collection,
        "File": Path(record.path).name,
    }


def language(record: DocumentRecord, says: Messages) -> str:
    """The language of a document, by its name in the language of the page."""
    return str(Locale(says.language).languages.get(record.language, record.language))


def chosen(
    records: Sequence[DocumentRecord], row: Sequence[object], says: Messages
) -> DocumentRecord | None:
    """The document of a row as the page shows it, which may be sorted and searched."""
    wanted = [str(value) for value in row]
    for record, shown in zip(records, rows(records, says), strict=True):
        if [str(value) for value in shown] == wanted:
            return record
    return None


def document_html(store: Store, record: DocumentRecord, says: Messages) -> str:
    """A document as it was read: what it says of itself, and its passages with their speakers."""
    passages = store.passages(record.id)
    names = {other.id: other.number or other.title for other in store.documents()}
    facts = {
        "Number": record.number,
        "Kind": record.kind.value,
        "Meeting": record.meeting if record.meeting is not None else record.meeting_name,
        "Date": date_in(record.date, says.language),
        "Source": record.source,
        "Language": language(record, says),
        "Pages": record.pages,
        "Passages": record.passages,
        "Superseded by": names.get(record.superseded_by or ""),
        "Corrected by": ", ".join(names.get(id_, id_) for id_ in record.corrected_by),
        "File": Path(record.path).name,
    }
    shown = [
        {"place": place(passage), "said": list(spoken(passage)), "section": passage.section}
        for passage in passages[:PASSAGES]
    ]
    return (
        templates()
        .get_template("document.html")
        .render(
            record=record,
            facts={name: value for name, value in facts.items() if value},
            passages=shown,
            more=len(passages) - len(shown),
            original=original_url(record),
            saved=saved_as(record),
            say=says.say,
        )
    )
