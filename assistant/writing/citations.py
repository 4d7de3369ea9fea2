"""Citations of written sentences: numbered as they are first used, quoted from the document."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer, AnswerSentence, Citation, Led
from assistant.store_reader import StoreReader
from assistant.verification.cited_sentence import CitedSentence
from assistant.writing.material import overlap


class Citations:
    """One citation for each sentence of the documents that what is written rests on."""

    def __init__(self, store: StoreReader) -> None:
        self._store = store
        self._numbers: dict[tuple[int, int], int] = {}
        self._sources: list[CitedSentence] = []

    def numbers(self, support: Sequence[CitedSentence]) -> list[int]:
        """The numbers under which these sources are cited."""
        for source in support:
            place = (source.piece.n, source.index)
            if place not in self._numbers:
                self._sources.append(source)
                self._numbers[place] = len(self._sources)
        return sorted({self._numbers[source.piece.n, source.index] for source in support})

    def all(self) -> list[Citation]:
        """Every citation with its quote."""
        return [self._citation(n, source) for n, source in enumerate(self._sources, 1)]

    def _citation(self, number: int, source: CitedSentence) -> Citation:
        piece, sentence = source.piece, source.sentence
        document = piece.passage.document
        start, end = sentence.start, sentence.end
        return Citation(
            n=number,
            document=document,
            path=piece.source.path,
            title=piece.source.title,
            paragraph=piece.passage.paragraph,
            page=self._store.page(document, start),
            start=start,
            end=end,
            speakers=[speaker.name for speaker in piece.speakers],
            quote=self._store.canonical(document, start, end),
            lead=[
                Led(**lead.model_dump())
                for lead in piece.passage.lead_of(sentence)
                if lead.end <= start
            ],
        )


def remaining(
    quoted: Answer, shown: Sequence[Citation]
) -> tuple[list[AnswerSentence], list[Citation]]:
    """What a quoted answer has and the `shown` citations of another do not, numbered after them."""
    known = {c.n: c for c in (*quoted.citations, *quoted.more_citations)}
    sentences: list[AnswerSentence] = []
    citations: list[Citation] = []
    for sentence in (*quoted.sentences, *quoted.more):
        own = [known[n] for n in sentence.citations]
        there = ((one, other) for one in own for other in shown)
        if any(a.document == b.document and overlap(a, b) for a, b in there):
            continue
        first = len(shown) + len(citations) + 1
        citations += [c.model_copy(update={"n": first + n}) for n, c in enumerate(own)]
        numbers = [first + n for n in range(len(own))]
        sentences.append(sentence.model_copy(update={"citations": numbers}))
    return sentences, citations
