"""Lies made by machine: a sentence of a document with one thing in it changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.model import Speaker

_MONTHS = "January|February|March|April|June|July|August|September|October|November|December"
_NUMBER = re.compile(rf"(?<![\w./-])\d{{1,3}}(?![\w./-]|\s\d|\s(?:{_MONTHS}))")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MONTH = re.compile(rf"\b(?:{_MONTHS})\b")
_DENIAL = re.compile(r"\b(?:do |does |did )?(?:not|never|no)\s+")
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|will|would|could|can|has|have|had)\b(?! not)")
_ASKS = re.compile(r"\b(?:proposed|proposes|suggested|recommends|asked|invited|offered)\b")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")
_SMALL = {"one": "two", "two": "three", "three": "five", "four": "seven", "five": "six",
          "ten": "twelve", "forty": "fifty", "nine": "eight"}  # fmt: skip
_IN_WORDS = re.compile(rf"\b(?:{'|'.join(set(_SMALL) - {'one'})})\b")
_MORE = (
    " and won an international prize",
    ", as the European Parliament had demanded",
    " in all countries of the world",
)


def mutations(text: str, speakers: tuple[Speaker, ...]) -> Iterator[tuple[str, str]]:
    """Kind and text of every lie that can be made of a sentence."""
    for match in _NUMBER.finditer(text):
        yield "number", _put(text, match, str(int(match[0]) + 3))
    for match in _IN_WORDS.finditer(text):
        yield "number in words", _put(text, match, _SMALL[match[0]])
    for match in _YEAR.finditer(text):
        yield "year", _put(text, match, str(int(match[0]) + 1))
    for match in _MONTH.finditer(text):
        yield "month", _put(text, match, "May" if match[0] != "May" else "June")
    for match in _DENIAL.finditer(text):
        yield "negation dropped", _put(text, match, "")
    if (match := _AUXILIARY.search(text)) and not _DENIAL.search(text):
        yield "negation added", _put(text, match, f"{match[0]} not")
    for match in _ASKS.finditer(text):
        yield "decided", _put(text, match, "decided on" if match[0] != "asked" else "decided")
    for match in _NAME.finditer(text):
        yield "name", _put(text, match, "Zorbia")
    for speaker in speakers:
        if speaker.name in text:
            yield "speaker", text.replace(speaker.name, "Kenya")
    for more in _MORE:
        if "world" in more and "world" in text:
            continue  # that is no lie
        yield "clause added", text.rstrip(". ") + more + "."


def _put(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]
