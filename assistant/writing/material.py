"""What a language model is given to write from: numbered pieces, each the words of one speaker.

A piece is a run of sentences that follow each other in one paragraph or turn and have the same
speakers, so that a citation of the piece also says whose statement it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from ingest.folding import composed
from ingest.in_full import in_full
from ingest.model import Passage, Sentence, Speaker

if TYPE_CHECKING:
    from assistant.answer import Citation
    from assistant.store_reader import Source, StoreReader

PIECES = 20
CHARACTERS = 9000  # of all pieces together, about 2,300 tokens
_CELLS = 3  # line breaks in a "sentence" that is a table
_WORDS = 3  # that say something by themselves


@dataclass(frozen=True)
class Piece:
    """Piece `n` (from 1): sentences of `passage` and their texts."""

    n: int
    passage: Passage
    source: Source
    sentences: tuple[Sentence, ...]
    texts: tuple[str, ...]

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Who says all of its sentences."""
        return self.sentences[0].speakers

    @property
    def text(self) -> str:
        """What it says, on one line."""
        return " ".join(self.texts)

    @property
    def around(self) -> str:
        """What its words may point back to: title, headings, number and what stands before it."""
        passage = self.passage
        before = passage.text[: max(0, self.sentences[0].start - passage.start)]
        parts = [self.source.title, *passage.section, passage.document, passage.paragraph or ""]
        return "\n".join([*parts, before])


def gather_pieces(
    store: StoreReader,
    passages: Iterable[Passage],
    wanted: set[str],
    characters: int = CHARACTERS,
) -> list[Piece]:
    """The pieces of whole passages, in their order, as many as there is room for.

    `wanted`: names of the speakers whose sentences alone are in; empty for everybody's.
    """
    pieces: list[Piece] = []
    seen: set[str] = set()
    left = characters
    for passage in passages:
        if passage.id in seen:
            continue
        seen.add(passage.id)
        for piece in pieces_of(passage, store.source(passage.document), wanted):
            size = len(piece.text)
            if len(pieces) < PIECES and size <= left:
                left -= size
                pieces.append(replace(piece, n=len(pieces) + 1))
    return pieces


def quoted_passages(store: StoreReader, cited: Sequence[Citation]) -> list[Passage]:
    """The passages that citations stand in, in their order."""
    return [p for c in cited for p in filter(partial(overlap, c), store.passages(c.document))]


def pieces_of(passage: Passage, source: Source, wanted: set[str], n: int = 1) -> list[Piece]:
    """The pieces of one passage, numbered from `n`; of `wanted` speakers alone, if any."""
    found: list[Piece] = []
    for run in _runs(passage, wanted):
        texts = tuple(composed(_in_full(passage, sentence)) for sentence in run)
        found.append(Piece(n + len(found), passage, source, tuple(run), texts))
    return found


def stands_in(citation: Citation, piece: Piece) -> bool:
    """Whether a citation quotes the passage of a piece."""
    passage = piece.passage
    return citation.document == passage.document and overlap(citation, passage)


def _in_full(passage: Passage, sentence: Sentence) -> str:
    leads = [lead.text for lead in passage.lead_of(sentence)]
    return in_full(leads, passage.words_of(sentence))


def overlap(citation: Citation, other: Passage | Citation) -> bool:
    """Whether two stretches of one document share characters."""
    return other.start < citation.end and citation.start < other.end


def _runs(passage: Passage, wanted: set[str]) -> list[list[Sentence]]:
    runs: list[list[Sentence]] = []
    last: Sentence | None = None
    for sentence in passage.sentences:
        text = passage.words_of(sentence)
        names = {speaker.name for speaker in sentence.speakers}
        # The cells of a table say nothing without their place in it.
        table = text.strip().count("\n") >= _CELLS and len(text.split()) < 8 * text.count("\n")
        if len(text.split()) < _WORDS or table or (wanted and not wanted & names):
            last = None
            continue
        if last is not None and last.speakers == sentence.speakers:
            runs[-1].append(sentence)
        else:
            runs.append([sentence])
        last = sentence
    return runs
