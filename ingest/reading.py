"""One file read: from its bytes to a document whose passages know who speaks in them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from ingest.attribution import narrated as speakers
from ingest.attribution.turns import Turn, turns
from ingest.errors import UnreadableFile
from ingest.header import parsing as header
from ingest.model import Document, DocumentKind, Header, Lead, Passage, Sentence, Speaker, page_at
from ingest.raw import RawDocument
from ingest.readers import read_raw
from ingest.structure.chunking import groups
from ingest.structure.leads import leads, sentences_of
from ingest.structure.units import Unit, units


def read(path: Path) -> Document:
    """Reads one file into a document with passages.

    Its id is its document number, else its file name without suffix; a store makes it unique.
    Raises UnreadableFile, with a reason of one line, where the file cannot be read.
    """
    path = Path(path)
    return document(read_raw(path), path, digest(path))


def digest(path: Path) -> str:
    """The sha256 of a file, as hexadecimal digits."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableFile(path, f"cannot be read ({error.strerror or error})") from None


def document(raw: RawDocument, path: Path, sha256: str) -> Document:
    """The document of a raw one: header, units or turns, sentences, speakers, passages."""
    head = header.parse(raw, path)
    identity = head.number or path.stem
    spoken = turns(raw)
    parts = _led(raw, _parts(raw, head, spoken))
    is_transcript = spoken is not None and head.kind is DocumentKind.OTHER
    return Document(
        id=identity,
        title=head.title or raw.properties.get("title") or path.stem,
        kind=DocumentKind.TRANSCRIPT if is_transcript else head.kind,
        number=head.number,
        meeting=head.meeting,
        meeting_name=head.meeting_name,
        date=head.date,
        source=head.source,
        authors=head.authors,
        language=head.language,
        warnings=raw.warnings,
        text=raw.text,
        path=path,
        sha256=sha256,
        page_starts=raw.page_starts,
        passages=tuple(_passages(raw, identity, parts)),
    )


def _parts(
    raw: RawDocument, head: Header, spoken: Sequence[Turn] | None
) -> list[tuple[Unit, list[Sentence]]]:
    """The units that become passages, each with its sentences and their speakers."""
    if spoken is not None:
        context = speakers.Context.of(raw, head, [])
        first = spoken[0].start if spoken else len(raw.text)
        return [*_front(raw, first), *(_turn(raw, turn, context) for turn in spoken)]
    found = units(raw)
    context = speakers.Context.of(raw, head, found)
    parts = []
    for unit in found:
        if not unit.heading:
            spans = sentences_of(raw, unit.blocks)
            said = speakers.attribute(raw.text, unit, spans, context)
            parts.append((unit, _sentences(spans, said)))
    return parts


def _led(
    raw: RawDocument, parts: list[tuple[Unit, list[Sentence]]]
) -> list[tuple[Unit, list[Sentence]]]:
    """The same, where rows and list items have what leads to them."""
    found = leads(raw, ((unit, [(s.start, s.end) for s in said]) for unit, said in parts))
    return [
        (
            unit,
            [
                s.model_copy(update={"lead": found[s.start]}) if s.start in found else s
                for s in said
            ],
        )
        for unit, said in parts
    ]


def _front(raw: RawDocument, end: int) -> Iterable[tuple[Unit, list[Sentence]]]:
    """What stands before the first turn: the title, who is present; nobody speaks there."""
    for block in raw.blocks:
        if block.start >= end:
            break
        span = (block.start, min(block.end, end))
        sentences = [Sentence(start=a, end=b) for a, b in sentences_of(raw, [span])]
        yield Unit(*span, blocks=(span,)), sentences


def _turn(raw: RawDocument, turn: Turn, context: speakers.Context) -> tuple[Unit, list[Sentence]]:
    blocks = tuple(_blocks_between(raw, turn.words_start, turn.end))
    spans = sentences_of(raw, blocks)
    said = speakers.attribute_turn(raw.text, turn, spans, context)
    return Unit(turn.words_start, turn.end, blocks=blocks), _sentences(spans, said)


def _blocks_between(raw: RawDocument, start: int, end: int) -> Iterable[tuple[int, int]]:
    """What of the blocks lies between two offsets."""
    for block in raw.blocks[_first_block(raw, start) :]:
        if block.start >= end:
            break
        if block.end > start:
            yield max(start, block.start), min(end, block.end)


def _first_block(raw: RawDocument, start: int) -> int:
    """The first block that ends behind an offset, found by bisection."""
    low, high = 0, len(raw.blocks)
    while low < high:
        middle = (low + high) // 2
        if raw.blocks[middle].end <= start:
            low = middle + 1
        else:
            high = middle
    return low


def _sentences(
    spans: Sequence[tuple[int, int]], said: Sequence[speakers.Attribution]
) -> list[Sentence]:
    return [
        Sentence(start=start, end=end, speakers=who.speakers, mentions=who.mentions)
        for (start, end), who in zip(spans, said, strict=True)
    ]


def _passages(
    raw: RawDocument, identity: str, parts: Iterable[tuple[Unit, list[Sentence]]]
) -> Iterable[Passage]:
    ordinal = 0
    for place, (unit, sentences) in enumerate(parts):
        for group in groups(raw.text, sentences, [start for start, _ in unit.blocks]):
            start, end = group[0].start, group[-1].end
            yield Passage(
                document=identity,
                ordinal=ordinal,
                unit=place,
                paragraph=unit.paragraph,
                section=unit.section,
                page=page_at(raw.page_starts, start),
                start=start,
                end=end,
                text=raw.text[start:end],
                speakers=_union(sentence.speakers for sentence in group),
                mentions=_union(sentence.mentions for sentence in group),
                sentences=tuple(group),
                lead=tuple(_lead(raw.text, start, group)),
            )
            ordinal += 1


def _lead(text: str, beginning: int, group: Sequence[Sentence]) -> Iterable[Lead]:
    """What leads to the sentences of a passage and stands before its beginning, each once."""
    for start, end in sorted({span for sentence in group for span in sentence.lead}):
        if start < beginning:
            yield Lead(start=start, end=end, text=text[start:end])


def _union(speakers_of: Iterable[tuple[Speaker, ...]]) -> tuple[Speaker, ...]:
    """All speakers, each once, in order of first appearance."""
    return tuple(dict.fromkeys(speaker for some in speakers_of for speaker in some))
