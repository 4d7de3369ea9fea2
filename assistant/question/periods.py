"""The days, months and years of a question."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ingest.header import dates

_YEAR = re.compile(r"(?<![\w/.-])(?:19|20)\d\d(?![\w/-])|(?:19|20)\d\d(?=年)")


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
