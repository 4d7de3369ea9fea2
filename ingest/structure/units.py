"""The numbered structure of a document: which blocks make one paragraph, under which headings."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.cleaning import folded
from ingest.raw import Block, BlockKind, RawDocument
from ingest.readers.lines import ends_sentence, starts_marked
from ingest.structure.numbering import Candidate, Number
from ingest.structure.roles import Role, Roles


@dataclass(frozen=True)
class Unit:
    """One paragraph with its continuations, or one heading: `text[start:end]`.

    `start` is where its words begin, behind the number; `paragraph` is the number as printed
    ("5.4"), None where there is none; `section` has the headings above it, outermost first;
    `blocks` are the spans of the blocks it is made of. Headings become no passages.
    """

    start: int
    end: int
    paragraph: str | None = None
    section: tuple[str, ...] = ()
    blocks: tuple[tuple[int, int], ...] = ()
    heading: bool = False


def units(raw: RawDocument) -> list[Unit]:
    r"""The units of a document, in order, without overlap.

    >>> from ingest.readers.text import from_text
    >>> found = units(from_text("1\tOpening\n1.1\tThe Chair spoke.\nShe thanked all."))
    >>> [(unit.paragraph, unit.heading) for unit in found]
    [('1', True), ('1.1', False)]
    """
    return _Builder(raw).units()


@dataclass
class _Place:
    """Where in the document the reading has come."""

    headings: list[tuple[float, str]] = field(default_factory=list)
    paragraph: str | None = None
    number: Number = ()  # of the innermost numbered heading

    @property
    def depth(self) -> int:
        """How deep the innermost numbered heading is, 0 outside of all."""
        return len(self.number)

    def enter(self, rank: float, text: str) -> None:
        self.headings = [entry for entry in self.headings if entry[0] < rank]
        self.headings.append((rank, text))

    @property
    def section(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.headings)


@dataclass
class _Draft:
    """A unit that may still grow."""

    start: int
    paragraph: str | None
    section: tuple[str, ...]
    blocks: list[tuple[int, int]]
    signature: bool = False


# Ranks of headings: the smaller, the further out.
_ANNEX = 0.1
_OUTER = 0.5
_FRONT = 0.7  # before, or in a document without, numbered headings


class _Builder:
    """Puts the blocks together to units, in one pass."""

    def __init__(self, raw: RawDocument) -> None:
        self._text = raw.text
        self._blocks = raw.blocks
        self._roles = Roles(raw)
        self._depth_of_level = self._levels()
        self._in_front = True  # no heading and no number so far
        self._front_lines = False  # is the last block a line of the header block?
        self._units: list[Unit] = []
        self._draft: _Draft | None = None

    def _levels(self) -> dict[int, int]:
        """The depth of numbers that each heading level of the format carries."""
        found: dict[int, int] = {}
        for index, candidate in self._roles.numbers.items():
            level = self._blocks[index].level
            if self._roles[index] is Role.HEADING and level is not None:
                found.setdefault(level, len(candidate.number))
        return found

    def units(self) -> list[Unit]:
        place = _Place()
        pending: Candidate | None = None
        for index, block in enumerate(self._blocks):
            role = self._roles[index]
            if role is Role.NOTHING:
                continue
            self._in_front = self._in_front and role is Role.TEXT
            if role is Role.NUMBER:
                self._close()
                pending = self._roles.numbers[index]
                place.paragraph = pending.label
                self._leave_headings(place, pending.number)
            elif pending is not None and role in (Role.TEXT, Role.HEADING, Role.SIGNATURE):
                self._after_bare_number(place, pending, index)
                pending = None
            elif role is Role.HEADING:
                self._heading(place, index)
            elif role is Role.NUMBERED:
                pending = None  # a number alone that nothing belongs to
                candidate = self._roles.numbers[index]
                self._leave_headings(place, candidate.number)
                place.paragraph = candidate.label
                self._open(candidate.text_start, block, place)
            elif role is Role.SIGNATURE:
                self._signature(block, place)
            else:
                self._running_text(index, place)
        self._close()
        return self._units

    def _after_bare_number(self, place: _Place, pending: Candidate, index: int) -> None:
        """The text of a number that stands alone on the line above."""
        block = self._blocks[index]
        words = self._roles.words[index]
        below = self._roles.numbers.get(index + 1)
        child = below is not None and below.number[:-1] == pending.number
        if self._roles[index] is Role.HEADING or (child and not ends_sentence(words)):
            title = f"{pending.label} {words}"
            place.enter(float(len(pending.number)), title)
            place.number = pending.number
            self._add_heading(block, place, place.paragraph)
        else:
            self._open(block.start, block, place)

    def _heading(self, place: _Place, index: int) -> None:
        self._close()
        block, words = self._blocks[index], self._roles.words[index]
        candidate = self._roles.numbers.get(index)
        number = None
        if candidate is not None:
            self._leave_headings(place, candidate.number)
            if not place.number:
                # The first numbered heading ends the headings of the front matter.
                place.headings = [entry for entry in place.headings if entry[0] < _FRONT]
            number = candidate.label
            title = folded(self._text[candidate.text_start : block.end])
            place.enter(float(len(candidate.number)), f"{number} {title}")
            place.number = candidate.number
            place.paragraph = number
        else:
            rank, outer = self._rank(place, index)
            place.enter(rank, words)
            if outer:
                place.paragraph = None
                place.number = ()
        self._add_heading(block, place, number)

    def _rank(self, place: _Place, index: int) -> tuple[float, bool]:
        """How far out an unnumbered heading stands, and whether it ends the numbers above it."""
        level, words = self._blocks[index].level, self._roles.words[index]
        if self._roles.is_outermost(index):
            return _ANNEX, True
        if level is not None and self._depth_of_level and not self._stays_inside(place, index):
            if level in self._depth_of_level:
                return float(self._depth_of_level[level]), True
            if level < min(self._depth_of_level):
                return _OUTER + level / 100, True
        inside = float(place.depth) if place.depth else _FRONT
        if level is None and words.isupper() and not place.depth:
            return inside + 0.005, False
        return inside + (level / 100 if level is not None else 0.2), False

    def _stays_inside(self, place: _Place, index: int) -> bool:
        """Does the next number go on below the numbered heading that an unnumbered one follows?"""
        following = self._roles.number_after(index)
        return bool(place.number) and following[: place.depth] == place.number

    @staticmethod
    def _leave_headings(place: _Place, number: Number) -> None:
        """A number ends the headings that are as deep as itself, or deeper."""
        place.headings = [entry for entry in place.headings if entry[0] < len(number)]
        place.number = place.number[: len(number) - 1]

    def _add_heading(self, block: Block, place: _Place, number: str | None = None) -> None:
        span = (block.start, block.end)
        self._units.append(Unit(*span, number, place.section[:-1], (span,), heading=True))

    def _signature(self, block: Block, place: _Place) -> None:
        place.paragraph = None
        draft = self._draft
        if draft is not None and draft.signature:
            draft.blocks.append((block.start, block.end))
            return
        self._close()
        self._draft = _Draft(block.start, None, (), [(block.start, block.end)], signature=True)

    def _running_text(self, index: int, place: _Place) -> None:
        block = self._blocks[index]
        draft = self._draft
        words = self._roles.words[index]
        is_front = self._in_front and len(words.split()) < 12 and not ends_sentence(words)
        carries_on = (
            place.paragraph is not None
            or (is_front and self._front_lines)
            or block.kind in (BlockKind.LIST_ITEM, BlockKind.FOOTNOTE)
            or self._is_next_row(index)
            or starts_marked(words)
        )
        if draft is not None and draft.section == place.section and carries_on:
            draft.blocks.append((block.start, block.end))
        else:
            self._open(block.start, block, place)
        self._front_lines = is_front

    def _is_next_row(self, index: int) -> bool:
        rows = BlockKind.TABLE_ROW
        return index > 0 and self._blocks[index].kind is self._blocks[index - 1].kind is rows

    def _open(self, start: int, block: Block, place: _Place) -> None:
        self._close()
        self._draft = _Draft(start, place.paragraph, place.section, [(start, block.end)])

    def _close(self) -> None:
        draft, self._draft = self._draft, None
        if draft is not None:
            end = draft.blocks[-1][1]
            blocks = tuple(draft.blocks)
            self._units.append(Unit(draft.start, end, draft.paragraph, draft.section, blocks))
