"""The sources panel: each cited paragraph whole, with the quoted words marked."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ui.web.conversation import anchor

if TYPE_CHECKING:
    from jinja2 import Environment

    from assistant.answer import Answer, Citation, Suggestion
    from index_store import Store
    from ingest.model import Passage


@dataclass(frozen=True)
class Piece:
    """A stretch of a paragraph; `marks` are the numbers of the citations that quote it.

    `ids` are the anchors of the citations whose quote begins here.
    """

    text: str
    marks: tuple[int, ...] = ()
    ids: tuple[str, ...] = ()


@dataclass
class Card:
    """One paragraph of a document and the sources that stand in it.

    `ids` are the anchors of those sources that are all of it. `leads` are words before the
    paragraph that its quotes cannot be read without.
    """

    title: str
    details: list[str]
    speakers: list[str]
    numbers: list[int] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    ids: tuple[str, ...] = ()
    leads: list[str] = field(default_factory=list)


def panel(answer: Answer, turn: int, store: Store) -> str:
    """HTML of the sources of one answer, or of the nearest passages where there is none."""
    cited = bool(answer.citations)
    numbered: list[tuple[int, Citation | Suggestion]] = (
        [(citation.n, citation) for citation in answer.citations]
        if cited
        else list(enumerate(answer.suggestions, 1))
    )
    return (
        templates()
        .get_template("sources.html")
        .render(
            turn=turn,
            question=answer.question,
            cited=cited,
            cards=cards(numbered, turn, store, cited),
            copy=plain(answer),
        )
    )


def cards(
    numbered: Sequence[tuple[int, Citation | Suggestion]],
    turn: int,
    store: Store,
    cited: bool = True,
) -> list[Card]:
    """One card for each paragraph, in the order in which they are first cited.

    `cited`: whether the numbered are citations, else suggestions.
    """
    found: dict[tuple[str, int], tuple[Card, int, int, list[tuple[int, int, int]]]] = {}
    for n, source in numbered:
        unit = paragraph_of(store.passages(source.document), source.start)
        key = (source.document, unit[0].unit)
        if key not in found:
            record = store.document(source.document)
            details = [record.number or record.id]
            if source.paragraph:
                details.append(f"§{source.paragraph}")
            if unit[0].page:
                details.append(f"p. {unit[0].page}")
            if record.date:
                details.append(record.date)
            details += source.standing
            card = Card(source.title, details, [])
            found[key] = (card, unit[0].start, unit[-1].end, [])
        card, _, _, spans = found[key]
        card.numbers.append(n)
        card.speakers += [name for name in source.speakers if name not in card.speakers]
        spans.append((n, source.start, source.end))
        for led in getattr(source, "lead", ()):
            if led.end <= unit[0].start and led.text not in card.leads:
                card.leads.append(led.text)
    for (document, _), (card, start, end, spans) in found.items():
        if not cited:
            # A suggestion that is the whole paragraph needs no mark: nothing in it is quoted.
            whole = [n for n, s, e in spans if s <= start and end <= e]
            card.ids = tuple(anchor(turn, n) for n in whole)
            spans[:] = [span for span in spans if span[0] not in whole]
        card.pieces = list(pieces(store.text(document), start, end, spans, turn))
    return [card for card, *_ in found.values()]


def paragraph_of(passages: Sequence[Passage], offset: int) -> list[Passage]:
    """All passages of the numbered paragraph or turn in which `offset` stands."""
    inside = [p for p in passages if p.start <= offset < p.end] or [
        min(passages, key=lambda p: abs(p.start - offset))
    ]
    return [p for p in passages if p.unit == inside[0].unit]


def pieces(
    text: str, start: int, end: int, spans: Sequence[tuple[int, int, int]], turn: int
) -> Iterator[Piece]:
    """`text[start:end]` cut where a quote begins or ends; `spans` are (n, start, end).

    >>> [(p.text, p.marks) for p in pieces("abcdef", 0, 6, [(1, 1, 3), (2, 2, 4)], 1)]
    [('a', ()), ('b', (1,)), ('c', (1, 2)), ('d', (2,)), ('ef', ())]
    """
    clipped = [(n, max(start, s), min(end, e)) for n, s, e in spans]
    cuts = sorted({start, end, *(s for _, s, _ in clipped), *(e for _, _, e in clipped)})
    for left, right in itertools.pairwise(cuts):
        yield Piece(
            text[left:right],
            tuple(n for n, s, e in clipped if s <= left and right <= e),
            tuple(anchor(turn, n) for n, s, e in clipped if s == left and e > s),
        )


def plain(answer: Answer) -> str:
    """The answer and its sources as plain text, to paste into a document."""
    lines = [answer.answer, ""]
    lines += [
        f"[{citation.n}] {citation.title}, {citation.place()}: {_quoted(citation)}"
        for citation in answer.citations
    ]
    return "\n".join(lines).strip()


def _quoted(citation: Citation) -> str:
    """A quote behind what leads to it; cells of a table parted by bars."""
    parts = [*(led.text for led in citation.lead), f"“{citation.quote}”"]
    if citation.lead:
        parts = [part.replace("\t", " | ") for part in parts]
    return " ".join(" ".join(parts).split())


@cache
def templates() -> Environment:
    """The templates; whatever a document brings in is escaped."""
    from jinja2 import Environment, FileSystemLoader

    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
