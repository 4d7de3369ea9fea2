"""Plain text: its characters stay as they are, its lines become blocks.

One line a paragraph, or hard-wrapped lines that are put together again; pages where form feeds
end them, as text extracted from PDF has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from ingest.cleaning import clean
from ingest.raw import Block, BlockKind, RawDocument
from ingest.readers.decoding import decode
from ingest.readers.hyphens import Vocabulary
from ingest.readers.lines import Line, Measures, ends_sentence, paragraphs
from ingest.readers.running_heads import PrintedLine, running_heads

_RULE = re.compile(r"[\s_=*~.\-–—]*$")


@dataclass(frozen=True, slots=True)
class _Span:
    """A line of the file: `text[start:end]`, on its page."""

    start: int
    end: int
    page: int


def read(path: Path) -> RawDocument:
    """Reads a plain-text file; raises UnreadableFile where it is binary."""
    return from_text(decode(path.read_bytes(), path))


def from_text(text: str) -> RawDocument:
    r"""A raw document of plain text.

    >>> from_text("1\tOpening\n\n1.1\tThe Chair spoke.").blocks[1].start
    11
    """
    text = clean(text)
    text, page_starts = _without_form_feeds(text)
    text, page_starts = _without_running_heads(text, page_starts)
    spans = _spans(text, page_starts)
    lines = [text[span.start : span.end] for span in spans]
    if not _is_wrapped(text, spans):
        blocks = [_block(text, span.start, span.end) for span in spans]
        return RawDocument(text, tuple(b for b in blocks if b is not None), page_starts)
    margin = _margin(spans)
    text, spans, page_starts = _without_cut_words(text, spans, lines, page_starts)
    return RawDocument(text, tuple(_wrapped_blocks(text, spans, margin)), page_starts)


def _block(text: str, start: int, end: int) -> Block | None:
    """The block of `text[start:end]` without the white space around it, None if empty."""
    piece = text[start:end]
    words = piece.strip()
    if not words or _RULE.match(words):
        return None
    start += len(piece) - len(piece.lstrip())
    return Block(start, start + len(words), BlockKind.PARAGRAPH)


def _without_form_feeds(text: str) -> tuple[str, tuple[int, ...]]:
    """The text with a new line for each form feed, and the pages where there were any."""
    if "\f" not in text.strip("\f"):
        return text.replace("\f", "\n"), ()
    starts, position, parts = [], 0, []
    for page in text.rstrip("\f\n ").split("\f"):
        starts.append(position)
        part = page if page.endswith("\n") else page + "\n"
        parts.append(part)
        position += len(part)
    return "".join(parts), tuple(starts)


def _spans(text: str, page_starts: Sequence[int]) -> list[_Span]:
    """All lines of the text that are not blank."""
    spans, position, page = [], 0, 0
    for line in text.split("\n"):
        while page < len(page_starts) and page_starts[page] <= position:
            page += 1
        if line.strip():
            spans.append(_Span(position, position + len(line), page))
        position += len(line) + 1
    return spans


def _without_running_heads(text: str, page_starts: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    """The text without the headers, footers and page numbers of its pages."""
    spans = _spans(text, page_starts)
    printed = [PrintedLine(text[span.start : span.end].strip(), span.page) for span in spans]
    dropped = running_heads(printed) if page_starts else set()
    return _delete(text, [(spans[i].start, spans[i].end + 1) for i in sorted(dropped)], page_starts)


def _delete(
    text: str, ranges: Sequence[tuple[int, int]], page_starts: tuple[int, ...]
) -> tuple[str, tuple[int, ...]]:
    """`text` without `ranges` (in order), and where its pages start then."""
    if not ranges:
        return text, page_starts
    parts, position = [], 0
    for start, end in ranges:
        parts.append(text[position:start])
        position = end
    parts.append(text[position:])
    moved = tuple(
        page - sum(min(end, page) - start for start, end in ranges if start < page)
        for page in page_starts
    )
    return "".join(parts), moved


def _is_wrapped(text: str, spans: Sequence[_Span]) -> bool:
    """Are the lines cut at a margin, most of them inside a sentence?"""
    lengths = sorted(span.end - span.start for span in spans)
    if len(lengths) < 2 or lengths[int(len(lengths) * 0.98)] > 140:
        return False
    margin = _margin(spans)
    if margin < 40:
        return False
    pairs = full = cut = 0
    for span, after in pairwise(spans):
        if after.start - span.end > 1:
            continue
        pairs += 1
        word = text[after.start : after.end].split(maxsplit=1)[0]
        if span.end - span.start + 1 + len(word) > margin - 3:
            full += 1
            cut += not ends_sentence(text[span.start : span.end])
    return pairs > 0 and full >= 0.4 * pairs and cut >= 0.5 * full


def _margin(spans: Sequence[_Span]) -> int:
    """The length that lines reach."""
    lengths = sorted(span.end - span.start for span in spans)
    return lengths[int(len(lengths) * 0.93)]


def _without_cut_words(
    text: str, spans: Sequence[_Span], lines: Sequence[str], page_starts: tuple[int, ...]
) -> tuple[str, list[_Span], tuple[int, ...]]:
    """Words that a line end cuts are whole again: the hyphen and the line end are deleted."""
    vocabulary = Vocabulary(lines)
    ranges = []
    for span, after, line, next_line in zip(spans, spans[1:], lines, lines[1:], strict=False):
        if after.start - span.end > 1:
            continue
        dropped, between = vocabulary.joint(line, next_line)
        if not between:
            first = after.start + len(next_line) - len(next_line.lstrip())
            ranges.append((span.start + len(line.rstrip()) - dropped, first))
    text, page_starts = _delete(text, ranges, page_starts)
    return text, _spans(text, page_starts), page_starts


def _wrapped_blocks(text: str, spans: Sequence[_Span], margin: int) -> list[Block]:
    """The blocks of hard-wrapped text."""
    lines, places = [], {}
    for index, span in enumerate(spans):
        raw = text[span.start : span.end]
        above = spans[index - 1] if index else span
        blank = text[above.end : span.start].count("\n") > 1
        same_page = span.page == above.page
        line = Line(
            text=raw.strip(),
            page=span.page,
            left=float(len(raw) - len(raw.lstrip())),
            gap=0.0 if not index or not same_page else 2.0 if blank else 1.0,
            marker="\t" in raw.strip()[:8],
        )
        lines.append(line)
        places[id(line)] = span
    blocks = []
    for group in paragraphs(lines, Measures(lines, monospaced=True, margin=margin)):
        block = _block(text, places[id(group[0])].start, places[id(group[-1])].end)
        if block is not None:
            blocks.append(block)
    return blocks
