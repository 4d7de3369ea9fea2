"""`cop-assistant documents`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

    from index_store.records import DocumentRecord
    from ui.output import Output
    from ui.settings import Settings

NARROW = 90
"""Columns below which a table would be mere letters."""

EXAMPLES = (
    "cop-assistant documents",
    "cop-assistant documents --json",
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
        from ui.results import ListedDocument

        output.document([ListedDocument.of(r).model_dump(mode="json") for r in records])
    elif records:
        output.show(listing(records, output.width))
        for record in records:
            for warning in record.warnings:
                output.say(f"warning: {record.id}: {warning}")
    return 0


def listing(records: list[DocumentRecord], width: int) -> RenderableType:
    """The documents as people read them: a table, or a list where the terminal is narrow."""
    from rich.console import Group

    if width < NARROW:
        return Group(*(entry(record) for record in records))
    return table(records)


def table(records: list[DocumentRecord]) -> Table:
    """One row a document."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from ui.output import printable

    result = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    result.add_column("document", overflow="fold", max_width=24)
    result.add_column("title", overflow="fold")
    result.add_column("kind", no_wrap=True)
    for name in ("meeting", "date", "pages", "passages"):
        result.add_column(name, justify="right", no_wrap=True)
    superseded = any(record.superseded_by for record in records)
    if superseded:
        result.add_column("superseded by", overflow="fold", max_width=24)
    sorted_out = len({record.collection for record in records}) > 1
    if sorted_out:
        result.add_column("collection", overflow="fold", min_width=10, max_width=24)
    for record in records:
        cells = [
            record.id,
            record.title,
            record.kind.value,
            record.meeting if record.meeting is not None else record.meeting_name,
            record.date,
            record.pages,
            record.passages,
        ]
        cells += [record.superseded_by] if superseded else []
        cells += [record.collection] if sorted_out else []
        result.add_row(*(Text(printable("" if cell is None else str(cell))) for cell in cells))
    return result


def entry(record: DocumentRecord) -> Text:
    """One document on a few lines."""
    from rich.text import Text

    from ui.output import printable

    facts = [
        record.kind.value,
        f"meeting {record.meeting}" if record.meeting else record.meeting_name or "",
        record.date or "",
        f"{record.passages} passages",
        f"superseded by {record.superseded_by}" if record.superseded_by else "",
    ]
    result = Text(printable(record.id), style="bold")
    result.append(printable(f"\n  {record.title}"), style="not bold")
    result.append(f"\n  {' · '.join(fact for fact in facts if fact)}", style="not bold dim")
    return result
