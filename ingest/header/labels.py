"""Words that recur in headers, in the six languages of the UN: labels, kinds, bodies, offices.

They stand in `labels.json`; this module makes patterns of them and reads a line with a label.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ingest.folding import fold

_FILE = Path(__file__).with_name("labels.json")
# What stands between a label and its value.
_COLON = r"\.?\s*(?:[:：]\s*|\t\s*|$)"


@dataclass(frozen=True)
class Labelled:
    """A line with a label: which field it is, and the value, empty where that stands below."""

    field: str
    value: str


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(_FILE.read_text("utf-8"))
    return data


def words(name: str) -> tuple[str, ...]:
    """The words of a group such as "honorifics", as the file has them."""
    return tuple(group(name))


def kinds() -> dict[str, list[str]]:
    """The words that name each kind of document, the surest kind first."""
    found: dict[str, list[str]] = _data()["kinds"]
    return found


def any_of(listed: Iterable[str]) -> str:
    """A pattern of one of the words, the longest first, each as a whole word."""
    return _any_of(tuple(listed))


@cache
def _any_of(listed: tuple[str, ...]) -> str:
    ordered = sorted(set(listed), key=len, reverse=True)
    return "(?:" + "|".join(_whole(word) for word in ordered) + ")"


@cache
def pattern(*groups: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """One of the words of some groups, in any case, between two other patterns."""
    listed = [word for name in groups for word in group(name)]
    return re.compile(before + any_of(listed) + after, re.IGNORECASE)


def starts(group: str, line: str) -> bool:
    """Whether a line begins with a word of a group."""
    return pattern(group).match(line.strip()) is not None


@cache
def _all_alone() -> frozenset[str]:
    titles = ("other", "statement")  # of which the words alone may be the title
    named = (f"kinds/{kind}" for kind in kinds() if kind not in titles)
    groups = ("marks", "letterhead", *named)
    return frozenset(_key(word) for name in groups for word in group(name))


def stands_alone(line: str) -> bool:
    """Whether a whole line is a mark, the name of the group or of a kind: nobody's title."""
    return _key(line) in _all_alone()


def labelled(line: str) -> Labelled | None:
    """The label that a line begins with, and its value.

    >>> labelled("Source: Malaysia")
    Labelled(field='source', value='Malaysia')
    >>> labelled("TITLE Helplines").field
    'title'
    >>> labelled("Sources of harm")
    """
    text = line.strip()
    for pattern_, bare in ((_labels(), False), (_bare_labels(), True)):
        match = pattern_.match(text)
        if match and (not bare or match["label"].isupper()):
            field = _fields()[_key(match["label"])]
            return Labelled(field, match["value"].strip(" \t|"))
    return None


def field_of(key: str) -> str | None:
    """The field that a key of a document's properties names: "submitted_by" is a source."""
    return _fields().get(_key(key.replace("_", " ")))


@cache
def _fields() -> dict[str, str]:
    labels: dict[str, list[str]] = _data()["labels"]
    return {_key(word): field for field, listed in labels.items() for word in listed}


@cache
def _labels() -> re.Pattern[str]:
    listed = [word for group in _data()["labels"].values() for word in group]
    plural = r"(?:\s?\(s\)|\s?\(es\))?"
    return re.compile(
        rf"(?P<label>{any_of(listed)}){plural}{_COLON}(?P<value>.*)$", re.IGNORECASE | re.DOTALL
    )


@cache
def _bare_labels() -> re.Pattern[str]:
    labels: dict[str, list[str]] = _data()["labels"]
    listed = [word.upper() for field in ("source", "title") for word in labels[field]]
    return re.compile(rf"(?P<label>{any_of(listed)})\s+(?P<value>\S.*)$")


def group(name: str) -> list[str]:
    """The words of a group; "labels/date" and "kinds/letter" name one of its lists."""
    outer, _, inner = name.partition("/")
    found: list[str] = _data()[outer][inner] if inner else _data()[outer]
    return found


def _whole(word: str) -> str:
    """A word as a pattern: any apostrophe and space; no letter around it, except in Chinese."""
    written = re.escape(word).replace("'", "['’]").replace(r"\ ", r"\s+")
    if re.match(r"[\u4e00-\u9fff]", word):
        return written
    before = r"(?<!\w)" if word[0].isalnum() else ""
    return before + written + (r"(?!\w)" if word[-1].isalnum() else "")


def _key(word: str) -> str:
    return " ".join(fold(word).replace("’", "'").strip(" .:()[]*").split())
