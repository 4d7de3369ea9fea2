"""The sources panel: each cited paragraph whole, with the quoted words marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.place import date_in
from ingest.model import page_at
from ui.web.conversation import anchor
from ui.web.originals import is_pdf, layout_url, original_url, page_url, saved_as
from ui.web.pieces import Piece, pieces
from ui.web.templating import templates

if TYPE_CHECKING:
    from assistant.answer import Answer, Citation, Suggestion
    from assistant.messages.catalogue import Messages
    from index_store import Store
    from index_store.records import DocumentRecord
    from ingest.model import Passage


NEIGHBOUR = 500
"""Characters that are shown of the paragraph before and of the one after."""


@dataclass(frozen=True)
class Look:
    """How the original looks where it is quoted: a page of a PDF, or a document without pages.

    `spans` are those of the text that are quoted from it, by their numbers.
    """

    page: int | None
    url: str
    spans: dict[int, str]


@dataclass
class Card:
    """One paragraph of a document and the sources that stand in it.

    `sources` are those sources with their numbers. `ids` are the anchors of those that are all of
    it. `spoken` is the language of the document. `before` and `after` are the paragraph's
    neighbours, `number` is its own as printed; `leads` are words before it that its quotes cannot
    be read without. `original` is where the file opens, `newest` that of the version in its place;
    `saved` and `newest_saved` are their endings where they do not open but are downloaded.
    """

    sources: list[tuple[int, Citation | Suggestion]]
    language: str
    pieces: list[Piece] = field(default_factory=list)
    ids: tuple[str, ...] = ()
    spoken: str = "en"
    before: str = ""
    number: str = ""
    after: str = ""
    looks: list[Look] = field(default_factory=list)
    original: str = ""
    saved: str = ""
    newest: str | None = None
    newest_saved: str = ""
    leads: list[str] = field(default_factory=list)

    @property
    def numbers(self) -> list[int]:
        """The numbers of its sources."""
        return [n for n, _ in self.sources]

    @property
    def title(self) -> str:
        """The title of the document, whole."""
        return self.sources[0][1].title

    @property
    def details(self) -> list[str]:
        """What stands below the title: the same as in the footnotes, part by part."""
        first = self.sources[0][1]
        pages = dict.fromkeys(source.page_in(self.language) for _, source in self.sources)
        paragraph, date = first.paragraph_in(self.language), date_in(first.date, self.language)
        return [part for part in (first.number, paragraph, *pages, date) if part]

    @property
    def standing(self) -> list[str]:
        """What a reader should know of the version that is quoted."""
        return list(
            dict.fromkeys(note for _, s in self.sources for note in s.standing(self.language))
        )

    @property
    def speakers(self) -> list[str]:
        """Everybody whose words are quoted."""
        return list(dict.fromkeys(name for _, source in self.sources for name in source.speakers))


def panel(answer: Answer, turn: int, store: Store, says: Messages) -> str:
    """HTML of the sources of one answer, or of the nearest passages where there is none.

    `says`: the words of the page.
    """
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
            first=min((n for n, _ in numbered), default=0),
            cards=cards(numbered, turn, store, cited, answer.language),
            say=says.say,
        )
    )


def cards(
    numbered: Sequence[tuple[int, Citation | Suggestion]],
    turn: int,
    store: Store,
    cited: bool = True,
    language: str = "en",
) -> list[Card]:
    """One card for each paragraph, in the order in which they are first cited.

    `cited`: whether the numbered are citations, else suggestions.
    """
    found: dict[tuple[str, Paragraph], Card] = {}
    for n, source in numbered:
        paragraph = paragraph_of(store.passages(source.document), source.start)
        card = found.setdefault((source.document, paragraph), Card([], language))
        card.sources.append((n, source))
    for (document, paragraph), card in found.items():
        text = store.text(document)
        spans = [(n, source.start, source.end) for n, source in card.sources]
        if not cited:
            # A suggestion that is the whole paragraph needs no mark: nothing in it is quoted.
            whole = [n for n, s, e in spans if s <= paragraph.start and paragraph.end <= e]
            card.ids = tuple(anchor(turn, n) for n in whole)
            spans = [span for span in spans if span[0] not in whole]
        card.pieces = list(pieces(text, paragraph.start, paragraph.end, spans, turn))
        card.before, card.number, card.after = neighbours(text, paragraph)
        record = store.document(document)
        card.original = original_url(record, card.sources[0][1].page)
        card.saved = saved_as(record)
        if record.superseded_by:
            newest = store.document(record.superseded_by)
            card.newest, card.newest_saved = original_url(newest), saved_as(newest)
        card.spoken = record.language
        if is_pdf(record):
            card.looks = list(_pages(record, store.catalogue.page_starts(document), spans))
        else:
            by_number = {n: f"{start}-{end}" for n, start, end in spans}
            quoted = [(start, end) for _, start, end in spans]
            card.looks = [Look(None, layout_url(record, quoted), by_number)]
        led = [lead for _, s in card.sources for lead in s.lead if lead.end <= paragraph.start]
        card.leads = list(dict.fromkeys(e.text for e in led if e.text not in card.before))
    return list(found.values())


def _pages(
    record: DocumentRecord, page_starts: tuple[int, ...], spans: Sequence[tuple[int, int, int]]
) -> Iterator[Look]:
    """The pages that the quotes stand on; a quote may go on from one page to the next."""
    quoted: dict[int, dict[int, tuple[int, int]]] = {}
    for n, start, end in spans:
        first, last = page_at(page_starts, start), page_at(page_starts, end - 1)
        for page in range(first or 1, (last or 0) + 1):
            quoted.setdefault(page, {})[n] = (start, end)
    for page, by_number in sorted(quoted.items()):
        url = page_url(record, page, list(by_number.values()))
        yield Look(page, url, {n: f"{start}-{end}" for n, (start, end) in by_number.items()})


@dataclass(frozen=True)
class Paragraph:
    """A numbered paragraph or turn, and from where to where its neighbours reach."""

    start: int
    end: int
    since: int
    until: int
    number: str | None = None


def paragraph_of(passages: Sequence[Passage], offset: int) -> Paragraph:
    """The numbered paragraph or turn in which `offset` stands."""
    inside = next((p for p in passages if p.start <= offset < p.end), None)
    inside = inside or min(passages, key=lambda p: abs(p.start - offset))
    unit = [p for p in passages if p.unit == inside.unit]
    first, last = unit[0], unit[-1]
    before = next((p for p in reversed(passages) if p.start < first.start), first)
    after = next((p for p in passages if p.start > last.start), last)
    return Paragraph(first.start, last.end, before.start, after.end, first.paragraph)


def neighbours(text: str, paragraph: Paragraph) -> tuple[str, str, str]:
    """The words before and after a paragraph, headings too, as far as they are near.

    Between them its own number as printed, where that stands before it.
    """
    before = text[paragraph.since : paragraph.start].strip()
    after = text[paragraph.end : paragraph.until].strip()
    lines, _, number = before.rpartition("\n")
    if paragraph.number and number.strip(" .()") == paragraph.number.strip(" .()"):
        before = lines.strip()
    else:
        number = ""
    if len(before) > NEIGHBOUR:
        before = f"… {before[-NEIGHBOUR:].partition(' ')[2]}"
    if len(after) > NEIGHBOUR:
        after = f"{after[:NEIGHBOUR].rpartition(' ')[0]} …"
    return before, number, after
