"""The documents of the store as a table, and one of them as it was read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assistant.place import date_in, short_title
from ui.commands.show import place, spoken
from ui.web.originals import original_url
from ui.web.sources import templates

if TYPE_CHECKING:
    from assistant.messages.catalogue import Messages
    from index_store import Store
    from index_store.records import DocumentRecord

COLUMNS: dict[str, Literal["str", "number"]] = {
    "Title": "str",
    "Number": "str",
    "Kind": "str",
    "Meeting": "str",
    "Date": "str",
    "Source": "str",
    "Pages": "number",
    "Warnings": "number",
    "Superseded by": "str",
    "File": "str",
}
"""The head of the table, with what each column holds."""
WIDTHS = (260, 130, 120, 110, 100, 120, 70, 85, 130, 170)
"""Pixels of each column."""
PASSAGES = 100
"""Passages of a document that are shown; the original has the rest."""


def heads(says: Messages) -> list[str]:
    """The head of the table in the language of the page."""
    return [says.say(column) for column in COLUMNS]


def rows(records: Sequence[DocumentRecord]) -> list[list[str | int]]:
    """A row a document; dates are written so that they sort."""
    numbers = {record.id: record.number or short_title(record.title) for record in records}
    return [
        [
            record.title,
            record.number or "",
            record.kind.value,
            str(record.meeting) if record.meeting is not None else record.meeting_name or "",
            record.date or "",
            record.source or "",
            record.pages or "",
            len(record.warnings),
            numbers.get(record.superseded_by or "", ""),
            Path(record.path).name,
        ]
        for record in records
    ]


def chosen(records: Sequence[DocumentRecord], row: Sequence[object]) -> DocumentRecord | None:
    """The document of a row as the page shows it, which may be sorted and searched."""
    wanted = [str(value) for value in row]
    for record, shown in zip(records, rows(records), strict=True):
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
            say=says.say,
        )
    )
