"""Citations of written sentences: numbered as they are first used, quoted from the document."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Citation, Led
from assistant.store_reader import StoreReader
from assistant.verification.cited_sentence import CitedSentence
from assistant.writing.material import Piece


class Citations:
    """One citation a piece; each spans what the sentences that cite it rest on."""

    def __init__(self, store: StoreReader) -> None:
        self._store = store
        self._spans: dict[int, tuple[Piece, int, int]] = {}
        self._order: dict[int, int] = {}

    def numbers(self, support: Sequence[CitedSentence]) -> list[int]:
        """The numbers under which these sources are cited."""
        for source in support:
            n = source.piece.n
            self._order.setdefault(n, len(self._order) + 1)
            _, first, last = self._spans.get(n, (source.piece, source.index, source.index))
            first, last = min(first, source.index), max(last, source.index)
            self._spans[n] = (source.piece, first, last)
        return sorted({self._order[source.piece.n] for source in support})

    def all(self) -> list[Citation]:
        """Every citation with its quote."""
        return [self._citation(self._order[n], *span) for n, span in self._spans.items()]

    def _citation(self, number: int, piece: Piece, first: int, last: int) -> Citation:
        document = piece.passage.document
        start, end = piece.sentences[first].start, piece.sentences[last].end
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
                for lead in piece.passage.lead_of(piece.sentences[first])
                if lead.end <= start
            ],
        )
