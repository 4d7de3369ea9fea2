"""An overview of a section, a document or a meeting: where its parts begin, in their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.candidates import Candidate, gather
from assistant.compose import Quoted
from assistant.decisions import decided
from assistant.documents_asked import documents_asked, numbers_asked
from assistant.kinds.draft import Asking, Draft, Silence
from assistant.kinds.fact import stated
from assistant.kinds.position import position, speakers_heading
from assistant.question import Query, QuestionKind
from assistant.sections import stands_under
from assistant.select import SUMMARY
from index_store.records import DocumentRecord
from ingest.model import DocumentKind, Passage, Speaker

_SECTION_WORDS, _DOCUMENT_WORDS = 420, 420  # an overview's length
_LEAST, _MOST = 8, 14  # sentences: what is filled up to, and never passed
_ABOUT = re.compile(
    r"\b(?:about\W*$|summar\w+|overview|gist|outline|main\s+points|deals?\s+with|contents?)", re.I
)
_PAPER = re.compile(
    r"\b(?:contribution|paper|document|statement|submission|report|transcript|session|digest)\b",
    re.I,
)
_DOCUMENTS = 6  # of a meeting without a report


@dataclass(frozen=True)
class Part:
    """Passages that a question asks for as a whole, under one heading of the answer each."""

    groups: list[list[Passage]]
    headings: list[str | None]
    notices: tuple[str, ...] = ()


def overview(asking: Asking) -> Draft:
    """The parts of what is asked for, each with its opening sentences."""
    query = asking.query
    wanted = part_asked_for(asking)
    if wanted:
        units = _grouped(wanted, lambda p: (p.document, p.unit))
        return _spread(asking, units, [None] * len(units), _SECTION_WORDS)
    if _whole(query):
        documents = documents_asked(query, asking.reading.records(asking.filters))
        if documents:
            return _said_in(asking, documents) if query.asked else _of_documents(asking, documents)
        if numbers_asked(query):
            return _reported_elsewhere(asking)
    if query.kind is not QuestionKind.OVERVIEW:
        return Draft.of([])
    return position(asking) if query.asked else stated(asking, SUMMARY)


def part_asked_for(asking: Asking) -> list[Passage]:
    """The passages of the section that a question asks for, none where it asks for no section."""
    kinds = (QuestionKind.OVERVIEW, QuestionKind.FACT, QuestionKind.OUTCOME)
    if asking.query.paragraph or (asking.query.kind in kinds and not asking.query.asked):
        return section_asked_for(asking)
    return []


def section_asked_for(asking: Asking) -> list[Passage]:
    """The passages under the number or heading asked for, in the document that fits best."""
    query = asking.query
    if query.wanted and not query.paragraph:
        return []
    reading = asking.reading
    records = reading.records(asking.filters)
    named = documents_asked(query, records) if query.paragraph else []
    if query.paragraph and not named and numbers_asked(query):
        return []
    order = [record.id for record in named]
    if not order:
        hits = reading.retrieve(query, asking.filters, asking.k, ())
        # Most transcripts have neither headings nor numbers: they need not be read for them.
        spoken = {record.id for record in records if record.kind is DocumentKind.TRANSCRIPT}
        found = [hit.passage for hit in hits]
        order = list(
            dict.fromkeys(
                p.document for p in found if p.section or p.paragraph or p.document not in spoken
            )
        )
    if query.paragraph and not named:
        reports = {record.id for record in records if record.kind is DocumentKind.REPORT}
        order.sort(key=lambda document: document not in reports)
    for document in order:
        passages = reading.under(document, lambda p: stands_under(query, p))
        if passages:
            return passages
    return []


def _whole(query: Query) -> bool:
    """Whether a document as a whole is wanted, not what somebody says in it."""
    if query.kind is QuestionKind.OVERVIEW:
        return True
    if numbers_asked(query) and not query.wanted:
        return True
    return bool(_ABOUT.search(query.words) and _PAPER.search(query.words))


def _said_in(asking: Asking, documents: Sequence[DocumentRecord]) -> Draft:
    """What those asked about say in the documents; silent, with a line on it, where nothing."""
    found = _of_documents(asking, documents)
    if found.quoted:
        return found
    names = " and ".join(speaker.name for speaker in asking.query.asked)
    where = " and ".join(record.number or record.id for record in documents)
    return Draft(silence=Silence.NO_STATEMENT, notices=[f"No statement by {names} is in {where}."])


def _of_documents(asking: Asking, documents: Sequence[DocumentRecord]) -> Draft:
    reading = asking.reading
    if len(documents) > 1:
        # A report tells what happened; the documents are what was brought.
        reports = [record for record in documents if record.kind is DocumentKind.REPORT]
        documents = reports or documents
    documents = sorted(documents, key=lambda r: (r.date or "", r.number or r.id))[:_DOCUMENTS]
    groups: list[list[Passage]] = []
    headings: list[str | None] = []
    for record in documents:
        passages = _body(reading.under(record.id, lambda p: True))
        if len(documents) > 1 or record.kind is DocumentKind.TRANSCRIPT:
            groups.append(passages)
            headings.append(record.title if len(documents) > 1 else None)
            continue
        for section in _grouped(passages, lambda p: p.section):
            groups.append(section)
            headings.append(section[0].section[-1] if section[0].section else None)
    return _spread(asking, groups, headings, _DOCUMENT_WORDS)


def _body(passages: list[Passage]) -> list[Passage]:
    """A document without what stands before its first heading and behind its last paragraph."""
    body = [p for p in passages if p.paragraph or p.section]
    return body or passages


def _reported_elsewhere(asking: Asking) -> Draft:
    """A document that is only referred to: what the others report of whoever submitted it."""
    number = numbers_asked(asking.query)[0]
    hits = asking.reading.retrieve(asking.query, asking.filters, asking.k, ())
    for candidate in gather([(hit.passage, hit.score) for hit in hits], lambda s: True):
        at = candidate.text.replace(" ", "").find(number)
        if at < 0:
            continue
        source = _named_before(candidate, number)
        if source is None:
            continue
        theirs = asking.with_query(
            asked=(source,), topic="", act="", kind=QuestionKind.POSITION, focus="", sort=""
        )
        found = position(theirs)
        if found.quoted:
            note = f"{number} is not among the documents; this is what they report of it."
            return replace(found, notices=[note])
    missing = f"{number} is not among the documents."
    return Draft(silence=Silence.NO_STATEMENT, notices=[missing])


def _named_before(candidate: Candidate, number: str) -> Speaker | None:
    """Whose name stands last before a document's number: "Chad (Document CWG-COP-9/2)"."""
    before = candidate.text[: candidate.text.find(number)] if number in candidate.text else ""
    named = {*candidate.sentence.speakers, *candidate.sentence.mentions}
    named |= {*candidate.passage.speakers, *candidate.passage.mentions}
    placed = [(before.rfind(s.name), s) for s in named if s.name in before]
    placed = [(at, s) for at, s in placed if len(before) - at - len(s.name) < 40]
    return max(placed, key=lambda item: item[0])[1] if placed else None


def _grouped(passages: Sequence[Passage], key: object) -> list[list[Passage]]:
    groups: dict[object, list[Passage]] = {}
    for passage in passages:
        groups.setdefault(key(passage), []).append(passage)  # type: ignore[operator]
    return list(groups.values())


def _spread(
    asking: Asking,
    groups: Sequence[Sequence[Passage]],
    headings: Sequence[str | None],
    words: int,
) -> Draft:
    """One sentence of each group, then another of each, until there are enough."""
    queues = [_by_weight(group, asking.query.asked) for group in groups]
    # Where there are more parts than an overview has room for, the longest count.
    longest = sorted(range(len(groups)), key=lambda n: -sum(len(p.text) for p in groups[n]))
    kept = sorted(longest[:_MOST])
    chosen: list[tuple[int, Candidate]] = []
    length = 0
    for turn in range(max((len(queue) for queue in queues), default=0)):
        for n in kept:
            if turn >= len(queues[n]) or (turn and len(chosen) >= _LEAST):
                continue
            candidate = queues[n][turn]
            size = len(candidate.text.split())
            if chosen and length + size > words:
                continue
            length += size
            chosen.append((n, candidate))
        if len(chosen) >= _LEAST:
            break
    chosen.sort(key=lambda item: (item[0], item[1].place))
    return Draft.of(
        [Quoted(c, headings[n] or speakers_heading(asking.reading, c)) for n, c in chosen]
    )


def _by_weight(passages: Sequence[Passage], asked: Sequence[Speaker]) -> list[Candidate]:
    """Sentences of a part: those that open a paragraph first, of turns those that decide.

    `asked`: whose words alone count, everybody's where it is empty.
    """
    found = gather(
        [(passage, 1.0) for passage in passages],
        lambda s: not asked or any(speaker in s.speakers for speaker in asked),
    )
    # What ends in a colon only announces a list.
    found = [c for c in found if not c.text.rstrip().endswith(":")] or found
    found.sort(key=lambda c: c.place)
    seen: dict[tuple[str, int], int] = {}
    ranked = []
    numbered = any(passage.paragraph for passage in passages)
    for candidate in found:
        nth = seen.get(candidate.unit, 0)
        seen[candidate.unit] = nth + 1
        rank = float(nth) if numbered else nth - 10 * decided(candidate)
        ranked.append((rank, candidate.place, candidate))
    return [candidate for *_, candidate in sorted(ranked, key=lambda item: item[:2])]
