"""PDF: lines joined to paragraphs, tables as rows, headers and footers apart, page numbers kept."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from ingest.cleaning import folded
from ingest.errors import UnreadableFile
from ingest.raw import RawDocument
from ingest.readers.hyphens import SOFT_HYPHEN
from ingest.readers.lines import Line
from ingest.readers.pdf_blocks import Part, compose
from ingest.readers.pdf_damage import has_index
from ingest.readers.pdf_direction import (
    bracket_order,
    brackets_turned,
    is_persian,
    is_right_to_left,
    with_arabic_letters,
    with_plain_letters,
)
from ingest.readers.pdf_file import open_pdf, properties, read_pages, warnings_of
from ingest.readers.pdf_lines import PdfLine
from ingest.readers.pdf_ocr import recognition, with_scans_read
from ingest.readers.pdf_pages import Item, PdfPage
from ingest.readers.pdf_tables import PdfTable
from ingest.readers.running_heads import PrintedLine, running_heads

_WITHOUT_INDEX = "the file is damaged (its index does not fit), text may be missing from it"
_SMALL_TABLE = 3  # rows: so many at the most a letterhead has
_HYPHENATED = re.compile(r"[^\W\d_]-[^\W\d_]")
_INNER_SOFT = re.compile(rf"(?<=\w){SOFT_HYPHEN}(?=\w)")


def read(path: Path) -> RawDocument:
    """Reads a PDF; raises UnreadableFile where it is protected, damaged or only images."""
    reader = open_pdf(path)
    pages = with_scans_read(path, read_pages(path, reader))
    return assemble(path, pages, properties(reader))


def some_pages(path: Path, first: int, last: int) -> list[PdfPage]:
    """The pages of a PDF from `first` (counted from 0) up to but without `last`."""
    return with_scans_read(path, read_pages(path, open_pdf(path), first, last))


def assemble(path: Path, pages: Sequence[PdfPage], known: dict[str, str]) -> RawDocument:
    """The document of all pages of a PDF; `known` are its properties."""
    warnings = tuple(warnings_of(pages))
    if not has_index(path):
        warnings = (_WITHOUT_INDEX, *warnings)
    items = [item for page in pages for item in page.items]
    if not any(map(str.isalnum, "".join(map(_printed, items)))):
        raise UnreadableFile(path, _without_text(pages, warnings))
    items = _letters_settled(items)
    printed = [
        PrintedLine("" if _is_large(item) else folded(_printed(item)), item.page, item.height)
        for item in items
    ]
    dropped = running_heads(printed)
    dropped |= {i for i, item in enumerate(items) if isinstance(item, PdfLine) and item.furniture}
    heads: dict[str, str] = {}
    for index in sorted(dropped):
        text = printed[index].text
        if any(map(str.isalpha, text)):
            heads.setdefault(re.sub(r"\d+", "#", text), text)
    kept = [item for index, item in enumerate(items) if index not in dropped]
    raw = compose(_measured(kept), len(pages), known, tuple(heads.values()), warnings)
    return replace(raw, recognition=recognition(pages))


def _without_text(pages: Sequence[PdfPage], warnings: Sequence[str]) -> str:
    if any(page.is_scan for page in pages):
        return (
            "has no text, only images; install the extra 'ocr' and tesseract, "
            "or run text recognition (OCR) on it first"
        )
    if warnings:
        return f"has no text that can be read ({warnings[0]}); open it and save it again"
    return "has no text, only images; run text recognition (OCR) on it first"


def _printed(item: Item) -> str:
    if isinstance(item, PdfLine):
        return item.text
    return " ".join(cell.text for row in item.rows for cell in row)


def _is_large(item: Item) -> bool:
    """Is it a table that is too large for a letterhead?"""
    return isinstance(item, PdfTable) and len(item.rows) > _SMALL_TABLE


def _letters_settled(items: Sequence[Item]) -> list[Item]:
    """The items with plain letters in place of shapes, hyphens and brackets as they are meant.

    Some fonts call every hyphen a soft one: where a document prints soft hyphens inside words and
    no other, they are hyphens. Some call the brackets of lines that run to the left by what they
    look like, some by what they are.
    """
    texts = [item.text for item in items if isinstance(item, PdfLine)]
    backwards = [text for text in texts if is_right_to_left(text)]
    turned = sum(map(bracket_order, backwards)) < 0
    arabic = not any(map(is_persian, backwards))
    softly = any(map(_INNER_SOFT.search, texts)) and not any(map(_HYPHENATED.search, texts))

    def settled(text: str) -> str:
        if is_right_to_left(text):
            text = with_plain_letters(brackets_turned(text) if turned else text)
            text = with_arabic_letters(text) if arabic else text
        if SOFT_HYPHEN not in text:
            return text
        if softly:
            return text.replace(SOFT_HYPHEN, "-")
        end = SOFT_HYPHEN if text.endswith(SOFT_HYPHEN) else ""
        return text.replace(SOFT_HYPHEN, "") + end

    def of(item: Item) -> Item:
        if isinstance(item, PdfLine):
            text = settled(item.text)
            return item if text == item.text else replace(item, text=text)
        rows = tuple(
            tuple(replace(cell, text=settled(cell.text)) for cell in row) for row in item.rows
        )
        return replace(item, rows=rows)

    return [of(item) for item in items]


def _measured(items: Sequence[Item]) -> Iterator[Part]:
    """The lines with their distances in line spacings of the document, tables as they are."""
    lines = [item for item in items if isinstance(item, PdfLine)]
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    spacing = _usual(_steps(lines, body), 1.2 * body)
    above: Item | None = None
    for item in items:
        if isinstance(item, PdfTable):
            yield item
        else:
            yield Line(
                item.text,
                item.page,
                item.left,
                item.size,
                _gap(above, item, spacing, body),
                item.apart,
                item.bold,
                item.reach,
                item.height,
                item.margin,
                item.emphasis,
            )
        above = item


def _gap(above: Item | None, line: PdfLine, spacing: float, body: float) -> float:
    """Distance of a line from the one above, in line spacings; 0 where unknown."""
    if above is None or above.page != line.page:
        return 0.0
    if isinstance(above, PdfTable) or above.block != line.block:
        return 2.0
    step = above.height - line.height
    if step < 0 and above.margin and line.margin and above.margin != line.margin:
        return 0.0  # at the top of the next column
    # Lines of large type stand further apart by themselves.
    own = spacing * max(1.0, min(line.size, above.size) / body)
    if step > 0.1 * own:
        return step / own
    return 2.0 if step < -2 * spacing else 1.0


def _steps(lines: Sequence[PdfLine], body: float) -> list[float]:
    return [
        round(above.height - line.height, 1)
        for above, line in pairwise(lines)
        if above.page == line.page
        and above.block == line.block
        and 0.7 * body < above.height - line.height < 3 * body
        and abs(line.size - body) < 0.6
        and abs(above.size - body) < 0.6
    ]


def _usual(steps: Sequence[float], default: float) -> float:
    """The usual line spacing: the smallest of the frequent steps."""
    if not steps:
        return default
    counts = Counter(round(step * 2) / 2 for step in steps)
    most = counts.most_common(1)[0][1]
    common = min(step for step, count in counts.items() if count >= 0.35 * most)
    near = [step for step in steps if abs(step - common) <= 0.75]
    return statistics.median(near) if near else common
