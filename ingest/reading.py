"""One file read: from its bytes to a document whose passages know who speaks in them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ingest.attribution import regimes
from ingest.attribution.regimes import Attributed
from ingest.errors import UnreadableFile
from ingest.header import kinds
from ingest.header import parsing as header
from ingest.model import Document, Lead, Passage, Sentence, Speaker, page_at
from ingest.raw import RawDocument
from ingest.readers import read_raw
from ingest.structure.chunking import groups
from ingest.structure.leads import Span, leads


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
    """The document of a raw one: its header, and passages that know who speaks in them."""
    head = header.parse(raw, path)
    identity = head.number or path.stem
    found = regimes.attribute(raw, head, path.stem)
    head = found.header
    return Document(
        id=identity,
        title=head.title or raw.properties.get("title") or path.stem,
        kind=kinds.of_turns(head) if found.by_turns else head.kind,
        number=head.number,
        meeting=head.meeting,
        meeting_name=head.meeting_name,
        date=head.date,
        source=head.source,
        authors=head.authors,
        language=head.language,
        warnings=raw.warnings,
        recognition=raw.recognition,
        text=raw.text,
        path=path,
        sha256=sha256,
        page_starts=raw.page_starts,
        passages=tuple(_passages(raw, identity, found.units)),
    )


def _said(part: Attributed, led: Mapping[int, tuple[Span, ...]]) -> list[Sentence]:
    """The sentences of a unit; rows and list items have what leads to them."""
    return [
        Sentence(
            start=start,
            end=end,
            speakers=said.speakers,
            mentions=said.mentions,
            lead=led.get(start, ()),
        )
        for (start, end), said in zip(part.sentences, part.said, strict=True)
    ]


def _passages(raw: RawDocument, identity: str, parts: Sequence[Attributed]) -> Iterable[Passage]:
    led = leads(raw, ((part.unit, part.sentences) for part in parts))
    ordinal = 0
    for place, part in enumerate(parts):
        unit, sentences = part.unit, _said(part, led)
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
