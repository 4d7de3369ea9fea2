"""The extractive answer: chosen sentences, quoted word by word, each with its citation."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answer import AnswerSentence, Citation, Led
from assistant.candidates import Candidate
from assistant.store_reader import Source
from ingest.in_full import under_heads

_BULLET = re.compile(r"^\s*(?:[–—•▪·*o-]\s+|\(?[a-z0-9]{1,3}[.)]\s+)")
_NUMBER = re.compile(r"^\s*\d{1,2}(?:\.\d{1,3})*\.?\s+(?=\S)")


@dataclass(frozen=True)
class Quoted:
    """A chosen sentence and what it stands under in the answer; in a table, row and column."""

    candidate: Candidate
    heading: str | None = None
    point: str | None = None


def cite(
    quoted: Sequence[Quoted],
    source: Callable[[str], Source],
    page: Callable[[str, int], int | None],
    canonical: Callable[[str, int, int], str],
) -> tuple[list[AnswerSentence], list[Citation]]:
    """Sentences and citations of an answer; sentences that follow each other share a citation.

    `source(document)`, `page(document, offset)` and `canonical(document, start, end)` come from
    the store.
    """
    sentences: list[AnswerSentence] = []
    citations: list[Citation] = []
    for run in _runs(_without_leads(quoted), canonical):
        first, last = run[0].candidate, run[-1].candidate
        about = source(first.passage.document)
        start = first.sentence.start + _mark(first)
        end = last.sentence.end
        quote = canonical(first.passage.document, start, end)
        end -= len(quote) - len(quote.rstrip())
        citation = Citation(
            n=len(citations) + 1,
            document=first.passage.document,
            path=about.path,
            title=about.title,
            paragraph=first.passage.paragraph,
            page=page(first.passage.document, start),
            start=start,
            end=end,
            speakers=[speaker.name for speaker in first.sentence.speakers],
            quote=quote.rstrip(),
            lead=_leads(first, start),
        )
        citations.append(citation)
        shown: list[str] = []
        for item in run:
            lead = [led.text for led in _leads(item.candidate, start)]
            # A row is shown under its heads each time, a list behind its beginning once.
            again = lead == shown and not _is_row(item.candidate)
            shown = lead
            sentences.append(
                AnswerSentence(
                    text=_words(item.candidate),
                    lead=[] if again else lead,
                    citations=[citation.n],
                    heading=item.heading,
                    point=item.point,
                )
            )
    return sentences, citations


def _leads(candidate: Candidate, start: int) -> list[Led]:
    """What leads to a sentence and stands before `start`, where its quote begins."""
    found = candidate.passage.lead_of(candidate.sentence)
    return [Led(**lead.model_dump()) for lead in found if lead.end <= start]


def _is_row(candidate: Candidate) -> bool:
    """Is a sentence the row of a table with heads?"""
    leads = [lead.text for lead in candidate.passage.lead_of(candidate.sentence)]
    return under_heads(leads, candidate.own) is not None


def _words(candidate: Candidate) -> str:
    """A sentence on one line, without its number or bullet; the cells of a row parted by tabs."""
    if _is_row(candidate):
        return "\t".join(" ".join(cell.split()) for cell in candidate.own.split("\t"))
    return " ".join(candidate.own[_mark(candidate) :].split())


def _mark(candidate: Candidate) -> int:
    """Length of what stands before the words of a sentence: its paragraph number, a bullet."""
    text = candidate.own
    if _is_row(candidate):
        return 0
    length = len(text) - len(text.lstrip())
    for pattern in (_NUMBER, _BULLET):
        match = pattern.match(text, length)
        if match and match.end() < len(text):
            length = match.end()
    return length


def _without_leads(quoted: Sequence[Quoted]) -> list[Quoted]:
    """The sentences but those that only lead to others, which bring them along."""
    leading = {
        (item.candidate.passage.document, start)
        for item in quoted
        for start, _ in item.candidate.sentence.lead
    }
    return [
        item
        for item in quoted
        if (item.candidate.passage.document, item.candidate.sentence.start) not in leading
    ]


def _runs(
    quoted: Sequence[Quoted], canonical: Callable[[str, int, int], str]
) -> list[list[Quoted]]:
    runs: list[list[Quoted]] = []
    for item in quoted:
        if runs and _follows(runs[-1][-1], item, canonical):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _follows(one: Quoted, other: Quoted, canonical: Callable[[str, int, int], str]) -> bool:
    """Whether two sentences stand next to each other, said by the same speakers."""
    a, b = one.candidate, other.candidate
    if (one.heading, one.point) != (other.heading, other.point) or a.unit != b.unit:
        return False
    if a.sentence.speakers != b.sentence.speakers or b.sentence.start < a.sentence.end:
        return False
    return not canonical(a.passage.document, a.sentence.end, b.sentence.start).strip()
