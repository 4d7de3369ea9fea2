"""`cop-assistant show DOCUMENT`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from ui.completing import complete_with, documents
from ui.errors import BadUsage

if TYPE_CHECKING:
    from rich.text import Text

    from index_store.records import DocumentRecord
    from ingest.model import Passage
    from ui.output import Output
    from ui.settings import Settings

EXAMPLES = (
    "cop-assistant show CWG-COP-99/3",
    "cop-assistant show cwg-cop-24-digest --paragraph 5.4",
    "cop-assistant show cwg-cop-24-digest --text > digest.txt",
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Which document, which part of it, and how."""
    document = parser.add_argument("document", metavar="DOCUMENT", help="id, number or file")
    complete_with(document, documents)
    parser.add_argument("--paragraph", metavar="NUMBER", help="only this paragraph, such as 5.4")
    parser.add_argument(
        "--text", action="store_true", help="the canonical text exactly, and nothing else"
    )


def run(arguments: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Show the document or one paragraph of it."""
    from ui.finding import find_document
    from ui.opening import open_filled_store

    store = open_filled_store(settings)
    record = find_document(store, arguments.document)
    passages = store.passages(record.id)
    text = store.text(record.id)
    if arguments.paragraph is not None:
        passages = in_paragraph(record, passages, arguments.paragraph)
        text = text[passages[0].start : passages[-1].end]
    if arguments.text and not output.json:
        output.exactly(text)
    elif output.json:
        from ui import results

        shown = (
            results.DocumentText(document=record.id, path=str(record.path), text=text)
            if arguments.text
            else results.ShownDocument(
                document=results.ListedDocument.of(record),
                passages=[results.ShownPassage.of(passage) for passage in passages],
            )
        )
        output.document(shown.model_dump(mode="json"))
    else:
        if arguments.paragraph is None:
            output.show(header(record))
        output.show(*body(passages))
    return 0


def in_paragraph(record: DocumentRecord, passages: Sequence[Passage], number: str) -> list[Passage]:
    """The passages of one paragraph; raises `BadUsage` with the numbers that there are."""
    wanted = number.strip().removeprefix("§").strip().rstrip(".")
    found = [passage for passage in passages if passage.paragraph == wanted]
    if found:
        # A number may come back in an annex; the first run is what a reader looks up.
        unit = found[0].unit
        return [passage for passage in found if passage.unit == unit]
    numbers = list(dict.fromkeys(p.paragraph for p in passages if p.paragraph))
    if not numbers:
        raise BadUsage(f"{record.id} has no numbered paragraphs")
    listed = ", ".join(numbers[:40]) + (", …" if len(numbers) > 40 else "")
    raise BadUsage(f"{record.id} has no paragraph {number!r}; it has {listed}")


def header(record: DocumentRecord) -> Text:
    """What the document says of itself."""
    from rich.text import Text

    from ui.output import printable

    result = Text(printable(record.title), style="bold")
    facts = {
        "document": record.id,
        "number": record.number if record.number != record.id else None,
        "kind": record.kind.value,
        "meeting": record.meeting if record.meeting is not None else record.meeting_name,
        "date": record.date,
        "source": record.source,
        "pages": record.pages,
        "passages": record.passages,
        "speakers": ", ".join(record.speakers),
        "unread": "; ".join(record.warnings),
        "superseded by": record.superseded_by,
        "corrected by": ", ".join(record.corrected_by),
        "file": record.path,
    }
    told = {name: str(value) for name, value in facts.items() if value not in (None, "")}
    width = max(9, *map(len, told))
    for name, value in told.items():
        result.append(f"\n{name:>{width}}  ", style="not bold dim")
        result.append(printable(value), style="not bold")
    return result


def body(passages: Sequence[Passage]) -> Iterator[Text]:
    """Headings, and below each what is said, with who says it before their sentences."""
    from rich.text import Text

    from ui.output import printable

    section: tuple[str, ...] = ()
    unit: int | None = None
    for passage in passages:
        if passage.section != section:
            section = passage.section
            yield Text("\n" + printable(" › ".join(section)), style="bold cyan")
        if passage.unit != unit:
            unit = passage.unit
            where = place(passage)
            yield Text(f"\n{where}" if where else "", style="bold")
        for names, text in spoken(passage):
            line = Text()
            if names:
                line.append(f"{printable(', '.join(names))}: ", style="green")
            line.append(printable(text))
            yield line


def place(passage: Passage) -> str:
    """ "§5.4 · p. 7", as far as known."""
    parts = [f"§{passage.paragraph}"] if passage.paragraph else []
    if passage.page:
        parts.append(f"p. {passage.page}")
    return " · ".join(parts)


def spoken(passage: Passage) -> Iterator[tuple[tuple[str, ...], str]]:
    """The passage in stretches of sentences that the same speakers said."""
    if not passage.sentences:
        yield tuple(speaker.name for speaker in passage.speakers), passage.text
        return
    runs = groupby(passage.sentences, key=lambda sentence: tuple(s.name for s in sentence.speakers))
    for names, run in runs:
        sentences = list(run)
        start = sentences[0].start - passage.start
        end = sentences[-1].end - passage.start
        yield names, passage.text[start:end].strip()
