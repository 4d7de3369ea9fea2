"""Meetings that are named by their month: "at the meeting in February 2025"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from assistant.question import Query
from index_store.records import DocumentRecord
from ingest.header.dates import PrintedMonth, find_months
from ingest.model import DocumentKind

Month = tuple[int, int]
"""Year and month."""

NO_MEETING = 0
"""Stands for the meeting of a month in which there was none, as far as the documents tell."""

# "The ministerial meeting", "its training session" are of others: nothing stands between.
_MEETING = (
    r"(?:(?:the\s+)?(?:meetings?|sessions?)|la\s+(?:réunion|session)|las?\s+(?:reuni[oó]n|sesi[oó]n)"
    r"|собрани\w+|заседани\w+|(?:ال)?(?:اجتماع|دورة)|会议)"
)
_AT = (
    r"(?:\b(?:at|during|in|between|from|à|a|en|lors\s+de|durant|pendant|durante|на|во\s+время)\s+"
    r"|\b(?:start|end|close|beginning|opening)\s+of\s+|\b(?:and|et|y|и)\s+(?:at\s+)?|في\s+|在\s*)"
)
_HELD = (
    r"(?:\s*,?\s*(?:(?:that|which|qui)\s+)?(?:was\s+|s['’]est\s+|se\s+)?(?:held|took\s+place|tenue?|"
    r"celebrada|celebró|المنعقد|состоявш\w+(?:ся)?))?"
    r"(?:\s+of\s+the\s+(?:group|working\s+group|CWG[\w-]*))?(?:\s+in\s+(?-i:[A-Z])\w+)?"
)
_JOINT = (
    r"\s*,?\s*(?:of|in|on|from|de\s+los\s+días|de|du|d['’]|en|в|от|في|لشهر|شهر)?"
    r"\s*(?:the|el|le)?\s*"
)
_BEFORE = re.compile(rf"{_AT}{_MEETING}{_HELD}{_JOINT}$", re.IGNORECASE)
_AT_THE = re.compile(r"\b(?:at|during|in|between|from|and)\s+the\s+$|(?:在)\s*$", re.IGNORECASE)
_BEHIND = re.compile(r"\s*(?:meeting|session)\b|\s*的?\s*会议?上?", re.IGNORECASE)
# "… since the meeting in February 2025": not at that one.
_APART = re.compile(
    rf"(?:\b(?:since|after|before|until|by|depuis|après|avant|desde|después\s+de|antes\s+de|после|с|со|до)"
    rf"\s+|(?:منذ|بعد|قبل)\s*|自从?\s*){_MEETING}{_HELD}{_JOINT}$",
    re.IGNORECASE,
)
_APART_THE = re.compile(r"\b(?:since|after|before|until|by)\s+the\s+$", re.IGNORECASE)
_APART_BEHIND = re.compile(r"\s*的?\s*(?:会议)?\s*(?:以来|之后|以后|之前|以前)")
_LATER = re.compile(
    r"\b(?:since|after|depuis|après|desde|después|после|с|со)\b|منذ|بعد|自|以来|之后|以后",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(?:before|until|by|avant|antes|до)\b|قبل|之前|以前", re.IGNORECASE)
_AND = re.compile(r"^\s*(?:,|and|et|y|и|و|和)\s*$", re.IGNORECASE)
# "What did Norway say in February 2025?"
_AT_THE_END = re.compile(r"\b(?:in|during|en|в|في)\s+$", re.IGNORECASE)
_OF_MEETINGS = (DocumentKind.REPORT, DocumentKind.TRANSCRIPT)


def meetings_by_month(records: Iterable[DocumentRecord]) -> dict[Month, set[int]]:
    """Numbers of the meetings by the months of their reports and transcripts, else of papers."""
    found: dict[Month, set[int]] = {}
    for record in sorted(records, key=lambda record: record.kind not in _OF_MEETINGS):
        if record.meeting is None or record.date is None or len(record.date) < len("2025-02"):
            continue
        month = int(record.date[:4]), int(record.date[5:7])
        there = any(record.meeting in meetings for meetings in found.values())
        if record.kind in _OF_MEETINGS or not there:
            found.setdefault(month, set()).add(record.meeting)
    return found


def without_month(text: str) -> str:
    """The text without meetings that are named by their month, which are no topic.

    >>> without_month("What did Norway say on labels at the meeting in February 2025?")
    'What did Norway say on labels  ?'
    """
    for phrase in reversed(_phrases(text)):
        text = f"{text[: phrase.start]} {text[phrase.end :]}"
    return text


def in_month(query: Query, held: Mapping[Month, set[int]]) -> Query:
    """`query` with the meetings of the months that it names, or of those since or before one.

    `held`: see `meetings_by_month`. Where it knows no meeting of a month, `NO_MEETING`.
    """
    if query.meetings or not held:
        return query
    text = query.question
    phrases = _phrases(text)
    named = [phrase for phrase in phrases if phrase.when is When.AT]
    if named:
        there = set().union(*(held.get(phrase.month, set()) for phrase in named))
        return query.model_copy(update={"meetings": tuple(sorted(there)) or (NO_MEETING,)})
    if phrases:
        since, month = phrases[0].when is When.SINCE, phrases[0].month
        months = [m for m in held if (m > month if since else m < month)]
        there = set().union(*(held[m] for m in months))
        return query.model_copy(update={"meetings": tuple(sorted(there))})  # none: wherever it is
    for printed in find_months(text):
        there = held.get((printed.year, printed.month), set())
        last = not re.search(r"\w", text[printed.end :])
        if there and last and query.asked and _AT_THE_END.search(text[: printed.start]):
            said = text[printed.start : printed.end].lower().split()
            # "… propose to open in October": that is when it opens.
            if all(word.lower() in said for word in query.topic.split()):
                update = {"meetings": tuple(sorted(there)), "topic": ""}
                return query.model_copy(update=update)
    return query


class When(Enum):
    """How a question is placed in time to the meeting of a month."""

    AT = "at it"
    SINCE = "since or after it"
    BEFORE = "before it"


@dataclass(frozen=True)
class _Phrase:
    """Characters [start, end) that name the meeting of a month."""

    start: int
    end: int
    month: Month
    when: When


def _phrases(text: str) -> list[_Phrase]:
    found: list[_Phrase] = []
    for printed in find_months(text):
        month = printed.year, printed.month
        if phrase := _phrase(text, printed, month):
            found.append(phrase)
        elif found and _AND.search(text[found[-1].end : printed.start]):
            last = found[-1]
            found.append(_Phrase(last.end, printed.end, month, last.when))
    return found


def _phrase(text: str, printed: PrintedMonth, month: Month) -> _Phrase | None:
    """How the meeting of a month is named; None where the month is of other things."""
    head = text[: printed.start]
    before = _APART.search(head) or _BEFORE.search(head)
    behind = _BEHIND.match(text, printed.end)
    apart = _APART_BEHIND.match(text, printed.end)
    the = _APART_THE.search(head) or _AT_THE.search(head)
    start, end = printed.start, printed.end
    if before:
        start = before.start()
    elif behind and (the or "会" in behind[0]):
        start, end = the.start() if the else start, behind.end()
    elif not apart:
        return None
    end = max(end, apart.end()) if apart else end
    words = f"{text[start : printed.start]} {text[printed.end : end]}"
    when = When.AT
    if _LATER.search(words):
        when = When.SINCE
    elif _EARLIER.search(words):
        when = When.BEFORE
    return _Phrase(start, end, month, when)
