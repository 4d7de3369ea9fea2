"""Meetings that are named by where they stand to another: the next, the one before, the last."""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.question import Query

_MEETING = r"(?:meeting|session|one)"
_NEXT = re.compile(rf"\b(?:the\s+)?(?:next|following|subsequent)\s+{_MEETING}\b", re.I)
_BEFORE = re.compile(
    rf"\b(?:the\s+)?(?:previous|preceding|earlier|prior)\s+{_MEETING}\b"
    rf"|\b(?:the\s+)?{_MEETING}\s+before(?=\W*$|\s+that\b)",
    re.I,
)
_LAST = re.compile(
    rf"\b(?:the\s+|its\s+|their\s+)?(?:(?:most\s+recent|latest|newest|last)\s+{_MEETING})\b", re.I
)


def without_relative(text: str) -> str:
    """The text without "the next meeting" and the like, which name no topic.

    >>> without_relative("And at the last meeting?")
    'And at  ?'
    """
    for pattern in (_NEXT, _BEFORE, _LAST):
        text = pattern.sub(" ", text)
    return text


def carried_meetings(query: Query, earlier: Query) -> tuple[int, ...]:
    """The meetings a follow-up is about: its own, counted from the earlier ones, or those."""
    if query.meetings or not earlier.meetings:
        return query.meetings
    if _NEXT.search(query.question):
        return (max(earlier.meetings) + 1,)
    if _BEFORE.search(query.question):
        return (min(earlier.meetings) - 1,)
    return () if _LAST.search(query.question) else earlier.meetings


def without_documents(query: Query, known: Collection[int]) -> bool:
    """Whether a question is about meetings of which there are no documents, only of others."""
    return bool(query.meetings and known) and not set(query.meetings).intersection(known)


def resolved(query: Query, known: Collection[int]) -> Query:
    """`query` with "the last meeting" as the number of the last one there are documents of."""
    if query.meetings or not known:
        return query
    held = sorted(known)
    if _LAST.search(query.question):
        return query.model_copy(update={"meetings": (held[-1],)})
    if _BEFORE.search(query.question) and len(held) > 1:
        return query.model_copy(update={"meetings": (held[-2],)})
    return query
