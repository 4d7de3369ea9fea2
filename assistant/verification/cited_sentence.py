"""The sentences of the pieces that a written sentence rests on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index_store.analysis import terms
from ingest.model import Sentence

if TYPE_CHECKING:
    from assistant.writing.material import Piece


@dataclass(frozen=True)
class CitedSentence:
    """One sentence of a cited piece."""

    piece: Piece
    index: int

    @property
    def text(self) -> str:
        """Its words."""
        return self.piece.texts[self.index]

    @property
    def sentence(self) -> Sentence:
        """Its place and speakers."""
        return self.piece.sentences[self.index]

    @property
    def before(self) -> str:
        """Title, headings and what stands before it in its paragraph."""
        return "\n".join([self.piece.around, *self.piece.texts[: self.index]])


def shared_words(text: str, known: Collection[str]) -> float:
    """Share of a text's terms that are among those known; 0 of a text without any."""
    mine = set(terms(text))
    return len(mine.intersection(known)) / max(1, len(mine))


def terms_of(support: Sequence[CitedSentence]) -> set[str]:
    """The terms of sentences and of the names of who says them."""
    speakers = {s.name for source in support for s in source.sentence.speakers}
    return {t for words in (*speakers, *(s.text for s in support)) for t in terms(words)}
