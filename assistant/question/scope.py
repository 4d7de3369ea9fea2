"""The part of the store that a question keeps to: meetings, documents, section, dates."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from assistant.question.bounds import Bound, bound
from assistant.question.dated import bind_dated_meetings, bind_dates
from assistant.question.dated_meetings import dated_meetings
from assistant.question.described import bind_described, kinds_named
from assistant.question.known import Known
from assistant.question.meeting_terms import meeting_terms
from assistant.question.parse import Parsed
from assistant.question.question import Kind
from assistant.question.scope_draft import ScopeDraft, Span, grown, inside
from index_store.records import DocumentRecord
from ingest.header import numbers
from ingest.header.meetings import Bond
from ingest.header.meetings import find as find_meetings
from ingest.model import Speaker

_WORDS = Path(__file__).with_name("scope.json")
_REVISION = re.compile(r"\((?:Rev|Add|Corr)\.\d+\)$")
_FIGURES = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_CONTENT = ("VERB", "NOUN", "PROPN", "CCONJ")  # words that do not say which meeting
_REACH = 4  # words ahead of "meeting" that say which
_SHORTEST_ID = 7  # letters from which on an id in a question is no chance


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


def scope(parsed: Parsed, kind: Kind, asked: Sequence[Speaker], known: Known) -> ScopeDraft:
    """What a question of `kind` keeps to, of the documents that there are."""
    found, records = ScopeDraft(), known.documents
    _numbered(parsed, known, found)
    _named_meetings(parsed, kind, records, found)
    _numbered_meetings(parsed, kind, records, found)
    dated = bind_dated_meetings(parsed, kind, records, dated_meetings(parsed), found)
    _last_meetings(parsed, kind, records, found, dated)
    bind_dates(parsed, kind, records, found, dated)
    section = _section().search(parsed.text)
    if section and not _of_another(parsed, section.start()):
        found.section = section["a"] or section["b"]
        found.spans.append(section.span())
    if parsed.english and not found.documents:
        bind_described(parsed, kind, asked, records, found)
    return found


def _of_another(parsed: Parsed, start: int) -> bool:
    """Whether a section is of a text that is spoken of: "article 9 of the annex".

    Of a report, a meeting or what has a number of its own it is what the store has.
    """
    noun = next((t for t in parsed.doc if parsed.starts[t.i] == start), None)
    if not parsed.english or noun is None:
        return False
    ties = (c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of")
    whole = next((c for tie in ties for c in tie.children if c.dep_ == "pobj"), None)
    if whole is None or kinds_named(whole, parsed) or numbers.find(parsed.text[start:]):
        return False
    nouns = {term.start for term in meeting_terms(parsed)}
    return not nouns & {parsed.starts[t.i] for t in whole.subtree}


def _numbered(parsed: Parsed, known: Known, found: ScopeDraft) -> None:
    """Documents by their number or by the name of their file."""
    records = known.documents
    for number in numbers.find(parsed.text):
        bare = _REVISION.sub("", number.text)
        there = [r.id for r in records if r.number in (number.text, bare)]
        there = there or [r.id for r in records if r.number and _REVISION.sub("", r.number) == bare]
        found.documents += there
        found.missing += [] if there else [number.text]
        span = _with_its_noun(parsed, (number.start, number.end))
        found.spans.append(span)
        found.sources.append(span)
    text = parsed.text.casefold()
    for name, document in known.document_names:
        if name in text and len(name) >= _SHORTEST_ID and document not in found.documents:
            found.documents.append(document)
            found.spans.append((text.index(name), text.index(name) + len(name)))


def _with_its_noun(parsed: Parsed, span: Span) -> Span:
    """A document's number with the noun before it: "in document WG-3/1"."""
    within = [n for n, at in enumerate(parsed.starts) if span[0] <= at < span[1]]
    if not within or not parsed.english:
        return span
    first, doc = within[0], parsed.doc
    if first and kinds_named(doc[first - 1], parsed):
        first -= 1
        while first and doc[first - 1].dep_ in ("amod", "compound"):
            first -= 1
    return grown(parsed, (parsed.starts[first], span[1]))


def _held(records: Sequence[DocumentRecord]) -> list[int]:
    return sorted({record.meeting for record in records if record.meeting is not None})


def _numbered_meetings(
    parsed: Parsed, kind: Kind, records: Sequence[DocumentRecord], found: ScopeDraft
) -> None:
    held = _held(records)
    for meeting in find_meetings(parsed.text):
        if meeting.bond is Bond.OTHER or inside(meeting.start, found.spans):
            continue
        how = bound(parsed, meeting.start, meeting.end, kind)
        if how is Bound.TOPIC:
            continue
        printed = parsed.text[meeting.start : meeting.end]
        numbers_ = [int(n) for n in _FIGURES.findall(printed)] or [meeting.number]
        fitting = _bounded(how, numbers_, held)
        found.meetings += fitting
        if how is Bound.IN and not set(numbers_) & set(held):
            found.missing.append(printed.strip())
        found.spans.append(grown(parsed, (meeting.start, meeting.end)))


def _named_meetings(
    parsed: Parsed, kind: Kind, records: Sequence[DocumentRecord], found: ScopeDraft
) -> None:
    """Meetings of other bodies, as their documents name them: "the 6117th meeting"."""
    text = parsed.text.casefold()
    for record in records:
        name = (record.meeting_name or "").casefold()
        at = text.find(name) if name else -1
        if at < 0 or not _is_whole(text, at, at + len(name)) or inside(at, found.sources):
            continue
        if bound(parsed, at, at + len(name), kind) is Bound.TOPIC:
            continue
        found.documents += [record.id] if record.id not in found.documents else []
        found.spans.append(grown(parsed, (at, at + len(name))))


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch begins and ends with whole words."""
    return not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())


def _last_meetings(
    parsed: Parsed,
    kind: Kind,
    records: Sequence[DocumentRecord],
    found: ScopeDraft,
    dated: Sequence[Span],
) -> None:
    """The last meetings or the previous one; a meeting that has a date (`dated`) is neither."""
    held = _held(records)
    for noun in meeting_terms(parsed) if held else ():
        if found.meetings or inside(noun.start, dated) or inside(noun.start, found.spans):
            continue
        how = bound(parsed, noun.start, noun.end, kind)
        words, start = _ahead(parsed, noun.start)
        if any(word[0].isdecimal() and not word.isdecimal() for word in words):
            found.missing.append(parsed.text[start : noun.end])  # its number is nobody's here
            found.spans.append((start, noun.end))
            continue
        count = next((n for word in words if (n := _count(word, parsed.language))), 1)
        if how is Bound.LAST:
            found.meetings += held[-count:]
        elif how is Bound.PREVIOUS and len(held) > 1:
            found.meetings.append(held[-2])
            found.step = -1
        elif how is Bound.NEXT:
            found.missing.append(parsed.text[start : noun.end])
            found.step = 1
        else:
            continue
        found.spans.append((start, _behind(parsed, noun.end)))


def _bounded(how: Bound, named: Sequence[int], held: Sequence[int]) -> list[int]:
    """The numbers of meetings that a question keeps to, of those named and those held."""
    first, last = min(named), max(named)
    if how is Bound.SINCE:
        return [n for n in held if first <= n and (last == first or n <= last)]
    if how is Bound.AFTER:
        return [n for n in held if n > last]
    if how is Bound.UNTIL:
        return [n for n in held if n <= last]
    return [n for n in held if n < first] if how is Bound.BEFORE else list(named)


def _ahead(parsed: Parsed, at: int) -> tuple[list[str], int]:
    """Up to four words ahead of a place back to a verb or name, and where they begin."""
    words: list[str] = []
    for n in range(len(parsed.doc) - 1, -1, -1):
        token = parsed.doc[n]
        if parsed.starts[n] >= at:
            continue
        if len(words) == _REACH or n in parsed.by_token or token.pos_ in _CONTENT:
            break
        words.append(token.lower_)
        start = parsed.starts[n]
    return words, start if words else at


def _behind(parsed: Parsed, at: int) -> int:
    """The end of the last word of a question, if it alone stands behind a place."""
    words = [n for n, start in enumerate(parsed.starts) if start >= at and parsed.doc[n].is_alpha]
    return parsed.span(words[0], words[0])[1] if len(words) == 1 else at


@cache
def _counts(language: str) -> dict[str, int]:
    from num2words import num2words

    return {num2words(n, lang=language): n for n in range(2, 10)} if language != "zh" else {}


def _count(word: str, language: str) -> int:
    """The number that a word counts up to, 0 for any other word."""
    return int(word) if word.isdecimal() else _counts(language).get(word, 0)
