"""The documents of the store on the page: what the filters offer, what became of uploads."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ui.web.templating import templates

if TYPE_CHECKING:
    from assistant.messages.catalogue import Messages
    from index_store import Store
    from index_store.ingestion import IngestReport
    from index_store.records import DocumentRecord

NAMED, WARNED = 20, 5
"""Files that are named, and warnings that are told, of one upload."""
Choices = list[tuple[str, str | int | float]]
"""What is shown and what it stands for."""


def choices(store: Store, records: Sequence[DocumentRecord]) -> tuple[Choices, ...]:
    """What the filters offer: speakers, meetings, kinds of document, documents."""
    speakers: Choices = [
        (name, name) for name in sorted(c.speaker.name for c in store.speakers() if c.can_be_chosen)
    ]
    meetings: Choices = [
        (str(meeting), meeting)
        for meeting in sorted({r.meeting for r in records if r.meeting is not None}, reverse=True)
    ]
    kinds: Choices = [(kind, kind) for kind in sorted({record.kind.value for record in records})]
    documents: Choices = [
        (record.title if record.title == record.id else f"{record.id}: {record.title}", record.id)
        for record in records
    ]
    return speakers, meetings, kinds, documents


@dataclass(frozen=True)
class Told:
    """One line on what became of a file or an upload; it stays until it is dismissed."""

    text: str
    name: str = ""
    style: str = ""


def told_html(lines: Sequence[Told], says: Messages) -> str:
    """The lines as the page adds them to those that stand there; no two are the same to it."""
    page = templates().get_template("told.html")
    return page.render(lines=lines, at=time.monotonic_ns(), say=says.say) if lines else ""


def ingested(report: IngestReport, says: Messages) -> Iterator[Told]:
    """What became of files: a line for those of each fate, one a warning, one an error.

    The documents themselves have the warnings that are left out here.
    """
    fates = {
        "Added": report.added,
        "Read again": report.updated,
        "Already there": report.unchanged,
    }
    for fate, paths in fates.items():
        if paths:
            names = [Path(path).name for path in paths[:NAMED]]
            if len(paths) > NAMED:
                names.append(says.say("and {n} more", n=len(paths) - NAMED))
            yield Told(", ".join(names), says.say(fate))
    for warned in report.warnings[:WARNED]:
        yield Told(warned.warning, Path(warned.path).name, "cop-warned")
    if len(report.warnings) > WARNED:
        yield Told(says.say("and {n} more", n=len(report.warnings) - WARNED), style="cop-warned")
    for failed in report.failed:
        yield Told(failed.error, Path(failed.path).name, "cop-failed")
