"""The whole that a question asks about: a document, a section, a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.answerers.evidence import in_section, within
from assistant.answerers.word_share import WordShare
from index_store.records import DocumentRecord, Hit
from ingest.model import DocumentKind, Passage

if TYPE_CHECKING:
    from assistant.answerers.draft import Asking

_NAMED = 0.6  # of a topic, by the rarity of its words, that headings name at least


def whole_asked_for(asking: Asking) -> list[Passage]:
    """The passages of the section, document or meeting in the question's scope; none without."""
    scope = asking.question.scope
    if not (scope.documents or scope.meetings or scope.section):
        return []
    records = asking.store.records(within(scope, asking.filters))
    if scope.section and not scope.documents:
        records = _likeliest(asking, records)
    elif len(records) > 1:
        # A report tells what happened; the papers are what was brought.
        reports = [record for record in records if record.kind is DocumentKind.REPORT]
        records = reports or records
    each = [asking.store.passages(record.id) for record in records]
    if section := scope.section:
        return [
            passage for passages in each for passage in passages if in_section(passage, section)
        ]
    return [passage for passages in each for passage in _body(passages)]


def section_on_topic(asking: Asking, hits: Sequence[Hit]) -> list[Passage]:
    """The section among those found whose headings name most of the topic, if they name it.

    The title of the document is the outermost heading.
    """
    words = WordShare(asking.question.subject, asking.store.rarity)
    best, named = None, _NAMED
    for hit in hits:
        title = asking.store.source(hit.passage.document).title
        share = words.of(" ".join((title, *hit.passage.section)))
        if hit.passage.section and share > named:
            best, named = hit.passage, share
    if best is None:
        return []
    around = asking.store.passages(best.document)
    return [passage for passage in around if passage.section[: len(best.section)] == best.section]


def _body(passages: Sequence[Passage]) -> Sequence[Passage]:
    """A document without what stands ahead of its first paragraph or heading, if it has any."""
    return [passage for passage in passages if passage.paragraph or passage.section] or passages


def paragraphs_first(passages: Sequence[Passage]) -> list[Passage]:
    """The first passage of each paragraph or turn, then those that go on with one."""
    began: set[tuple[str, int]] = set()
    first: list[Passage] = []
    further: list[Passage] = []
    for passage in passages:
        unit = (passage.document, passage.unit)
        (further if unit in began else first).append(passage)
        began.add(unit)
    return [*first, *further]


def _likeliest(asking: Asking, records: Sequence[DocumentRecord]) -> list[DocumentRecord]:
    """The document that a bare section number means: a report ahead of any other paper."""
    section = asking.question.scope.section or ""
    having = [
        record
        for record in records
        if any(in_section(passage, section) for passage in asking.store.passages(record.id))
    ]
    having.sort(key=lambda r: (r.kind is not DocumentKind.REPORT, r.date or "", r.id))
    reports = [record for record in having if record.kind is DocumentKind.REPORT]
    return reports[-1:] or having[:1]
