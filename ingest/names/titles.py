"""Titles before the names of persons, in six languages.

No sentence ends with one that is abbreviated ("agreed with Mr.").
"""

from __future__ import annotations

import re
from functools import cache

from pysbd.lang.english import English

from ingest.header.labels import words

_WHOLE = 5  # letters of a title that is no abbreviation
_SHOUTED_NAME = r"\s(?=[^\W\d_a-z]{3})"  # "DR ROE", not "DR Congo"


def _printed() -> str:
    """A pattern of all titles in Latin letters: each word with a capital, or all in capitals.

    A letter alone ("M.") is an initial more often than a title; a stop follows abbreviations.
    """
    latin = (title for title in sorted(words("honorifics")) if title[0].isascii())
    listed = {title.rstrip("."): title.endswith(".") for title in latin}
    forms: list[tuple[str, str]] = []
    for title, short in listed.items():
        capitals = " ".join(word[0].upper() + word[1:] for word in title.split())
        behind = r"(?:\.\s?|\s)" if short else r"\s"
        shouted = rf"(?:\.\s?|{_SHOUTED_NAME})" if short or len(title) < _WHOLE else r"\s"
        forms += [(capitals, behind), (title.upper(), behind if "." in title else shouted)]
    ordered = sorted(((f, b) for f, b in forms if len(f) > 1), key=lambda form: -len(form[0]))
    return "|".join(re.escape(form).replace(r"\ ", r"\s?") + behind for form, behind in ordered)


# One title with the space behind it: "H.E. ", "Mr. "; "HE " only before another one.
TITLE = rf"(?:{_printed()}|HE\s(?={_printed()}))"
# The last word, with the stops inside it ("U.S").
LAST_WORD = re.compile(r"[^\s\"“”«»‘’'(\[/]+$")


@cache
def _abbreviations() -> frozenset[str]:
    """The abbreviations in lower case, without their stop: pysbd's, and those of six languages."""
    listed = (part for title in words("honorifics") for part in title.split())
    own = (part.rstrip(".") for part in listed if part.endswith("."))
    named = (part for part in own if len(part) > 1)
    return frozenset((*English.Abbreviation.PREPOSITIVE_ABBREVIATIONS, *named))


def is_abbreviated(word: str) -> bool:
    """Whether a word, without its stop, is a title: "Sens" may be, "sens" is French.

    >>> is_abbreviated("Mr"), is_abbreviated("mr")
    (True, False)
    """
    return not word[:1].islower() and word.lower() in _abbreviations()


def stands_last(text: str) -> bool:
    """Whether a text breaks off behind a title, so that the name is still to come.

    >>> stands_last("Peru agreed with Mr."), stands_last("Peru agreed.")
    (True, False)
    """
    last = LAST_WORD.search(text)
    return last is not None and last[0].endswith(".") and is_abbreviated(last[0][:-1])
