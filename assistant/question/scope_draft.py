"""A scope as it is put together, and the stretches of the question that name it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.question.meeting_terms import is_meeting
from assistant.question.parse import Parsed
from assistant.question.question import Scope
from ingest.model import DocumentKind

Span = tuple[int, int]


@dataclass
class ScopeDraft:
    """A scope as it is put together.

    `spans` are the stretches of the question that name it, `dates` those of them that are times
    and meetings named by their time, `sources` those that are documents named by their number.
    `step`: 1 for the next meeting, -1 for the one before.
    """

    documents: list[str] = field(default_factory=list)
    meetings: list[int] = field(default_factory=list)
    kinds: list[DocumentKind] = field(default_factory=list)
    section: str | None = None
    since: str | None = None
    until: str | None = None
    missing: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    dates: list[Span] = field(default_factory=list)
    sources: list[Span] = field(default_factory=list)
    step: int = 0

    @property
    def scope(self) -> Scope:
        """What was found."""
        return Scope(
            documents=tuple(dict.fromkeys(self.documents)),
            meetings=tuple(dict.fromkeys(self.meetings)),
            kinds=tuple(dict.fromkeys(self.kinds)),
            section=self.section,
            since=self.since,
            until=self.until,
            missing=tuple(dict.fromkeys(self.missing)),
        )


def inside(at: int, spans: Sequence[Span]) -> bool:
    """Whether a place is in one of some stretches."""
    return any(start <= at < end for start, end in spans)


def grown(parsed: Parsed, span: Span) -> Span:
    """A stretch with the noun that it counts and the preposition and article before it."""
    start, end = span
    within = [t for t in parsed.doc if start <= parsed.starts[t.i] < end]
    if not within or not parsed.english:
        return span
    last = within[-1].i
    if last + 1 < len(parsed.doc) and is_meeting(parsed.doc[last + 1]):
        last += 1
    first = within[0].i
    while (first and parsed.doc[first - 1].pos_ in ("ADP", "DET", "SCONJ")) or (
        first and is_meeting(parsed.doc[first - 1])
    ):
        first -= 1
    return parsed.span(first, last)
