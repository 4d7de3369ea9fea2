"""Plain text: its characters stay as they are, its lines become blocks.

One line a paragraph, or hard-wrapped lines that are put together again; pages where form feeds
end them, as text extracted from PDF has.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from ingest.cleaning import clean
from ingest.raw import Block, BlockKind, RawDocument
from ingest.readers.decoding import decode
from ingest.readers.hyphens import Vocabulary
from ingest.readers.lines import Line, Measures, ends_sentence, paragraphs
from ingest.readers.running_heads import PrintedLine, running_heads

_NARROWEST, _WIDEST = 40, 140  # characters of a margin that text is wrapped at
_FAR_BEYOND = 1.4
_FEWEST_PAGES = 3  # numbers in a row that count pages
_HEAD_WORDS = 8  # of a line of a running head at the most
_HEAD = 4  # lines of a running head and the one below it, at the most
_NEARLY = 0.8  # of the margin that a full line reaches
_SHORT_PAGE = 600  # characters that stand between the numbers of two pages at the least
_PAGE_NUMBER = re.compile(r"\s*(?P<dash>[-–—]\s*)?(?P<number>\d{1,4})(?(dash)\s*[-–—])\s*")
_HEADING_WORDS = 16
_CELLS = re.compile(r"\s{3,}")
_UNDERLINE = re.compile(r"([=\-~_*–—])\1{2,}")
_RULE = re.compile(r"[\s_=*~.\-–—]*$")


@dataclass(frozen=True, slots=True)
class _Span:
    """A line of the file: `text[start:end]`, on its page; `joined` of several by a cut word."""

    start: int
    end: int
    page: int
    joined: bool = False


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
    # Printed page numbers part the pages of a text without form feeds, but do not count them.
    parts = page_starts or _printed_pages(text)
    text, parts, heads = _without_running_heads(text, parts, scanned=not page_starts)
    spans = _spans(text, parts)
    margin = _margin(text, spans)
    if margin is None:
        underlined = _underlined(text, spans)
        blocks = [_block(text, s.start, s.end, i in underlined) for i, s in enumerate(spans)]
        found = [block for block in blocks if block is not None]
    else:
        lines = [text[span.start : span.end] for span in spans]
        text, spans, parts = _without_cut_words(text, spans, lines, parts)
        found = _wrapped_blocks(text, spans, margin)
    return RawDocument(text, tuple(found), parts if page_starts else (), furniture=heads)


def _block(text: str, start: int, end: int, heading: bool = False) -> Block | None:
    """The block of `text[start:end]` without the white space around it, None if empty."""
    piece = text[start:end]
    words = piece.strip()
    if not words or _RULE.match(words):
        return None
    start += len(piece) - len(piece.lstrip())
    kind = BlockKind.HEADING if heading else BlockKind.PARAGRAPH
    return Block(start, start + len(words), kind)


def _underlined(text: str, spans: Sequence[_Span]) -> set[int]:
    """Indexes of the short lines with a rule of their length right below, and no text above."""
    found = set()
    for index, (span, below) in enumerate(pairwise(spans)):
        words, rule = text[span.start : span.end].strip(), text[below.start : below.end].strip()
        apart = index == 0 or span.start - spans[index - 1].end > 1
        if (
            below.start - span.end <= 1
            and (apart or _UNDERLINE.fullmatch(text[spans[index - 1].start : span.start].strip()))
            and _UNDERLINE.fullmatch(rule)
            and 0.5 * len(words) <= len(rule) <= 2 * len(words) + 2
            and len(words.split()) <= _HEADING_WORDS
        ):
            found.add(index)
    return found


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


def _without_running_heads(
    text: str, page_starts: tuple[int, ...], scanned: bool
) -> tuple[str, tuple[int, ...], tuple[str, ...]]:
    """The text without the headers, footers and page numbers of its pages, and these by cells.

    `scanned`: printed page numbers tell the pages, so that heads may be read in any order.
    """
    spans = _spans(text, page_starts)
    look = _jumbled if scanned else str.strip
    printed = [PrintedLine(look(text[span.start : span.end]), span.page) for span in spans]
    dropped = running_heads(printed) if page_starts else set()
    if scanned and page_starts:
        dropped |= set(_heads_inside_sentences(text, spans, dropped))
    # With the blank lines around them, so that a sentence goes on over the page.
    ranges: list[tuple[int, int]] = []
    for index in sorted(dropped):
        start = spans[index - 1].end + 1 if index else spans[index].start
        end = spans[index + 1].start if index + 1 < len(spans) else spans[index].end + 1
        if ranges and start <= ranges[-1][1]:
            start = ranges.pop()[0]
        ranges.append((start, end))
    lines = (text[spans[index].start : spans[index].end] for index in sorted(dropped))
    heads = tuple(
        dict.fromkeys(cell.strip() for line in lines for cell in _CELLS.split(line.strip()))
    )
    return *_delete(text, ranges, page_starts), heads


def _heads_inside_sentences(
    text: str, spans: Sequence[_Span], dropped: AbstractSet[int]
) -> Iterator[int]:
    """Indexes of short lines at a page's top between a full line that breaks off and its rest.

    A head that no other page has is known by the sentence that it cuts.
    """
    margin = _margin(text, spans)
    kept = [index for index in range(len(spans)) if index not in dropped]
    for at, (above, first) in enumerate(pairwise(kept), start=1):
        last = text[spans[above].start : spans[above].end]
        full = margin is not None and _reach(last) > _NEARLY * margin
        breaks_off = full and last.rstrip(" ,")[-1:].islower()
        if spans[above].page == spans[first].page or not breaks_off:
            continue
        below = [text[spans[index].start : spans[index].end] for index in kept[at : at + _HEAD]]
        rest = next((n for n, line in enumerate(below) if len(line.split()) > _HEAD_WORDS), 0)
        if not any(ends_sentence(line) or line.lstrip()[0].islower() for line in below[:rest]):
            yield from kept[at : at + rest]


def _jumbled(line: str) -> str:
    """A short line by its characters alone: "III-7 Plenary" is "Plenary   III- 7"."""
    words = line.split()
    if len(words) > _HEAD_WORDS or _PAGE_NUMBER.fullmatch(line):
        return " ".join(words)
    return "".join(sorted(filter(str.isalnum, line)))


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


def _margin(text: str, spans: Sequence[_Span]) -> int | None:
    """Where the lines are cut at a margin, the length they reach; None where they are not cut.

    A cut shows in a line that ends inside a sentence which the next goes on in lower case; in
    scripts without it, in lines that the next word had no room on.
    """
    lines = [text[span.start : span.end] for span in spans]
    reach = [_reach(line) for line in lines]
    adjacent = [i for i, (a, b) in enumerate(pairwise(spans)) if b.start - a.end <= 1]
    cut = [
        reach[i]
        for i in adjacent
        if lines[i + 1].lstrip()[0].islower() and not ends_sentence(lines[i])
    ]
    if len(cut) >= 2 and len(cut) >= 0.2 * len(adjacent):
        margin = sorted(cut)[int(len(cut) * 0.9)]
        return margin if _NARROWEST <= margin <= _WIDEST else None
    return None if any(map(str.islower, text)) else _margin_without_case(lines, reach, adjacent)


def _margin_without_case(
    lines: Sequence[str], reach: Sequence[int], adjacent: Sequence[int]
) -> int | None:
    """The same, told by how full the lines are."""
    lengths = sorted(reach)
    margin = lengths[int(len(lengths) * 0.93)] if lengths else 0
    if not adjacent or margin < _NARROWEST or lengths[int(len(lengths) * 0.98)] > _WIDEST:
        return None
    full = [i for i in adjacent if reach[i] + 1 + len(lines[i + 1].split()[0]) > margin - 3]
    cut = [i for i in full if not ends_sentence(lines[i])]
    return margin if len(full) >= 0.4 * len(adjacent) and 2 * len(cut) >= len(full) else None


def _reach(line: str) -> int:
    """How far a line reaches, gaps inside it that scanning left as one space."""
    return len(line) - len(line.lstrip()) + len(" ".join(line.split()))


def _printed_pages(text: str) -> tuple[int, ...]:
    """Where pages start that only their printed numbers tell, each a line of its own; or none.

    Numbers between dashes are those of pages; bare ones are where they count up, much text between.
    """
    counted: list[tuple[int, int]] = []  # (number, end of its line)
    marked: list[int] = []
    position = 0
    for line in text.split("\n"):
        position += len(line) + 1
        match = _PAGE_NUMBER.fullmatch(line)
        if match is None:
            continue
        if match["dash"]:
            marked.append(position)
        number, far = int(match["number"]), not counted or position - counted[-1][1] > _SHORT_PAGE
        if counted and far and number == counted[-1][0] + 1:
            counted.append((number, position))
        elif len(counted) < _FEWEST_PAGES:
            counted = [(number, position)]
    ends = {end for _, end in counted} if len(counted) >= _FEWEST_PAGES else set()
    ends |= set(marked)
    return (0, *sorted(end for end in ends if text[end:].strip())) if ends else ()


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
    gone, joints = 0, []
    for start, end in ranges:
        joints.append(start - gone)
        gone += end - start
    found = [
        replace(span, joined=bisect_left(joints, span.start) < bisect_left(joints, span.end))
        for span in _spans(text, page_starts)
    ]
    return text, found, page_starts


def _wrapped_blocks(text: str, spans: Sequence[_Span], margin: int) -> list[Block]:
    """The blocks of hard-wrapped text; a line far beyond the margin is a paragraph of its own."""
    blocks: list[Block | None] = []
    lines: list[Line] = []
    places: dict[int, _Span] = {}

    def close() -> None:
        for group in paragraphs(lines, Measures(lines, monospaced=True, margin=margin)):
            blocks.append(_block(text, places[id(group[0])].start, places[id(group[-1])].end))
        lines.clear()

    underlined = _underlined(text, spans)
    for index, span in enumerate(spans):
        raw = text[span.start : span.end]
        alone = not span.joined and _reach(raw) > _FAR_BEYOND * margin
        if alone or index in underlined or index - 1 in underlined:
            close()
            blocks.append(_block(text, span.start, span.end, index in underlined))
            continue
        above = spans[index - 1] if index else span
        blank = text[above.end : span.start].count("\n") > 1
        same_page = span.page == above.page
        line = Line(
            text=" ".join(raw.split()),
            page=span.page,
            left=float(len(raw) - len(raw.lstrip())),
            gap=0.0 if not index or not same_page else 2.0 if blank else 1.0,
            marker="\t" in raw.strip()[:8],
        )
        places[id(line)] = span
        lines.append(line)
    close()
    return [block for block in blocks if block is not None]
