"""The words that a list item or a table's row cannot be read without.

A list is led by the sentence before it, which ends with a colon or goes on in its items; an item
inside an item is led by that one too. Items are told by their bullets, letters and numbers, by
what the format calls an item, and by paragraph numbers below that of the lead ("2.2.1" below
"2.2"). Rows of tables know their heads from the reader.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.raw import Block, BlockKind, RawDocument
from ingest.readers.lines import BULLETS, DASHES
from ingest.structure.sentences import split
from ingest.structure.units import Unit

Span = tuple[int, int]
Lead = tuple[Span, ...]
_Level = tuple[str, int | str]  # of a list: what marks its items

_MARK = re.compile(
    rf"(?P<bullet>[{BULLETS}o{DASHES[1:]}-])[\s\u00a0]"
    r"|(?P<open>\(?)(?P<sign>\d{1,2}|[ivxIVX]{1,5}|[^\W\d_])(?P<close>[.)])[\s\u00a0]"
)
_ROMAN = re.compile(r"[ivx]+", re.IGNORECASE)
_CLOSERS = "\"'”’»)]"
_LONGEST_LINE = 25  # words of an item without a mark


def sentences_of(raw: RawDocument, blocks: Iterable[Span]) -> list[Span]:
    """The sentences of blocks, in order; a table's row is one, and none runs over a block's end."""
    spans: list[Span] = []
    for start, end in blocks:
        at = bisect_left(raw.blocks, start, key=lambda block: block.start)
        is_row = at < len(raw.blocks) and raw.blocks[at].kind is BlockKind.TABLE_ROW
        spans += [(start, end)] if is_row else split(raw.text, start, end)
    return spans


def leads(raw: RawDocument, parts: Iterable[tuple[Unit, Sequence[Span]]]) -> dict[int, Lead]:
    """What leads to the sentences of all units of a document, by where they start.

    Sentences that stand for themselves are left out.
    """
    found: dict[int, Lead] = {}
    lists = _Lists(raw.text)
    blocks = {block.start: block for block in raw.blocks}
    for unit, sentences in parts:
        lists.enter(unit)
        for start, end in sentences:
            block = blocks.get(start)
            if block is not None and block.lead:
                found[start] = block.lead
            elif block is None or block.kind not in (BlockKind.TABLE_ROW, BlockKind.FOOTNOTE):
                first = start == unit.start and unit.paragraph is not None
                lead = lists.lead_of(start, end, block, first)
                if lead:
                    found[start] = lead
    return found


@dataclass
class _List:
    """A list that is being read: how its items are marked, what leads to them, the last one."""

    level: _Level
    lead: Lead
    item: Span
    goes_on: bool = True  # may an item follow? Not behind the full stop of one without a mark


class _Lists:
    """The lists that are open at a place of a document, the outermost first."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[_List] = []
        self._numbered: list[tuple[tuple[str, ...], Span]] = []
        self._number: tuple[str, ...] = ()
        self._section: tuple[str, ...] = ()
        self._last: Span | None = None

    def enter(self, unit: Unit) -> None:
        """Goes on to another unit: lists end, but those of the paragraph numbers above it.

        Paragraphs without numbers below one heading go on with each other.
        """
        number = tuple(unit.paragraph.split(".")) if unit.paragraph else ()
        section, self._section = self._section, unit.section
        if not number and not self._number and unit.section == section:
            return
        if self._last is not None and self._number and self._announces(self._last):
            self._numbered.append((self._number, self._last))
        self._numbered = [
            (above, span)
            for above, span in self._numbered
            if len(above) < len(number) and number[: len(above)] == above
        ]
        self._number = number
        self._open = []
        self._last = None

    def lead_of(self, start: int, end: int, block: Block | None, numbered: bool) -> Lead:
        """What leads to the next sentence; `numbered`: it begins a numbered paragraph."""
        before, self._last = self._last, (start, end)
        if numbered:
            return tuple(span for _, span in self._numbered)
        if block is None and self._text[start - 1 : start] != "\n":
            return ()  # inside a line
        level = self._level(start, end, block, before)
        if level is None:
            self._open = []
            return ()
        while self._open and level not in [one.level for one in self._open]:
            if self._is_inside(level, before):
                break
            self._open.pop()
        if self._open and level in [one.level for one in self._open]:
            while self._open[-1].level != level:
                self._open.pop()
            self._open[-1].item = (start, end)
        else:
            leading = (before,) if before and self._leads(before, level, start, end) else ()
            outer = self._open[-1].lead if self._open else self._above()
            self._open.append(_List(level, outer + leading if leading else (), (start, end)))
        self._open[-1].goes_on = self._text[end - 1] in ";,:" or level[0] != "line"
        return self._open[-1].lead

    def _above(self) -> Lead:
        """What leads to the numbered paragraph itself."""
        return tuple(span for _, span in self._numbered)

    def _level(
        self, start: int, end: int, block: Block | None, before: Span | None
    ) -> _Level | None:
        """How a sentence is marked as an item, None where it is none."""
        if block is not None and block.kind is BlockKind.LIST_ITEM and block.level is not None:
            return ("depth", block.level)
        mark = _MARK.match(self._text, start, end)
        if mark is not None:
            return ("mark", mark["bullet"] or self._kind(mark))
        announced = before is not None and self._text[before[1] - 1] == ":"
        inside = bool(self._open) and self._open[-1].level[0] == "line" and self._open[-1].goes_on
        words = self._text[start:end].split()
        if block is not None and (announced or inside) and len(words) <= _LONGEST_LINE:
            ends = self._text[end - 1]
            if ends in ";," or ends.isalnum() or (inside and ends == "."):
                return ("line", "")
        return None

    def _kind(self, mark: re.Match[str]) -> str:
        """What kind of sign marks an item: "(a)", "1.", "i)"."""
        sign = mark["sign"]
        if sign.isdecimal():
            kind = "1"
        elif _ROMAN.fullmatch(sign) and not (len(sign) == 1 and self._goes_on_in_letters(mark)):
            kind = "i"
        else:
            kind = "a"
        return (
            mark["open"] + (kind if sign.islower() or kind == "1" else kind.upper()) + mark["close"]
        )

    def _goes_on_in_letters(self, mark: re.Match[str]) -> bool:
        """Is an "(i)" the letter behind "(h)"?"""
        letter = chr(ord(mark["sign"]) - 1)
        return any(
            self._text.startswith(f"{mark['open']}{letter}{mark['close']}", one.item[0])
            for one in self._open
        )

    def _is_inside(self, level: _Level, before: Span | None) -> bool:
        """Does an item of another look stand inside the last item, not behind its list?"""
        top = self._open[-1].level
        if level[0] == top[0] == "depth":
            return int(level[1]) > int(top[1])
        return before is not None

    def _leads(self, before: Span, level: _Level, start: int, end: int) -> bool:
        """Do the words before an item's list lead to it?"""
        if self._announces(before):
            return True
        if self._open and level[0] == "depth":
            return self._open[-1].item == before  # the format says that it stands inside
        mark = _MARK.match(self._text, start, end)
        first = self._text[mark.end() if mark else start : end].lstrip()[:1]
        return first.islower() and not self._is_whole(before)

    def _announces(self, span: Span) -> bool:
        return self._text[span[1] - 1] == ":"

    def _is_whole(self, span: Span) -> bool:
        """Does a sentence end with a mark?"""
        return self._text[span[0] : span[1]].rstrip(_CLOSERS)[-1:] in ".!?;…。！？؟"
