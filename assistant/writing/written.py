"""The answer of a language model: shown sentence by sentence, each once it is verified.

What is not verified is left out and kept in `Answer.removed`. Where the model fails, or too little
of what it wrote stands, the quoted answer takes its place with one line that says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.answer import Answer, AnswerSentence, Citation, Led, RemovedSentence
from assistant.markdown import markdown
from assistant.question import Query
from assistant.reading import Reading
from assistant.stopping import Stop, never
from assistant.verify import Source, Verifier
from assistant.writing.anchoring import Anchoring
from assistant.writing.failures import WriterFailed
from assistant.writing.material import Piece, gather_pieces, stands_in
from assistant.writing.prompt import system_prompt, user_prompt
from assistant.writing.reply import ReplyReader, Written
from assistant.writing.writer import Waiting, Writer
from index_store.filters import Filters

FURTHER = 8  # passages given to the model beside those that are quoted


@dataclass
class _Draft:
    """What stands so far: verified sentences with their sources, and what was left out."""

    kept: list[tuple[Written, tuple[Source, ...]]] = field(default_factory=list)
    removed: list[RemovedSentence] = field(default_factory=list)


class WrittenAnswerer:
    """Lets a model write from the evidence, and shows what stands in it."""

    def __init__(self, writer: Writer, reading: Reading) -> None:
        """`writer`: the model; `reading`: the store it may read from."""
        self._writer = writer
        self._reading = reading

    def stream(
        self,
        query: Query,
        quoted: Answer,
        filters: Filters,
        verifier: Verifier,
        stop: Stop = never,
    ) -> Iterator[Answer]:
        """The answer as it grows; the last one is complete. `quoted` is the extractive answer."""
        pieces = self._pieces(query, quoted, filters)
        answering = {
            piece.passage.id for piece in pieces for c in quoted.citations if stands_in(c, piece)
        }
        anchoring = Anchoring(pieces, verifier, answering)
        draft = _Draft()
        reader = ReplyReader()
        try:
            for part in self._writer.pieces(system_prompt(), user_prompt(query, pieces), stop):
                if isinstance(part, Waiting):
                    yield _waiting(quoted, part)
                elif self._take(reader.add(part), draft, anchoring):
                    yield self._answer(quoted, draft)
        except WriterFailed as failure:
            yield _instead(quoted, draft, f"The language model {failure}")
            return
        self._take(reader.end(), draft, anchoring)
        written = len(draft.kept) + len(draft.removed)
        if not written:
            yield _instead(quoted, draft, "The language model sent no sentence")
        elif not _enough(draft, quoted, query):
            yield _instead(
                quoted,
                draft,
                f"Of {written} sentences of the language model too few stand in the documents",
            )
        else:
            yield self._answer(quoted, draft, complete=True)

    def _pieces(self, query: Query, quoted: Answer, filters: Filters) -> list[Piece]:
        """What is quoted and what else bears on the question, of those asked about alone."""
        names = {speaker.name for speaker in query.asked}
        # An outcome is told by the Chair, whoever the question names.
        by_asked = bool(names) and all(names & set(c.speakers) for c in quoted.citations)
        asked = query.asked if by_asked else ()
        limits = filters
        if asked and not filters.speakers:
            limits = filters.model_copy(update={"speakers": tuple(s.name for s in asked)})
        hits = self._reading.retrieve(query, limits, FURTHER, asked)
        return gather_pieces(
            self._reading, quoted.citations, asked, filters, [hit.passage for hit in hits]
        )

    def _take(
        self,
        sentences: Sequence[Written],
        draft: _Draft,
        anchoring: Anchoring,
    ) -> bool:
        """Finds what carries each sentence; whether one more stands."""
        before = len(draft.kept)
        for written in sentences:
            # A small model may say a thing again and again.
            if any(written.text == kept.text for kept, _ in draft.kept):
                continue
            verdict = anchoring.anchor(written)
            if verdict.problem is None:
                draft.kept.append((written, verdict.support))
            else:
                draft.removed.append(
                    RemovedSentence(
                        text=written.text,
                        citations=list(written.numbers),
                        reason=verdict.problem,
                    )
                )
        return len(draft.kept) > before

    def _answer(self, quoted: Answer, draft: _Draft, complete: bool = False) -> Answer:
        citations = _Citations(self._reading)
        headed = any(sentence.heading for sentence in quoted.sentences)
        sentences = []
        for written, support in draft.kept:
            numbers = citations.numbers(support)
            heading = ", ".join(s.name for s in support[0].sentence.speakers) if headed else ""
            sentences.append(
                AnswerSentence(text=written.text, citations=numbers, heading=heading or None)
            )
        text = markdown(sentences)
        notices = list(quoted.notices)
        if complete and draft.removed:
            n = len(draft.removed)
            left = "1 sentence" if n == 1 else f"{n} sentences"
            notices.append(f"{left} of the language model left out: not in the passages cited.")
        return quoted.model_copy(
            update={
                "answer": f"{quoted.opening}\n\n{text}" if quoted.opening else text,
                "sentences": sentences,
                "citations": citations.all(),
                "removed": draft.removed,
                "notices": notices,
            }
        )


def _waiting(quoted: Answer, sign: Waiting) -> Answer:
    """A sign of life in place of the answer, while other questions are with the model."""
    come = "question comes" if sign.ahead == 1 else "questions come"
    line = f"*Waiting for the language model: {sign.ahead} {come} first.*"
    return quoted.model_copy(
        update={"sentences": [], "citations": [], "opening": "", "answer": line}
    )


def _instead(quoted: Answer, draft: _Draft, why: str) -> Answer:
    notice = f"{why}, so the documents are quoted instead."
    return quoted.model_copy(
        update={
            "notices": [*quoted.notices, notice],
            "removed": [
                *draft.removed,
                *(
                    RemovedSentence(
                        text=w.text, citations=list(w.numbers), reason="the answer was given up"
                    )
                    for w, _ in draft.kept
                ),
            ],
        }
    )


def _enough(draft: _Draft, quoted: Answer, query: Query) -> bool:
    """Whether at least half of what was written stands, and tells of everybody asked about."""
    if not draft.kept or len(draft.kept) < len(draft.removed):
        return False
    asked = {speaker.name for speaker in query.asked}
    told = {s.name for _, support in draft.kept for one in support for s in one.sentence.speakers}
    spoke = {name for citation in quoted.citations for name in citation.speakers}
    return asked & spoke <= told


class _Citations:
    """Citations numbered as they are first used; each spans what its sentences rest on."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._spans: dict[int, tuple[Piece, int, int]] = {}
        self._order: dict[int, int] = {}

    def numbers(self, support: Sequence[Source]) -> list[int]:
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
            page=self._reading.page(document, start),
            start=start,
            end=end,
            speakers=[speaker.name for speaker in piece.speakers],
            quote=self._reading.canonical(document, start, end),
            lead=[
                Led(**lead.model_dump())
                for lead in piece.passage.lead_of(piece.sentences[first])
                if lead.end <= start
            ],
        )
