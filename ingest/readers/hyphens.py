"""Words that a line break has cut: "inter-/national" is one word, "multi-/stakeholder" keeps its
hyphen, "CWG-COP-/24" too.

The line alone does not tell which; the rest of the document often does: the same word stands
there in the middle of a line, with or without its hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.wordlists import word_set

SOFT_HYPHEN = "\u00ad"
_HYPHENS = f"-\u2010\u2011{SOFT_HYPHEN}"
_HEAD = re.compile(r"\w+(?:['’]\w+)?")
_WORD = re.compile(r"\w+(?:[-\u2010\u2011]\w+)*")

# What is nearly always followed, or preceded, by a hyphen that belongs to the word.
_FIRST_PARTS = word_set(
    "action age anti capacity child children co community cross cyber data decision deep early "
    "end evidence ex eye face family follow full future gender global good hard high human ill "
    "in industry inter-agency key large late law life like long low mid multi near need new non "
    "north on one open out outcome over parent peer people policy post pre privacy quasi re real "
    "rights risk rule safety school screen self semi short single small so solution south state "
    "sub survivor technology third three time top trauma two ultra up user victim web well wide "
    "world year young youth"
)
_LAST_PARTS = word_set(
    "aged appropriate aware based bearing being border building by centered centred centric chair "
    "cutting directional driven effective enabled ended facing focused free friendly funded going "
    "governmental governed haul help holder holders informed in-depth led level like line made "
    "making management operation operational oriented out owned party ranging ready related "
    "resistant response rich risk savvy scale sensitive sharing sized specific stakeholder "
    "stakeholders standing state step style taking tech term time to-date up user wide year "
    "years"
)
# "2025–/2028", "fields—/including", "CWG-COP-24/INF/" and addresses: no space was there.
_GLUED_END = re.compile(r"\w[–—]$|\d/$|[A-Z]{2,}/$|(?:https?://|www\.)\S*[/.=&?_]$")

# Parts of words that take no hyphen, and are no words.
_NEVER_FIRST = word_set("inter con com dis im infor organi par presen repre recom")

# "short- and long-term": the hyphen stays and so does the space.
_SUSPENDED = word_set("and or to nor as versus et ou y o und oder и или")


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
        if last in _NEVER_FIRST:
            return False
        if last in _FIRST_PARTS or right in _LAST_PARTS:
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
