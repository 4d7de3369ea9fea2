"""Examples out of question sets over documents: the passages that a search finds for a question."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.reader.excerpts import excerpt
from assistant.reader.interface import Excerpt
from evals.reader_changes import changed, renamed
from evals.reader_examples import Example, asked_otherwise, without_answers
from evals.span_mapping import overlap
from index_store import Store
from index_store.filters import Filters
from ingest.model import Passage, Sentence

Span = tuple[int, int]

_LENGTH = 900  # characters of a stretch of several passages
_UNSURE = 0.3
"""Weight of unmarked sentences where only the best answers are marked."""


@dataclass(frozen=True)
class Asked:
    """A question with its answers as [start, end) of the canonical text of its document.

    `near` are sentences that only seem to answer, `unsure` those of which nobody can tell.
    `complete`: whether all answers are marked.
    """

    id: str
    kind: str
    document: str
    question: str
    answers: tuple[Span, ...] = ()
    near: tuple[Span, ...] = ()
    unsure: tuple[Span, ...] = ()
    who: tuple[str, ...] = ()
    complete: bool = True
    history: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The question as the reader is asked: with the question that it follows up."""
        return " ".join([*self.history[-1:], self.question])


@dataclass(frozen=True)
class Mix:
    """How many excerpts a question has."""

    own: int = 12
    """passages of its document that the search finds, besides those with answers; 0: no search"""
    other: int = 1
    """passages of documents of other bodies"""
    answering: int = 6
    """passages with answers, best first"""
    changes: float = 0.5
    """excerpts without answer made from one with"""
    merged: float = 0.4
    """share of excerpts that are read with the passages around them"""


class SetExamples:
    """Makes examples of questions over the documents of a store."""

    def __init__(self, store: Store, seed: int = 0) -> None:
        self._store = store
        self._chance = random.Random(seed)
        self._titles = {record.id: record.title for record in store.documents()}
        self._sources = {r.id: _family(Path(r.path).name) for r in store.documents()}
        self._passages: dict[str, list[Passage]] = {}

    def of(self, asked: Asked, names: Sequence[str], mix: Mix) -> Iterator[Example]:
        """The examples of a question; `names`: speakers of its document, to be exchanged."""
        passages = self._of(asked.document)
        text = asked.text
        here = Filters(documents=(asked.document,))
        found = self._store.search(text, mix.own + mix.answering, here) if mix.own else []
        ranks = {hit.passage.ordinal: n for n, hit in enumerate(found)}
        gold = [p.ordinal for p in passages if _touches(asked.answers, p)]
        gold.sort(key=lambda ordinal: ranks.get(ordinal, len(ranks)))
        near = [p.ordinal for p in passages if _touches(asked.near, p)][:3]
        rest = [o for o in ranks if o not in gold and o not in near]
        done: set[int] = set()
        positives = []
        for ordinal in [*gold[: mix.answering], *near, *rest[: mix.own]]:
            if ordinal not in done:
                stretch = self._stretch(passages, ordinal, mix)
                done.update(p.ordinal for p in stretch)
                example = self._example(asked, text, stretch)
                positives += [example] if example.answered else []
                yield example
        yield from self._changed(asked, positives, names, mix)
        yield from self._others(asked, text, mix)

    def _changed(
        self, asked: Asked, positives: Sequence[Example], names: Sequence[str], mix: Mix
    ) -> Iterator[Example]:
        for positive in positives:
            if self._chance.random() > mix.changes:
                continue
            question = None
            if asked.complete and self._chance.random() < 0.6:
                question = self._other_speaker(asked, positive, names) or changed(
                    positive.question, names, self._chance
                )
            if question:
                yield asked_otherwise(positive, question)
            elif left := without_answers(positive):
                yield left

    def _other_speaker(self, asked: Asked, positive: Example, names: Sequence[str]) -> str | None:
        """The question with another speaker in the place of the one whose words answer."""
        said = " ".join([*positive.excerpt.sentences, *sum(positive.excerpt.speakers, ())])
        others = [name for name in names if name not in said]
        for name in asked.who:
            if others and (
                question := renamed(positive.question, name, self._chance.choice(others))
            ):
                return question
        return None

    def _others(self, asked: Asked, text: str, mix: Mix) -> Iterator[Example]:
        """Passages of documents that clearly are of another body."""
        own = self._sources[asked.document]
        others = tuple(d for d, source in self._sources.items() if source != own)
        if not mix.other or not others:
            return
        for hit in self._store.search(text, mix.other, Filters(documents=others)):
            yield self._example(replace(asked, answers=(), near=(), unsure=()), text, [hit.passage])

    def _stretch(self, passages: Sequence[Passage], ordinal: int, mix: Mix) -> list[Passage]:
        """The passage, now and then with those around it that are under the same heading."""
        first = last = ordinal
        length = len(passages[ordinal].text)
        while self._chance.random() < mix.merged or last > first:
            sides = [
                n
                for n in (first - 1, last + 1)
                if 0 <= n < len(passages) and passages[n].section == passages[ordinal].section
            ]
            if not sides:
                break
            more = self._chance.choice(sides)
            length += len(passages[more].text)
            if length > _LENGTH:
                break
            first, last = min(first, more), max(last, more)
        return list(passages[first : last + 1])

    def _example(self, asked: Asked, text: str, stretch: Sequence[Passage]) -> Example:
        document = stretch[0].document
        passages = self._of(document)
        ordinal = stretch[0].ordinal
        before = last_sentence(passages[ordinal - 1]) if ordinal else ""
        parts = [excerpt(self._titles[document], passage, before) for passage in stretch]
        judged = [self._judged(asked, s) for passage in stretch for s in passage.sentences]
        return Example(
            question_id=asked.id,
            kind=asked.kind,
            document=asked.document,
            question=text,
            excerpt=Excerpt(
                parts[0].heading,
                tuple(s for part in parts for s in part.sentences),
                tuple(names for part in parts for names in part.speakers),
                before,
            ),
            answers=tuple(answer for answer, _ in judged),
            weights=tuple(weight for _, weight in judged),
        )

    def _judged(self, asked: Asked, sentence: Sentence) -> tuple[int, float]:
        of_sentence, of_span = overlap(list(asked.answers), sentence.start, sentence.end)
        if of_sentence >= 0.5 or of_span >= 0.5:
            return 1, 1.0
        if of_sentence > 0.1 or of_span > 0.1:
            return 0, 0.0
        if (sentence.start, sentence.end) in asked.unsure:
            return 0, 0.0
        if max(overlap(list(asked.near), sentence.start, sentence.end)) > 0.3:
            return 0, 1.0
        return 0, 1.0 if asked.complete else _UNSURE

    def _of(self, document: str) -> list[Passage]:
        if document not in self._passages:
            self._passages[document] = self._store.passages(document)
        return self._passages[document]


def last_sentence(passage: Passage) -> str:
    """The text of the last sentence of a passage."""
    if not passage.sentences:
        return passage.text
    sentence = passage.sentences[-1]
    return passage.words_of(sentence)


def _touches(spans: Sequence[Span], passage: Passage) -> bool:
    return any(one < passage.end and other > passage.start for one, other in spans)


def _family(name: str) -> str:
    """The sort of document that a file name of a corpus begins with."""
    return name.split("-")[0]
