"""The whole that a question asks about: a document, a section, a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.answerers.evidence import in_section, within
from index_store.records import DocumentRecord
from ingest.model import DocumentKind, Passage

if TYPE_CHECKING:
    from assistant.answerers.draft import Asking


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
