"""What a document is: by the words of its header, its number, its labels and its form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.header.labels import any_of, group, pattern, words
from ingest.header.letters import is_letter
from ingest.header.standing import adjectives
from ingest.header.titles import stated, tidy
from ingest.model import DocumentKind, Header

_SHORT = 25  # words: in a longer line a word for a kind is one of many
_DECISIONS = 3  # headings "Decision 4/…" make a document of decisions
_SAMPLE = 20_000
_OPENING = 4000  # characters in which a document names itself
# In a verbatim record more than one word in so many is "I", "we" or "our".
_FIRST_PERSON = 80
_RECORD_SYMBOLS = {"/PV": DocumentKind.VERBATIM_RECORD, "/SR": DocumentKind.SUMMARY_RECORD}


def kind(
    title: str | None,
    lines: Sequence[str],
    labels: Sequence[str],
    number: str | None,
    text: str,
    greets: bool,
    chaired: bool,
) -> DocumentKind:
    """The kind of a document, the surest sign first.

    `lines` are those of its header, `labels` the fields they have, `greets` whether the text
    behind them addresses somebody, `chaired` whether a chair and a date stand above the title.
    """
    named = [line for line in (title, *lines) if line and len(line.split()) <= _SHORT]
    for symbol, found in _RECORD_SYMBOLS.items():
        if number and symbol in number:
            return found
    for found in (DocumentKind.TRANSCRIPT, DocumentKind.VERBATIM_RECORD):
        if any(_anywhere(found, line) for line in named):
            return found
    if any(_begins(DocumentKind.LIAISON, line) for line in named):
        return DocumentKind.LIAISON
    if title and is_procedure(title):
        return DocumentKind.OTHER
    if chaired:
        return _record(text)
    own = _of_title(title, lines, text)
    if own:
        return own
    return _of_lines(title, lines, labels, number, text, greets)


def _of_title(title: str | None, lines: Sequence[str], text: str) -> DocumentKind | None:
    """The kind that the title names; a contribution may report, and keeps its kind."""
    if not title:
        return None
    decision = rf"(?im)^[^\w\n]*{_kind(DocumentKind.DECISIONS)}\s+\d+/"
    if len(re.findall(decision, text)) >= _DECISIONS:
        return DocumentKind.DECISIONS
    for found in (DocumentKind.LETTER, DocumentKind.SUMMARY_RECORD, DocumentKind.DECISIONS):
        if _begins(found, title):
            return found
    for found in (DocumentKind.MINUTES, DocumentKind.BULLETIN):
        if _anywhere(found, title):
            return found
    if _begins(DocumentKind.STATEMENT, title):
        return DocumentKind.STATEMENT
    group_paper = any(_begins(DocumentKind.CONTRIBUTION, line) for line in lines if line != title)
    reports = _begins(DocumentKind.REPORT, title) or _ends(DocumentKind.REPORT, title)
    if reports and (not group_paper or pattern("reports", before=adjectives()).match(title)):
        return DocumentKind.REPORT
    return None


def _of_lines(
    title: str | None,
    lines: Sequence[str],
    labels: Sequence[str],
    number: str | None,
    text: str,
    greets: bool,
) -> DocumentKind:
    """The kind that the other lines name, or that the form of the document shows."""
    named = [line for line in (title, *lines) if line]
    if "attendance" in labels and title and names_meeting(title):
        return DocumentKind.MINUTES
    if is_letter(text, greets):
        return DocumentKind.LETTER
    contributed = any(_begins(DocumentKind.CONTRIBUTION, line) for line in named)
    if number and "/INF" in number:
        return DocumentKind.INFORMATION
    if not contributed and any(_begins(DocumentKind.INFORMATION, line) for line in named):
        return DocumentKind.INFORMATION
    if contributed or (title and _anywhere(DocumentKind.CONTRIBUTION, title)):
        return DocumentKind.CONTRIBUTION
    if any(_begins(DocumentKind.STATEMENT, line) for line in named) or (
        title and _anywhere(DocumentKind.STATEMENT, title)
    ):
        return DocumentKind.STATEMENT
    if stated(text[:_OPENING]) or any(_begins(DocumentKind.REPORT, line) for line in named):
        return DocumentKind.REPORT
    for found in (DocumentKind.LETTER, DocumentKind.MINUTES):
        if any(_begins(found, line) for line in named):
            return found
    if "attendance" in labels:
        return DocumentKind.MINUTES
    return DocumentKind.STATEMENT if greets else _self_named(text[:_OPENING])


def _self_named(opening: str) -> DocumentKind:
    """The kind of paper that a text calls itself: "This working paper describes"."""
    this = any_of(words("this"))
    for found in (DocumentKind.CONTRIBUTION, DocumentKind.INFORMATION, DocumentKind.STATEMENT):
        if re.search(rf"{this}\s+{_kind(found)}", opening, re.IGNORECASE):
            return found
    return DocumentKind.OTHER


def is_procedure(title: str) -> bool:
    """Whether a title is that of an agenda, an invitation, a list of documents."""
    return _begins(DocumentKind.OTHER, title)


def names_minutes(line: str) -> bool:
    """Whether a line has a word for minutes."""
    return len(line.split()) <= _SHORT and _anywhere(DocumentKind.MINUTES, line)


def names_meeting(title: str) -> bool:
    """Whether a title is that of a meeting whose words are noted, such as "Lamp WG Meeting"."""
    return pattern("noted meetings").search(title) is not None


def of_turns(header: Header) -> DocumentKind:
    """The kind of a document in which labels give the floor throughout.

    Below the heading of a body's meeting they make minutes; the group's own are transcripts.
    """
    if header.kind not in (DocumentKind.OTHER, DocumentKind.CONTRIBUTION):
        return header.kind
    if header.meeting is None and names_meeting(header.title or ""):
        return DocumentKind.MINUTES
    return DocumentKind.TRANSCRIPT if header.kind is DocumentKind.OTHER else header.kind


def is_report_of_meeting(line: str) -> bool:
    """Whether a line says "report", "outcome", "summary record" of something."""
    listed = (*group("kinds/report"), *group("kinds/summary record"), *group("kinds/minutes"))
    return re.search(any_of(listed), line, re.IGNORECASE) is not None


def _record(text: str) -> DocumentKind:
    """A record with a chair: verbatim where it speaks in the first person, else a summary."""
    sample = text[:_SAMPLE]
    own = len(pattern("first person").findall(sample))
    verbatim = own * _FIRST_PERSON > len(sample.split())
    return DocumentKind.VERBATIM_RECORD if verbatim else DocumentKind.SUMMARY_RECORD


def _kind(kind: DocumentKind) -> str:
    return any_of(group(f"kinds/{kind.value}"))


def _begins(kind: DocumentKind, line: str) -> bool:
    """Whether a line begins with a word for a kind, adjectives and brackets before it allowed."""
    printed = tidy(line).lstrip(' ([“"')
    return re.match(adjectives() + _kind(kind), printed, re.IGNORECASE) is not None or (
        kind is DocumentKind.CONTRIBUTION and printed.endswith(words("kinds/contribution")[-2:])
    )


def _ends(kind: DocumentKind, line: str) -> bool:
    """Whether a line ends with a word for a kind, or has it behind a possessive."""
    return re.search(rf"{_kind(kind)}$|s?['’´]s?\s+{_kind(kind)}", line, re.I) is not None


def _anywhere(kind: DocumentKind, line: str) -> bool:
    return re.search(_kind(kind), line, re.IGNORECASE) is not None
