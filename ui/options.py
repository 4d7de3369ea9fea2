"""The filters of the command line, and what they mean in a given store."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.errors import BadUsage
from ui.suggesting import did_you_mean

if TYPE_CHECKING:
    from index_store import Store
    from index_store.filters import Filters
    from ingest.model import DocumentKind
    from ui.output import Output

KINDS = "report, contribution, information document, liaison statement, transcript, other"


def add_filters(parser: argparse.ArgumentParser) -> None:
    """The filters of search, ask and chat; those that name things may be given several times."""
    from ui.completing import complete_with, documents, kinds, speakers

    group = parser.add_argument_group("filters")
    speaker = group.add_argument(
        "--speaker",
        action="append",
        default=[],
        metavar="NAME",
        help="only what this delegation or person said (may be given several times)",
    )
    group.add_argument(
        "--meeting",
        action="append",
        default=[],
        type=int,
        metavar="N",
        help="only documents of this meeting, such as 24",
    )
    kind = group.add_argument(
        "--kind", action="append", default=[], metavar="KIND", help=f"only {KINDS}"
    )
    document = group.add_argument(
        "--document", action="append", default=[], metavar="ID", help="only this document"
    )
    group.add_argument(
        "--all-versions",
        action="store_true",
        help="also documents of which there is a newer revision",
    )
    group.add_argument("--since", metavar="DATE", help="only documents from this date on")
    group.add_argument("--until", metavar="DATE", help="only documents up to this date")
    complete_with(speaker, speakers)
    complete_with(kind, kinds)
    complete_with(document, documents)


def add_top_k(parser: argparse.ArgumentParser, what: str) -> None:
    """`--top-k`, how many passages."""
    parser.add_argument("--top-k", type=positive, metavar="N", help=what)


def positive(text: str) -> int:
    """A whole number from 1.

    >>> positive("3")
    3
    """
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1")
    return number


def filters(arguments: argparse.Namespace, store: Store, output: Output) -> Filters:
    """The filters as given, with names and documents as the store knows them.

    Raises `BadUsage` with one line where a filter can match nothing by mistake: an unknown name,
    document, kind, or a date that is none.
    """
    found, absent = narrowed(
        store,
        speakers=arguments.speaker,
        meetings=arguments.meeting,
        kinds=arguments.kind,
        documents=arguments.document,
        since=arguments.since,
        until=arguments.until,
        all_versions=arguments.all_versions,
    )
    for name in absent:
        output.say(f"note: no document in this store reports a statement by {name}")
    return found


def narrowed(
    store: Store,
    *,
    speakers: Sequence[str] = (),
    meetings: Sequence[int] = (),
    kinds: Sequence[str] = (),
    documents: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    all_versions: bool = False,
) -> tuple[Filters, list[str]]:
    """Filters as people type them, as the store knows them; and which speakers never speak in it.

    Raises `BadUsage` as `filters` does.
    """
    from index_store.filters import Filters
    from ui.finding import find_document, find_speaker

    found = [find_speaker(store, name) for name in speakers]
    limits = Filters(
        speakers=tuple(speaker.name for speaker in found),
        meetings=tuple(meetings),
        kinds=tuple(kind(text) for text in kinds),
        documents=tuple(find_document(store, name).id for name in documents),
        since=date(since, "since", last=False),
        until=date(until, "until", last=True),
        all_versions=all_versions,
    )
    return limits, [speaker.name for speaker in found if not speaker.present]


def kind(text: str) -> DocumentKind:
    """A kind of document by its name or the beginning of it.

    >>> kind("liaison").value
    'liaison statement'
    """
    from ingest.model import DocumentKind

    wanted = " ".join(text.lower().replace("-", " ").replace("_", " ").split())
    for known in DocumentKind:
        if wanted and known.value.startswith(wanted.removesuffix("s")):
            return known
    hint = did_you_mean(text, [known.value for known in DocumentKind], near=75)
    raise BadUsage(f"kind {text!r} is unknown{hint or f'; kinds are {KINDS}'}")


def date(text: str | None, option: str, last: bool) -> str | None:
    """An ISO date; of a year or a month its first day, or its last.

    >>> date("2025-02", "until", last=True)
    '2025-02-28'
    """
    import calendar
    import datetime

    if text is None or not text.strip():
        return None
    match = re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", text.strip())
    try:
        if match is None:
            raise ValueError
        year = int(match[1])
        month = int(match[2] or (12 if last else 1))
        day = int(match[3] or (calendar.monthrange(year, month)[1] if last else 1))
        return datetime.date(year, month, day).isoformat()
    except (ValueError, calendar.IllegalMonthError):
        raise BadUsage(f"{option} {text!r} is no date; write 2025, 2025-11 or 2025-11-24") from None
