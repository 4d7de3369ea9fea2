"""PDF: lines joined to paragraphs, headers and footers gone, page numbers kept."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.cleaning import clean, folded
from ingest.errors import UnreadableFile
from ingest.raw import Block, BlockKind, RawDocument
from ingest.readers.hyphens import Vocabulary
from ingest.readers.lines import Line, Measures, ends_sentence, paragraphs, starts_marked
from ingest.readers.pdf_lines import PdfLine, open_pdf, page_lines
from ingest.readers.running_heads import PrintedLine, is_document_number, running_heads

if TYPE_CHECKING:
    from pypdf import PdfReader

_NOTE = re.compile(r"\s*(?:\d{1,3}\s*[^\W\d_]|[*†‡]|\(?\d{1,2}\)\s)")


def read(path: Path) -> RawDocument:
    """Reads a PDF; raises UnreadableFile where it is protected, damaged or only images."""
    reader = open_pdf(path)
    pages = len(reader.pages)
    return assemble(path, page_lines(reader, 0, pages), pages, properties(reader))


def properties(reader: PdfReader) -> dict[str, str]:
    """Title and the like that a PDF knows of itself."""
    found: dict[str, str] = {}
    try:
        metadata: dict[str, object] = dict(reader.metadata or {})
        for key in ("/Title", "/Author", "/Subject", "/Keywords"):
            text = folded(clean(str(metadata.get(key) or "")))
            if text:
                found[key[1:].lower()] = text
    except Exception:  # metadata may be anything; the text does not need it
        return found
    return found


def assemble(
    path: Path, lines: Sequence[PdfLine], pages: int, known: dict[str, str]
) -> RawDocument:
    """The document of all lines of a PDF; `known` are its properties."""
    if not any(character.isalnum() for line in lines for character in line.text):
        raise UnreadableFile(
            path, "has no text, only images; run text recognition (OCR) on it first"
        )
    printed = [PrintedLine(folded(line.text), line.page, line.height) for line in lines]
    dropped = running_heads(printed)
    heads: dict[str, str] = {}
    for index in sorted(dropped):
        text = printed[index].text
        if any(map(str.isalpha, text)):
            heads.setdefault(re.sub(r"\d+", "#", text), text)
    kept = [line for index, line in enumerate(lines) if index not in dropped]
    if heads:
        known = {**known, "running_heads": "\n".join(list(heads.values())[:8])}
    return _compose(_measured(kept), pages, known)


def _measured(lines: Sequence[PdfLine]) -> list[Line]:
    """The lines with their distances in line spacings of the document."""
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    steps = [
        round(above.height - line.height, 1)
        for above, line in pairwise(lines)
        if above.page == line.page
        and 0.7 * body < above.height - line.height < 3 * body
        and abs(line.size - body) < 0.6
        and abs(above.size - body) < 0.6
    ]
    spacing = _usual(steps, 1.2 * body)
    measured = []
    for index, line in enumerate(lines):
        gap = 0.0
        if index and lines[index - 1].page == line.page:
            step = lines[index - 1].height - line.height
            # Lines of large type stand further apart by themselves.
            own = spacing * max(1.0, min(line.size, lines[index - 1].size) / body)
            gap = step / own if step > 0 else 2.0 if step < -2 * spacing else 1.0
        measured.append(
            Line(
                line.text,
                line.page,
                line.left,
                line.size,
                gap,
                line.apart,
                line.bold,
                line.reach,
                line.height,
            )
        )
    return measured


def _usual(steps: Sequence[float], default: float) -> float:
    """The usual line spacing: the smallest of the frequent steps."""
    if not steps:
        return default
    counts = Counter(round(step * 2) / 2 for step in steps)
    most = counts.most_common(1)[0][1]
    common = min(step for step, count in counts.items() if count >= 0.35 * most)
    near = [step for step in steps if abs(step - common) <= 0.75]
    return statistics.median(near) if near else common


def _compose(lines: Sequence[Line], pages: int, known: dict[str, str]) -> RawDocument:
    body = _body_size(lines)
    notes = _footnotes(lines, body)
    running = [line for index, line in enumerate(lines) if index not in notes]
    measures = Measures(running)
    vocabulary = Vocabulary([line.text for line in lines])
    groups = _with_footnotes(
        paragraphs(running, measures),
        paragraphs([lines[index] for index in sorted(notes)], measures),
    )
    looks = _heading_levels(groups, body)
    text: list[str] = []
    blocks: list[Block] = []
    starts: dict[int, int] = {}
    position = 0
    small = {id(lines[index]) for index in notes}
    for group in groups:
        joined, marks = _join(group, vocabulary)
        is_note = id(group[0]) in small
        for page, at in marks if not is_note else ():
            starts.setdefault(page, position + at)
        kind, level = (BlockKind.FOOTNOTE, None) if is_note else _kind(group, joined, body, looks)
        blocks.append(Block(position, position + len(joined), kind, level))
        text.append(joined)
        position += len(joined) + 1
    whole = "\n".join(text)
    return RawDocument(whole, tuple(blocks), _page_starts(starts, pages, len(whole)), known)


def _join(group: Sequence[Line], vocabulary: Vocabulary) -> tuple[str, list[tuple[int, int]]]:
    """The lines of a paragraph as one, and where in it the lines of each page begin."""
    parts: list[str] = []
    marks: list[tuple[int, int]] = []
    length = 0
    for line in group:
        content = _with_tab(line) if not parts else line.text.strip()
        if parts:
            dropped, between = vocabulary.joint(parts[-1], content)
            parts[-1] = parts[-1][: len(parts[-1]) - dropped] + between
            length += len(between) - dropped
        marks.append((line.page, length))
        parts.append(content)
        length += len(content)
    return "".join(parts), marks


def _footnotes(lines: Sequence[Line], body: float) -> set[int]:
    """Indexes of the small lines below the text of each page, from a number or mark on."""
    lowest: dict[int, float] = {}
    for line in lines:
        if line.size > 0.93 * body:
            lowest[line.page] = min(line.height, lowest.get(line.page, line.height))
    feet: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        if line.size <= 0.93 * body and line.height < lowest.get(line.page, 0.0):
            feet.setdefault(line.page, []).append(index)
    found: set[int] = set()
    for foot in feet.values():
        first = next((i for i, at in enumerate(foot) if _NOTE.match(lines[at].text)), len(foot))
        found.update(foot[first:])
    return found


def _with_footnotes(groups: list[list[Line]], notes: list[list[Line]]) -> list[list[Line]]:
    """The paragraphs, the footnotes of each page behind the last that begins on it."""
    waiting = sorted(notes, key=lambda note: note[0].page)
    result: list[list[Line]] = []
    for group in groups:
        while waiting and waiting[0][0].page < group[0].page:
            result.append(waiting.pop(0))
        result.append(group)
    return result + waiting


def _page_starts(starts: dict[int, int], pages: int, end: int) -> tuple[int, ...]:
    """Where each page starts; an empty one where the next does."""
    found = []
    following = end
    for page in reversed(range(pages)):
        following = min(starts.get(page, following), following)
        found.append(following)
    found.reverse()
    if found:
        found[0] = 0
    return tuple(found)


def _with_tab(line: Line) -> str:
    """A number or bullet that stands apart is followed by a tab, as in other formats."""
    text = line.text.strip()
    if line.marker and starts_marked(text):
        first, _, rest = text.partition(" ")
        if rest.strip():
            return f"{first.strip()}\t{rest.strip()}"
    return text


def _body_size(lines: Sequence[Line]) -> float:
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0]


def _heading_levels(groups: Sequence[list[Line]], body: float) -> dict[tuple[float, bool], int]:
    """Levels of headings by their looks: larger before smaller."""
    looks = {
        (group[0].size, group[0].bold)
        for group in groups
        if _stands_out(group, body) and group[0].size > body * 1.04
    }
    return {look: level for level, look in enumerate(sorted(looks, reverse=True), start=1)}


def _stands_out(group: Sequence[Line], body: float) -> bool:
    words = sum(len(line.text.split()) for line in group)
    if words > 30 or any(line.size != group[0].size for line in group):
        return False
    larger = group[0].size > body * 1.04
    return (larger or all(line.bold for line in group)) and not group[0].text[:1].islower()


def _kind(
    group: Sequence[Line], joined: str, body: float, looks: dict[tuple[float, bool], int]
) -> tuple[BlockKind, int | None]:
    if (
        _stands_out(group, body)
        and not ends_sentence(joined)
        and any(map(str.isalpha, joined))
        and not is_document_number(joined)
    ):
        return BlockKind.HEADING, looks.get((group[0].size, group[0].bold))
    return BlockKind.PARAGRAPH, None
