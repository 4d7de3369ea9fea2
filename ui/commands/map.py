"""`cop-assistant map`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ui.options import add_filters, positive

if TYPE_CHECKING:
    from rich.console import Group

    from ui.map.delegations import DelegationMap
    from ui.output import Output
    from ui.settings import Settings

EXAMPLES = (
    "cop-assistant map",
    "cop-assistant map --by meetings --csv map.csv --png map.png",
    "cop-assistant map --meeting 24 --top 10",
)
ROWS = 25
"""Delegations that are shown, unless the user says otherwise."""


def configure(parser: argparse.ArgumentParser) -> None:
    """By what, how much of it, and where it goes."""
    parser.add_argument(
        "--by",
        choices=("topics", "meetings"),
        default="topics",
        help="what the columns are: topics found in the documents (default), or meetings",
    )
    parser.add_argument(
        "--top", type=positive, default=ROWS, metavar="N", help=f"delegations (default {ROWS})"
    )
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write all of it as a table")
    parser.add_argument("--png", type=Path, metavar="FILE", help="write it as a picture")
    add_filters(parser)


def run(arguments: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Show who spoke on what, and how much; files are written in place of showing it."""
    from ui.map.delegations import By, delegation_map
    from ui.opening import open_filled_store
    from ui.options import filters
    from ui.progress import progress

    store = open_filled_store(settings)
    limits = filters(arguments, store, output)
    with progress(output) as advance:
        whole = delegation_map(store, By(arguments.by), limits, advance)
    if not whole.delegations:
        output.say("no delegation speaks in these documents")
    shown = whole.first(arguments.top)
    if arguments.csv is not None:
        from ui.map.table import csv_table

        _write(arguments.csv, csv_table(whole).encode("utf-8-sig"))
    if arguments.png is not None:
        from ui.map.drawing import png
        from ui.messages import messages
        from ui.web.map_picture import caption

        told = caption(whole, arguments.top, len(store.documents()), messages("en"))
        _write(arguments.png, png(shown, told))
    for path in filter(None, (arguments.csv, arguments.png)):
        output.say(f"written: {path}")
    if output.json:
        output.document(map_json(whole))
    elif arguments.csv is None and arguments.png is None and whole.delegations:
        output.show(table(shown))
    return 0


def map_json(shown: DelegationMap) -> dict[str, object]:
    """The words of each delegation in each column."""
    return {
        "by": shown.by.value,
        "columns": list(shown.columns),
        "rows": [
            {"delegation": who, "words": counts, "all": sum(counts)} for who, counts in shown.rows()
        ],
    }


def table(shown: DelegationMap) -> Group:
    """The map for a terminal: a column each, numbered, with what the numbers mean below."""
    from rich import box
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    from ui.output import printable

    result = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    result.add_column("words by", overflow="fold", max_width=30)
    for n in range(len(shown.columns)):
        result.add_column(str(n + 1), justify="right", no_wrap=True)
    for who, counts in shown.rows():
        cells = [str(count) if count else "" for count in counts]
        result.add_row(Text(printable(who)), *cells)
    legend = [Text(printable(f"{n:>3}  {name}")) for n, name in enumerate(shown.columns, 1)]
    return Group(result, *legend)


def _write(path: Path, content: bytes) -> None:
    from ui.errors import Failure

    try:
        path.write_bytes(content)
    except OSError as error:
        raise Failure(f"{path}: cannot be written: {error.strerror}") from None
