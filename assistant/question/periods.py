"""The days, months and years of a question, and the meetings that it names by them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from assistant.question.found import is_meeting, meeting_terms
from assistant.question.parse import Parsed
from assistant.question.topic import is_loose
from ingest.header import dates

if TYPE_CHECKING:
    from spacy.tokens import Token

_YEAR = re.compile(r"(?<![\w/.-])(?:19|20)\d\d(?![\w/-])|(?:19|20)\d\d(?=年)")
_NOUNS = ("NOUN", "PROPN")


@dataclass(frozen=True)
class Period:
    """A day, month or year that stands at `start` to `end`; both days are within it."""

    start: int
    end: int
    first: date
    last: date

    @property
    def whole_months(self) -> tuple[date, date]:
        """Its first day and last day with all of their months."""
        length = calendar.monthrange(self.last.year, self.last.month)[1]
        return self.first.replace(day=1), self.last.replace(day=length)


@dataclass(frozen=True)
class DatedMeeting:
    """One or several meetings named by their dates: "the meetings of May 2024 and June 2025"."""

    start: int
    end: int
    periods: tuple[Period, ...]


def find_periods(text: str) -> Iterator[Period]:
    """Days, months and years of a text, the years that stand alone last.

    >>> [f"{p.first} {p.last}" for p in find_periods("in February 2025")]
    ['2025-02-01 2025-02-28']
    """
    months = dates.find_months(text)
    days = dates.find(text)
    for month in months:
        day = next((d.day for d in days if d.start < month.end and month.start < d.end), None)
        first = day or date(month.year, month.month, 1)
        length = calendar.monthrange(month.year, month.month)[1]
        yield Period(month.start, month.end, first, day or first.replace(day=length))
    for year in _YEAR.finditer(text):
        if not any(m.start < year.end() and year.start() < m.end for m in months):
            n = int(year[0])
            yield Period(year.start(), year.end(), date(n, 1, 1), date(n, 12, 31))


def dated_meetings(parsed: Parsed) -> list[DatedMeeting]:
    """The meetings that a question names by their dates, in its order."""
    nouns = [(term.start, term.end) for term in meeting_terms(parsed)]
    lists: list[list[Period]] = []
    for period in sorted(find_periods(parsed.text), key=lambda p: p.start):
        if lists and _joined(parsed, lists[-1][-1].end, period.start):
            lists[-1].append(period)
        else:
            lists.append([period])
    found = []
    for listed in lists if nouns else ():
        start, end = listed[0].start, listed[-1].end
        of = [noun for noun in nouns if _belongs(parsed, noun, (start, end))]
        if of:
            noun = min(of, key=lambda noun: max(start - noun[1], noun[0] - end))
            found.append(DatedMeeting(min(start, noun[0]), max(end, noun[1]), tuple(listed)))
    return found


def _between(parsed: Parsed, start: int, end: int) -> list[Token]:
    return [token for token in parsed.doc if start <= parsed.starts[token.i] < end]


def _joined(parsed: Parsed, start: int, end: int) -> bool:
    """Whether what stands between two dates makes them a list: "and", "and of the"."""
    words = _between(parsed, start, end)
    if not words or not all(token.is_punct or is_loose(token, parsed) for token in words):
        return False
    if parsed.english:
        return words[0].is_punct or words[0].pos_ == "CCONJ"
    return not any(start <= term.start < end for term in meeting_terms(parsed))


def _belongs(parsed: Parsed, noun: tuple[int, int], dates_: tuple[int, int]) -> bool:
    """Whether dates say which meeting a noun means: they stand beside it, or hang on it."""
    start, end = min(noun[1], dates_[1]), max(noun[0], dates_[0])
    words = _between(parsed, start, end)
    if all(is_loose(token, parsed) for token in words):
        return True
    return parsed.english and _hangs(parsed, noun, dates_)


def _hangs(parsed: Parsed, noun: tuple[int, int], dates_: tuple[int, int]) -> bool:
    """Whether a date is part of a meeting's noun phrase: "the meeting that was held in May"."""
    within = _between(parsed, *dates_)
    for above in within[0].ancestors if within else ():
        if noun[0] <= parsed.starts[above.i] < noun[1]:
            return is_meeting(above)
        if above.pos_ in _NOUNS and above not in within:
            return False
    return False
