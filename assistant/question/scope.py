"""The part of the store that a question keeps to: meetings, documents, section, dates."""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.question.parse import Parsed
from assistant.question.question import Kind, Scope
from index_store.analysis import terms
from index_store.records import DocumentRecord
from ingest.header import dates, numbers
from ingest.header.labels import kinds
from ingest.header.meetings import Bond
from ingest.header.meetings import find as find_meetings
from ingest.model import DocumentKind, Speaker

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORDS = Path(__file__).with_name("scope.json")
_REVISION = re.compile(r"\((?:Rev|Add|Corr)\.\d+\)$")
_SHORTEST_ID = 7  # letters from which on an id in a question is no chance
_Span = tuple[int, int]
_WHOLE = (Kind.OVERVIEW, Kind.LIST)


@dataclass
class Found:
    """A scope as it is put together; `spans` are the stretches of the question that name it."""

    documents: list[str] = field(default_factory=list)
    meetings: list[int] = field(default_factory=list)
    kinds: list[DocumentKind] = field(default_factory=list)
    section: str | None = None
    since: str | None = None
    until: str | None = None
    missing: list[str] = field(default_factory=list)
    spans: list[_Span] = field(default_factory=list)

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


@cache
def _words() -> dict[str, list[str]]:
    data: dict[str, list[str]] = json.loads(_WORDS.read_text(encoding="utf-8"))
    return data


@cache
def _section() -> re.Pattern[str]:
    number = r"(?P<{}>\d{{1,3}}(?:\.\d{{1,3}})*(?:/[A-Z][A-Z/]*\.?\d+)?)"
    before = "|".join(map(re.escape, _words()["sections"]))
    after = "|".join(map(re.escape, _words()["sections_after"]))
    named = rf"(?<!\w)(?:{before})\s*(?:no\.?\s*)?{number.format('a')}(?![\w-])"
    return re.compile(rf"{named}|第?\s*{number.format('b')}\s*(?:{after})", re.IGNORECASE)


def scope(
    parsed: Parsed, kind: Kind, asked: Sequence[Speaker], records: Sequence[DocumentRecord]
) -> Found:
    """What a question of `kind` keeps to, of the documents that there are."""
    found = Found()
    _numbered(parsed, records, found)
    _meetings(parsed, records, found)
    _dates(parsed, kind, records, found)
    if section := _section().search(parsed.text):
        found.section = section["a"] or section["b"]
        found.spans.append(section.span())
    if parsed.english and not found.documents:
        _described(parsed, kind, asked, records, found)
    return found


def _numbered(parsed: Parsed, records: Sequence[DocumentRecord], found: Found) -> None:
    """Documents by their number or by the name of their file."""
    for number in numbers.find(parsed.text):
        bare = _REVISION.sub("", number.text)
        known = [r.id for r in records if r.number in (number.text, bare)]
        known = known or [r.id for r in records if r.number and _REVISION.sub("", r.number) == bare]
        found.documents += known
        found.missing += [] if known else [number.text]
        found.spans.append((number.start, number.end))
    text = parsed.text.casefold()
    for record in records:
        for name in {record.id.casefold(), Path(record.path).name.casefold()}:
            if len(name) >= _SHORTEST_ID and name in text and record.id not in found.documents:
                found.documents.append(record.id)
                found.spans.append((text.index(name), text.index(name) + len(name)))


def _meetings(parsed: Parsed, records: Sequence[DocumentRecord], found: Found) -> None:
    held = sorted({record.meeting for record in records if record.meeting is not None})
    for meeting in find_meetings(parsed.text):
        if meeting.bond is Bond.OTHER or _inside(meeting.start, found.spans):
            continue
        found.meetings.append(meeting.number)
        if meeting.number not in held:
            found.missing.append(parsed.text[meeting.start : meeting.end].strip())
        found.spans.append(_grown(parsed, (meeting.start, meeting.end)))
    if found.meetings or not held or not parsed.english:
        return
    for token in parsed.doc:
        if token.lemma_.lower() not in _words()["meetings"] or token.dep_ != "pobj":
            continue
        said = {child.lemma_.lower() for child in token.children}
        if said & set(_words()["last"]):
            found.meetings.append(held[-1])
        elif said & set(_words()["before"]) and len(held) > 1:
            found.meetings.append(held[-2])
        else:
            continue
        found.spans.append(_phrase(parsed, token))


def _dates(parsed: Parsed, kind: Kind, records: Sequence[DocumentRecord], found: Found) -> None:
    """A month or day that documents are of, or since or until which they are asked for."""
    for printed in dates.find_months(parsed.text):
        if _inside(printed.start, found.spans):
            continue
        first, last = _days(parsed.text, printed)
        before = _word_before(parsed.text, printed.start)
        there = [r for r in records if r.date and _within(r.date, first, last)]
        if before in _words()["since"]:
            if not _of_speech(parsed, printed.start):
                continue
            found.since = first
        elif before in _words()["until"]:
            if not _of_speech(parsed, printed.start):
                continue
            found.until = last
        elif there:
            found.since, found.until = first, last
        elif _of_meeting(parsed, printed.start):
            found.missing.append(parsed.text[printed.start : printed.end])
        else:
            continue
        found.spans.append(_grown(parsed, (printed.start, printed.end)))


def _days(text: str, printed: dates.PrintedMonth) -> tuple[str, str]:
    """First and last day, ISO 8601, of what is printed: a day or a month."""
    days = [d.day for d in dates.find(text) if d.start < printed.end and printed.start < d.end]
    if days:
        return days[0].isoformat(), days[0].isoformat()
    month = f"{printed.year:04d}-{printed.month:02d}"
    return f"{month}-01", f"{month}-{calendar.monthrange(printed.year, printed.month)[1]:02d}"


def _within(day: str, first: str, last: str) -> bool:
    return first[: len(day)] <= day <= last


def _word_before(text: str, at: int) -> str:
    words = re.findall(r"[^\W\d_]+", text[:at])
    return words[-1].lower() if words else ""


def _of_speech(parsed: Parsed, at: int) -> bool:
    """Whether a date says when something was said: it hangs on the main verb, or on a meeting."""
    if not parsed.english:
        return True
    token = _token_at(parsed, at)
    while token is not None and token.dep_ in ("pobj", "nummod", "npadvmod", "prep", "pcomp"):
        token = token.head
    return token is not None and (token.dep_ == "ROOT" or _is_meeting(token))


def _of_meeting(parsed: Parsed, at: int) -> bool:
    token = _token_at(parsed, at) if parsed.english else None
    return token is not None and any(_is_meeting(above) for above in token.ancestors)


def _is_meeting(token: Token) -> bool:
    return token.lemma_.lower() in _words()["meetings"]


def _token_at(parsed: Parsed, at: int) -> Token | None:
    return next((t for t in parsed.doc if parsed.starts[t.i] >= at), None)


def _inside(at: int, spans: Sequence[_Span]) -> bool:
    return any(start <= at < end for start, end in spans)


def _grown(parsed: Parsed, span: _Span) -> _Span:
    """A stretch with the noun that it counts and the preposition and article before it."""
    start, end = span
    inside = [t for t in parsed.doc if start <= parsed.starts[t.i] < end]
    if not inside or not parsed.english:
        return span
    last = inside[-1].i
    if last + 1 < len(parsed.doc) and _is_meeting(parsed.doc[last + 1]):
        last += 1
    first = inside[0].i
    while (first and parsed.doc[first - 1].pos_ in ("ADP", "DET")) or (
        first and _is_meeting(parsed.doc[first - 1])
    ):
        first -= 1
    return parsed.span(first, last)


def _phrase(parsed: Parsed, noun: Token) -> _Span:
    """The noun phrase with its preposition."""
    places = [t.i for t in noun.subtree if t.i <= noun.i]
    first = min(places)
    if noun.dep_ == "pobj":
        first = min(first, noun.head.i)
    return parsed.span(first, noun.i)


def _described(
    parsed: Parsed,
    kind: Kind,
    asked: Sequence[Speaker],
    records: Sequence[DocumentRecord],
    found: Found,
) -> None:
    """Documents by what they are: "Norway's contribution", "the liaison statement on tokens"."""
    pool = [r for r in records if not found.meetings or r.meeting in found.meetings]
    for token in parsed.doc:
        named = _kinds_of(token, parsed)
        if not named or not (kind in _WHOLE or _within_it(token)):
            continue
        if token.tag_ == "NNS" and token.lemma_.lower() not in _words()["papers"]:
            found.kinds += sorted(named)
            continue
        fitting = [r for r in pool if r.kind in named and _fits(token, parsed, asked, r)]
        modified = len(_modifiers(token, parsed)) > 0
        if fitting and (modified or len(fitting) == 1) and len(fitting) < max(len(pool), 2):
            found.documents += [r.id for r in fitting]
            found.spans.append(_phrase(parsed, token))
            return


def _kinds_of(token: Token, parsed: Parsed) -> set[DocumentKind]:
    """Kinds of document that a noun names, with the adjective before it."""
    if token.pos_ not in ("NOUN", "PROPN") or token.i in parsed.by_token:
        return set()
    single = token.lemma_.lower()
    double = f"{parsed.doc[token.i - 1].lower_} {single}" if token.i else single
    by_name = _kind_names()
    return by_name.get(double) or by_name.get(single) or set()


@cache
def _kind_names() -> dict[str, set[DocumentKind]]:
    found: dict[str, set[DocumentKind]] = {}
    for kind, names in kinds().items():
        for name in names:
            found.setdefault(name, set()).add(DocumentKind(kind))
    papers = {DocumentKind.CONTRIBUTION, DocumentKind.INFORMATION}
    for general in (*_words()["papers"], "contribution"):
        found.setdefault(general, set()).update(papers)
    return found


def _within_it(token: Token) -> bool:
    """ "In its contribution": what is asked is asked of the document."""
    return (
        token.dep_ == "pobj"
        and token.head.lower_ in ("in", "to")
        and (token.head.lower_ == "in" or token.head.head.lower_ == "according")
    )


def _modifiers(token: Token, parsed: Parsed) -> list[Token]:
    return [
        t
        for t in token.subtree
        if t is not token and not t.is_stop and not t.is_punct and t.dep_ not in ("det", "case")
    ]


def _fits(token: Token, parsed: Parsed, asked: Sequence[Speaker], record: DocumentRecord) -> bool:
    """Whether all that is said of a document is true of this one."""
    describing = set(terms(f"{record.title} {record.kind} {record.id} {record.source or ''}"))
    for child in token.subtree:
        name = parsed.by_token.get(child.i)
        if name is not None:
            source = name.speaker.name if name.speaker else name.text
            if source not in (record.source, *record.authors):
                return False
        elif child.tag_ == "PRP$" and asked:
            if not {s.name for s in asked} & {record.source, *record.authors}:
                return False
        elif child is not token and not child.is_stop and not child.is_punct:
            if not set(terms(child.text)) <= describing and not _kinds_of(token, parsed) & {
                record.kind
            }:
                return False
            if child.dep_ not in ("compound", "amod") and not set(terms(child.text)) <= describing:
                return False
    return True
