"""Which of three regimes tells who says a sentence, for each part of a document.

Turns where labels give the floor, authored where one text is somebody's, narrated where a report
tells what others said. A document may have all three: minutes with turns in them, a report with
an annexed statement.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.attribution import authored, first_person, narrated, own_state
from ingest.attribution import turns as spoken
from ingest.attribution.narrated import Attribution
from ingest.attribution.turns import Turn
from ingest.attribution.voices import base_finder
from ingest.model import DocumentKind, Header, Speaker, SpeakerKind
from ingest.names import persons
from ingest.names.aliases import Aliases
from ingest.names.finder import NameFinder
from ingest.raw import RawDocument
from ingest.structure.leads import sentences_of
from ingest.structure.numbering import is_annex
from ingest.structure.units import Unit, units

Span = tuple[int, int]

_ONE_AUTHOR = (
    DocumentKind.STATEMENT,
    DocumentKind.LETTER,
    DocumentKind.LIAISON,
    DocumentKind.DECISIONS,
)
_PAPERS = (DocumentKind.CONTRIBUTION, DocumentKind.INFORMATION, DocumentKind.OTHER)
_DELEGATIONS = (SpeakerKind.MEMBER_STATE, SpeakerKind.GROUP)
_SEVERAL = 4  # delegations at least whose statements a report tells
_FEWEST, _MOSTLY = 4, 0.4  # sentences that tell of others, in a section that is a report
_NARRATED = 0.25  # share of sentences that report others from which a paper is a report


@dataclass(frozen=True)
class Attributed:
    """A unit with its sentences and whose statement each of them is."""

    unit: Unit
    sentences: tuple[Span, ...]
    said: tuple[Attribution, ...]


@dataclass(frozen=True)
class Attributions:
    """All units of a document; `by_turns` where turns rule it.

    `header` names the state of a statement where the text alone tells it.
    """

    units: tuple[Attributed, ...]
    by_turns: bool
    header: Header


def attribute(raw: RawDocument, header: Header, file_name: str = "") -> Attributions:
    """The units of a document with their sentences, and who says each.

    `file_name`, without its suffix, may tell whose statement it is.
    """
    found = spoken.turns(raw, header)
    if found is not None and not found.noted:
        return Attributions(tuple(_record(raw, found.turns, header)), True, header)
    if found is None:
        header = own_state.complete(header, raw, file_name)
    outline = units(raw)
    turns = found.turns if found is not None else ()
    people = spoken.people(turns)
    pieces = [piece for unit in outline if not unit.heading for piece in _pieces(unit, turns)]
    finder = (
        NameFinder(persons.learn(raw.text), language=header.language) if turns else base_finder()
    )
    left = [(unit, sentences_of(raw, unit.blocks)) for unit, turn in pieces if turn is None]
    parts = [] if turns else authored.parts(raw, outline, header)
    others = iter(_untold(raw, header, outline, left, parts, people))
    result = []
    for unit, turn in pieces:
        if turn is None:
            result.append(next(others))
        else:
            spans = sentences_of(raw, unit.blocks)
            said = spoken.attribute(raw.text, turn, spans, finder)
            result.append(Attributed(unit, tuple(spans), tuple(said)))
    return Attributions(tuple(result), len(turns) > 0.5 * len(pieces), header)


def _record(raw: RawDocument, turns: Sequence[Turn], header: Header) -> Iterator[Attributed]:
    """A record of speech: nobody speaks before the first turn; then each turn is a unit."""
    finder = NameFinder(persons.learn(raw.text), language=header.language)
    first = turns[0].start
    for start, end in _blocks(raw, 0, first):
        spans = sentences_of(raw, [(start, end)])
        unit = Unit(start, end, blocks=((start, end),))
        yield Attributed(unit, tuple(spans), tuple(Attribution() for _ in spans))
    for turn in turns:
        blocks = tuple(_blocks(raw, turn.words_start, turn.end))
        unit = Unit(turn.words_start, turn.end, blocks=blocks)
        spans = sentences_of(raw, unit.blocks)
        said = spoken.attribute(raw.text, turn, spans, finder)
        yield Attributed(unit, tuple(spans), tuple(said))


def _blocks(raw: RawDocument, start: int, end: int) -> Iterator[Span]:
    """What of the blocks lies between two offsets."""
    for block in raw.blocks[bisect_right(raw.blocks, start, key=lambda block: block.end) :]:
        if block.start >= end:
            break
        yield max(start, block.start), min(end, block.end)


def _pieces(unit: Unit, turns: Sequence[Turn]) -> Iterator[tuple[Unit, Turn | None]]:
    """A unit cut where turns begin and end inside it."""
    inside = [t for t in turns if t.start < unit.end and t.end > unit.start]
    if not inside:
        yield unit, None
        return
    at = unit.start
    for turn in inside:
        yield from _piece(unit, at, turn.start, None)
        yield from _piece(unit, max(turn.words_start, at), turn.end, turn)
        at = max(at, turn.end)
    yield from _piece(unit, at, unit.end, None)


def _piece(
    unit: Unit, start: int, end: int, turn: Turn | None
) -> Iterator[tuple[Unit, Turn | None]]:
    spans = [(max(start, a), min(end, b)) for a, b in unit.blocks]
    kept = tuple((a, b) for a, b in spans if a < b)
    if kept:
        yield replace(unit, start=kept[0][0], end=kept[-1][1], blocks=kept), turn


def _untold(
    raw: RawDocument,
    header: Header,
    outline: Sequence[Unit],
    left: Sequence[tuple[Unit, list[Span]]],
    parts: Sequence[authored.Part],
    people: Sequence[Aliases],
) -> Iterable[Attributed]:
    """What no turn tells: parts with authors of their own, else the document's regime."""
    own = [next((p for p in parts if p.start <= u.start < p.end), None) for u, _ in left]
    rest = [entry for entry, part in zip(left, own, strict=True) if part is None]
    others = iter(told(raw, header, outline, rest, people))
    finder = base_finder(header.language)
    for (unit, spans), part in zip(left, own, strict=True):
        if part is None:
            said = next(others)
        else:
            said = authored.attribute(raw.text, part.authors, spans, finder)
        yield Attributed(unit, tuple(spans), tuple(said))


def told(
    raw: RawDocument,
    header: Header,
    outline: Sequence[Unit],
    left: Sequence[tuple[Unit, list[Span]]],
    people: Sequence[Aliases] = (),
) -> list[list[Attribution]]:
    """Whose statements units are that have no turns and no authors of their own.

    One regime holds for all of them: they are the text of the document's authors, or a report.
    `people` are those who speak in turns elsewhere.
    """
    author = authored.authors(header, raw.text)
    finder = base_finder(header.language)
    everything = [span for _, spans in left for span in spans]
    own_words = authored.of_own_words(raw.text, everything)
    by_author = [authored.attribute(raw.text, author, spans, finder) for _, spans in left]
    if author and (header.kind in _ONE_AUTHOR or (header.kind in _PAPERS and own_words)):
        return by_author
    if not author and header.kind is DocumentKind.STATEMENT:
        return by_author  # one voice, nobody knows whose
    is_paper = bool(author) and header.kind in _PAPERS
    if is_paper and header.language != "en" and len(_delegations(by_author)) < _SEVERAL:
        return by_author
    as_report = _narrated(raw, header, outline, left, people)
    if is_paper and not _reports_others(as_report, author):
        return _by_part(raw.text, left, by_author, as_report)
    return as_report


def _narrated(
    raw: RawDocument,
    header: Header,
    outline: Sequence[Unit],
    left: Sequence[tuple[Unit, list[Span]]],
    people: Sequence[Aliases],
) -> list[list[Attribution]]:
    """What the units of a report tell."""
    header = header.model_copy(update={"source": None, "authors": ()})
    context = narrated.Context.of(raw, header, outline, people)
    return narrated.attribute_units(raw.text, left, context)


def _by_part(
    text: str,
    left: Sequence[tuple[Unit, list[Span]]],
    by_author: Sequence[list[Attribution]],
    as_report: Sequence[list[Attribution]],
) -> list[list[Attribution]]:
    """The author's words, but for the sections of a paper that mostly tell what others said.

    No section is told of others in which the author says "I" or "we". An annex that mostly tells
    what others said does so throughout.
    """
    sections: dict[tuple[str, ...], list[int]] = {}
    for at, (unit, _) in enumerate(left):
        sections.setdefault(unit.section, []).append(at)
    found = list(by_author)
    telling: set[tuple[str, ...]] = set()
    for section, inside in sections.items():
        if first_person.share(text, [span for at in inside for span in left[at][1]]) > 0:
            continue
        told = [a for at in inside for a in as_report[at]]
        own = [a for at in inside for a in by_author[at]]
        others = sum(
            bool(set(t.speakers) - set(o.speakers)) for t, o in zip(told, own, strict=True)
        )
        if others >= _FEWEST and others >= _MOSTLY * len(told):
            telling.add(section)
    for annex in {section[:1] for section in telling if section and is_annex(section[0])}:
        parts = {section: inside for section, inside in sections.items() if section[:1] == annex}
        share = sum(len(parts[s]) for s in parts if s in telling)
        if 2 * share > sum(map(len, parts.values())):
            telling |= set(parts)
    for at in (at for section in telling for at in sections[section]):
        found[at] = as_report[at]
    return found


def _delegations(said: Sequence[Sequence[Attribution]]) -> set[Speaker]:
    """The states and groups that sentences name besides their speakers."""
    named = {s for unit in said for sentence in unit for s in sentence.mentions}
    return {speaker for speaker in named if speaker.kind in _DELEGATIONS}


def _reports_others(said: Sequence[Sequence[Attribution]], author: Sequence[Speaker]) -> bool:
    """Whether a paper mostly tells what several delegations said that are not its authors."""
    told = [
        {s for s in sentence.speakers if s.kind in _DELEGATIONS and s not in author}
        for unit in said
        for sentence in unit
    ]
    telling = sum(map(bool, told))
    return len(set().union(*told)) >= _SEVERAL and telling >= _NARRATED * len(told)
