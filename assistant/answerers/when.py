"""Of when a sentence tells: one of other years alone is no answer on the year asked about.

Years are compared exactly, as figures and names are; "2031/32" is one season. Of 381 labelled
questions that name a year three have an answer that names others alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.answerers.evidence import ScoredSentence
    from assistant.question.question import Question

Years = tuple[int, int]
"""The first and last year of a period."""

_PERIOD = re.compile(
    r"(?<![\w/.-])((?:19|20)\d\d)(?:\s?[/–-]\s?(\d\d(?:\d\d)?)(?!\d))?(?![\w/-]|\.\d)"
)
_NAME_BEHIND = re.compile(r"\s+[A-Z]")  # "the 2030 Agenda" is no time


def of_that_time(question: Question, found: Sequence[ScoredSentence]) -> list[ScoredSentence]:
    """The sentences without those that tell of other years than the question asks about."""
    asked = periods(question.undated, names=False)
    return [s for s in found if not asked or tells_of(asked, periods(s.text))]


def tells_of(asked: list[Years], told: list[Years]) -> bool:
    """Whether a text with the periods `told` may tell of one of those `asked`.

    >>> tells_of([(2031, 2031)], [(2030, 2031)]), tells_of([(2031, 2032)], [(2030, 2031)])
    (True, False)
    """
    single = all(first == last for first, last in told)
    if single and len(told) > 1:  # "from 2028 to 2033"
        told = [*told, (min(told)[0], max(told)[1])]
    return not told or any(_within(a, b) or _within(b, a) for a in asked for b in told)


def periods(text: str, names: bool = True) -> list[Years]:
    """The years and seasons of a text; without `names` those that begin a name are left out.

    >>> periods("in 2031/32 and in May 2029"), periods("the 2030 Agenda", names=False)
    ([(2031, 2032), (2029, 2029)], [])
    """
    found = []
    for match in _PERIOD.finditer(text):
        if names or not _NAME_BEHIND.match(text, match.end()):
            first, end = match[1], match[2] or ""
            last = first[: len(first) - len(end)] + end
            found.append((int(first), max(int(first), int(last))))
    return found


def _within(inner: Years, outer: Years) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
