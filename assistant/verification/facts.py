"""Hard facts of a sentence held against its source: numbers, dates, references."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.verification.figures import Figure, dates, figures, loose_digits, shares
from ingest.header import numbers as document_numbers

_PLACE = re.compile(r"\b(?:paragraphs?|para\.?|sections?|§{1,2})\s*(?P<number>\d+(?:\.\d+)*)", re.I)

_SINGLE = re.compile(r"\b(?:an?|one|single)\b", re.I)


def wrong_reference(text: str, source: str, paragraphs: Iterable[str]) -> str | None:
    """A document or paragraph number of a text that is neither in its source nor the source's own.

    >>> wrong_reference("It is in paragraph 5.4.", "A line opened.", ["5.3"])
    'paragraph 5.4'
    """
    known = {number.text for number in document_numbers.find(source)}
    wrong = (n.text for n in document_numbers.find(text) if n.text not in known)
    own = tuple(f"{paragraph}." for paragraph in paragraphs if paragraph)
    places = (
        match[0]
        for match in _PLACE.finditer(text)
        if not any(n.startswith(f"{match['number']}.") for n in own) and match[0] not in source
    )
    return next(wrong, None) or next(places, None)


def without_references(text: str) -> str:
    """The text without document numbers and "in paragraph 5.4", which have been looked at.

    >>> without_references("It is in document CWG-COP-99/3, paragraph 2.1.")
    'It is in document , .'
    """
    for number in reversed(document_numbers.find(text)):
        text = text[: number.start] + text[number.end :]
    return _PLACE.sub("", text)


def missing_fact(text: str, source: str) -> str | None:
    """A date or number of a text that its source has not, or with another unit or bound.

    >>> missing_fact("It lasts 9 hours.", "It lasts nine days.")
    'the number 9'
    >>> missing_fact("More than 27,500 came.", "27 500 came.")
    'the number 27,500'
    """
    told = dates(source)
    for date in dates(text):
        if not any(date.within(other) for other in told):
            return f"the date “{text[date.start : date.end]}”"
    there, parts = figures(source), list(shares(source))
    for figure in figures(text):
        share = figure.measure == "percent" and figure.value in parts
        single = figure.value == 1 and _SINGLE.search(source)
        if not share and not single and not any(_same(figure, other) for other in there):
            return f"the number {text[figure.start : figure.end]}"
    digits = set(loose_digits(source))
    read = [(f.start, f.end) for f in figures(text)] + [(d.start, d.end) for d in dates(text)]
    rest = loose_digits(without(text, read))
    return next((f"the number {n}" for n in rest if n not in digits), None)


def _same(figure: Figure, other: Figure) -> bool:
    """Whether two numbers are one in value, bound and, where the first has one, unit."""
    mine, theirs = (figure.value, figure.bound, figure.year), (other.value, other.bound, other.year)
    return mine == theirs and figure.measure in (None, other.measure)


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with spaces in place of these stretches."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters)
