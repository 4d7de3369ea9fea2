"""Which lines of a header belong to its form: letterhead, number, date, meeting, marks, paging."""

from __future__ import annotations

import re

from ingest.header import dates, meeting_names, meetings, sources
from ingest.header import numbers as document_numbers
from ingest.header.labels import kinds, pattern, stands_alone, starts
from ingest.header.lines import is_original

_MEETING_WORDS = 14
_BODY_WORDS = 9
_DATE_WORDS = 4
_NUMBER_CHARS = 25  # that may stand beside a document's number
_PAGING = re.compile(
    r"(?:page\s+)?[-–\s]*\d+\s*[-–/]?\s*\d*\s*[-–]?|(?:https?://|www\.)\S*|.*\S+@\S+|PL\s*[\d.]+|"
    r"(?:document\s+)?x+-?[aefsrc]?|\W+|(?:\w\s+)*\w",
    re.IGNORECASE,
)
_NUMBER_OF_FORM = re.compile(r"[\W\d_]*(?:[A-Z]{2,3}[\W\d_]+)?")
_UNOFFICIAL = re.compile(r"\b(?:no|not\s+an|un)\s*(?:official|authoritative)", re.IGNORECASE)


def is_standing(line: str) -> bool:
    """Whether a line belongs to the form of a header, and is nobody's title."""
    text = line.strip(" /|()[]*.")
    if stands_alone(text) or is_original(text) or is_paging(text) or _is_form(text):
        return True
    if _UNOFFICIAL.search(text) or starts("labels/agenda", text):
        return True
    if is_letterhead(text) or is_place(text) or starts("letterhead", text):
        return True
    number = document_numbers.printed(text)
    if number and len(text) - len(number) < _NUMBER_CHARS:
        return True
    return _is_date(text) or is_meeting(text)


def _is_form(text: str) -> bool:
    """Whether a line only names the form of a paper, its number filled in or not.

    "Information Paper IP - ?" is one, "Working Paper on lights" is none.
    """
    named = pattern("kinds/information document", "kinds/contribution").match(text)
    return named is not None and _NUMBER_OF_FORM.fullmatch(text, named.end()) is not None


def is_paging(text: str) -> bool:
    """Whether a line is a page number, an address of the web, signs, or letters set apart."""
    return _PAGING.fullmatch(text) is not None


def is_pivot(line: str) -> bool:
    """Whether a line has a number, a date or a meeting: the title mostly stands below it."""
    text = line.strip(" /|()[]*.")
    return not (stands_alone(text) or is_letterhead(text) or starts("letterhead", text)) and (
        is_standing(text)
    )


def is_letterhead(line: str) -> bool:
    """Whether a line is the name of a body and nothing else: "Security Council"."""
    words = line.split()
    named = names_kind(line) or re.search(kind_words().pattern, line, re.IGNORECASE)
    if not 2 <= len(words) <= _BODY_WORDS or named or re.search(r"[.:;!?]", line):
        return False
    if re.match(r"(?!the\b|ad\b)[^\W\d_]{1,3}\s", line, re.IGNORECASE):
        return False
    big = all(word[0].isupper() or len(word) <= 3 or not word[0].isalpha() for word in words)
    named = pattern("bodies", "instruments").search(line)
    return big and named is not None and not meetings.find(line)


def names_kind(line: str) -> bool:
    """Whether a line begins with a word for a kind of document, adjectives before it allowed."""
    return kind_words().match(line.strip(" ([")) is not None


def kind_words() -> re.Pattern[str]:
    """A kind of document at the beginning of a line: "Draft report", "Joint contribution"."""
    groups = tuple(f"kinds/{kind}" for kind in kinds())
    return pattern(*groups, "paper", before=adjectives())


def adjectives() -> str:
    """What may stand before a kind: "draft", "final", "joint"."""
    return "(?:" + pattern("draft").pattern + r"\s+)*"


def is_meeting(text: str) -> bool:
    """Whether a line only names a meeting, with its place and date."""
    if names_kind(text) or len(text.split()) > _MEETING_WORDS:
        return False
    named = meetings.find(text)
    if named:
        before = text[: named[0].start].strip(" –-,/")
        return named[0].start < 12 or is_standing(before)
    if meeting_names.is_acronym(text):
        return True
    place = meeting_names.place(text)
    return place is not None and place[0] < 12 and len(text) - place[1] < _NUMBER_CHARS


def is_place(text: str) -> bool:
    """Whether a line is a place and its state: "Wellington, New Zealand"."""
    _, comma, state = re.sub(r"\s+\d+ \w+$", "", text).rpartition(", ")
    return bool(comma) and len(text.split()) <= _DATE_WORDS + 1 and bool(sources.resolve(state))


def _is_date(text: str) -> bool:
    found = dates.find(text) or dates.find_months(text)
    if not found or names_kind(text):
        return False
    rest = text[: found[0].start] + text[found[-1].end :]
    if names_kind(rest.lstrip(" ,.–-")):
        return False
    return len(rest.split()) <= _DATE_WORDS or bool(meetings.find(rest))
