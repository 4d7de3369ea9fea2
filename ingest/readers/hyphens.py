"""Words that a line break has cut: "inter-/national" is one word, "multi-/stakeholder" keeps its
hyphen, "CWG-COP-/24" too.

The line alone does not tell which; the rest of the document often does: the same word stands
there in the middle of a line, with or without its hyphen. In English the word list tells it too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.english import is_english
from ingest.header.languages import detect

SOFT_HYPHEN = "\u00ad"
_HYPHENS = f"-\u2010\u2011{SOFT_HYPHEN}"
_PREFIX = 5  # letters of what may stand before whole words: "multi-stakeholder"
_SAMPLE = 1000  # lines that tell the language
_HEAD = re.compile(r"\w+(?:['’]\w+)?")
_WORD = re.compile(r"\w+(?:[-\u2010\u2011]\w+)*")

# "2025–/2028", "fields—/including", "CWG-COP-24/INF/" and addresses: no space was there.
_GLUED_END = re.compile(r"\w[–—]$|\d/$|[A-Z]{2,}/$|(?:https?://|www\.)\S*[/.=&?_]$")

# "short- and long-term": the hyphen stays and so does the space.
_SUSPENDED = frozenset(("and", "or", "to", "nor", "as", "versus", "et", "ou", "y", "o", "и", "или"))


def _cut_word(line: str) -> str | None:
    """What stands before the hyphen at the end of `line`, None where there is none."""
    if not line or line[-1] not in _HYPHENS:
        return None
    token = line[-80:-1].split()[-1:]
    if not token or line[-2:-1].isspace() or token[0][-1] in _HYPHENS:
        return None
    return token[0]


class Vocabulary:
    """The words of one document, as evidence for its cut words."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Takes in the words of all lines but those that a line break may have cut."""
        self._words: set[str] = set()
        self._english = detect(" ".join(lines[:_SAMPLE])) == "en"
        for line in lines:
            words = [word.casefold() for word in _WORD.findall(line)]
            if words and line.rstrip()[-1:] in _HYPHENS:
                words.pop()
            self._words.update(words)
        self._parts = {part for word in self._words for part in re.split("[-\u2010\u2011]", word)}
        self._keeps_by_default = self._kept_more_than_dropped(lines)

    def _kept_more_than_dropped(self, lines: Sequence[str]) -> bool:
        """Whether this document breaks its lines at written hyphens only, as far as one sees."""
        verdicts = [
            verdict
            for line, after in pairwise(lines)
            if (verdict := self._verdict(line.rstrip(), after.lstrip())) is not None
        ]
        return len(verdicts) >= 3 and all(verdicts)

    def _verdict(self, line: str, after: str) -> bool | None:
        """Does the hyphen at the end of `line` belong to the word; None: unknown or no cut."""
        left, head = _cut_word(line), _HEAD.match(after)
        if not left or not head:
            return None
        right = head.group()
        if line[-1] == SOFT_HYPHEN:
            return False
        if not right[0].islower() or not left[-1].isalpha():
            return True
        last = re.split(rf"[{_HYPHENS}/]", left)[-1].strip("(“\"'‘").casefold()
        right = right.casefold()
        if f"{last}-{right}" in self._words:
            return True
        if last + right in self._parts:
            return False
        if re.search(rf"[{_HYPHENS}]", left) or last.upper() == left or not last.isalpha():
            return True
        if self._english and is_english(last + right):
            return False
        is_part = len(last) <= _PREFIX or last in self._parts or is_english(last)
        if self._english and is_part and is_english(right):
            return True
        if last in self._parts and right in self._parts and len(last) > 2 and len(right) > 2:
            return True
        return None

    def joint(self, line: str, after: str) -> tuple[int, str]:
        """How `line` and the line `after` it become one: characters to drop, what goes between.

        >>> Vocabulary(["an inter-", "national body"]).joint("an inter-", "national body")
        (1, '')
        """
        line, after = line.rstrip(), after.lstrip()
        if _GLUED_END.search(line[-60:]) and after[:1].isalnum():
            return 0, ""
        head = _HEAD.match(after)
        if not _cut_word(line) or not head:
            return 0, " "
        if head.group().casefold() in _SUSPENDED and line[-1] != SOFT_HYPHEN:
            return 0, " "
        verdict = self._verdict(line, after)
        keeps = self._keeps_by_default if verdict is None else verdict
        return (0, "") if keeps else (1, "")
