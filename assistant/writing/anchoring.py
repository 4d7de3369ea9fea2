"""Finding the sentences of the documents that a written sentence tells of.

The numbers that a model puts behind a sentence are only where the search begins: a small model
forgets them or takes the wrong one.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from functools import cached_property

import numpy as np

from assistant.verification.cited_sentence import CitedSentence, shared_words, terms_of
from assistant.writing.material import Piece
from assistant.writing.reply import Written
from index_store.analysis import terms

_NEAR, _NEAR_UNCITED = 0.4, 0.7
"""Cosine of a sentence with one of a piece it cites, or of any, from which on it tells of that one.

Of 100 free paraphrases the nearest sentence of the piece is the right one 96 times, and 95 are
nearer than this; of 100 pieces taken by chance 97 have nothing as near."""
_MOST = 0.6  # share of a sentence's terms, from which on it tells of sentences that have them
_JOINED, _WHOLE = 0.3, 0.6
"""Share of its terms, or of those of a further sentence, two at least, that it has from this."""
_SENTENCES = 3  # of the documents that a written one may join


class Anchoring:
    """Holds sentences against the pieces of one answer.

    >>> anchoring = Anchoring(pieces, embedder.embed)                     # doctest: +SKIP
    >>> anchoring.told_by(Written("Norway opened a line.", ()))[0].piece.n  # doctest: +SKIP
    3
    """

    def __init__(
        self,
        pieces: Sequence[Piece],
        embed: Callable[[Sequence[str]], np.ndarray],
        answering: Container[tuple[str, int]] | None = None,
    ) -> None:
        """`pieces`: what the model was given; `answering`: paragraphs or turns that answer.

        They are given as document and unit; without `answering` all do. `embed` gives vectors of
        length 1.
        """
        searched = [p for p in pieces if answering is None or _unit(p) in answering]
        self._searched = _sentences(searched)
        self._all = _sentences(pieces)
        self._embed = embed

    def sentence_of(self, fragment: Written) -> CitedSentence | None:
        """The sentence of the passages that has all words of a fragment, the cited ones first."""
        everywhere = [*self._cited(fragment), *self._searched]
        return next(iter(_with_all_words(fragment.text, everywhere)), None)

    def told_by(self, written: Written) -> tuple[CitedSentence, ...]:
        """The sentences of the documents that a written one tells of, whether or not it says so.

        The nearest in meaning of the pieces it cites, with those that have more of its words;
        where it cites none that is near, of all. Empty where nothing is near.
        """
        likeness = self._likeness(written.text)

        def nearest_first(sentences: Sequence[CitedSentence]) -> list[CitedSentence]:
            return sorted(sentences, key=lambda each: -likeness[each])

        cited, searched = nearest_first(self._cited(written)), nearest_first(self._searched)
        # A date is little of a long sentence, which meaning alone would not find.
        literal = _with_all_words(written.text, [*cited, *searched])
        for near, least in ((literal, -1.0), (cited, _NEAR), (searched, _NEAR_UNCITED)):
            if not near:
                continue
            told = _joined(written.text, near[0], [*near, *searched])
            if likeness[near[0]] >= least or shared_words(written.text, terms_of(told)) >= _MOST:
                return told
        return ()

    def _cited(self, written: Written) -> list[CitedSentence]:
        return [each for each in self._all if each.piece.n in written.numbers]

    def _likeness(self, text: str) -> dict[CitedSentence, float]:
        """Cosine of a text with each sentence of the pieces."""
        cosines = self._vectors @ self._embed([text])[0]
        return dict(zip(self._all, map(float, cosines), strict=True))

    @cached_property
    def _vectors(self) -> np.ndarray:
        """Vectors of all sentences of the pieces, embedded once."""
        return self._embed([each.text for each in self._all])


def _sentences(pieces: Sequence[Piece]) -> list[CitedSentence]:
    return [CitedSentence(piece, i) for piece in pieces for i in range(len(piece.texts))]


def _with_all_words(text: str, sentences: Sequence[CitedSentence]) -> list[CitedSentence]:
    wanted = set(terms(text))
    return [s for s in sentences if wanted and wanted <= set(terms(s.text))]


def _joined(
    text: str, first: CitedSentence, others: Sequence[CitedSentence]
) -> tuple[CitedSentence, ...]:
    """A sentence with those others that have much of what it lacks of a text's words."""
    wanted = set(terms(text))
    missing = wanted - terms_of([first])
    told = [first]
    while len(told) < _SENTENCES:
        best = max(others, key=lambda s: len(missing & terms_of([s])), default=first)
        own = set(terms(best.text))
        gained = missing & own
        if len(gained) < 2 or len(gained) < min(_JOINED * len(wanted), _WHOLE * len(own)):
            break
        told.append(best)
        missing -= gained
    return tuple(told)


def _unit(piece: Piece) -> tuple[str, int]:
    return (piece.passage.document, piece.passage.unit)
