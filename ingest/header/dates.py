"""Dates as documents print them, in the six languages of the UN; month names are CLDR's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, get_args

from babel.dates import get_day_names, get_month_names

# With the Arabic month names of the Levant; Chinese is written with numerals.
_LOCALES = ("en", "fr", "es", "ru", "ar", "ar_LB")
_Context = Literal["format", "stand-alone"]
_Width = Literal["wide", "abbreviated"]
_EXTRA_MONTHS = {"setiembre": 9, "sept": 9, "fevrier": 2, "aout": 8, "decembre": 12}
_YEAR = r"(?P<year>(?:19|20)\d{2})(?!\d)"
# "st", "er", "º" behind a day; "of", "de", "d'" before a month or year; "to", "al", "–" between.
_ORDINAL = r"\s*(?:[^\W\d_]{2,3}\b|[º°])?"
_OF = r"[\s,،]*(?:[^\W\d_]{1,3}(?:['’]|\s+))?"
_TO = r"\s*(?:[^\w\s.]|[^\W\d_]{1,3}(?=\s))\s*(?:[^\W\d_]{2,3}\s+)?"


@dataclass(frozen=True)
class PrintedDate:
    """A date and where it stands; of a range ("19-20 January 2026") the first day."""

    day: date
    start: int
    end: int
    range: bool = False


@cache
def _months() -> dict[str, int]:
    """Month names and abbreviations of all languages, lower case and without full stop."""
    names = dict(_EXTRA_MONTHS)
    for locale in _LOCALES:
        for context in get_args(_Context):
            for width in get_args(_Width):
                for month, name in get_month_names(width, context, locale).items():
                    name = name.rstrip(".").lower()
                    names.setdefault(name, month)
                    if locale == "ru" and name[-1] in "ья":
                        names.setdefault(f"{name[:-1]}е", month)  # "in February"
                    if locale == "ru" and name[-1] == "т":
                        names.setdefault(f"{name}е", month)
    return names


def is_month(word: str) -> bool:
    """Whether a word is a month's name or its abbreviation without a stop, in any language."""
    return word.lower() in _months()


@dataclass(frozen=True)
class PrintedMonth:
    """A month of a year ("February 2025") and where it stands, a day before it included."""

    year: int
    month: int
    start: int
    end: int


def find_months(text: str) -> list[PrintedMonth]:
    """All months of a year in a text, in order, with or without a day.

    >>> [(found.year, found.month) for found in find_months("in February 2025; le 3 mars 2024")]
    [(2025, 2), (2024, 3)]
    """
    found = []
    for pattern in _month_patterns():
        for match in pattern.finditer(text):
            month = _month(match)
            if 1 <= month <= 12:
                found.append(PrintedMonth(int(match["year"]), month, match.start(), match.end()))
    return sorted(found, key=lambda printed: printed.start)


def _name() -> str:
    return rf"(?P<name>{'|'.join(sorted(map(re.escape, _months()), key=len, reverse=True))})\.?"


def _weekday() -> str:
    """A day of the week before a date, in every language."""
    names = {name for locale in _LOCALES for name in get_day_names("wide", locale=locale).values()}
    return rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})[\s,،]+"


@cache
def _month_patterns() -> tuple[re.Pattern[str], ...]:
    day = rf"(?:\d{{1,2}}(?:{_TO}\d{{1,2}})?{_ORDINAL}{_OF})?"
    return (
        re.compile(rf"(?<!\w){day}{_name()}{_OF}{_YEAR}(?:\s*год[ау]|\s*г\.)?", re.IGNORECASE),
        re.compile(rf"{_YEAR}\s*年\s*(?P<month>\d{{1,2}})\s*月(?:\s*\d{{1,2}}\s*日)?(?:举行)?"),
    )


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """What a date looks like; each has the groups day, month or name, year."""
    # "19-20 January", "du 19 au 20 janvier", "30 September – 1 October": the first day counts.
    until = rf"(?P<until>{_TO}\d{{1,2}}(?!\d){_ORDINAL}(?:{_TO}\d{{1,2}}(?!\d){_ORDINAL})?)?"
    other = rf"(?P<other>{_TO}\d{{1,2}}{_ORDINAL}{_OF}[^\W\d_]{{3,10}}\.?)?"
    weekday = rf"(?:{_weekday()})?"
    days = rf"(?P<day>\d{{1,2}})(?!\d){_ORDINAL}{until}{_OF}"
    before = rf"{weekday}(?<![\d:./]){days}{_name()}{other}{_OF}{_YEAR}"
    behind = rf"{weekday}(?<!\w){_name()}\s*{days}{_YEAR}"
    digits = r"(?<!\d)(?P<year>(?:19|20)\d{2})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)"
    stops = rf"(?<![\d./])(?P<day>\d{{1,2}})(?P<stop>[./])(?P<month>\d{{1,2}})(?P=stop){_YEAR}"
    chinese = (
        rf"{_YEAR}\s*年\s*(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})"
        r"(?P<until>\s*[-–—至]\s*\d{1,2})?\s*日"
    )
    short = (
        r"(?<![\d./-])(?P<day>\d{1,2})(?P<stop>[./-])(?P<month>\d\d)(?P=stop)(?P<year>\d\d)"
        r"(?![\d./-])"
    )
    patterns = (before, behind, digits, stops, chinese, short)
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def find(text: str) -> list[PrintedDate]:
    """All full dates of a text, in order; days that no calendar has are left out.

    >>> [found.day.isoformat() for found in find("held from 3 to 4 February 2020")]
    ['2020-02-03']
    >>> [found.day.isoformat() for found in find("Genève, le 1er août 2017; 31 février 2018")]
    ['2017-08-01']
    """
    found: dict[int, PrintedDate] = {}
    for printed in _all(text):
        if not any(
            other.start < printed.end and printed.start < other.end for other in found.values()
        ):
            found[printed.start] = printed
    return [found[start] for start in sorted(found)]


def _all(text: str) -> Iterator[PrintedDate]:
    """Dates of every pattern, the surest pattern first; they may overlap."""
    for pattern in _patterns():
        for match in pattern.finditer(text):
            parts = match.groupdict()
            try:
                year = int(parts["year"])
                day = date(year if year > 99 else 2000 + year, _month(match), int(parts["day"]))
            except ValueError:
                continue
            ranged = bool(parts.get("until") or parts.get("other"))
            yield PrintedDate(day, match.start(), match.end(), ranged)


def _month(match: re.Match[str]) -> int:
    parts = match.groupdict()
    return int(parts["month"]) if parts.get("month") else _months()[parts["name"].lower()]
