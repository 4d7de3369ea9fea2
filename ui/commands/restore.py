"""`cop-assistant restore FILE`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.output import Output
    from ui.settings import Settings

EXAMPLES = (
    "cop-assistant restore store.zip",
    "cop-assistant restore store.zip --force    # in the place of what is there",
)


def configure(parser: argparse.ArgumentParser) -> None:
    """The archive to read, and whether it may take the place of documents."""
    parser.add_argument("file", type=Path, metavar="FILE", help="an archive made by `backup`")
    parser.add_argument(
        "--force", action="store_true", help="put it in the place of what the store holds"
    )


def run(arguments: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Put the archive into the store, and build its indexes."""
    from index_store.archive import restore
    from ui.commands.backup import beside
    from ui.errors import Failure
    from ui.opening import address, open_store

    if not arguments.file.is_file():
        raise Failure(f"{arguments.file} is no file: give an archive made by `backup`")
    place = address(settings)
    manifest = restore(arguments.file, settings.store, arguments.force, place, beside())
    with open_store(settings) as store:
        store.flush()
    if output.json:
        output.document(
            {"store": str(settings.store.absolute())}
            | manifest.model_dump(mode="json", include={"documents", "passages", "created"})
        )
    else:
        output.say(
            f"{manifest.documents} documents, {manifest.passages} passages of {manifest.created} "
            f"are in {settings.store}"
        )
    return 0
