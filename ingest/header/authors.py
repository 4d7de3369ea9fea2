"""Everybody whose text a document is: states, organisations and persons, the source first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from ingest.header import dates, letters, meeting_names, sources
from ingest.header.fields import Fields
from ingest.header.labels import any_of, labelled, pattern, words
from ingest.header.lines import Line
from ingest.header.standing import is_letterhead, is_place
from ingest.model import DocumentKind, Speaker, SpeakerKind
from ingest.names import persons
from ingest.names.offices import CHAIR

# Kinds whose text is the words of those who submit it.
_RECORDS = (
    DocumentKind.REPORT,
    DocumentKind.DECISIONS,
    DocumentKind.MINUTES,
    DocumentKind.SUMMARY_RECORD,
    DocumentKind.VERBATIM_RECORD,
)
_LETTERHEAD = 8  # lines at the top, above a date


def find(
    lines: Sequence[Line],
    fields: Fields,
    title: str | None,
    kind: DocumentKind,
    text: str,
    furniture: Sequence[str] = (),
) -> list[Speaker]:
    """The authors of a document that its header, else its text names; empty where none."""
    if kind is DocumentKind.STATEMENT:
        return _of_statement(lines, title)
    recorded = kind in (DocumentKind.VERBATIM_RECORD, DocumentKind.SUMMARY_RECORD)
    found = _of_form(fields) or (not recorded and sources.submitters(lines))
    if found:
        return list(dict.fromkeys(found))
    if kind is DocumentKind.LETTER:
        return letters.signers(text)
    if kind is DocumentKind.CONTRIBUTION and title:
        return sources.states(title)[:1]
    above = [*map(Line, furniture), *lines] if kind in _RECORDS else []
    return _body(lines, title, kind) or _body(above, None, kind) if above else []


def of_front_matter(values: dict[str, str]) -> list[Speaker]:
    """The authors that front matter names."""
    return sources.speakers(values["source"]) if values.get("source") else []


def _of_form(fields: Fields) -> list[Speaker]:
    """The authors of a web form: the organisation, its state where it governs, the person."""
    person = fields.first("author")
    if person is None:
        return []
    found: list[Speaker] = []
    for name in fields.values.get("source", []):
        one = sources.speaker(name)
        country = sources.states(fields.first("country") or "")
        governs = pattern("government").search(name)
        if one and one.kind is SpeakerKind.PARTNER and governs and country:
            found.append(country[0])
        if one:
            found.append(one)
    if persons.is_name(person):
        found.append(Speaker(name=person, kind=SpeakerKind.PERSON))
    else:
        found[:0] = [one for one in [sources.speaker(person)] if one]
    return found


def _of_statement(lines: Sequence[Line], title: str | None) -> list[Speaker]:
    """The state and the person of a statement: in its title, else its letterhead."""
    own = [
        line.text
        for line in lines
        if not dates.find(line.text) and not is_place(line.text) and not _is_of_others(line.text)
    ]
    told = [line for line in own if not title or line not in title]
    before = [_without_subject(_before_meeting(line)) for line in (title or "", *told)]
    states = next((found for line in before if (found := sources.states(line))), [])
    of_person = next((one for line in before if (one := persons.in_header(line))), None)
    return [*states[:1], *([of_person] if of_person else [])]


def _is_of_others(line: str) -> bool:
    """Whether a line has a label that is not its author's: "To: Mr. Roe", "Copy: Ms. Lee"."""
    label = labelled(line)
    return label is not None and label.field == "other" and bool(label.value)


def _without_subject(line: str) -> str:
    """A line without what it is about: "Statement on Sudan by Norway" is not Sudan's."""
    behalf = any_of(("by", "par", "por"))
    about = rf"(?<!del ){any_of(words('about'))}(?!\s+behalf\b).*?(?={behalf}|$)"
    return re.sub(about, "", line, flags=re.IGNORECASE)


def _before_meeting(line: str) -> str:
    """What of a line stands before the name of a meeting."""
    place = meeting_names.place(line)
    before = line[: place[0]] if place else line
    of_meeting = place and pattern("chairs", after=r"\s+\S+(?:\s+\S+)?\s*$").search(before)
    return "" if of_meeting else before  # "H.E. X, President of the 79th session" is no author


def _body(lines: Sequence[Line], title: str | None, kind: DocumentKind) -> list[Speaker]:
    """The body whose record it is: a letterhead, or named behind "by" in the title."""
    of = re.match(r"(?i:report) of (?:the )?(?P<name>[A-Z][^,]*?) on ", title or "")
    for match in filter(None, (of, re.search(r"\bby (?:the )?(?P<name>[A-Z].*)$", title or ""))):
        own = pattern("letterhead").search(match.string)
        if pattern("bodies").search(match["name"]) and not own:
            return [Speaker(name=match["name"].strip(), kind=SpeakerKind.PARTNER)]
    if re.match(rf"{any_of(words('chairs'))[:-1]})s?['’]s?\s", title or "", re.IGNORECASE):
        return [CHAIR]
    told = title if title and kind is DocumentKind.MINUTES else ""
    for name in _body_of_title(told):
        return [Speaker(name=name, kind=SpeakerKind.PARTNER)]
    above = takewhile(lambda line: not dates.find(line.text), lines[:_LETTERHEAD])
    for line in reversed(list(above)):
        named = pattern("bodies").search(line.text) and not pattern("letterhead").match(line.text)
        if named and is_letterhead(line.text):
            return [Speaker(name=" ".join(line.text.split()), kind=SpeakerKind.PARTNER)]
    return []


def _body_of_title(title: str) -> Iterable[str]:
    """The body that a title of minutes names: "HTTP Working Group Minutes"."""
    body = rf"\b(?P<name>(?:(?-i:[A-Z][A-Za-z]*)\s+){{1,4}}{any_of(words('bodies'))})"
    return (match["name"] for match in [re.search(body, title, re.IGNORECASE)] if match)
