"""How far a written answer has come: what stands, what was left out, and whether it is enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.answer import Answer, RemovedSentence
from assistant.verification.cited_sentence import CitedSentence
from assistant.writing.material import Piece, stands_in
from assistant.writing.reply import Written
from ingest.attribution.parse import pipeline

if TYPE_CHECKING:
    from assistant.answerers.evidence import ScoredSentence
    from assistant.question.question import Question
    from assistant.verification.verifier import Verifier
    from assistant.writing.anchoring import Anchoring

SentencePlace = tuple[str, int, int]
"""Document, paragraph or turn, and offset of a sentence."""
_FINITE = frozenset(("VBD", "VBP", "VBZ", "MD"))  # Penn Treebank tags


@dataclass
class Progress:
    """Verified sentences with what carries each, and those that were left out.

    `language` is that of the passages. `answered`: whether the passages surely answer; where they
    may not, a sentence that the comparisons do not pass stands for nothing.
    """

    language: str
    answered: bool = True
    kept: list[tuple[Written, tuple[CitedSentence, ...]]] = field(default_factory=list)
    removed: list[RemovedSentence] = field(default_factory=list)
    passed: list[Written] = field(default_factory=list)
    """What was written and stands, if only by the sentence of the documents that it tells of."""
    replaced: int = 0
    """Of those left out, how many have a sentence of the documents in their place."""

    @property
    def written(self) -> int:
        """How many sentences the model wrote."""
        return len(self.passed) + len(self.removed)

    def take(self, sentences: Sequence[Written], anchoring: Anchoring, verifier: Verifier) -> bool:
        """Finds what each sentence tells of and holds it against that; whether one more stands.

        In its place stands what it tells of, in the words of the documents, whether or not it
        says the same: the few words that differ, or their order, may change what is said. Only
        what a model of entailment passes stands as it was written.
        """
        before = len(self.kept)
        for written in sentences:
            # A small model may say a thing again and again.
            if any(written.text == passed.text for passed in self.passed):
                continue
            if not is_whole(written.text, self.language):
                source = anchoring.sentence_of(written)
                if source is None:
                    self.removed.append(_removed(written, "no whole sentence"))
                    continue
                self.passed.append(written)
                self.add([source])
                continue
            support = anchoring.told_by(written)
            problem = verifier.problem(written.text, support)
            if problem is None:
                self.passed.append(written)
                if verifier.has_entailment:
                    self.kept.append((written, support))
                    continue
            else:
                self.removed.append(_removed(written, problem))
                support = support if self.answered else ()
                self.replaced += bool(support)
            self.add(_in_order(support))
        return len(self.kept) > before

    def given_up(self) -> list[RemovedSentence]:
        """Everything that was written, as left out."""
        return [*self.removed, *(_removed(w, "the answer was given up") for w in self.passed)]

    @property
    def places(self) -> set[SentencePlace]:
        """Where the sentences stand that carry what is kept."""
        return {_place(source) for _, support in self.kept for source in support}

    def rests_on(self, likely: Sequence[ScoredSentence]) -> bool:
        """Whether a kept sentence rests on one that may answer, not only on its neighbours."""
        return bool(self.places & {scored.place for scored in likely})

    def is_enough(self, quoted: Answer, question: Question) -> bool:
        """Whether at least half of what was written stands, and tells of everybody asked about.

        What a sentence of the documents stands for counts as if it stood itself.
        """
        if not self.kept or len(self.kept) < len(self.removed) - self.replaced:
            return False
        asked = set(question.labelled(question.asked))
        told = {
            s.name for _, support in self.kept for one in support for s in one.sentence.speakers
        }
        spoke = {name for citation in quoted.citations for name in citation.speakers}
        return asked & spoke <= told

    def add(self, sources: Sequence[CitedSentence]) -> None:
        """Adds sentences of the documents as they stand, those that are not there yet."""
        there = {kept.text for kept, _ in self.kept}
        new = [source for source in sources if source.text not in there]
        self.kept += [(Written(source.text, ()), (source,)) for source in new]


def is_whole(text: str, language: str = "en") -> bool:
    """Whether a text is a sentence: in English one with a finite verb, else any.

    "27 500 in 2024" says nothing by itself.

    >>> is_whole("Since 2005."), is_whole("NASK has run it since 2005.")
    (False, True)
    """
    return language != "en" or any(token.tag_ in _FINITE for token in pipeline()(text))


def _in_order(support: Sequence[CitedSentence]) -> list[CitedSentence]:
    return sorted(support, key=lambda source: (source.piece.n, source.index))


def left_out(progress: Progress, quoted: Answer, pieces: Sequence[Piece]) -> list[CitedSentence]:
    """The sentences of the quoted answer that nothing written rests on, in their order."""
    there = {
        _place(source): source
        for piece in pieces
        if any(stands_in(citation, piece) for citation in quoted.citations)
        for source in (CitedSentence(piece, i) for i in range(len(piece.sentences)))
        if _is_quoted(source, quoted)
    }
    return [there[place] for place in sorted(there.keys() - progress.places)]


def _is_quoted(source: CitedSentence, quoted: Answer) -> bool:
    sentence, document = source.sentence, source.piece.passage.document
    return any(
        c.document == document and c.start < sentence.end and sentence.start < c.end
        for c in quoted.citations
    )


def _place(source: CitedSentence) -> SentencePlace:
    passage = source.piece.passage
    return (passage.document, passage.unit, source.sentence.start)


def _removed(written: Written, reason: str) -> RemovedSentence:
    return RemovedSentence(text=written.text, citations=list(written.numbers), reason=reason)
