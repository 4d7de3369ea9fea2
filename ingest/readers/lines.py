"""Printed lines put together to paragraphs again.

Readers of hard-wrapped text and of PDF know lines only. Where a paragraph ends shows in several
ways, none of which every document has: a blank line or wider gap, a number or bullet, another
type size, an indent, a last line that ends before the margin.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.header import dates
from ingest.header.labels import words
from ingest.names import titles

BULLETS = "•‣◦▪■●○♦➢➤✓"
DASHES = "-–—−*·"
_BULLET = re.compile(rf"\s*(?:[{BULLETS}]|[o{DASHES[1:]}-](?=[\s\u00a0]))\s*\S")
_SURE_BULLET = re.compile(rf"\s*[{BULLETS}]")
_NUMBER = re.compile(
    r"\s*(?:§\s*)?(?:\d{1,3}(?:\.\d{1,3}){1,4}|\d{1,3}|[IVX]{1,5}(?=\.)|[A-Z](?=\.))[.)]?"
    r"(?:[\s\u00a0]+|(?=[^\W\d_]))(?=[\"“«‘('’]?(?:[^\W\d_]|\d))"
)
_DOTTED = re.compile(r"\s*(?:§\s*)?\d{1,3}(?:\.\d{1,3})+")
_LETTERED = re.compile(r"\s*\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})\)\s")
_ENDS = re.compile(r"[.!?:;…。！？؟][\"”’»)\]]*\s*$")
_LEADER = re.compile(r"(?:\.[ \u00a0]?){5}")  # "China ........ Mr. Wu"
_GLUED = re.compile(r"[\w)][–—]$|(?:https?:|www\.)\S*[/-]$|[A-Z0-9]/$")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line.

    `left` is its indent and `size` its type size, in points (or characters in plain text);
    `gap` is the distance from the line above in line spacings of the document, 0 where unknown
    (the first line of a page); `marker` says that its first word stands apart like a number or
    bullet; `reach` is where it ends, 0 where that is to be estimated; `height` is its distance
    from the foot of the page, in points; `margin` is the right edge of its column, 0 where that
    is the document's; `emphasis` is how many characters it begins with in bold.
    """

    text: str
    page: int = 0
    left: float = 0.0
    size: float = 1.0
    gap: float = 0.0
    marker: bool = False
    bold: bool = False
    reach: float = 0.0
    height: float = 0.0
    margin: float = 0.0
    emphasis: int = 0


def starts_marked(text: str) -> bool:
    """Does a line begin with a bullet, a letter in brackets or a paragraph number?"""
    return starts_item(text) or starts_numbered(text)


def starts_item(text: str) -> bool:
    """Does a line begin with a bullet or a letter in brackets?"""
    return bool(_BULLET.match(text) or _LETTERED.match(text))


def starts_numbered(text: str) -> bool:
    """Does a line begin like a numbered paragraph, and not like a date or quantity?"""
    match = _NUMBER.match(text)
    if not match:
        return False
    following = text[match.end() :].lstrip("\"“«‘('’")
    if following[:1].islower() or dates.is_month(following.split(maxsplit=1)[0]):
        return False
    return not (following[:1].isdigit() and not _DOTTED.match(text))


def ends_sentence(text: str) -> bool:
    """Does a line end with a mark that ends a sentence or announces a list?"""
    return bool(_ENDS.search(text[-12:])) and not titles.stands_last(text.rstrip())


def is_unfinished(text: str) -> bool:
    """Does a line break off behind a word that no sentence ends with: "of the", "with Mr."?

    "…; and" ends an item of a list.
    """
    before, _, word = text.rstrip().rpartition(" ")
    leads_on = word in words("leading on") and before.rstrip()[-1:] not in (",", ";")
    return leads_on or titles.stands_last(text.rstrip())


_UNEVEN = 0.1  # line spacings by which the lines of a header block are further apart than others
_WIDE_GAP = 1.3  # line spacings, from which on a gap parts paragraphs

# Widths of letters in Helvetica, in ems, rounded by class: enough to tell a full line.
_WIDTHS = (
    dict.fromkeys("ijl|'’‘!.,:;()[]", 0.26)
    | dict.fromkeys("ftrI/ \u00a0-\t", 0.3)
    | dict.fromkeys("ABEKPSVXYRCDHNUw&", 0.69)
    | dict.fromkeys("GOQ", 0.78)
    | dict.fromkeys("mMW@%—", 0.86)
    | dict.fromkeys("cksvxyz", 0.5)
)


def width(text: str) -> float:
    """Rough printed width of `text` in ems of its type."""
    return sum(_WIDTHS.get(character, 0.555) for character in text)


class Measures:
    """What is usual in a document: its right margin, and whether gaps part its paragraphs.

    `monospaced` measures lines by characters, as plain text is wrapped.
    """

    def __init__(
        self, lines: Sequence[Line], *, monospaced: bool = False, margin: float = 0.0
    ) -> None:
        """Measures all `lines` of the document, but its `margin` where that is known."""
        self.monospaced = monospaced
        reaches = sorted(self._reach(line) for line in lines if len(line.text) > 20)
        # The margin is where many lines end: single long ones (tables, headers) do not count.
        self.margin = margin or (reaches[int(len(reaches) * 0.93)] if reaches else 0.0)
        known = [line.gap for line in lines if line.gap > 0]
        self.spaced = sum(_WIDE_GAP <= gap < 4 for gap in known) > 0.08 * len(known)

    def _reach(self, line: Line) -> float:
        if self.monospaced:
            return line.left + len(line.text.strip())
        return line.reach or line.left + width(line.text.strip()) * line.size

    def is_full(self, line: Line, after: Line, *, loosely: bool = False) -> bool:
        """Had the first word of the line `after` no room any more on `line`?

        Widths are estimates, and justified lines are stretched. `loosely`, and where gaps part
        the paragraphs of a document and there is none, a line counts as full unless much room is
        left.
        """
        words = after.text.split(maxsplit=1)
        word = words[0] if words else ""
        margin = line.margin or self.margin
        if self.monospaced:
            reach = self._reach(line) + 1 + len(word)
            return reach > (0.82 * margin if loosely else margin - 1)
        reach = self._reach(line) + width(f" {word}") * line.size
        close = self.spaced and line.page == after.page and abs(after.gap - 1) < _UNEVEN
        return reach > margin * (0.75 if close else 0.82 if loosely else 0.95)


def paragraphs(lines: Sequence[Line], measures: Measures) -> list[list[Line]]:
    """The lines of each paragraph, in order."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(groups[-1], line, measures):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _is_centred(before: Line, line: Line, measures: Measures) -> bool:
    """Do two lines of one look stand centred above each other, the upper a long one?"""
    if not (before.reach and line.reach) or before.page != line.page or line.gap >= _WIDE_GAP:
        return False
    shift = line.left - before.left
    return (
        abs(shift) > line.size
        and abs(before.left + before.reach - line.left - line.reach) < 0.06 * measures.margin
        and before.reach - before.left > 0.5 * measures.margin
        and line.left > 0.15 * measures.margin
    )


def _continues(group: list[Line], line: Line, measures: Measures) -> bool:
    """Does `line` carry on the paragraph of the lines in `group`?"""
    before = group[-1]
    text = line.text.lstrip()
    same_page = line.page == before.page
    ended = ends_sentence(before.text)
    full = measures.is_full(before, line)
    # A line that ends inside a sentence goes on, unless it is plainly short.
    evenly = line.gap == 0 or abs(line.gap - 1) < _UNEVEN
    roughly = measures.is_full(before, line, loosely=True) or is_unfinished(before.text)
    goes_on = full or (not ended and evenly and roughly)
    cut_word = before.text.rstrip()[-1:] in ("-", "\u2010", "\u00ad") and len(before.text) > 2
    if (same_page and line.gap >= _WIDE_GAP) or _LEADER.search(before.text):
        return False
    looks_other = abs(line.size - before.size) > 0.12 * before.size or line.bold != before.bold
    inside = text[:1].islower() or is_unfinished(before.text)
    if looks_other and (ended or not goes_on or not inside):
        return False
    if _SURE_BULLET.match(text):
        return False
    if line.marker and starts_marked(text):
        return False
    if _BULLET.match(text) or _LETTERED.match(text):
        return not (ended or not full or before.text.rstrip().endswith(","))
    if starts_numbered(text):
        dotted = _DOTTED.match(text) is not None
        if ended or not (full if dotted else goes_on):
            return False
        return not (dotted and line.gap == 0 and not same_page)
    if (cut_word and goes_on) or _GLUED.search(before.text[-40:]):
        return True
    if text[:1].islower():
        return not (ended and not full and not before.text.rstrip().endswith(";"))
    if not measures.monospaced and min(before.left, group[0].left) > 0.45 * measures.margin:
        return False  # the right column of a header block: a line each
    if _is_centred(before, line, measures):
        return not ended
    step = 0.8 * line.size if not measures.monospaced else 2
    if same_page and line.left > before.left + step:
        hanging = len(group) == 1 and (before.marker or starts_marked(before.text))
        return hanging and goes_on
    if same_page and line.left < before.left - step:
        return len(group) == 1 and goes_on
    return goes_on
