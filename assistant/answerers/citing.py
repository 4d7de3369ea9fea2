"""Chosen sentences as they are quoted, word by word, each with a citation of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.answer import AnswerSentence, Citation, Led
from assistant.answerers.evidence import ScoredSentence
from assistant.answerers.sentence_judge import text_in_full
from assistant.store_reader import StoreReader
from ingest.model import Lead

if TYPE_CHECKING:
    from assistant.answerers.draft import Quoted

_BULLET = re.compile(r"^\s*(?:[–—•▪·*o-]\s+|\(?[a-z0-9]{1,3}[.)]\s+)")
_NUMBER = re.compile(r"^\s*\d{1,2}(?:\.\d{1,3})*\.?\s+(?=\S)")


def cite(
    quoted: Sequence[Quoted], store: StoreReader, first: int = 1
) -> tuple[list[AnswerSentence], list[Citation]]:
    """Sentences and citations of an answer, numbered from `first`.

    A sentence that only leads to others of the answer is left out: they bring it along.
    """
    sentences: list[AnswerSentence] = []
    citations: list[Citation] = []
    ahead: Quoted | None = None
    for item in _without_leads(quoted):
        scored = item.sentence
        document, passage = scored.passage.document, scored.passage
        source = store.source(document)
        start, end = scored.sentence.start + _mark(scored), scored.sentence.end
        quote = store.canonical(document, start, end)
        leads = [*_context(item, ahead), *passage.lead_of(scored.sentence)]
        number = first + len(citations)
        citations.append(
            Citation(
                n=number,
                document=document,
                path=source.path,
                title=source.title,
                paragraph=passage.paragraph,
                page=store.page(document, start),
                start=start,
                end=start + len(quote.rstrip()),
                speakers=[speaker.name for speaker in scored.speakers],
                quote=quote.rstrip(),
                lead=[Led(**lead.model_dump()) for lead in leads if lead.end <= start],
            )
        )
        shown = [] if _led_already(item, ahead) else [lead.text for lead in citations[-1].lead]
        sentences.append(
            AnswerSentence(
                text=_words(scored),
                lead=shown,
                citations=[number],
                heading=item.heading,
            )
        )
        ahead = item
    return sentences, citations


def _context(item: Quoted, ahead: Quoted | None) -> list[Lead]:
    """The sentence before, where the quoted one cannot be read without it and it is not there."""
    before = item.context
    if before is None or (ahead is not None and ahead.sentence.place == before.place):
        return []
    sentence = before.sentence
    text = text_in_full(before.passage, sentence)
    return [Lead(start=sentence.start, end=sentence.end, text=text)]


def _led_already(item: Quoted, ahead: Quoted | None) -> bool:
    """Whether the item of a list follows another under the same words; a row never does."""
    if ahead is None or item.sentence.is_row or item.heading != ahead.heading:
        return False
    one, other = item.sentence, ahead.sentence
    leads = one.sentence.lead
    return bool(leads) and leads == other.sentence.lead and one.unit[0] == other.unit[0]


def _words(scored: ScoredSentence) -> str:
    """A sentence on one line, without its number or bullet; the cells of a row parted by tabs."""
    if scored.is_row:
        return "\t".join(" ".join(cell.split()) for cell in scored.own.split("\t"))
    return " ".join(scored.own[_mark(scored) :].split())


def _mark(scored: ScoredSentence) -> int:
    """Length of what stands before the words of a sentence: its paragraph number, a bullet."""
    if scored.is_row:
        return 0
    text = scored.own
    length = len(text) - len(text.lstrip())
    for pattern in (_NUMBER, _BULLET):
        match = pattern.match(text[length:])
        if match and length + match.end() < len(text):
            length += match.end()
    return length


def _without_leads(quoted: Sequence[Quoted]) -> list[Quoted]:
    leading = {
        (item.sentence.passage.document, start)
        for item in quoted
        for start, _ in item.sentence.sentence.lead
    }
    return [
        item
        for item in quoted
        if (item.sentence.passage.document, item.sentence.sentence.start) not in leading
    ]
