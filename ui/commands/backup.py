"""`cop-assistant backup FILE`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.output import Output
    from ui.settings import Settings

EXAMPLES = ("cop-assistant backup store.zip",)


def configure(parser: argparse.ArgumentParser) -> None:
    """The archive to write."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the archive to write (.zip)")


def beside() -> tuple[str, ...]:
    """Names of what this program keeps beside the catalogue: accounts, feedback, the audit log."""
    from ui.access import accounts_database, audit
    from ui.feedback import keeping

    return accounts_database.FILE, keeping.FILE, audit.FILE


def run(arguments: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Write the archive; the store may be in use meanwhile."""
    from index_store.archive import back_up
    from ui.opening import address, has_catalogue, nothing_ingested

    if not has_catalogue(settings):
        raise nothing_ingested(settings.store)
    manifest = back_up(settings.store, arguments.file, address(settings), beside())
    size = arguments.file.stat().st_size
    if output.json:
        facts = manifest.model_dump(mode="json", include={"documents", "passages", "created"})
        output.document({"file": str(arguments.file.absolute()), "bytes": size, **facts})
    else:
        output.say(
            f"{manifest.documents} documents, {manifest.passages} passages in {arguments.file} "
            f"({size / 1e6:.1f} MB)"
        )
    return 0
