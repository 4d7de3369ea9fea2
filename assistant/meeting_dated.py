"""Meetings that are named by their month: "at the meeting in February 2025"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from assistant.question import Query
from index_store.records import DocumentRecord
from ingest.dates import PrintedMonth, find_months
from ingest.model import DocumentKind

Month = tuple[int, int]
"""Year and month."""

NO_MEETING = 0
"""Stands for the meeting of a month in which there was none, as far as the documents tell."""

_BEFORE = re.compile(
    r"(?:\b(?:at|in|during|from|of)\s+)?(?:\b(?:the|la|el|l['’])\s*)?"
    r"(?:\b(?:meetings?|sessions?|réunions?|sesi[oó]n(?:es)?|reuni[oó]n(?:es)?|собрани\w+|заседани\w+)"
    r"|(?:ال)?(?:اجتماع|دورة)|会议)"
    r"\s*,?\s*(?:(?:that\s+was\s+)?(?:held|tenue|celebrada)\s*)?"
    r"(?:of|in|on|de|du|d['’]|en|в|от|في|لشهر|شهر)?\s*(?:the\s+|el\s+|le\s+)?$",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\s*(?:年)?\s*(?:meeting|session)\b|\s*的?\s*会议?上?", re.IGNORECASE)
# "How far has it got since the meeting in February 2025?": not at that meeting.
_SINCE = re.compile(
    r"\b(?:since|after|before|until|by|depuis|après|avant|desde|después\s+de|antes\s+de|после|с|со|до)"
    r"\s*(?:the\s+|la\s+)?$|(?:منذ|بعد|قبل)\s*$|自从?\s*$",
    re.IGNORECASE,
)
_SINCE_BEHIND = re.compile(r"\s*(?:以来|之后|以后|之前|以前)")
# "What did Norway say in February 2025?"
_AT_THE_END = re.compile(r"\b(?:in|during|en|в|في)\s+$", re.IGNORECASE)
_HELD = (DocumentKind.REPORT, DocumentKind.TRANSCRIPT)


def meetings_by_month(records: Iterable[DocumentRecord]) -> dict[Month, set[int]]:
    """Numbers of the meetings by the months of their reports and transcripts, else of papers."""
    found: dict[Month, set[int]] = {}
    for record in sorted(records, key=lambda record: record.kind not in _HELD):
        if record.meeting is None or record.date is None or len(record.date) < len("2025-02"):
            continue
        month = int(record.date[:4]), int(record.date[5:7])
        there = any(record.meeting in meetings for meetings in found.values())
        if record.kind in _HELD or not there:
            found.setdefault(month, set()).add(record.meeting)
    return found


def without_month(text: str) -> str:
    """The text without meetings that are named by their month, which are no topic.

    >>> without_month("What did Norway say on labels at the meeting in February 2025?")
    'What did Norway say on labels  ?'
    """
    for printed in reversed(find_months(text)):
        limits = _named(text, printed)
        if limits:
            text = f"{text[: limits[0]]} {text[limits[1] :]}"
    return text


def in_month(query: Query, held: Mapping[Month, set[int]]) -> Query:
    """`query` with the meetings of the month that it names.

    `held`: see `meetings_by_month`. Where it knows no meeting of that month, `NO_MEETING`.
    """
    months = find_months(query.question)
    if query.meetings or not months or not held:
        return query
    for printed in months:
        there = tuple(sorted(held.get((printed.year, printed.month), ())))
        if _named(query.question, printed):
            return query.model_copy(update={"meetings": there or (NO_MEETING,)})
        last = not re.search(r"\w", query.question[printed.end :])
        if there and last and query.asked and _AT_THE_END.search(query.question[: printed.start]):
            said = query.question[printed.start : printed.end].lower().split()
            topic = [word for word in query.topic.split() if word.lower() not in said]
            return query.model_copy(update={"meetings": there, "topic": " ".join(topic)})
    return query


def _named(text: str, printed: PrintedMonth) -> tuple[int, int] | None:
    """From where to where a meeting is named by its month; None where the month is no meeting's."""
    before = _BEFORE.search(text[: printed.start])
    behind = None if before else _BEHIND.match(text, printed.end)
    if before is None and behind is None:
        return None
    start = before.start() if before else printed.start
    end = behind.end() if behind else printed.end
    apart = _SINCE.search(text[:start]) or _SINCE_BEHIND.match(text, end)
    return None if apart else (start, end)
