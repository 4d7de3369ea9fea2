"""Headers, footers and page numbers, told by their place and by coming again page after page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

_DEPTH = 4  # so many lines at the top and at the bottom of a page may be its header and footer
_SAME_HEIGHT = 4.0  # points
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:page|p\.|página|страница|стр\.|第)?\s*\d{1,4}\s*(?:页|(?:of|/|de|sur|из)\s*\d{1,4})?"
    r"[-–—|\s]*",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"[-–—\s]*[ivxlc]{1,6}[-–—\s]*")
# "CWG-COP-24/INF/15-E", "C26/48-E", "SG17-LS123": what ITU prints at the top of each page.
_DOCUMENT_NUMBER = re.compile(
    r"(?:document\s+)?(?=[^\s]{0,40}\d)[A-Z][A-Z0-9]{0,20}(?:[-/.][A-Z0-9()]{1,20}){1,12}(?:-[A-Z])?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a page, in reading order; `height` is its distance from the foot of the page."""

    text: str
    page: int
    height: float | None = None


def running_heads(lines: Sequence[PrintedLine]) -> set[int]:
    """Indexes of the lines that are headers, footers or page numbers.

    A line at the edge of its page belongs to them where, digits aside, it stands at the edge of
    pages around too (at least three, or both of two), or where it is nothing but a page number.
    """
    pages: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.text:
            pages[line.page].append(index)
    edges = {page: _edges(indexes, lines) for page, indexes in pages.items()}
    seen: dict[str, list[PrintedLine]] = defaultdict(list)
    for page, indexes in edges.items():
        for index in indexes:
            for key in _keys(lines[index].text, page):
                seen[key].append(lines[index])
    numbers = _numbered_pages(lines, edges)
    found = set()
    for page, indexes in edges.items():
        # From the edge inwards, up to the first line that is none of them.
        for side in (indexes[:_DEPTH], indexes[::-1][:_DEPTH]):
            for index in side:
                text = lines[index].text
                repeated = any(
                    _is_repeated(seen[key], lines[index], len(pages)) for key in _keys(text, page)
                )
                if not (repeated or index in numbers or _is_marked_number(text)):
                    break
                found.add(index)
    return found


def _edges(indexes: Sequence[int], lines: Sequence[PrintedLine]) -> list[int]:
    """Lines at the top and the bottom of a page, by height where it is known."""
    ordered = list(indexes)
    if all(lines[index].height is not None for index in ordered):
        ordered.sort(key=lambda index: -(lines[index].height or 0.0))
    if len(ordered) <= 2 * _DEPTH:
        return ordered
    return ordered[:_DEPTH] + ordered[-_DEPTH:]


def _keys(text: str, page: int) -> list[str]:
    """What a header may have in common on all pages: all of it, or all but the page number.

    The page number is a number that keeps its distance from the place of the page.
    """
    # The rest of a sentence that a page break cuts, or a numbered paragraph.
    is_body = text[:1].islower() or (len(text.split()) > 5 and re.match(r"\d+\.\d", text))
    text = " ".join(text.split()).casefold()
    found = list(_DIGITS.finditer(text))
    has_letters = any(map(str.isalpha, text))
    # A form of address at the head of a page ends with a comma, a page header does not.
    is_body = is_body or text.endswith((",", ";"))
    if is_body or not (has_letters or len(found) > 1):
        return []
    keys = [text] if has_letters else []
    # Sentences of the body may differ in a number only, and are none.
    if not text.endswith((".", ";", ",")):
        for match in found[:8]:
            distance = int(match.group()) - page if len(match.group()) < 5 else -1
            if 0 <= distance < 400:
                keys.append(f"{text[: match.start()]}#{distance}#{text[match.end() :]}")
    return keys


def _is_repeated(alike: Sequence[PrintedLine], line: PrintedLine, pages: int) -> bool:
    """Does a line stand on three pages close together, left and right ones apart, or both of two?

    Body text that happens to be the same on distant pages, or at other heights, is none of the
    header's business.
    """
    on = {other.page for other in alike if _is_level(other, line)}
    if pages <= 2:
        return len(on) == 2
    near = sorted(other for other in on if abs(other - line.page) <= 4)
    return any(last - first <= 4 for first, last in zip(near, near[2:], strict=False))


def _is_level(first: PrintedLine, second: PrintedLine) -> bool:
    """Do two lines stand at the same height of their pages, as far as that is known?"""
    if first.height is None or second.height is None:
        return True
    return abs(first.height - second.height) <= _SAME_HEIGHT


def _numbered_pages(lines: Sequence[PrintedLine], edges: dict[int, list[int]]) -> set[int]:
    """Lines of digits alone that count the pages: each is one, or goes with the page's place."""
    offsets: dict[int, list[int]] = defaultdict(list)
    for page, indexes in edges.items():
        for index in indexes:
            text = lines[index].text
            if _PAGE_NUMBER.fullmatch(text) or (_ROMAN.fullmatch(text) and len(text) < 12):
                digits = _DIGITS.search(text)
                offsets[int(digits.group()) - page if digits else 10_000].append(index)
    enough = 2 if len(edges) > 1 else 3
    return {index for found in offsets.values() if len(found) >= enough for index in found}


def _is_marked_number(text: str) -> bool:
    """Is a line a page number by its looks alone: "- 3 -", "Page 3 of 12"?"""
    if not _PAGE_NUMBER.fullmatch(text):
        return False
    return bool(re.search(r"[-–—]\s*\d+\s*[-–—]|page|página|страница|of|sur|из", text, re.I))


def is_document_number(text: str) -> bool:
    """Is a line nothing but the number of a document?

    >>> is_document_number("CWG-COP-24/INF/15-E"), is_document_number("COP in Africa")
    (True, False)
    """
    return bool(_DOCUMENT_NUMBER.fullmatch(text.strip()))
