"""What each block is to the structure of its document: heading, numbered paragraph, text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from enum import Enum, auto

from ingest.cleaning import folded
from ingest.raw import BlockKind, RawDocument
from ingest.readers.lines import ends_sentence, starts_item, starts_marked
from ingest.structure.numbering import (
    Candidate,
    Number,
    Restart,
    candidates,
    has_page_behind_tab,
    is_annex,
    is_contents_line,
    numbering,
)
from ingest.structure.series import series
from ingest.structure.signatures import signature_start
from ingest.wordlists import word_set

# No heading ends with one of these.
_LINKING = word_set(
    "a an and as at by for from in into its of on or that the their this to was were which with "
    "de des du et la le les y el los del и на в"
)

_LONGEST, _IN_CAPITALS = 16, 30  # words of a heading without a number


class Role(Enum):
    """What a block is to the structure."""

    HEADING = auto()
    NUMBERED = auto()  # begins a paragraph with its number
    NUMBER = auto()  # a number alone: the next block has its text
    TEXT = auto()
    SIGNATURE = auto()
    NOTHING = auto()  # rules, lines of the table of contents


class Roles:
    """The roles of all blocks of a document, and the numbers of those that have one."""

    def __init__(self, raw: RawDocument) -> None:
        """Decides on every block of `raw`."""
        self._text = raw.text
        self._blocks = raw.blocks
        self.words = [folded(raw.text[block.start : block.end]) for block in raw.blocks]
        self._contents = self._contents_lines()
        self._series = series(self.words)
        self.numbers = self._numbered()
        self._first_number = min(self.numbers, default=len(raw.blocks))
        self._numbered_blocks = sorted(self.numbers)
        self._own = [self._own_role(index) for index in range(len(raw.blocks))]
        self._all = self._assigned()

    def __getitem__(self, index: int) -> Role:
        """The role of a block."""
        return self._all[index]

    def number_after(self, index: int) -> Number:
        """The next paragraph number behind a block; empty where there is none."""
        at = bisect_right(self._numbered_blocks, index)
        return self.numbers[self._numbered_blocks[at]].number if at < len(self.numbers) else ()

    def __iter__(self) -> Iterator[Role]:
        """The roles of all blocks, in order."""
        return iter(self._all)

    def is_outermost(self, index: int) -> bool:
        """Is a block the heading of an annex or of one of a series, in which numbers begin anew?"""
        return index in self._series or is_annex(self.words[index])

    def _names_one(self, index: int) -> bool:
        """Does a short line say what the one of a series is about whose number stands above it?"""
        words = self.words[index]
        short = len(words.split()) <= 24 and words[-1] not in ".;,:!?…"
        return index - 1 in self._series and short and not starts_marked(words)

    def _contents_lines(self) -> set[int]:
        """Lines of tables of contents: with dots, or three and more with a page behind a tab."""
        found = {i for i, words in enumerate(self.words) if is_contents_line(words)}
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
        numbered = {candidate.block for candidate in found}
        restarts = [
            Restart(index, sure=self.is_outermost(index))
            for index in range(len(self._blocks))
            if index not in self._contents and index not in numbered and self._parts(index)
        ]
        return {candidate.block: candidate for candidate in numbering(found, restarts)}

    def _parts(self, index: int) -> bool:
        """Does a block look like a heading behind which numbers may begin again?"""
        words = self.words[index]
        if self.is_outermost(index):
            return True
        if self._blocks[index].kind is BlockKind.HEADING:
            return not _is_label(words)
        return (
            self._blocks[index].kind is BlockKind.PARAGRAPH
            and len(words.split()) <= 10
            and words[-1] not in ".;,:!?…"
            and not starts_item(words)
            and (index == 0 or ends_sentence(self.words[index - 1]))
        )

    def _assigned(self) -> list[Role]:
        roles = list(self._own)
        # Whether a short line is a heading shows in what follows: the last is decided first.
        for index in reversed(range(len(roles))):
            following = roles[index + 1] if index + 1 < len(roles) else None
            role = roles[index]
            if (role is Role.NUMBERED and self._is_numbered_heading(index, following)) or (
                role is Role.TEXT and self._is_plain_heading(index, roles)
            ):
                roles[index] = Role.HEADING
        for start in signature_start(self.words, [role is Role.TEXT for role in roles]):
            roles[start] = Role.SIGNATURE
        return roles

    def _own_role(self, index: int) -> Role:
        block, words = self._blocks[index], self.words[index]
        if index in self._contents or not any(map(str.isalnum, words)):
            return Role.NOTHING
        if index in self.numbers:
            if self.numbers[index].alone:
                return Role.NUMBER
            is_heading = block.kind is BlockKind.HEADING and len(words.split()) <= 40
            return Role.HEADING if is_heading and not ends_sentence(words) else Role.NUMBERED
        styled = block.kind is BlockKind.HEADING and len(words) > 1 and not _is_label(words)
        if styled or self.is_outermost(index) or self._names_one(index):
            return Role.HEADING
        return Role.TEXT

    def _is_numbered_heading(self, index: int, following: Role | None) -> bool:
        """Is a numbered block only a heading: short, no sentence, and something stands below?"""
        words = self.words[index]
        if len(words.split()) > 18 or words[-1] in ".;,:!?" or following is None:
            return False
        if _is_cut(words):
            return False
        number = self.numbers[index].number
        after = self.numbers.get(index + 1)
        if after is not None:
            return after.number[: len(number)] == number and len(after.number) > len(number)
        if following is Role.HEADING:
            return self.number_after(index)[: len(number)] == number
        if len(number) > 1 and len(words.split()) > 12:
            return False
        return following is Role.TEXT and not self.words[index + 1][:1].islower()

    def _is_plain_heading(self, index: int, roles: list[Role]) -> bool:
        """Is an unnumbered block a heading by its looks and its neighbours?"""
        block, words = self._blocks[index], self.words[index]
        longest = _IN_CAPITALS if words.isupper() else _LONGEST
        if block.kind is not BlockKind.PARAGRAPH or len(words.split()) > longest:
            return False
        if words[-1] in ".;,:!?…" or words[:1].islower() or starts_item(words):
            return False
        if words[0].isdigit() and starts_marked(words):
            return False
        if not any(map(str.isalpha, words)) or _is_cut(words) or self._follows_bare_items(index):
            return False
        after = index + 1
        if after >= len(roles):
            return False
        if after in self._contents:
            return True
        if roles[after] in (Role.NUMBERED, Role.NUMBER) or after in self.numbers:
            return True
        if roles[after] is Role.HEADING:
            return index > self._first_number
        below = self.words[after]
        return (
            len(words.split()) <= 12
            and len(below.split()) >= 12
            and below[-1] in '.:;?!”"'
            and not _is_label(words)
        )

    def _follows_bare_items(self, index: int) -> bool:
        """Do lines without bullets, which a colon announces, lead up to a block?"""
        for before in range(index - 1, max(-1, index - 40), -1):
            words = self.words[before]
            if words[-1] in ":;,":
                return True
            bare = self._own[before] is Role.TEXT and not starts_marked(words)
            if not bare or ends_sentence(words) or len(words.split()) > 20:
                return False
        return False


def _is_label(words: str) -> bool:
    """Is a line one of a document's header: "Source: Malaysia", "Original: English"?"""
    return re.match(r"(?!annex|appendix|part|item)[^\W\d][\w /-]{1,23}:\s", words, re.I) is not None


def _is_cut(words: str) -> bool:
    """Does a line end inside a phrase, as no heading does?"""
    return words.rsplit(maxsplit=1)[-1].casefold() in _LINKING
