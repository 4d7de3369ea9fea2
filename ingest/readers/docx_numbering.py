"""Automatic numbers of Word paragraphs, as they are printed.

Rules: ECMA-376 part 1, section 17.9 (numbering).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from ingest.readers.counting import lower_letter, lower_roman
from ingest.readers.xml import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": lambda number: lower_roman(number).upper(),
    "lowerRoman": lower_roman,
    "upperLetter": lambda number: lower_letter(number).upper(),
    "lowerLetter": lower_letter,
    "ordinal": lambda number: f"{number}{_ordinal_ending(number)}",
    "none": lambda number: "",
}
_SUFFIXES = {"tab": "\t", "space": " ", "nothing": ""}
_DASHES = "-–—−\uf02d\u2010\u2011\u2012"


def _ordinal_ending(number: int) -> str:
    if 10 < number % 100 < 14:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def value(element: Element | None, default: str = "") -> str:
    """The w:val of an element."""
    return default if element is None else element.get(f"{W}val", default)


def whole(text: str, default: int) -> int:
    """A small whole number of an attribute, `default` where it is none."""
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else default


@dataclass(frozen=True)
class Level:
    """One level of a multi-level list."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    suffix: str = "\t"
    restarts: bool = True
    legal: bool = False
    style: str = ""

    @classmethod
    def of(cls, element: Element) -> Level:
        """The level of a w:lvl element."""
        return cls(
            start=whole(value(element.find(f"{W}start"), "1"), 1),
            format=value(element.find(f"{W}numFmt"), "decimal"),
            text=value(element.find(f"{W}lvlText")),
            suffix=_SUFFIXES.get(value(element.find(f"{W}suff"), "tab"), "\t"),
            restarts=value(element.find(f"{W}lvlRestart"), "1") != "0",
            legal=element.find(f"{W}isLgl") is not None,
            style=value(element.find(f"{W}pStyle")),
        )


@dataclass
class _List:
    """A w:num: its levels, the counters it shares, the starts it overrides."""

    counters_of: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of a document, in order."""

    def __init__(self, root: Element | None) -> None:
        """`root` is the w:numbering element, None where the document has none."""
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        abstract: dict[str, dict[int, Level]] = {}
        linked: dict[str, str] = {}
        styles: dict[str, str] = {}
        for element in root.iterchildren(f"{W}abstractNum"):
            key = element.get(f"{W}abstractNumId", "")
            abstract[key] = _levels(element)
            linked[key] = value(element.find(f"{W}numStyleLink"))
            style = value(element.find(f"{W}styleLink"))
            if style:
                styles[style] = key
        for element in root.iterchildren(f"{W}num"):
            key = value(element.find(f"{W}abstractNumId"))
            key = styles.get(linked.get(key, ""), key)
            entry = _List(counters_of=key, levels=dict(abstract.get(key, {})))
            for override in element.iterchildren(f"{W}lvlOverride"):
                depth = whole(override.get(f"{W}ilvl", "0"), 0)
                start = override.find(f"{W}startOverride")
                if start is not None:
                    entry.starts[depth] = whole(value(start, "1"), 1)
                if (level := override.find(f"{W}lvl")) is not None:
                    entry.levels[depth] = Level.of(level)
            self._lists[element.get(f"{W}numId", "")] = entry

    def depth_of_style(self, number_id: str, style: str) -> int:
        """The level that belongs to a paragraph style in a list; 0 where none does."""
        entry = self._lists.get(number_id)
        for depth, level in entry.levels.items() if entry else ():
            if level.style == style:
                return depth
        return 0

    def next(self, number_id: str, depth: int) -> tuple[str, bool]:
        """What is printed before the next paragraph of a list, and whether it is a bullet.

        The text ends with the tab or space that follows the number; it is empty where the list
        is unknown.
        """
        entry = self._lists.get(number_id)
        if entry is None or depth not in entry.levels:
            return "", False
        level = entry.levels[depth]
        counters = self._counters.setdefault(entry.counters_of, {})
        first = (number_id, depth) not in self._started
        self._started.add((number_id, depth))
        if first and depth in entry.starts:
            counters[depth] = entry.starts[depth]
        else:
            counters[depth] = counters.get(depth, level.start - 1) + 1
        for deeper in [other for other in counters if other > depth]:
            if entry.levels.get(deeper, Level()).restarts:
                del counters[deeper]
        if level.format == "bullet":
            return ("–" if level.text in _DASHES else "•") + (level.suffix or " "), True
        return self._printed(entry, level, counters), False

    @staticmethod
    def _printed(entry: _List, level: Level, counters: dict[int, int]) -> str:
        def number(match: re.Match[str]) -> str:
            depth = int(match.group(1)) - 1
            at = entry.levels.get(depth, Level())
            count = counters.get(depth, at.start)
            plain = level.legal and at.format != "decimalZero"
            return str(count) if plain else _FORMATS.get(at.format, str)(count)

        text = re.sub(r"%([1-9])", number, level.text)
        return text + level.suffix if text.strip() else ""


def _levels(element: Element) -> dict[int, Level]:
    return {
        whole(level.get(f"{W}ilvl", "0"), 0): Level.of(level)
        for level in element.iterchildren(f"{W}lvl")
    }
