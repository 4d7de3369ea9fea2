"""The sentences of a cited piece, cut where a new statement begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.model import Sentence

if TYPE_CHECKING:
    from assistant.writing.material import Piece

# Behind "whereas" or "but" something else is said of somebody else, as behind ", and a doctor was".
_PARTS = re.compile(
    r";|,\s+(?=(?:whereas|while|although|though|but)\s)"
    r"|,\s+(?=and\s+(?:the|an?|its|their)\s+(?:[^\W\d_]+\s+){1,2}(?:is|are|was|were|has|have|had)\s)"
)


@dataclass(frozen=True)
class CitedSentence:
    """One sentence of a cited piece, or a part of it in which another thing is said."""

    piece: Piece
    index: int
    part: int = 0

    @property
    def whole(self) -> str:
        """The sentence."""
        return self.piece.texts[self.index]

    @property
    def parts(self) -> list[str]:
        """The sentence cut where another begins: each part has a subject of its own."""
        return [part for part in _PARTS.split(self.whole) if part.strip()]

    @property
    def text(self) -> str:
        """The part."""
        return self.parts[self.part]

    @property
    def sentence(self) -> Sentence:
        """Its place and speakers."""
        return self.piece.sentences[self.index]

    @property
    def before(self) -> str:
        """Title, headings and what stands before it in its paragraph."""
        earlier = [*self.piece.texts[: self.index], *self.parts[: self.part]]
        return "\n".join([self.piece.around, *earlier])


@dataclass(frozen=True)
class Verdict:
    """What is wrong with a sentence (None: nothing) and the source sentences that carry it."""

    problem: str | None = None
    support: tuple[CitedSentence, ...] = ()
