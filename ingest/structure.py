"""The numbered structure of a document: which blocks make one paragraph, under which headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.cleaning import folded
from ingest.lines import ends_sentence, starts_marked
from ingest.numbering import (
    Candidate,
    candidates,
    has_page_behind_tab,
    is_annex,
    is_contents_line,
    sequence,
)
from ingest.raw import Block, BlockKind, RawDocument
from ingest.signatures import signature_start
from ingest.wordlists import word_set


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
    >>> found = units(from_text("1\tOpening\n1.1\tThe Chair spoke.\nShe thanked all.\n2\tEnd"))
    >>> [(unit.paragraph, unit.heading) for unit in found]
    [('1', True), ('1.1', False), ('2', True)]
    """
    return _Reading(raw).units()


class _Role:
    """What a block is to the structure."""

    HEADING = "heading"
    NUMBERED = "numbered"
    TEXT = "text"
    NUMBER = "number"  # alone; the next block has its text
    NOTHING = "nothing"
    SIGNATURE = "signature"


@dataclass
class _Place:
    """Where in the document the reading has come."""

    headings: list[tuple[float, str]] = field(default_factory=list)
    paragraph: str | None = None
    depth: int = 0  # of the innermost numbered heading

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


# No heading ends with one of these.
_LINKING = word_set(
    "a an and as at by for from in into its of on or that the their this to was were which with "
    "de des du et la le les y el los del и на в"
)

# Ranks of headings: the smaller, the further out.
_ANNEX = 0.1
_OUTER = 0.5
_FRONT = 0.7  # before, or in a document without, numbered headings


class _Reading:
    def __init__(self, raw: RawDocument) -> None:
        self._text = raw.text
        self._blocks = raw.blocks
        self._words = [folded(raw.text[block.start : block.end]) for block in raw.blocks]
        self._contents = self._contents_lines()
        self._numbers = self._numbered()
        self._own_roles = [self._own_role(index) for index in range(len(raw.blocks))]
        self._roles = self._assign_roles()
        self._depth_of_level = self._levels()
        self._has_numbered_headings = any(
            role == _Role.HEADING and index in self._numbers
            for index, role in enumerate(self._roles)
        )
        self._units: list[Unit] = []
        self._draft: _Draft | None = None

    # What each block is

    def _contents_lines(self) -> set[int]:
        """Lines of tables of contents: with dots, or three and more with a page behind a tab."""
        found = {i for i, words in enumerate(self._words) if is_contents_line(words)}
        run: list[int] = []
        for index, block in enumerate((*self._blocks, None)):
            if block and has_page_behind_tab(self._text[block.start : block.end]):
                run.append(index)
                continue
            if len(run) >= 3 and self._blocks[run[0]].kind is not BlockKind.TABLE_ROW:
                found.update(run)
            run = []
        return found

    def _numbered(self) -> dict[int, Candidate]:
        found = [c for c in candidates(self._text, self._blocks) if c.block not in self._contents]
        annexes = [
            index
            for index, words in enumerate(self._words)
            if is_annex(words) and index not in self._contents
        ]
        return {candidate.block: candidate for candidate in sequence(found, annexes)}

    def _assign_roles(self) -> list[str]:
        roles = list(self._own_roles)
        # Whether a short line is a heading shows in what follows: the last is decided first.
        for index in reversed(range(len(roles))):
            following = roles[index + 1] if index + 1 < len(roles) else None
            role = roles[index]
            if (role == _Role.NUMBERED and self._is_numbered_heading(index, following)) or (
                role == _Role.TEXT and self._is_plain_heading(index, roles)
            ):
                roles[index] = _Role.HEADING
        for start in signature_start(self._words, [role == _Role.TEXT for role in roles]):
            roles[start] = _Role.SIGNATURE
        return roles

    def _own_role(self, index: int) -> str:
        block, words = self._blocks[index], self._words[index]
        if index in self._contents or not any(map(str.isalnum, words)):
            return _Role.NOTHING
        if index in self._numbers:
            if self._numbers[index].alone:
                return _Role.NUMBER
            is_heading = block.kind is BlockKind.HEADING and len(words.split()) <= 40
            return _Role.HEADING if is_heading and not ends_sentence(words) else _Role.NUMBERED
        styled = block.kind is BlockKind.HEADING and len(words) > 1 and not _is_label(words)
        if styled or is_annex(words):
            return _Role.HEADING
        return _Role.TEXT

    def _is_numbered_heading(self, index: int, following: str | None) -> bool:
        """Is a numbered block only a heading: short, no sentence, and something stands below?"""
        words = self._words[index]
        if len(words.split()) > 18 or words[-1] in ".;,:!?" or following is None:
            return False
        if _is_cut(words):
            return False
        number = self._numbers[index].number
        after = self._numbers.get(index + 1)
        if after is not None:
            return after.number[: len(number)] == number and len(after.number) > len(number)
        if following == _Role.HEADING:
            below = next((self._numbers[i] for i in sorted(self._numbers) if i > index), None)
            return below is not None and below.number[: len(number)] == number
        return following == _Role.TEXT and not self._words[index + 1][:1].islower()

    def _is_plain_heading(self, index: int, roles: list[str]) -> bool:
        """Is an unnumbered block a heading by its looks and its neighbours?"""
        block, words = self._blocks[index], self._words[index]
        if block.kind is not BlockKind.PARAGRAPH or len(words.split()) > 16:
            return False
        if words[-1] in ".;,:!?…" or words[:1].islower() or starts_marked(words):
            return False
        if not any(map(str.isalpha, words)) or _is_cut(words) or self._follows_bare_items(index):
            return False
        after = index + 1
        if after >= len(roles):
            return False
        if after in self._contents:
            return True
        if roles[after] in (_Role.NUMBERED, _Role.NUMBER) or after in self._numbers:
            return True
        if roles[after] == _Role.HEADING:
            return bool(self._numbers) and any(i < index for i in self._numbers)
        below = self._words[after]
        return (
            len(words.split()) <= 12
            and len(below.split()) >= 12
            and below[-1] in '.:;?!”"'
            and not _is_label(words)
        )

    def _follows_bare_items(self, index: int) -> bool:
        """Do lines without bullets, which a colon announces, lead up to a block?"""
        for before in range(index - 1, max(-1, index - 40), -1):
            words = self._words[before]
            if words[-1] in ":;,":
                return True
            bare = self._own_roles[before] == _Role.TEXT and not starts_marked(words)
            if not bare or ends_sentence(words) or len(words.split()) > 20:
                return False
        return False

    def _levels(self) -> dict[int, int]:
        """The depth of numbers that each heading level of the format carries."""
        found: dict[int, int] = {}
        for index, candidate in self._numbers.items():
            level = self._blocks[index].level
            if self._roles[index] == _Role.HEADING and level is not None:
                found.setdefault(level, len(candidate.number))
        return found

    # What the blocks make together

    def units(self) -> list[Unit]:
        place = _Place()
        pending: Candidate | None = None
        for index, block in enumerate(self._blocks):
            role = self._roles[index]
            if role == _Role.NOTHING:
                continue
            if role == _Role.NUMBER:
                self._close()
                pending = self._numbers[index]
                place.paragraph = _written(pending.number)
                self._leave_headings(place, pending.number)
            elif pending is not None and role in (_Role.TEXT, _Role.HEADING, _Role.SIGNATURE):
                self._after_bare_number(place, pending, index)
                pending = None
            elif role == _Role.HEADING:
                self._heading(place, index)
            elif role == _Role.NUMBERED:
                candidate = self._numbers[index]
                self._leave_headings(place, candidate.number)
                place.paragraph = _written(candidate.number)
                self._open(candidate.text_start, block, place)
            elif role == _Role.SIGNATURE:
                self._signature(block, place)
            else:
                self._running_text(index, place)
        self._close()
        return self._units

    def _after_bare_number(self, place: _Place, pending: Candidate, index: int) -> None:
        """The text of a number that stands alone on the line above."""
        block = self._blocks[index]
        words = self._words[index]
        below = self._numbers.get(index + 1)
        child = below is not None and below.number[:-1] == pending.number
        if self._roles[index] == _Role.HEADING or (child and not ends_sentence(words)):
            title = f"{_written(pending.number)} {words}"
            place.enter(float(len(pending.number)), title)
            place.depth = len(pending.number)
            self._add_heading(block, place, place.paragraph)
        else:
            self._open(block.start, block, place)

    def _heading(self, place: _Place, index: int) -> None:
        self._close()
        block, words = self._blocks[index], self._words[index]
        candidate = self._numbers.get(index)
        number = None
        if candidate is not None:
            self._leave_headings(place, candidate.number)
            number = _written(candidate.number)
            title = folded(self._text[candidate.text_start : block.end])
            place.enter(float(len(candidate.number)), f"{number} {title}")
            place.depth = len(candidate.number)
            place.paragraph = number
        else:
            rank, outer = self._rank(place, block, words)
            place.enter(rank, words)
            if outer:
                place.paragraph = None
                place.depth = 0
        self._add_heading(block, place, number)

    def _rank(self, place: _Place, block: Block, words: str) -> tuple[float, bool]:
        """How far out an unnumbered heading stands, and whether it ends the numbers above it."""
        level = block.level
        if is_annex(words):
            return _ANNEX, True
        if level is not None and level in self._depth_of_level:
            return float(self._depth_of_level[level]), True
        if level is not None and self._depth_of_level and level < min(self._depth_of_level):
            return _OUTER + level / 100, True
        inside = float(place.depth) if place.depth else _FRONT
        if level is None and words.isupper() and not place.depth:
            return inside + 0.005, False
        return inside + (level / 100 if level is not None else 0.2), False

    def _leave_headings(self, place: _Place, number: tuple[int, ...]) -> None:
        """Headings that a number ends: those as deep as itself, and those of the front matter."""
        if not self._has_numbered_headings:
            return
        depth = len(number)
        is_first = place.depth == 0 and depth == 1
        kept = []
        for rank, text in place.headings:
            front = _FRONT <= rank < 1 and is_first
            sub = rank != int(rank) and rank > depth
            if rank == float(depth) or rank >= depth + 1 or front or (sub and depth < rank < depth):
                continue
            kept.append((rank, text))
        place.headings = kept
        place.depth = max((int(rank) for rank, _ in kept if rank >= 1), default=0)

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
        carries_on = (
            place.paragraph is not None
            or block.kind in (BlockKind.LIST_ITEM, BlockKind.FOOTNOTE)
            or self._is_next_row(index)
            or starts_marked(self._words[index])
        )
        if draft is not None and draft.section == place.section and carries_on:
            draft.blocks.append((block.start, block.end))
        else:
            self._open(block.start, block, place)

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


def _is_label(words: str) -> bool:
    """Is a line one of a document's header: "Source: Malaysia", "Original: English"?"""
    return re.match(r"(?!annex|appendix|part|item)[^\W\d][\w /-]{1,23}:\s", words, re.I) is not None


def _is_cut(words: str) -> bool:
    """Does a line end inside a phrase, as no heading does?"""
    return words.rsplit(maxsplit=1)[-1].casefold() in _LINKING


def _written(number: Sequence[int]) -> str:
    return ".".join(map(str, number))
