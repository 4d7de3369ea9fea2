"""Finding the passages that carry a written sentence, whatever number the model put behind it.

The numbers are only where the search begins: a small model forgets them or takes the wrong one. Of
the passages that answer those nearest in meaning are held against the sentence one by one, then
together, since a sentence may join the facts of two. What none of them carries is not shown: a
passage that only lies near the question, and that nobody cites, lends its words to nothing.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from assistant.verification.cited_sentence import CitedSentence, Verdict
from assistant.verification.clauses import halves
from assistant.writing.material import Piece
from assistant.writing.reply import Written
from index_store.analysis import terms

if TYPE_CHECKING:
    from assistant.verification.verifier import Verifier

NEAREST = 4  # pieces that a sentence is held against, besides those it cites
_NEAR, _NEAR_UNCITED = 0.4, 0.7
"""Cosine of a sentence with one of a piece it cites, or of any, from which on it tells of that one.

Of 100 free paraphrases the nearest sentence of the piece is the right one 96 times, and 95 are
nearer than this; of 100 pieces taken by chance 97 have nothing as near."""
_MOST = 0.7  # share of a sentence's terms, from which on it has the words of its source
_PARTS = 8  # of a sentence, whose nearest pieces are looked at too


class Anchoring:
    """Holds sentences against the pieces of one answer.

    >>> anchoring = Anchoring(pieces, verifier)                           # doctest: +SKIP
    >>> anchoring.anchor(Written("Norway opened a line.", ())).support[0].piece.n  # doctest: +SKIP
    3
    """

    def __init__(
        self,
        pieces: Sequence[Piece],
        verifier: Verifier,
        answering: Container[tuple[str, int]] | None = None,
    ) -> None:
        """`pieces`: what the model was given; `answering`: paragraphs or turns that answer.

        They are given as document and unit; without `answering` all do.
        """
        self._pieces = {piece.n: piece for piece in pieces}
        self._searched = [p for p in pieces if answering is None or _unit(p) in answering]
        self._verifier = verifier

    def anchor(self, written: Written) -> Verdict:
        """What carries a sentence, or what is wrong with it where nothing does.

        The problem told is that with the passages it cites, else with the nearest one.
        """
        cited = [n for n in written.numbers if n in self._pieces]
        told: Verdict | None = None
        for numbers in self._places(written.text, cited):
            verdict = self._verifier.check(written.text, numbers, self._pieces)
            if verdict.problem is None:
                return verdict
            told = told or verdict
        return told or Verdict("no citation")

    def sentence_of(self, fragment: Written) -> CitedSentence | None:
        """The sentence of the passages that has all words of a fragment, the cited ones first."""
        wanted = set(terms(fragment.text))
        cited = [self._pieces[n] for n in fragment.numbers if n in self._pieces]
        return next(
            (
                CitedSentence(piece, i)
                for piece in [*cited, *self._searched]
                for i, text in enumerate(piece.texts)
                if wanted and wanted <= set(terms(text))
            ),
            None,
        )

    def told_by(self, written: Written) -> tuple[CitedSentence, ...]:
        """The sentence of the documents that a written one tells of, whether or not it says so.

        The nearest in meaning of the pieces it cites; where it cites none that is near, of all.
        None where nothing is near.
        """
        cited = [self._pieces[n] for n in written.numbers if n in self._pieces]
        for pieces, least in ((cited, _NEAR), (self._searched, _NEAR_UNCITED)):
            sentences = [CitedSentence(p, i) for p in pieces for i in range(len(p.texts))]
            if not sentences:
                continue
            vectors = self._verifier.embed([written.text, *(s.whole for s in sentences)])
            likeness = vectors[1:] @ vectors[0]
            best = sentences[int(likeness.argmax())]
            if likeness.max() >= least or has_words_of(written.text, [best]):
                return (best,)
        return ()

    def _places(self, text: str, cited: list[int]) -> list[list[int]]:
        """Sets of pieces that may carry a sentence, the likeliest first."""
        parts = [
            part
            for first, second, _ in halves(text, self._verifier.finder)
            for part in (first, second)
        ][:_PARTS]
        near, *of_parts = self._nearest([text, *parts])
        # A date is little of a long sentence, which meaning alone would not find.
        literal = self.sentence_of(Written(text, ()))
        near = list(dict.fromkeys([*near, *([literal.piece.n] if literal else [])]))
        alone = [[n] for n in near if [n] != cited]
        together = list(dict.fromkeys([*cited, *near, *(n for some in of_parts for n in some[:1])]))
        return [*([cited] if cited else []), *alone, *([together] if len(together) > 1 else [])]

    def _nearest(self, texts: Sequence[str]) -> list[list[int]]:
        """For each text the pieces with the sentences nearest in meaning, the nearest first."""
        if not self._searched:
            return [[] for _ in texts]
        numbers, vectors = self._vectors
        found = []
        for likeness in self._verifier.embed(texts) @ vectors.T:
            best: dict[int, float] = {}
            for n, cosine in zip(numbers, likeness, strict=True):
                best[n] = max(best.get(n, -1.0), float(cosine))
            found.append(sorted(best, key=lambda n: -best[n])[:NEAREST])
        return found

    @cached_property
    def _vectors(self) -> tuple[list[int], np.ndarray]:
        """Piece by sentence, and the sentences' vectors."""
        numbers = [piece.n for piece in self._searched for _ in piece.texts]
        texts = [text for piece in self._searched for text in piece.texts]
        return numbers, self._verifier.embed(texts)


def _unit(piece: Piece) -> tuple[str, int]:
    return (piece.passage.document, piece.passage.unit)


def has_words_of(text: str, support: Sequence[CitedSentence]) -> bool:
    """Whether a text has most of its terms from the sentences given, in whatever order."""
    return _shared(text, support) >= _MOST


def _shared(text: str, support: Sequence[CitedSentence]) -> float:
    """Share of a text's terms that sentences have, with the names of who says them."""
    mine = set(terms(text))
    speakers = {s.name for source in support for s in source.sentence.speakers}
    theirs = {t for words in (*speakers, *(s.whole for s in support)) for t in terms(words)}
    return len(mine & theirs) / max(1, len(mine))
