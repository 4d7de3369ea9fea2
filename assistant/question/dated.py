"""What a question keeps to by its dates: meetings named by when they were, or documents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from assistant.question.bounds import Bound, bound
from assistant.question.parse import Parsed
from assistant.question.periods import Period, find_periods
from assistant.question.question import Kind
from assistant.question.scope_draft import ScopeDraft, Span, grown, inside
from index_store.records import DocumentRecord
from ingest.model import DocumentKind

if TYPE_CHECKING:
    from assistant.question.dated_meetings import DatedMeeting

_DAY = timedelta(days=1)
_TELL = (DocumentKind.REPORT, DocumentKind.TRANSCRIPT)  # of a meeting, dated as it was held
_Days = dict[int, date]


def bind_dated_meetings(
    parsed: Parsed,
    kind: Kind,
    records: Sequence[DocumentRecord],
    meetings: Sequence[DatedMeeting],
    found: ScopeDraft,
) -> list[Span]:
    """Keeps to meetings named by their dates; the stretches that name any, bound or not."""
    named = [
        meeting
        for meeting in meetings
        if not any(start < meeting.end and meeting.start < end for start, end in found.spans)
    ]
    told = [(bound(parsed, m.start, m.end, kind), m) for m in named]
    ends = {how for how, _ in told}
    for how, meeting in told:
        if how is Bound.SINCE and Bound.UNTIL not in ends and len(meeting.periods) == 1:
            how = Bound.AFTER  # "since the meeting in May" is what came after it
        if how in _LIMITS and _keep_to(how, meeting, parsed, records, found):
            span = grown(parsed, (meeting.start, meeting.end))
            found.spans.append(span)
            found.dates.append(span)
    _keep_to_meetings_within(records, found)
    return [(meeting.start, meeting.end) for meeting in named]


def _keep_to_meetings_within(records: Sequence[DocumentRecord], found: ScopeDraft) -> None:
    """The meetings that were held between two days in the place of the days, if there are any."""
    if not (found.since or found.until):
        return
    first, last = found.since or date.min.isoformat(), found.until or date.max.isoformat()
    days = _days_of_meetings(records)
    within = [n for n, day in sorted(days.items()) if first <= day.isoformat() <= last]
    if within:
        found.meetings += within
        found.since = found.until = None


def bind_dates(
    parsed: Parsed,
    kind: Kind,
    records: Sequence[DocumentRecord],
    found: ScopeDraft,
    dated: Sequence[Span],
) -> None:
    """Keeps to the documents of, since or until a date, but for those of meetings (`dated`)."""
    for period in find_periods(parsed.text):
        if inside(period.start, [*found.spans, *dated]):
            continue
        how = bound(parsed, period.start, period.end, kind)
        if how not in _LIMITS or (how is Bound.IN and not _dated_in(records, period)):
            continue
        _limit(how, period.first, period.last, found)
        span = grown(parsed, (period.start, period.end))
        found.spans.append(span)
        found.dates.append(span)


_LIMITS = (Bound.IN, Bound.SINCE, Bound.AFTER, Bound.UNTIL, Bound.BEFORE)


def _limit(how: Bound, first: date, last: date, found: ScopeDraft) -> None:
    if how in (Bound.IN, Bound.SINCE):
        found.since = first.isoformat()
    if how in (Bound.IN, Bound.UNTIL):
        found.until = last.isoformat()
    if how is Bound.AFTER:
        found.since = (last + _DAY).isoformat()
    if how is Bound.BEFORE:
        found.until = (first - _DAY).isoformat()


def _keep_to(
    how: Bound,
    meeting: DatedMeeting,
    parsed: Parsed,
    records: Sequence[DocumentRecord],
    found: ScopeDraft,
) -> bool:
    """Binds what a question asks to a meeting; whether anything tells when meetings were."""
    if how is not Bound.IN:
        months = [period.whole_months for period in meeting.periods]
        first, last = min(month[0] for month in months), max(month[1] for month in months)
        _limit(how, first, last, found)
        if how is Bound.SINCE and len(months) > 1:
            found.until = last.isoformat()
        return True
    if not any(record.date for record in records):
        return False
    days = _days_of_meetings(records)
    for period in meeting.periods:
        if there := _held_in(period, days):
            found.meetings += there
        elif len(meeting.periods) == 1 and _dated_in(records, period):
            _limit(how, period.first, period.last, found)
        else:
            found.missing.append(parsed.text[period.start : period.end])
    return True


def _held_in(period: Period, days: _Days) -> list[int]:
    """The meetings of a day, else of its month: a meeting lasts more than the day printed first."""
    exactly = [n for n, day in days.items() if period.first <= day <= period.last]
    first, last = period.whole_months
    return sorted(exactly or [n for n, day in days.items() if first <= day <= last])


def _dated_in(records: Sequence[DocumentRecord], period: Period) -> bool:
    first, last = period.first.isoformat(), period.last.isoformat()
    return any(first <= record.date <= last for record in records if record.date)


def _days_of_meetings(records: Sequence[DocumentRecord]) -> _Days:
    """When each meeting began, by its first report or transcript, else by its last paper."""
    told: _Days = {}
    papers: _Days = {}
    for record in records:
        if record.meeting is None or not record.date:
            continue
        try:
            day = date.fromisoformat(f"{record.date}-01"[:10])
        except ValueError:
            continue  # a year alone does not tell when
        if record.kind in _TELL:
            told[record.meeting] = min(day, told.get(record.meeting, day))
        else:
            papers[record.meeting] = max(day, papers.get(record.meeting, day))
    return papers | told
