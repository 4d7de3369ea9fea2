"""What of a document could not be read: where it is silent, the answer may stand there."""

from __future__ import annotations

from collections.abc import Iterable

from index_store.records import DocumentRecord

_SHOWN = 3  # warnings of one document that are told, the rest is counted


def unread(records: Iterable[DocumentRecord], documents: Iterable[str]) -> list[str]:
    """One line for each of `documents` (ids) of which something could not be read.

    >>> record = DocumentRecord(id="a", path="a.pdf", title="A", warnings=("page 3 is damaged",))
    >>> unread([record], ["a"])
    ['Not all of “A” could be read: page 3 is damaged.']
    """
    wanted = set(documents)
    return [_line(record) for record in records if record.id in wanted and record.warnings]


def _line(record: DocumentRecord) -> str:
    more = len(record.warnings) - _SHOWN
    told = "; ".join(record.warnings[:_SHOWN]) + (f"; and {more} more" if more > 0 else "")
    return f"Not all of “{record.title}” could be read: {told}."
