"""The documents of the store on the page: the list, the filters, what became of uploads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ui.web.sources import templates

if TYPE_CHECKING:
    from index_store import Store
    from index_store.ingestion import IngestReport
    from index_store.records import DocumentRecord

Choices = list[tuple[str, str | int | float]]
"""What is shown and what it stands for."""


def choices(store: Store, records: Sequence[DocumentRecord]) -> tuple[Choices, ...]:
    """What the filters offer: speakers, meetings, kinds of document, documents."""
    speakers: Choices = [
        (name, name)
        for name in sorted(count.speaker.name for count in store.speakers() if count.spoken)
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


def documents_html(records: Sequence[DocumentRecord]) -> str:
    """The list of documents."""
    return templates().get_template("documents.html").render(records=records)


def ingested_html(report: IngestReport | None, problem: str = "") -> str:
    """What became of uploaded files: one line for all that went well, one a warning, one an error.

    The list of documents has the warnings that are left out here.
    """
    warnings: list[dict[str, str]] = []
    failures = [{"name": "Upload", "error": problem}] if problem else []
    done = ""
    if report is not None:
        counts = {
            "added": len(report.added),
            "replaced": len(report.updated),
            "already there": len(report.unchanged),
        }
        done = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
        warnings = [
            {"name": Path(warned.path).name, "warning": warned.warning}
            for warned in report.warnings
        ]
        failures += [
            {"name": Path(failed.path).name, "error": failed.error} for failed in report.failed
        ]
    shown = {"done": done, "warnings": warnings, "failures": failures}
    return templates().get_template("ingested.html").render(shown)
