"""The documents of the store on the page: what the filters offer, what became of uploads."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
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
    """One notice on what became of a file or an upload; it stays until it is dismissed.

    `more`: further lines of it, each a name and a text.
    """

    text: str
    name: str = ""
    style: str = ""
    more: tuple[tuple[str, str], ...] = ()


def told_html(lines: Sequence[Told], says: Messages) -> str:
    """The notices as the page adds them to those that stand there; no two are the same to it."""
    page = templates().get_template("told.html")
    return page.render(lines=lines, at=time.monotonic_ns(), say=says.say) if lines else ""


def ingested(
    report: IngestReport, says: Messages, sent: Mapping[str, str] | None = None
) -> Iterator[Told]:
    """What became of files: how many and which of each fate, then a line an error, one a warning.

    `sent`: what a path of the report is called, where that is not the name of its file. The
    documents themselves have the warnings that are left out here.
    """
    sent = sent or {}

    def name(path: str) -> str:
        kept = Path(path).name
        came = sent.get(path, kept)
        if came.rsplit("/", 1)[-1] == kept:
            return came
        return says.say("{name} (kept as “{kept}”)", name=came, kept=kept)

    fates = {
        "Added": report.added,
        "Read again": report.updated,
        "Already there": report.unchanged,
    }
    lines = [(says.say(fate), _names(paths, says, name)) for fate, paths in fates.items() if paths]
    if total := _total(report, says):
        yield Told("", total, more=tuple(lines))
    elif lines:
        yield Told(lines[0][1], lines[0][0])
    for failed in report.failed:
        came = sent.get(failed.path, Path(failed.path).name)
        yield Told(failed.error, came, "cop-failed")
    for warned in report.warnings[:WARNED]:
        yield Told(warned.warning, name(warned.path), "cop-warned")
    if len(report.warnings) > WARNED:
        yield Told(says.say("and {n} more", n=len(report.warnings) - WARNED), style="cop-warned")


def _names(paths: Sequence[str], says: Messages, name: Callable[[str], str]) -> str:
    names = [name(path) for path in paths[:NAMED]]
    if len(paths) > NAMED:
        names.append(says.say("and {n} more", n=len(paths) - NAMED))
    return says.say(", ").join(names)


def _total(report: IngestReport, says: Messages) -> str:
    """How many files met each fate; nothing of a single one."""
    counts = [len(report.updated), len(report.unchanged), len(report.failed)]
    if len(report.added) + sum(counts) < 2:
        return ""
    first = says.count("{n} file added", "{n} files added", len(report.added))
    others = (
        says.count("{n} read again", "{n} read again", counts[0]),
        says.count("{n} already there", "{n} already there", counts[1]),
        says.count("{n} not read", "{n} not read", counts[2]),
    )
    told = [first, *(text for text, n in zip(others, counts, strict=True) if n)]
    return says.say(", ").join(told)
