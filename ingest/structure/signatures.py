"""Signatures at the end of a document: names and offices that belong to no paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.header.labels import pattern
from ingest.names import titles

_NAME_AND_COUNTRY = re.compile(
    rf"{titles.TITLE}*(?:[^\W\d_][\w.'’-]{{0,40}}\s+){{1,5}}\([^()\d]{{3,50}}\)"
)
_NAME = re.compile(rf"{titles.TITLE}?(?:[A-ZÀ-Þ][\w.'’-]*\s*){{2,5}}")
_LABEL = re.compile(r"(?:contact|e-?mail|tel|phone|source|place and date|geneva|genève)\b", re.I)
_MOST_LINES = 6


def signature_start(lines: Sequence[str], is_text: Sequence[bool]) -> list[int]:
    """Indexes of the lines that sign the document, at its end or before an annex; mostly none.

    `lines` are its blocks on one line each, `is_text` tells those that have no other role.

    >>> signature_start(["It was noted.", "Ann Lee (Fiji)", "Chair, CWG-COP"], [True] * 3)
    [1, 2]
    """
    found: list[int] = []
    end = len(lines)
    while end and not any(map(str.isalnum, lines[end - 1])):
        end -= 1
    start = end
    first = max(0, end - _MOST_LINES)
    while start > first and is_text[start - 1] and _may_sign(lines[start - 1]):
        start -= 1
    block = lines[start:end]
    if start and _signs(block) and lines[start - 1][-1:] not in (":", ","):
        found.extend(range(start, end))
    return found


def _may_sign(line: str) -> bool:
    words = line.split()
    return (
        0 < len(words) <= 10
        and line[-1] not in ".;:!?"
        and line[:1] not in "–—-•*"
        and not line[:1].islower()
    )


def _signs(block: Sequence[str]) -> bool:
    """Do these lines name a person, with an office or a country?"""
    person = any(_NAME_AND_COUNTRY.fullmatch(line) for line in block)
    office = any(
        pattern("offices", "officers", "chairs").search(line) and len(line.split()) <= 8
        for line in block
    )
    name = any(_NAME.fullmatch(line) and not _LABEL.match(line) for line in block)
    return person or (office and name and len(block) > 1)
