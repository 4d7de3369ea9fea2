"""Dates as documents print them, in the six languages of the UN."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, get_args

from babel.dates import get_month_names

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
_Context = Literal["format", "stand-alone"]
_Width = Literal["wide", "abbreviated"]
_EXTRA_MONTHS = {"setiembre": 9, "sept": 9, "fevrier": 2, "aout": 8, "decembre": 12}
# "In February" in Russian, which CLDR does not have.
_IN_RUSSIAN = "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре"
_YEAR = r"(?P<year>(?:19|20)\d{2})(?!\d)"


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
    names.update({name: n for n, name in enumerate(_IN_RUSSIAN.split(), start=1)})
    for language in LANGUAGES:
        if language == "zh":
            continue  # written with numerals, see _patterns
        for context in get_args(_Context):
            for width in get_args(_Width):
                for month, name in get_month_names(width, context, language).items():
                    names.setdefault(name.rstrip(".").lower(), month)
    return names


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
            parts = match.groupdict()
            month = int(parts["month"]) if parts.get("month") else _months()[_fold(parts["name"])]
            if 1 <= month <= 12:
                found.append(PrintedMonth(int(parts["year"]), month, match.start(), match.end()))
    return sorted(found, key=lambda printed: printed.start)


@cache
def _month_patterns() -> tuple[re.Pattern[str], ...]:
    name = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    to = r"(?:[-–—]|to|and|au|et|al|y|по|и)"
    day = rf"(?:\d{{1,2}}(?:\s*{to}\s*\d{{1,2}})?\s*(?:st|nd|rd|th|er|º)?\s*(?:of\s+|de\s+)?)?"
    return (
        re.compile(
            rf"(?<!\w){day}(?P<name>{name})\.?[\s,]*(?:de\s+|del\s+|of\s+)?{_YEAR}"
            r"(?:\s*(?:года|году|г\.))?",
            re.IGNORECASE,
        ),
        re.compile(
            r"(?P<year>(?:19|20)\d{2})\s*年\s*(?P<month>\d{1,2})\s*月(?:\s*\d{1,2}\s*日)?(?:举行)?"
        ),
    )


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """What a date looks like; each has the groups day, month or name, year."""
    name = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    name = rf"(?P<name>{name})\.?"
    ordinal = r"\s*(?:st|nd|rd|th|er|ère|º|°)?"
    of = r"\s*(?:of\s+|de\s+|d’|d'|،\s*)?"
    # "19-20 January", "3 to 4 February", "du 19 au 20 janvier", "30 September – 1 October":
    # the first day counts.
    to = r"(?:[-‐‑‒–—/&,]|to|and|au|et|al|y|по|и|إلى)"
    until = (
        rf"(?P<until>\s*{to}\s*(?:the\s+|el\s+|le\s+)?\d{{1,2}}(?!\d){ordinal}"
        rf"(?:\s*{to}\s*\d{{1,2}}(?!\d){ordinal})?)?"
    )
    other_month = rf"(?P<other_month>\s*(?:{to})\s*\d{{1,2}}{ordinal}{of}[^\W\d]{{3,10}}\.?)?"
    flags = re.IGNORECASE
    return (
        re.compile(
            rf"(?<!\d)(?P<day>\d{{1,2}}){ordinal}{until}{of}{name}{other_month}"
            rf"[\s,]*(?:de\s+|del\s+)?{_YEAR}",
            flags,
        ),
        re.compile(
            rf"(?<!\w){name}\s*(?P<day>\d{{1,2}})(?!\d){ordinal}{until}[\s,]+{_YEAR}", flags
        ),
        re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)"),
        re.compile(r"(?<![\d./])(?P<day>\d{1,2})(?P<stop>[./])(?P<month>\d{1,2})(?P=stop)" + _YEAR),
        re.compile(
            r"(?P<year>(?:19|20)\d{2})\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})"
            r"(?P<until>\s*[-–—至]\s*\d{1,2})?\s*日"
        ),
    )


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
            month = int(parts["month"]) if parts.get("month") else _months()[_fold(parts["name"])]
            try:
                day = date(int(parts["year"]), month, int(parts["day"]))
            except ValueError:
                continue
            ranged = bool(parts.get("until") or parts.get("other_month"))
            yield PrintedDate(day, match.start(), match.end(), ranged)


def _fold(name: str) -> str:
    return name.lower().rstrip(".")
