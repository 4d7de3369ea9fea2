"""Which blocks begin with the number of a paragraph, and which only with some number.

"5.4", "12", "§ 3.2" and "3Adoption" may be paragraph numbers; "2025 was", "27 500 reports",
"1 January 2026", "5Rights Foundation" look like them and are none. One number tells little, the
sequence tells: a paragraph's number follows from those before it. The best sequence through all
candidates of the document is found by dynamic programming, so that one false number (an item of
a list inside a paragraph, say) cannot lead the others astray.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.header import dates
from ingest.raw import Block, BlockKind

Number = tuple[int, ...]

_COUNTING_ON = 6  # numbers in brackets that are paragraphs

_CANDIDATE = re.compile(
    r"\s*(?P<sign>§\s*)?(?P<bracket>\()?"
    r"(?P<number>\d{1,3}(?:\s?\.\s?\d{1,3}){0,5})(?P<again>\s?(?:bis|ter|quater)\b)?"
    r"(?(bracket)(?P<close>\))|(?P<stop>\.(?!\d))?)"
    r"(?P<gap>[\s\u00a0]*)(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)
_UNIT = re.compile(
    r"(?:%|‰|°|€|\$|£|per\s+cent|percent|pour\s+cent|million|billion|trillion|thousand|hundred"
    r"|(?:k|m|g|t)?b(?:it)?(?:/s|ps)?\b|[kmg]?hz\b|(?:k|c|m)?m\b|hours?|minutes?|days?|weeks?|months?"
    r"|years?(?:\s+old)?|a\.?m\b|p\.?m\b|hrs?\b)(?:\W|$)",
    re.IGNORECASE,
)
_CONTENTS_LINE = re.compile(r"(?:(?:\.[ \u00a0]?){4,}|…{2,}|[_·]{4,})\s*\d{1,4}\s*$")
_CONTENTS_TAB = re.compile(r"\S.*\t\s*\d{1,3}\s*$")
_ANNEX = re.compile(
    r"(?:annex|appendix|attachment|annexe|appendice|anexo|apéndice|приложение|附件|附录|الملحق)"
    r"(?:\s+(?:[A-Z]|\d{1,2}|[IVX]{1,5}))?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A block that begins like a numbered paragraph.

    `label` is the number as printed; `text_start` is where its words begin, in the whole text;
    `alone` says that the number is all that the block holds; `likely` is how much its looks
    speak for it; `bracketed` that it is written "(12)".
    """

    block: int
    number: Number
    label: str
    text_start: int
    alone: bool
    likely: float
    bracketed: bool = False


def is_contents_line(text: str) -> bool:
    """Is this a line of a table of contents: dots or a tab, then a page number?"""
    return bool(_CONTENTS_LINE.search(text[-80:]))


def has_page_behind_tab(text: str) -> bool:
    """Does a short line end with a tab and a number, as contents without dots do?"""
    return len(text) < 160 and bool(_CONTENTS_TAB.fullmatch(text))


def is_annex(text: str) -> bool:
    """Is this the heading of an annex, where numbers may begin again?

    >>> is_annex("ANNEX 1: Terms of reference"), is_annex("Annex 1 was discussed at length.")
    (True, False)
    """
    text = text.strip()
    return len(text.split()) <= 14 and bool(_ANNEX.match(text)) and text[-1] not in ".;,"


def candidates(text: str, blocks: Sequence[Block]) -> list[Candidate]:
    """All blocks that may begin with a paragraph number."""
    found = []
    for index, block in enumerate(blocks):
        if block.kind not in (BlockKind.FOOTNOTE, BlockKind.TABLE_ROW):
            candidate = _candidate(text[block.start : block.end], index, block)
            if candidate is not None:
                found.append(candidate)
    return found


def _candidate(text: str, index: int, block: Block) -> Candidate | None:
    match = _CANDIDATE.match(text)
    if match is None or is_contents_line(text):
        return None
    parts = re.sub(r"\s", "", match["number"]).split(".")
    if any(len(part) > 1 and part[0] == "0" for part in parts) or parts[0] == "0":
        return None
    number = tuple(map(int, parts))
    label = ".".join(parts) + (match["again"] or "").strip()
    flat, gap, rest = len(number) == 1, match["gap"], match["rest"]
    bracketed = match["bracket"] is not None
    spread = re.search(r"\s", match["number"]) is not None
    if not rest:
        likely = 0.5 if flat else 1.1
        return Candidate(index, number, label, block.end, True, likely, bracketed)
    first = rest.lstrip("\"“«‘('’[")[:1]
    if not first or _UNIT.match(rest):
        return None
    if bracketed and (first.islower() or not flat or not gap):
        return None  # an item of a list
    if flat and not (match["sign"] or "\t" in gap or match["stop"] or bracketed):
        words = rest.split(maxsplit=1)
        if rest[0].isdigit() or dates.is_month(words[0].strip(",.")):
            return None
        if gap and first.islower():
            return None
    if not gap and not _glued_word(rest, bool(match["stop"])):
        return None
    if not (first.isalpha() or first.isdigit()):
        return None
    likely = 1.3 if "\t" in gap or match["sign"] else 1.0 if match["stop"] else 0.9 if gap else 0.6
    likely += 0.0 if flat else 0.4
    likely += 0.3 if block.kind is BlockKind.HEADING else 0.0
    likely -= 0.3 if first.islower() else 0.0
    likely -= 0.3 if block.kind is BlockKind.LIST_ITEM and flat else 0.0
    likely -= 0.3 if spread else 0.0
    likely += 0.1 if len(rest) > 90 else 0.0
    start = block.start + match.start("rest")
    return Candidate(index, number, label, start, False, likely, bracketed)


def _glued_word(rest: str, stop: bool) -> bool:
    """May this stand right behind a number whose tab is lost: "Adoption", "The", "A child"?"""
    opened = rest.lstrip('"“«‘(')
    if not opened or not opened[0].isalpha():
        return False
    if not opened[0].isupper():
        # Scripts without capitals; "3rd", "5th" and "2g" are no words.
        return not opened[0].islower()
    if stop or len(opened) == 1:
        return True
    if opened[1] == " ":
        return opened[0] in "AIÀÉO"
    return opened[1].islower() or opened[1] in "’'" or opened[:2].isupper()


@dataclass(frozen=True, slots=True)
class Restart:
    """A heading, at block `block`, behind which numbers may begin again; `sure` of an annex."""

    block: int
    sure: bool


class _Best:
    """The best chains so far, by the number they end with."""

    def __init__(self) -> None:
        self._exact: dict[Number, tuple[float, int]] = {}
        self._below: dict[Number, tuple[float, int]] = {}
        self.any: tuple[float, int] | None = None
        self.is_deep = False

    def exact(self, number: Number) -> tuple[float, int] | None:
        """The best chain that ends with this number."""
        return self._exact.get(number)

    def below(self, number: Number) -> tuple[float, int] | None:
        """The best chain that ends with this number or one below it."""
        return self._below.get(number)

    def add(self, number: Number, score: float, place: int) -> None:
        """A chain that ends with `number` at candidate `place`."""
        entry = (score, place)
        self.is_deep = self.is_deep or len(number) > 1
        if number not in self._exact or self._exact[number] < entry:
            self._exact[number] = entry
        for depth in range(1, len(number) + 1):
            prefix = number[:depth]
            if prefix not in self._below or self._below[prefix] < entry:
                self._below[prefix] = entry
        if self.any is None or self.any < entry:
            self.any = entry


def sequence(found: Sequence[Candidate], restarts: Sequence[Restart] = ()) -> list[Candidate]:
    """The candidates that together make the most plausible numbering of the document.

    `restarts` are the headings behind which numbers may begin again, in order.
    """
    scores: list[float] = []
    before: list[int] = []
    best = _Best()
    at = 0
    for place, candidate in enumerate(found):
        restart: Restart | None = None
        while at < len(restarts) and restarts[at].block < candidate.block:
            sure = restarts[at].sure or (restart is not None and restart.sure)
            restart = Restart(restarts[at].block, sure)
            at += 1
        score, previous = _best_predecessor(candidate, best, found, restart)
        scores.append(score + candidate.likely)
        before.append(previous)
        best.add(candidate.number, scores[-1], place)
    if not scores:
        return []
    # Of equals the later: a table of contents stands before what it lists.
    last = max(range(len(scores)), key=lambda place: (scores[place], place))
    chain = []
    while last >= 0:
        chain.append(found[last])
        last = before[last]
    chain.reverse()
    return chain if _is_numbering(chain) else []


def numbering(found: Sequence[Candidate], restarts: Sequence[Restart] = ()) -> list[Candidate]:
    """The numbered paragraphs among candidates of both kinds, "12." and "(12)".

    Brackets are mostly those of lists; they number paragraphs where they count on through the
    document, further than plain numbers do.
    """
    plain = sequence([c for c in found if not c.bracketed], restarts)
    in_brackets = sequence([c for c in found if c.bracketed], restarts)
    if len(in_brackets) >= max(_COUNTING_ON, len(plain) + 1):
        return in_brackets
    return plain


def _best_predecessor(
    candidate: Candidate, best: _Best, found: Sequence[Candidate], restart: Restart | None
) -> tuple[float, int]:
    """The score of the best chain that this number may go on, and where that ends (-1: nowhere)."""
    number = candidate.number
    head, last = number[:-1], number[-1]
    options: list[tuple[float, int]] = [(_start_cost(number), -1)]

    def option(entry: tuple[float, int] | None, cost: float) -> None:
        if entry is not None:
            options.append((entry[0] + cost, entry[1]))

    if last > 1:
        option(best.below((*head, last - 1)), 0.0)
    if last > 2:
        option(best.below((*head, last - 2)), -0.8)
    if head:
        parent = best.exact(head)
        if parent is not None and last <= 2:
            adjacent = candidate.block - found[parent[1]].block <= 2
            option(parent, (0.3 if adjacent else 0.0) - (0.0 if last == 1 else 0.8))
        if last == 1 and head[-1] > 1:
            # The heading above has no number, or lost it.
            option(best.below((*head[:-1], head[-1] - 1)), -0.5)
    twin = best.exact(number)
    if twin is not None and found[twin[1] + 1] is candidate:
        # A number printed twice; a twin further up stands in a table of contents.
        option(twin, -1.2)
    if number in ((1,), (1, 1)) and restart is not None:
        # Below a plain heading a "1." may as well be a list: numbers with depth do not restart.
        near = candidate.block - restart.block <= 1
        cost = -0.2 if restart.sure else -1.0 if near and not best.is_deep else -3.0
        option(best.any, cost)
    return max(options)


def _start_cost(number: Number) -> float:
    if number in ((1,), (1, 1)):
        return 0.0
    return -0.7 - 0.1 * min(number[0], 8) if len(number) > 1 else -1.0 - 0.2 * min(number[0], 10)


def _is_numbering(chain: Sequence[Candidate]) -> bool:
    """Is a chain more than a chance number: two that follow each other, or one with depth?"""
    return len(chain) >= 2 or (bool(chain) and chain[0].likely >= 1.6)
