"""Hard facts of a sentence held against its source: numbers, dates, references."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from assistant.verification.alignment import alike, groups, is_verb
from assistant.verification.figures import Figure, PartialDate, dates, figures, loose_digits, shares
from assistant.writing.material import Piece
from index_store.analysis import STOP_WORDS, stem
from ingest.header import numbers as document_numbers

_PLACE = re.compile(r"\b(?:paragraphs?|para\.?|sections?|§{1,2})\s*(?P<number>\d+(?:\.\d+)*)", re.I)
_NEAR = 7  # words around a number that tell what it counts
_REPEATED = re.compile(
    r"\b(?:twice|double[sd]?|doubling|half|halve[sd]?|triple[sd]?|dozens?)\b", re.I
)
_SAME_REPEATED = {"twice": "twic", "double": "twic", "doubled": "twic", "doubles": "twic",
                  "doubling": "twic"}  # fmt: skip
# "the Online Safety Act 2025": the year is part of the name.
_NAMED_YEAR = re.compile(r"\b(?:Act|Law|Bill|Code|Convention|Regulation|Directive) (?:19|20)\d\d\b")
# "16 instead of 31" for "from 31 to 16"; "2 of 3", whichever of them the source has first.
_LATER_FIRST = re.compile(r"\b(?:instead\s+of|rather\s+than|(?:up|down)\s+from)\b", re.I)
_PART_OF = re.compile(r"\b(?:of|out|in)\b", re.I)
_EARLIER_FIRST = re.compile(r"\bto\b|–|-", re.I)
_BETWEEN = 5  # words at the most between two numbers that are set against each other
_ONLY_ONE = re.compile(r"\b(?:one|(?:a|only\s+one)\s+single)\b(?!\s+(?:of|in|out)\b)", re.I)
_ONE = re.compile(r"\b(?:one|an?|single)\b", re.I)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Context:
    """A clause with its numbers and dates, read once."""

    text: str

    @cached_property
    def figures(self) -> list[Figure]:
        """Its numbers."""
        return figures(self.text)

    @cached_property
    def dates(self) -> list[PartialDate]:
        """Its dates with a month."""
        return dates(self.text)


def wrong_reference(text: str, cited: Sequence[Piece]) -> str | None:
    """A document or paragraph number of the text that is not the cited pieces' own or in them."""
    whole = "\n".join(piece.text for piece in cited)
    known = {number.text for number in document_numbers.find(whole)}
    for piece in cited:
        known.add(piece.passage.document)
        known |= {n.text for n in document_numbers.find(piece.passage.document)}
    for number in document_numbers.find(text):
        if number.text not in known:
            return number.text
    for match in _PLACE.finditer(text):
        own = [piece.passage.paragraph or "" for piece in cited]
        wanted = match["number"]
        if any(n == wanted or n.startswith(f"{wanted}.") for n in own) or match[0] in whole:
            continue
        return match[0]
    return None


def without_references(text: str) -> str:
    """The text without document numbers and "in paragraph 5.4", which have been looked at.

    >>> without_references("It is in document CWG-COP-99/3, paragraph 2.1.")
    'It is in document , .'
    """
    for number in reversed(document_numbers.find(text)):
        text = text[: number.start] + text[number.end :]
    return _PLACE.sub("", text)


def unsupported_fact(clause: Context, source: str) -> str | None:
    """A number or date of the clause that the source sentence does not have, or has otherwise."""
    there = Context(source)
    if wrong := _missing(clause, there):
        return wrong
    if wrong := _other_end(clause, there) or _single(clause, source):
        return f"“{wrong}”"
    digits = loose_digits(source)
    for digit in loose_digits(_outside(clause)):
        if digit not in digits:
            return f"the number {digit}"
    if _turned(clause, there):
        return "the order of its numbers"
    here = {_SAME_REPEATED.get(m[0].lower(), m[0].lower()) for m in _REPEATED.finditer(clause.text)}
    have = {_SAME_REPEATED.get(m[0].lower(), m[0].lower()) for m in _REPEATED.finditer(source)}
    if here - have - {"half", "halved", "halves"}:
        return f"“{min(here - have)}”"
    return None


def _missing(clause: Context, there: Context) -> str | None:
    """A date, number or named year of the clause that is not in the source."""
    source = there.text
    for date in clause.dates:
        if not any(date.within(other) for other in there.dates):
            return f"the date “{clause.text[date.start : date.end]}”"
    parts = list(shares(source))
    for figure in clause.figures:
        said = clause.text[figure.start : figure.end]
        if not any(_same(figure, other, clause.text, source) for other in there.figures) and not (
            (figure.measure == "percent" and figure.value in parts)
            or (figure.value == 1 and _ONE.search(source))
        ):
            return f"the number {said}"
    for named in _NAMED_YEAR.findall(clause.text):
        if named not in source:
            return f"“{named}”"
    return None


_ENDS = {
    "from": r"from|since|as\s+of|starting(?:\s+(?:in|on|from))?|beginning(?:\s+in)?",
    "until": r"until|till|up\s+to|through|by(?:\s+the\s+end\s+of)?",
    "before": r"before|prior\s+to",
    "after": r"after",
}
_END = re.compile(
    rf"\b(?:{'|'.join(f'(?P<{name}>{form})' for name, form in _ENDS.items())})\s+"
    r"(?:(?:the|about|early|mid|late|end|of|spring|summer|autumn|winter)\s+){0,4}$",
    re.I,
)


def _other_end(clause: Context, source: Context) -> str | None:
    """A date told as the end of a time where the source has its beginning, or the like.

    Where the source says only when ("in 2020"), it may have begun then.
    """
    for time, start, end in _times(clause):
        mine = _END.search(clause.text[:start])
        if mine is None:
            continue
        theirs = [_END.search(source.text[:at]) for other, at, _ in _times(source) if other == time]
        ends = {match.lastgroup if match else None for match in theirs}
        if mine.lastgroup in ends or not theirs or (mine.lastgroup == "from" and None in ends):
            continue
        return clause.text[mine.start() : end]
    return None


def _times(text: Context) -> list[tuple[object, int, int]]:
    """Months and years with their place."""
    months = [((d.month, d.day), d.start, d.end) for d in text.dates]
    years = [(f.value, f.start, f.end) for f in text.figures if f.year]
    return [*months, *years]


def _same(figure: Figure, other: Figure, text: str, source: str) -> bool:
    """Whether two numbers are one: value, measure, bound, and something of what they count."""
    if figure.value != other.value or figure.year != other.year:
        return False
    if figure.measure != other.measure and (figure.measure or _followed(figure, text)):
        return False
    if (figure.bound or other.bound) and figure.bound != other.bound:
        return False
    if figure.measure or figure.year:
        return True
    counted = _counted(text[figure.end : figure.end + 60])
    if not counted:
        return True
    before = source[: other.start].split()[-_NEAR:]
    behind = source[other.end :].split()[:_NEAR]
    near = {stem(m[0].lower()) for m in _WORD.finditer(" ".join([*before, *behind]))}
    return _linked(counted, near) and not _counts_another(counted, other, source)


def _single(clause: Context, source: str) -> str | None:
    """A thing told as one of which the source has another number: "one doctor" of four."""
    for match in _ONLY_ONE.finditer(clause.text):
        counted = _counted(clause.text[match.end() : match.end() + 60])[:1]
        behind = [(f.value, source[f.end : f.end + 60]) for f in figures(source)]
        ones = [source[m.end() : m.end() + 60] for m in _ONE.finditer(source)]
        several = any(value > 1 and _linked(counted, set(_counted(text))) for value, text in behind)
        if several and not any(_linked(counted, set(_counted(text))) for text in ones):
            return f"{match[0]} {counted[0]}"
    return None


def _counts_another(counted: list[str], figure: Figure, source: str) -> bool:
    """Whether what is counted stands behind another number of the source, not behind this one.

    In "four doctors and one nurse" the four are no nurses.
    """
    if _linked(counted, set(_counted(source[figure.end : figure.end + 60]))):
        return False
    ends = [f.end for f in figures(source) if f.end != figure.end and not f.measure]
    ends += [match.end() for match in _ONE.finditer(source)]
    return any(_linked(counted[:1], set(_counted(source[end : end + 60]))) for end in ends)


def _counted(behind: str) -> list[str]:
    """Stems of the words behind a number, up to the first verb or small word."""
    found: list[str] = []
    for match in re.finditer(r"[^\W\d_]+|[^\w\s-]", behind):
        word = match[0].lower()
        if word in STOP_WORDS or is_verb(word) or not word.isalpha() or len(found) == 4:
            break
        found.append(stem(word))
    return found


def _linked(counted: list[str], near: set[str]) -> bool:
    return any(
        word in near or groups().get(word, frozenset()) & near or any(alike(word, n) for n in near)
        for word in counted
    )


def _followed(figure: Figure, text: str) -> bool:
    return bool(_WORD.match(text[figure.end :].lstrip()))


def _outside(clause: Context) -> str:
    """The clause without the numbers and dates that have been read."""
    text = clause.text
    spans = [(f.start, f.end) for f in clause.figures] + [(d.start, d.end) for d in clause.dates]
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + " " + text[end:]
    return text


def _turned(clause: Context, source: Context) -> bool:
    """Whether two numbers of one measure stand the other way round: "from 31% to 16%"."""
    mine, theirs = clause.figures, [f.value for f in source.figures]
    for one, other in pairwise(mine):
        between = clause.text[one.end : other.start]
        if (one.measure, one.year) != (other.measure, other.year) or one.value == other.value:
            continue
        if len(between.split()) > _BETWEEN:
            continue
        first, second = _place(theirs, one.value), _place(theirs, other.value)
        if min(first, second) < 0:
            continue
        if _LATER_FIRST.search(between):
            turned = first < second
        elif _PART_OF.search(between):
            turned = first > second and one.value > other.value
        else:
            turned = first > second and bool(_EARLIER_FIRST.search(between))
        if turned:
            return True
    return False


def _place(values: Sequence[Decimal], value: Decimal) -> int:
    return values.index(value) if value in values else -1
