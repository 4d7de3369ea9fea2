"""`cop-assistant documents`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

    from index_store.records import DocumentRecord
    from ui.output import Output
    from ui.settings import Settings

KEYS = (
    "id",
    "path",
    "number",
    "title",
    "kind",
    "meeting",
    "date",
    "source",
    "speakers",
    "pages",
    "passages",
    "language",
    "sha256",
)


def configure(parser: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def run(arguments: argparse.Namespace, settings: Settings, output: Output) -> int:
    """List what is in the store; an empty list is no failure."""
    from ui.errors import Failure
    from ui.opening import nothing_ingested, open_filled_store

    try:
        records = open_filled_store(settings).documents()
    except Failure as failure:
        if str(failure) != str(nothing_ingested(settings.store)):
            raise
        records = []
        output.say(str(failure))
    if output.json:
        output.document([record_json(record) for record in records])
    elif records:
        output.show(table(records))
    return 0


def record_json(record: DocumentRecord) -> dict[str, object]:
    """A document with the keys of the contract."""
    values = record.model_dump(mode="json")
    return {key: values[key] for key in KEYS if key in values}


def table(records: list[DocumentRecord]) -> Table:
    """The documents as people read them."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from ui.output import printable

    result = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    result.add_column("document", overflow="fold", ratio=2)
    result.add_column("title", overflow="fold", ratio=4)
    result.add_column("kind", overflow="fold")
    result.add_column("meeting", justify="right")
    result.add_column("date", no_wrap=True)
    result.add_column("pages", justify="right")
    result.add_column("passages", justify="right")
    for record in records:
        cells = (
            record.id,
            record.title,
            record.kind.value,
            record.meeting,
            record.date,
            record.pages,
            record.passages,
        )
        result.add_row(*(Text(printable("" if cell is None else str(cell))) for cell in cells))
    return result
