"""`cop-assistant export CONVERSATION.json FILE`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.output import Output
    from ui.settings import Settings

EXAMPLES = (
    "cop-assistant export answers.jsonl note.docx",
    "cop-assistant export conversation.json note.md",
)


def configure(parser: argparse.ArgumentParser) -> None:
    """What was answered, and the file for it."""
    parser.add_argument(
        "conversation",
        type=Path,
        metavar="CONVERSATION.json",
        help="what ask --json, chat --json or the web chat wrote",
    )
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="the note to write: .docx, .md or .html"
    )


def run(arguments: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Write the answers as one note; 1 where a quotation does not stand in the documents."""
    from ui.export import briefing, format_of, write
    from ui.export.checking import check
    from ui.export.loading import load
    from ui.opening import open_filled_store

    format_of(arguments.file)
    entries = load(arguments.conversation)
    store = open_filled_store(settings)
    check(entries, store)
    write(briefing(entries, store.documents()), arguments.file)
    output.say(f"{arguments.file}: {len(entries)} answer{'s' if len(entries) > 1 else ''}")
    return 0
