"""Numbers and dates of a text, in one form however they are written.

"27 500", "27,500" and "twenty-seven thousand five hundred" are one value, and so are "12 March"
and "March 12"; what a number counts, and whether it is a bound ("more than 50"), goes with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise

_SPELT = (*range(20), *range(20, 100, 10))  # numbers that are one word
_NTH = (1, *range(3, 13), 20, 30)  # the second is also a time
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_PARTS = {"half": "0.5", "halves": "0.5", "third": "1/3", "thirds": "1/3", "quarter": "0.25",
          "quarters": "0.25", "fifth": "0.2", "fifths": "0.2", "tenth": "0.1"}  # fmt: skip
_DIGITS = r"\d{1,3}(?:[ ,\u00a0\u202f]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?(?!\d)"
_LOOSE_DIGITS = re.compile(r"\d+")
MEASURES = {
    "second": r"seconds?|secs?", "minute": r"minutes?|mins?", "hour": r"hours?|h",
    "day": r"days?", "night": r"nights?", "week": r"weeks?", "month": r"months?",
    "year": r"years?", "decade": "decades?", "percent": r"%|per\s?cent|percent(?:age)?",
    "euro": r"euros?|eur|€", "dollar": r"(?:us\s)?dollars?|usd|\$",
    "franc": r"(?:swiss\s)?francs?|chf",
    "pound": r"pounds?|gbp|£", "cent": r"cents?", "kroner": r"kroner?|nok", "km": r"km|kilomet\w+",
    "metre": r"met(?:re|er)s?", "time": r"times",
}  # fmt: skip
_MEASURE = re.compile(
    r"[\s-]*(?:" + "|".join(f"(?P<{name}>{form})" for name, form in MEASURES.items()) + r")(?!\w)",
    re.I,
)
_BOUND = re.compile(
    r"(?:(?P<more>more\s+than|over|at\s+least|above|exceed\w*|upwards\s+of|no\s+fewer\s+than)|"
    r"(?P<less>less\s+than|fewer\s+than|under|below|at\s+most|up\s+to|no\s+more\s+than))\s+"
    r"(?:the\s+age\s+of\s+)?(?:about\s+|some\s+)?[$€£]?$",
    re.I,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_MAY_IS_A_VERB = re.compile(r"\bmay\b(?!\s+(?:19|20)\d\d)")


@dataclass(frozen=True)
class Figure:
    """A number at `text[start:end]`: its value, what measures it, which bound it is."""

    value: Decimal
    start: int
    end: int
    measure: str | None = None
    bound: str | None = None
    year: bool = False


@dataclass(frozen=True)
class PartialDate:
    """A date as far as it is written: None for what is left out."""

    month: int
    day: int | None
    year: int | None
    start: int
    end: int

    def within(self, other: PartialDate) -> bool:
        """Whether everything that this date says, the other says too."""
        return (
            self.month == other.month
            and self.day in (None, other.day)
            and self.year in (None, other.year)
        )


@cache
def _cardinals() -> dict[str, int]:
    from num2words import num2words

    return {num2words(n): n for n in _SPELT}


@cache
def _ordinals() -> dict[str, int]:
    from num2words import num2words

    return {num2words(n, to="ordinal"): n for n in _NTH}


@cache
def _figure() -> re.Pattern[str]:
    one = "|".join(sorted([*_cardinals(), *_SCALES], key=len, reverse=True))
    last = "|".join(sorted(_ordinals(), key=len, reverse=True))
    words = rf"(?:{one})(?:(?:[\s-]+|\s+and\s+)(?:{one}))*(?:-(?:{last}))?"
    return re.compile(
        rf"(?<![\w./-])(?P<digits>{_DIGITS})(?P<scaled>\s(?:{'|'.join(_SCALES)})\b)?"
        rf"(?P<ordinal>st|nd|rd|th)?(?![\w])|\b(?P<words>{words})\b|\b(?P<nth>{last})\b|"
        r"\b(?P<half>half|halves|quarters?|thirds|fifths)\b",
        re.I,
    )


@cache
def _months() -> tuple[str, ...]:
    from babel import Locale

    return tuple(name.lower() for name in Locale("en").months["format"]["wide"].values())


@cache
def _date() -> re.Pattern[str]:
    month = "|".join(f"{m[:3]}(?:{m[3:]})?" if len(m) > 4 else m for m in _months())
    return re.compile(
        rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<m1>{month})\b\.?"
        rf"|(?P<m2>{month})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)|(?P<m3>{month})\b)"
        r"(?:,?\s+(?:of\s+)?(?P<year>(?:19|20)\d\d)\b)?",
        re.I,
    )


def dates(text: str) -> list[PartialDate]:
    """Dates with a month, in reading order; "may" in small letters is one only before a year.

    >>> [(d.day, d.month, d.year) for d in dates("from March 12 to 3 May 2031")]
    [(12, 3, None), (3, 5, 2031)]
    """
    found = []
    for match in _date().finditer(text):
        name = match["m1"] or match["m2"] or match["m3"]
        if _MAY_IS_A_VERB.match(text, match.start("m3")) if match["m3"] else False:
            continue
        if name[0].islower() and match["m3"] and match["year"] is None:
            continue  # "march" of soldiers
        day = match["d1"] or match["d2"]
        found.append(
            PartialDate(
                next(n for n, m in enumerate(_months(), 1) if m.startswith(name[:3].lower())),
                int(day) if day else None,
                int(match["year"]) if match["year"] else None,
                match.start(),
                match.end(),
            )
        )
    return found


def figures(text: str) -> list[Figure]:
    """Numbers in reading order, those in words too; the days of dates are left to `dates`.

    >>> [(str(f.value), f.measure) for f in figures("2.1 million euros for forty-two pupils")]
    [('2100000.0', 'euro'), ('42', None)]
    """
    of_dates = [(d.start, d.end) for d in dates(text)]
    found = []
    for match in _figure().finditer(text):
        start, end = match.span()
        if any(a <= start < b for a, b in of_dates) and not _YEAR.fullmatch(match[0]):
            continue
        value = _value(match)
        if value is None:
            continue
        measure = _MEASURE.match(text, end)
        before = text[max(0, start - 40) : start]
        bound = _BOUND.search(before)
        unit = measure.lastgroup if measure else None
        if unit is None and before[-1:] in "$€£" and before:
            unit = {"$": "dollar", "€": "euro", "£": "pound"}[before[-1]]
        year = match["digits"] is not None and bool(_YEAR.fullmatch(match["digits"]))
        found.append(
            Figure(value, start, end, unit, bound.lastgroup if bound else None, year and not unit)
        )
    return found


def loose_digits(text: str) -> set[str]:
    """Every run of digits, also inside codes ("X.1091"), without leading zeros."""
    return {match[0].lstrip("0") or "0" for match in _LOOSE_DIGITS.finditer(text)}


def shares(text: str) -> Iterator[Decimal]:
    """Per cent of "seven out of ten", "9 in 10" and "four fifths".

    >>> [str(share) for share in shares("seven out of ten messages")]
    ['70']
    """
    found = figures(text)
    for one, other in pairwise(found):
        between = text[one.end : other.start].strip().lower()
        if between in ("out of", "of", "in") and 0 < one.value < other.value:
            yield 100 * one.value / other.value
    for name, part in (("half", "50"), ("quarter", "25")):
        if re.search(rf"\b{name}\b", text, re.I):
            yield Decimal(part)


def _value(match: re.Match[str]) -> Decimal | None:
    if match["digits"]:
        value = Decimal(re.sub(r"[ ,\u00a0\u202f]", "", match["digits"]))
        scale = (match["scaled"] or "").strip().lower()
        return value * _SCALES.get(scale, 1)
    if match["nth"]:
        return Decimal(_ordinals()[match["nth"].lower()])
    if match["half"]:
        part = _PARTS[match["half"].lower()]
        return Decimal(1) / 3 if "/" in part else Decimal(part)
    return _spelt(match["words"].lower())


def _spelt(words: str) -> Decimal | None:
    total = part = 0
    parts = re.split(r"[\s-]+", words)
    if parts in (["one"], ["hundred"], ["thousand"], ["million"], ["billion"]):
        # "one" is mostly no number, "a thousand" is.
        return None if parts == ["one"] else Decimal(_SCALES[parts[0]])
    for word in parts:
        if word in _SCALES:
            part = (part or 1) * _SCALES[word]
            if _SCALES[word] > 100:
                total, part = total + part, 0
        elif word != "and":
            part += _cardinals().get(word, _ordinals().get(word, 0))
    return Decimal(total + part)
