"""What a document says of itself at its top: title, kind, number, meeting, date, source, language.

Lenient on purpose: documents of many bodies and years, in several forms, many of them extracted
with spaces lost and cells run together. Each piece has its own neighbour in this package. What
stands in the text comes first, then page headers and footers, then the file's name; of a file's
properties only front matter, which is printed, and the title.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ingest.header import authors, dates, kinds, languages, meeting_names, meetings, titles
from ingest.header import fields as header_fields
from ingest.header import numbers as document_numbers
from ingest.header.fields import Fields
from ingest.header.labels import pattern, starts
from ingest.header.languages import is_small
from ingest.header.lines import PLACE, Line, header_lines, is_original, opens_with_salutation
from ingest.header.meetings import Bond, Meeting
from ingest.header.numbers import DocumentNumber
from ingest.header.standing import is_letterhead, is_standing, names_kind
from ingest.model import DocumentKind, Header
from ingest.raw import RawDocument

_OPENING = 4000  # characters in which a document says which meeting it is of
_CELL = 40  # characters of a page header
_NEAR = 14  # lines above the label of a title
_FRONT_MATTER = frozenset({".md", ".markdown"})
# Reports and records of the group itself are its reports, whatever their heading says.
_RECORDS = (DocumentKind.SUMMARY_RECORD, DocumentKind.MINUTES)


@dataclass(frozen=True)
class Head:
    """What a header is read from: its lines, their fields, page furniture, front matter."""

    raw: RawDocument
    path: Path

    @cached_property
    def lines(self) -> list[Line]:
        """The lines of the header block."""
        return header_lines(self.raw)

    @cached_property
    def texts(self) -> list[str]:
        """The texts of the lines."""
        return [line.text for line in self.lines]

    @cached_property
    def fields(self) -> Fields:
        """The labelled fields of the lines."""
        return header_fields.read(self.lines)

    @cached_property
    def front_matter(self) -> dict[str, str]:
        """The fields of Markdown's front matter; other properties often lie."""
        printed = self.path.suffix.lower() in _FRONT_MATTER
        return header_fields.of_properties(self.raw.properties) if printed else {}

    @cached_property
    def furniture(self) -> list[str]:
        """Page headers and footers, line by line."""
        return [*self.raw.furniture, *_repeated(self.raw.text)]

    @property
    def opening(self) -> str:
        """The first words of the document."""
        return self.raw.text[:_OPENING]


def parse(raw: RawDocument, path: Path) -> Header:
    """Header of a document read from `path`; what it does not say is None.

    Only the document's own number counts, not one that its text cites; the title is always
    there, from the file's name when from nowhere else.
    """
    head = Head(raw, path)
    own = _own_number(head)
    number = own.text if own else _other_number(head)
    title = (
        head.front_matter.get("title")
        or titles.of_label(head.lines, _title_label(head))
        or titles.printed(_above_people(head))
        or _heading_of_minutes(head)
    )
    labels = [name for _, name in head.fields.labels]
    greets = opens_with_salutation(raw)
    chaired = _is_chaired(head)
    kind = kinds.kind(title, head.texts, labels, number, raw.text, greets, chaired)
    recorded = kind in (DocumentKind.VERBATIM_RECORD, DocumentKind.SUMMARY_RECORD)
    if recorded and "chair" in labels and not own:
        title = titles.of_record(head.lines) or title
    if title is None:
        title = (
            titles.of_properties(raw.properties)
            or (titles.stated(head.opening) if kind is DocumentKind.REPORT else None)
            or titles.of_file(path)
        )
    if kind in _RECORDS and _of_group(own, head):
        kind = DocumentKind.REPORT
    meeting = _meeting(head, title, own, kind)
    name = None if meeting is not None else _meeting_name(head, title, kind)
    if kind is DocumentKind.OTHER and name and "url" in raw.properties and head.front_matter:
        kind = DocumentKind.BULLETIN  # a page of the web that tells of a meeting
    of_text = authors.find(head.lines, head.fields, title, kind, raw.text, head.furniture)
    told = authors.of_front_matter(head.front_matter)
    everybody = told or of_text
    if kind is DocumentKind.OTHER and everybody and not kinds.is_procedure(title):
        labelled = bool(told) or "source" in labels or "author" in labels
        kind = DocumentKind.CONTRIBUTION if number or labelled else kind
    return Header(
        title=title,
        kind=kind,
        number=number,
        meeting=meeting,
        meeting_name=name,
        date=_date(head, meeting, kind),
        source=everybody[0] if everybody else None,
        authors=tuple(everybody),
        language=(own.language if own else None) or languages.detect(raw.text),
    )


def _above_people(head: Head) -> list[Line]:
    """The lines above those who were present."""
    place = next((at for at, name in head.fields.labels if name == "attendance"), None)
    return head.fields.rest[:place]


def _heading_of_minutes(head: Head) -> str | None:
    """Where those present are listed: the line that says "minutes", else the first one above."""
    if "attendance" not in (name for _, name in head.fields.labels):
        return None
    minutes = (line.text for line in head.fields.rest if kinds.names_minutes(line.text))
    above = (line.text for line in _above_people(head) if line.text)
    return next(minutes, None) or next(above, None)


def _is_chaired(head: Head) -> bool:
    """Whether the chair of a meeting stands above what looks like the title: a record's item."""
    labels = {name: at for at, name in reversed(head.fields.labels)}
    if "attendance" in labels or "chair" not in labels:
        return False
    place = labels["chair"]
    above = head.fields.rest[:place]
    dated = any(dates.find(line.text) for line in above)
    return dated and not any(names_kind(line.text) for line in above)


def _title_label(head: Head) -> str | None:
    """The value behind a title's label, unless a line above it already names the document."""
    place = next((at for at, name in head.fields.labels if name == "title"), 0)
    named = any(names_kind(line.text) for line in head.fields.rest[:place] if line.text)
    return head.fields.first("title") if not named or place < _NEAR else None


def _repeated(text: str) -> list[str]:
    """Page headers that the form could not tell: codes and bodies that recur on their own lines."""
    cells = [cell.strip() for line in text.split("\n") for cell in re.split(r"\s{3,}", line)]
    short = [cell for cell in cells if cell and len(cell) <= _CELL]
    counted = Counter(cell.replace(" ", "") for cell in short)
    recurring = dict.fromkeys(c for c in short if counted[c.replace(" ", "")] > 1)
    return [cell for cell in recurring if document_numbers.is_chapter(cell) or is_letterhead(cell)]


def _own_number(head: Head) -> DocumentNumber | None:
    """The number of a document of the group: front matter, "Document", the first in the block."""
    for text in filter(None, (head.front_matter.get("number"), head.fields.first("number"))):
        numbers = document_numbers.find(text)
        if numbers:
            return numbers[0]
    previous = ""
    for text in [*head.texts, *head.furniture]:
        # "Revision 1 to / Document C17/29-E" stands on two lines of one cell.
        joined = f"{previous} {text}" if is_small(previous.rpartition(" ")[2]) else text
        previous = text
        numbers = document_numbers.find(joined)
        if numbers and not pattern("citing").search(joined[: numbers[0].start]):
            return numbers[0]
    return document_numbers.from_file_name(head.path.stem)


def _other_number(head: Head) -> str | None:
    """The number of any other body's document: behind a label, a code in the block or furniture."""
    for text in filter(None, (head.front_matter.get("number"), head.fields.first("number"))):
        number = document_numbers.printed(text, labelled=True)
        if number:
            return number
    for text in [*(line.text for line in head.fields.rest), *head.furniture]:
        number = None if pattern("citing").match(text) else document_numbers.printed(text)
        if number:
            return number
    return None


def _of_group(own: DocumentNumber | None, head: Head) -> bool:
    """Whether a document is of the group itself: by its number or by a meeting it names."""
    if own:
        return True
    named = [m for text in head.texts for m in meetings.find(text)]
    return any(m.bond is Bond.GROUP for m in named)


def _meeting(
    head: Head, title: str, number: DocumentNumber | None, kind: DocumentKind
) -> int | None:
    """The meeting of the group that the document is of; of two reported ones the first.

    A report belongs to the meeting it reports, whatever meeting it was submitted to; every other
    document to the one it was submitted to.
    """
    told = head.front_matter.get("meeting", "")
    if told.isdigit() and number:
        return int(told)
    if not number and _other_number(head):
        return None
    if kind is DocumentKind.REPORT:
        reported = [m for m in meetings.find(title) if _may_be_own(m, number, head)]
        if reported:
            return reported[0].number
    for text in head.texts:
        named = [m for m in meetings.find(text) if _may_be_own(m, number, head)]
        of_line = is_standing(text) or kinds.is_report_of_meeting(text)
        if named and of_line and _own(text, named[0].start):
            return named[0].number
    if number and number.meeting:
        return number.meeting
    return _meeting_of_text(head)


def _meeting_of_text(head: Head) -> int | None:
    for found in meetings.find(head.opening):
        if found.bond is Bond.GROUP and _own(head.opening, found.start):
            return found.number
        # "our first virtual meeting" counts meetings of a sort.
        welcome = pattern("welcome", after=r"\s+(?:\w{3}\s+)?$").search(head.opening[: found.start])
        counted = not pattern("sorts of meeting").search(head.opening[found.start : found.end])
        if counted and welcome:
            return found.number
    in_name = re.search(r"cwg[-_ ]?co?p[-_ ]?(\d{1,2})(?!\d)", head.path.stem, re.IGNORECASE)
    return int(in_name[1]) if in_name else None


def _may_be_own(meeting: Meeting, number: DocumentNumber | None, head: Head) -> bool:
    """Whether a meeting named in the header may be the group's: not of another body, and no
    other body is in sight."""
    if meeting.bond is Bond.UNSAID:
        return number is not None or not (_other_number(head) or _letterhead_of_others(head))
    return meeting.bond is Bond.GROUP


def _letterhead_of_others(head: Head) -> bool:
    """Whether lines of the header name a body, none of which is the group's."""
    lines = [text for text in head.texts if pattern("bodies", "instruments").search(text)]
    return bool(lines) and not any(starts("letterhead", text) or _is_group(text) for text in lines)


def _is_group(text: str) -> bool:
    return pattern("letterhead").search(text) is not None


def _meeting_name(head: Head, title: str, kind: DocumentKind) -> str | None:
    """The meeting of another body as the header prints it."""
    told = head.front_matter.get("meeting") or head.fields.first("meeting")
    if told:
        return " ".join(told.split())
    if head.front_matter:
        abstract = head.raw.properties.get("abstract", "")
        return meeting_names.name([], title) or meeting_names.in_prose(abstract)
    lines = [_without_date(line.text) for line in head.fields.rest] + head.furniture
    found = meeting_names.name(lines, _without_date(title))
    if kind is DocumentKind.MINUTES and not found:
        return meeting_names.of_minutes(title)
    speech = kind is DocumentKind.STATEMENT and not found
    return meeting_names.numbered(head.opening) if speech else found


def _without_date(line: str) -> str:
    """A line up to its date, without the place that stands before that."""
    for found in dates.find(line)[:1]:
        before = PLACE.sub("", line[: found.start].rstrip(" ("))
        cut = line[: found.start][len(before) :]
        named = pattern("bodies").search(cut) or is_small(before.strip().rpartition(" ")[2])
        return line[: found.start] if named else before
    return line


def _own(opening: str, start: int) -> bool:
    """Whether the meeting named at `start` may be the document's own, not one looked back at."""
    before = opening[max(0, start - 60) : start].split(". ")[-1]
    return not pattern("looking back").search(before)


def _date(head: Head, meeting: int | None, kind: DocumentKind) -> str | None:
    """The date printed for the document, else that of its meeting, ISO 8601.

    In order: behind "Date:"; alone on its line or beside the number; with a place; on the line of
    the meeting; where the text says when the meeting was held; in page furniture; a month.
    """
    for told in (head.front_matter.get("date"), head.fields.first("date")):
        printed = dates.find(told or "")
        if printed:
            return printed[0].day.isoformat()
    ranked = [
        (*rank, found.day.isoformat())
        for at, text in enumerate(head.texts)
        for found in dates.find(text)[:1]
        if (rank := _rank(text, found, at, kind))
    ]
    if ranked:
        return min(ranked)[2]
    told = _date_of_text(head, meeting) if kind is DocumentKind.REPORT else None
    return told or _date_of_furniture(head) or _month(head)


def _rank(
    text: str, found: dates.PrintedDate, at: int, kind: DocumentKind
) -> tuple[int, int] | None:
    """How surely a date of a header line is the document's; None where it is not."""
    rest = (text[: found.start] + text[found.end :]).strip(" ,;/|–-()")
    of_meeting = pattern("meetings", "meetings, noun first").search(text)
    if not rest or document_numbers.printed(rest) or is_original(rest):
        rank = 1
    elif kind is DocumentKind.STATEMENT:
        rank = 2
    elif of_meeting:
        if pattern("held").search(text) and kind is not DocumentKind.MINUTES:
            return None
        if not _own(text, found.start):
            return None
        rank = 3
    elif len(rest.split()) <= 4 and not pattern("citing").search(rest):
        rank = 2
    elif kind in (DocumentKind.MINUTES, DocumentKind.VERBATIM_RECORD, DocumentKind.BULLETIN):
        rank = 3
    else:
        return None
    return (3 if found.range else rank, at)  # a document has one date, a meeting may have days


def _date_of_text(head: Head, meeting: int | None) -> str | None:
    """The day on which the text says the document's meeting was held."""
    for found in dates.find(head.opening):
        before = head.opening[max(0, found.start - 250) : found.start]
        held = [match.end() for match in pattern("held").finditer(before)]
        if not held or len(before) - held[-1] > 60 or ". " in before[held[-1] :]:
            continue
        sentence = before.split(". ")[-1]
        named = meetings.find(sentence)
        own = not named or meeting in {m.number for m in named if m.bond is not Bond.OTHER}
        if own and pattern("meetings", "meetings, noun first").search(sentence):
            return found.day.isoformat()
    return None


def _date_of_furniture(head: Head) -> str | None:
    found = [printed for line in head.furniture for printed in dates.find(line)]
    return found[0].day.isoformat() if found else None


def _month(head: Head) -> str | None:
    """A month that is all a line of the header says: "May 1996"."""
    for text in head.texts:
        for found in dates.find_months(text):
            if len((text[: found.start] + text[found.end :]).split()) <= 1:
                return f"{found.year:04d}-{found.month:02d}"
    return None
