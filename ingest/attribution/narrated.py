"""Who says what in a report, a summary record, a bulletin or minutes, down to the sentence.

Each sentence gets the speakers whose statement it reports and, apart from them, those it only
mentions. The speakers stand in the parse of the sentence; one that names nobody may go on with
the speaker before it, as a reader would take it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from ingest.attribution import lexicon, parse, repair
from ingest.attribution.floor import Floor
from ingest.attribution.judgement import Judgement, learned
from ingest.attribution.recurring import Recurring
from ingest.attribution.stand_ins import PlainSentence, plain, without_opening, without_towns
from ingest.model import DocumentKind, Header, Speaker, SpeakerKind
from ingest.names import abbreviations, groups, persons
from ingest.names.aliases import Aliases
from ingest.names.finder import NameFinder
from ingest.raw import RawDocument
from ingest.readers.lines import ends_sentence, is_unfinished

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from ingest.structure.units import Unit

_SUBMITTED = (DocumentKind.CONTRIBUTION, DocumentKind.INFORMATION, DocumentKind.LIAISON)
_NUMBER = re.compile(
    r"^[\s•·●▪◦–—*#>-]*(?:\d{1,3}(?:\.\d{1,2})*\.?[\s\u00a0]+|\(?[a-z0-9]{1,3}[.)]\s+)?"
)
_REPORTS = (
    DocumentKind.REPORT,
    DocumentKind.SUMMARY_RECORD,
    DocumentKind.MINUTES,
    DocumentKind.BULLETIN,
)
_BY_WHOM = re.compile(r"\b(?:by|from|of)\s(?:the\s)?(?P<who>.+)$")


@dataclass(frozen=True)
class Attribution:
    """Whose statement a sentence reports, and whom it only talks about."""

    speakers: tuple[Speaker, ...] = ()
    mentions: tuple[Speaker, ...] = ()


@dataclass(frozen=True)
class Context:
    """What a document tells about its speakers as a whole; built once per document."""

    finder: NameFinder
    source: Speaker | None = None
    headings: dict[tuple[str, ...], Speaker | None] = field(default_factory=dict)
    affiliations: dict[Speaker, tuple[Speaker, ...]] = field(default_factory=dict)
    language: str = "en"
    introduced: frozenset[Speaker] = frozenset()
    reports: bool = True  # what meetings or delegations said

    @classmethod
    def of(
        cls,
        raw: RawDocument,
        header: Header,
        units: Sequence[Unit],
        people: Sequence[Aliases] = (),
    ) -> Context:
        """Learns the organisations and persons that the document introduces.

        `units` is empty for a transcript, whose speakers the labels of its turns tell; `people`
        are those whom labels elsewhere in the document name.
        """
        base = NameFinder()
        extra: list[Speaker | Aliases] = []
        source = header.source if header.kind in _SUBMITTED else None
        if source is not None and base.resolve(source.name) is None:
            extra.append(source)
        known = abbreviations.learn(raw.text, base.resolve, _is_person) if units else []
        known = _with_people(known, people)
        extra += groups.learn(raw.text, base)
        named = persons.learn(raw.text)
        finder = NameFinder([*known, *named, *extra], language=header.language)
        if source is not None:
            source = finder.resolve(source.name) or source
        sections = {unit.section for unit in units}
        headings = {s: _heading_speaker(s, finder) for s in sections}
        bodies = (one.speaker for one in known if one.speaker.kind is not SpeakerKind.PERSON)
        introduced = frozenset(bodies)
        speak_for = persons.affiliations(raw.text, finder) if units else {}
        titled = {aliases.speaker.name: aliases.speaker for aliases in named}
        affiliations: dict[Speaker, tuple[Speaker, ...]] = {
            titled[name]: (who,) for name, who in speak_for.items() if name in titled
        }
        reports = header.kind in _REPORTS
        return cls(finder, source, headings, affiliations, header.language, introduced, reports)


def _is_person(name: str) -> bool:
    """Whether a name with its initials behind it is a person's: some word of it is none."""
    return lexicon.has_unlisted(name) and lexicon.is_recognised(name)


def _with_people(known: Sequence[Aliases], people: Sequence[Aliases]) -> list[Aliases]:
    """Names learned from the text, those of `people` first: "AR" is the "Ana Roe (AR)" of both."""
    own = []
    for person in people:
        full = [one.names for one in known if set(one.abbreviations) & set(person.abbreviations)]
        names = dict.fromkeys((*person.names, *(name for names in full for name in names)))
        own.append(replace(person, names=tuple(names)))
    taken = {form for one in people for form in (*one.names, *one.abbreviations)}
    rest = [one for one in known if not taken & {*one.names, *one.abbreviations}]
    return [*own, *rest]


@dataclass(frozen=True)
class Place:
    """One sentence where it stands: its unit and its block.

    Nobody speaks in a heading or a single word (`is_line`); a line without a stop (`is_fragment`)
    may be a signature, the title of a paper in a list of papers, or a sentence.
    """

    unit: Unit
    start: int
    end: int
    block: int
    is_line: bool
    is_fragment: bool = False


@dataclass(frozen=True)
class Prepared:
    """A document's sentences with their names and parses; None for what is no statement.

    `runs` are sentences that the file breaks in pieces: the places of one have one parse.
    """

    context: Context
    affiliations: dict[Speaker, tuple[Speaker, ...]]
    runs: Sequence[Sequence[Place]]
    plains: Sequence[PlainSentence]
    parses: Sequence[Doc | None]


def attribute(
    text: str, unit: Unit, sentences: Sequence[tuple[int, int]], context: Context
) -> list[Attribution]:
    """Speakers and mentions of each sentence of one unit; `sentences` are spans of `text`.

    A contribution is its source's from the first sentence to the last.
    """
    return attribute_units(text, [(unit, sentences)], context)[0]


def attribute_units(
    text: str,
    parts: Sequence[tuple[Unit, Sequence[tuple[int, int]]]],
    context: Context,
    judgement: Judgement | None = None,
) -> list[list[Attribution]]:
    """Speakers and mentions of each sentence of several units in reading order.

    `parts` has each unit with the spans of its sentences; the result is parallel to it.
    `judgement` decides who speaks, by default as learned.
    """
    said = list(heard(prepared(text, parts, context), judgement or learned()))
    # "AI" is abbreviated as organisations are, but says nothing anywhere.
    silent = context.introduced - {s for sentence in said for s in sentence.speakers}
    found = iter(replace(a, mentions=tuple(s for s in a.mentions if s not in silent)) for a in said)
    return [[next(found) for _ in spans] for _, spans in parts]


def prepared(
    text: str, parts: Sequence[tuple[Unit, Sequence[tuple[int, int]]]], context: Context
) -> Prepared:
    """Finds the names and parses what can report speech: all that needs no judgement."""
    runs = _joined(text, [place for unit, spans in parts for place in located(text, unit, spans)])
    affiliations = dict(context.affiliations)
    plains = [plain(text[run[0].start : run[-1].end], context.finder, affiliations) for run in runs]
    told = context.source is None and context.language == "en"
    wanted = [told and not run[0].is_line for run in runs]
    docs = parse.parsed((p.words, p.spaces) for p, w in zip(plains, wanted, strict=True) if w)
    parses = [next(docs) if w else None for w in wanted]
    for sentence, doc in zip(plains, parses, strict=True):
        if doc is not None:
            without_towns(sentence, doc)
    _parse_again(plains, parses)
    parses = [
        doc and repair.mended(doc, [i for i, v in p.voices.items() if not v.adjective])
        for p, doc in zip(plains, parses, strict=True)
    ]
    return Prepared(context, affiliations, runs, plains, parses)


def _parse_again(plains: list[PlainSentence], parses: list[Doc | None]) -> None:
    """Parses sentences without their opening clause where that hides who speaks."""
    shorter = {}
    for i, (sentence, doc) in enumerate(zip(plains, parses, strict=True)):
        rest = without_opening(sentence) if doc and _hides_subject(doc) else None
        if rest is not None:
            shorter[i] = rest
    docs = parse.parsed((sentence.words, sentence.spaces) for sentence in shorter.values())
    for (i, sentence), doc in zip(shorter.items(), docs, strict=True):
        plains[i], parses[i] = sentence, doc


def _hides_subject(doc: Doc) -> bool:
    """Whether a sentence opens with a clause or phrase that the parser may take a subject for."""
    if doc[0].tag_ != "IN":
        return doc[0].tag_ == "VBG"
    return not parse.has_subject(doc)


def _joined(text: str, places: Sequence[Place]) -> list[list[Place]]:
    """Puts the pieces of a sentence together that the file breaks at its lines."""
    runs: list[list[Place]] = []
    for place in places:
        last = runs[-1][-1] if runs else None
        if last is not None and _goes_on(text, last, place):
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _goes_on(text: str, last: Place, place: Place) -> bool:
    before = text[last.start : last.end].rstrip()
    if text[last.end : place.start].strip() or ends_sentence(before):
        return False
    first = text[place.start]
    return first.islower() or first == "(" or before[-1:] == "-" or is_unfinished(before)


def claimants(sentence: str, finder: NameFinder) -> tuple[Speaker, ...]:
    """Whose statement an English sentence by itself says that it reports."""
    masked = plain(sentence, finder, {})
    doc = next(parse.parsed([(masked.words, masked.spaces)]))
    without_towns(masked, doc)
    doc = repair.mended(doc, masked.voices)
    said_by = Floor(learned(), {}).hear(masked, doc, fresh=True, at=0)
    return tuple(speaker for speaker in said_by if speaker.kind is not SpeakerKind.UNNAMED)


def heard(document: Prepared, judgement: Judgement) -> Iterator[Attribution]:
    """What each sentence reports, in order."""
    context = document.context
    floor = Floor(judgement, dict(document.affiliations), context.introduced)
    unparsed = context.language != "en"
    recurring = Recurring(document.plains) if unparsed and context.reports else None
    entries = zip(document.runs, document.plains, document.parses, strict=True)
    for unit, inside in groupby(entries, key=lambda entry: entry[0][0].unit):
        floor.enter(context.headings.get(unit.section), unit.section)
        block = -1
        for run, sentence, doc in inside:
            speakers: tuple[Speaker, ...] = ()
            if context.source is not None:
                speakers = (context.source,)
            elif doc is not None:
                speakers = floor.hear(
                    sentence,
                    doc,
                    run[0].block != block,
                    run[0].start,
                    line=all(place.is_fragment for place in run),
                )
            elif recurring is not None and (opening := recurring.speakers(sentence)):
                speakers = opening
            elif unparsed and context.headings.get(unit.section):
                speakers = floor.current
            block = run[-1].block
            for place in run:
                first, last = place.start - run[0].start, place.end - run[0].start
                names = [name for at, name in sentence.names if first <= at < last]
                yield Attribution(speakers, _others(names, speakers))


def located(text: str, unit: Unit, spans: Sequence[tuple[int, int]]) -> Iterator[Place]:
    """The sentences without their numbers and bullets."""
    blocks = unit.blocks or ((unit.start, unit.end),)
    at, previous = 0, -1
    for start, end in spans:
        while at + 1 < len(blocks) and start >= blocks[at][1]:
            at += 1
        start += len(_NUMBER.match(text[start:end])[0])  # type: ignore[index]
        line = unit.heading or " " not in text[start:end].strip()
        fragment = at != previous and _is_fragment(text, start, end)
        previous = at
        yield Place(unit, start, end, at, line, fragment)


def _is_fragment(text: str, start: int, end: int) -> bool:
    """A line that is no sentence, such as a signature or an entry of a list of documents."""
    line = text[start:end].rstrip()
    before = text[max(0, start - 4) : start]
    bullet = any(c in before for c in "•–—-·●▪")
    return not bullet and line[-1:] not in (*".;:,!?”", '"')


def _others(names: Iterable[Speaker], speakers: Sequence[Speaker]) -> tuple[Speaker, ...]:
    return tuple(dict.fromkeys(name for name in names if name not in speakers))


def _heading_speaker(section: tuple[str, ...], finder: NameFinder) -> Speaker | None:
    """The delegation that a heading gives the floor to: "Kenya", "Remarks by the Director"."""
    if not section:
        return None
    heading = _NUMBER.sub("", section[-1]).strip(" .:–—-")
    whole = finder.resolve(heading)
    if whole is not None:
        return whole
    match = _BY_WHOM.search(heading)
    if match is None or (match[0].startswith("of") and " by " in heading):
        return None
    names = {m.speaker for m in finder.find(match["who"]) if m.start == 0 and not m.demonym}
    return names.pop() if len(names) == 1 else None
