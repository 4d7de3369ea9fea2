"""`cop-assistant ingest PATH…`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index_store.ingestion import IngestReport
    from ui.output import Output
    from ui.settings import Settings

EXAMPLES = (
    "cop-assistant ingest reports/ contributions/",
    "cop-assistant ingest reports/ --prune    # also forget files that are gone",
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Paths and what to do with files that are gone or that another model embedded."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="a file or a folder")
    parser.add_argument(
        "--prune", action="store_true", help="remove documents that are gone from those folders"
    )
    parser.add_argument(
        "--prune-empty",
        action="store_true",
        help="the same, also where nothing is left in a folder",
    )
    parser.add_argument(
        "--collection",
        metavar="NAME",
        help="put these documents into this collection (see cop-assistant collection)",
    )
    parser.add_argument(
        "--again", action="store_true", help="read unchanged files again, too: readers get better"
    )
    parser.add_argument(
        "--re-embed",
        action="store_true",
        help="compute the vectors of all documents again, with the embedding model of the settings",
    )


def run(arguments: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Ingest and report; 1 where a file could not be read."""
    from index_store.ingestion import ingest_paths
    from ui.access.audit import Audit
    from ui.errors import BadUsage
    from ui.opening import open_store, re_embed
    from ui.progress import progress

    if not arguments.paths and not arguments.re_embed:
        raise BadUsage("name a file or a folder to ingest")
    with progress(output) as advance:
        if arguments.re_embed:
            re_embed(settings, advance)
        store = open_store(settings)
        report = ingest_paths(
            store,
            arguments.paths,
            prune=arguments.prune,
            progress=advance,
            limits=settings.limits,
            prune_empty=arguments.prune_empty,
            collection=arguments.collection,
            again=arguments.again,
        )
    Audit(settings.store).note(
        "ingested",
        added=len(report.added),
        updated=len(report.updated),
        removed=report.removed,
        collection=arguments.collection,
    )
    if output.json:
        output.document(report.model_dump(mode="json"))
    else:
        output.say(summary(report, settings.store))
    for warned in report.warnings:
        output.say(f"warning: {warned.path}: {warned.warning}")
    for failed in report.failed:
        output.error(f"{failed.path}: {failed.error}")
    return 1 if report.failed else 0


def summary(report: IngestReport, folder: Path) -> str:
    """What happened, in one line."""
    counts = {
        "added": len(report.added),
        "updated": len(report.updated),
        "unchanged": len(report.unchanged),
        "removed": len(report.removed),
        "failed": len(report.failed),
    }
    done = ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "no documents"
    return f"{done}; {report.passages} passages in {report.seconds:.1f} s ({folder})"
