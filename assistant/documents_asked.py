"""Which documents a question is about as a whole: by number, kind, title, source or meeting.

"Summarise CWG-COP-24/3", "the liaison statement on tokens", "Norway's contribution", "what
happened at the twenty-fourth meeting?".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from assistant.matching import stems_of
from assistant.question import Query
from assistant.sections import PLAIN
from assistant.wording import content_words
from index_store.records import DocumentRecord
from ingest.header.meetings import find as find_meetings
from ingest.header.numbers import find as find_numbers
from ingest.model import DocumentKind

_REVISION = re.compile(r"\((?:Rev|Add|Corr)\.\d+\)$")
_KIND_WORDS = {
    DocumentKind.REPORT: "report digest minutes",
    DocumentKind.CONTRIBUTION: "contribution paper submission proposal",
    DocumentKind.INFORMATION: "information document paper contribution",
    DocumentKind.LIAISON: "liaison statement",
    DocumentKind.TRANSCRIPT: "transcript session captions captioned debate discussion record",
    DocumentKind.OTHER: "document file text",
}
_FILLER = frozenset(
    """
    happened happen took place gist overview summary summarize summarise summarized outline main
    points topics content contents deal deals cover covers covered discussed talked brief briefly
    short full whole entire tell describe key results document documents file text say says
    section paragraph meeting january february march april may june july august september october
    november december
    """.split()
)


def numbers_asked(query: Query) -> list[str]:
    """Document numbers in a question, without their revision.

    >>> numbers_asked(Query(question="Summarise document cwg-cop-24 / inf / 15."))
    ['CWG-COP-24/INF/15']
    """
    return [_REVISION.sub("", number.text) for number in find_numbers(query.question)]


def documents_asked(query: Query, records: Sequence[DocumentRecord]) -> list[DocumentRecord]:
    """The documents that all of the question's words describe; none where it has a topic besides.

    A number or a file's name settles it. Else nothing but asking may be left of the question
    beside the words of the document's title, kind and source and the meeting it belongs to.
    """
    numbers = numbers_asked(query)
    if numbers:
        return [r for r in records if r.number and _REVISION.sub("", r.number) in numbers]
    question = query.question.casefold()
    named = [r for r in records if _file_named(question, r)]
    if named:
        return named
    sources = {speaker.name for speaker in (*query.asked, *query.about)}
    pool = [r for r in records if not query.meetings or r.meeting in query.meetings]
    if sources:
        pool = [r for r in pool if r.source in sources]
    left = _described(query)
    if not left:
        return pool if query.meetings or sources else _by_kind(query, pool)
    fitting = [r for r in pool if left <= _describing(r)]
    of_kind = _by_kind(query, fitting)
    return of_kind or fitting


def _file_named(question: str, record: DocumentRecord) -> bool:
    names = {record.id.casefold(), Path(record.path).name.casefold()}
    return any(len(name) > 6 and name in question for name in names)


def _described(query: Query) -> frozenset[str]:
    """Stems of what is left of a question that describes a document."""
    text = query.words
    for meeting in reversed(find_meetings(text)):
        text = f"{text[: meeting.start]} {text[meeting.end :]}"
    for speaker in (*query.asked, *query.about):
        text = re.sub(rf"\b{re.escape(speaker.name)}(?:['’]s)?", " ", text, flags=re.I)
    text = re.sub(r"\b(?:section|paragraph|item|chapter)\s+[\d.]+|§\s*[\d.]+|\b\d{4}\b", " ", text)
    kinds = {word for text_ in _KIND_WORDS.values() for word in text_.split()}
    return frozenset(
        stem
        for word in content_words(text)
        if word.lower() not in (PLAIN - kinds) | _FILLER
        for stem in stems_of(word)
    )


def _describing(record: DocumentRecord) -> frozenset[str]:
    words = f"{record.title} {record.source or ''} {_kind_words(record.kind)} {record.id}"
    return stems_of(words) | stems_of(_KIND_WORDS[DocumentKind.OTHER])


def _kind_words(kind: DocumentKind) -> str:
    """The words that a question may call a kind by: most by its own name."""
    return _KIND_WORDS.get(kind, kind.value)


def _by_kind(query: Query, records: Sequence[DocumentRecord]) -> list[DocumentRecord]:
    """Those of the kind that the question speaks of: "the report", "the contribution"."""
    asked = stems_of(query.words)
    return [r for r in records if stems_of(_kind_words(r.kind)) & asked]
