"""How sure it is of each sentence of the passages found that it answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from assistant.agenda import under_subject
from assistant.answerers import judging
from assistant.reader.excerpts import excerpt
from assistant.reader.interface import Excerpt
from ingest.in_full import in_full
from ingest.model import Passage, Sentence

if TYPE_CHECKING:
    from assistant.question.question import Question
    from assistant.reader import Reader
    from assistant.store_reader import StoreReader
    from index_store.records import Hit


class SentenceJudge:
    """Has the reader judge sentences, and weighs its word (`judging`)."""

    def __init__(self, store: StoreReader, reader: Reader) -> None:
        self.store = store
        self.reader = reader

    def probabilities(
        self,
        question: Question,
        hits: Sequence[Hit],
        own: Callable[[Passage, Sentence], bool] = lambda passage, sentence: True,
    ) -> list[np.ndarray]:
        """Probability that each sentence answers, one array a passage.

        `own`: whether an answer may be made of a sentence; the surest of those are read closely.
        """
        documents = {hit.passage.document for hit in hits} if question.own_words else set()
        native = {d for d in documents if self.store.source(d).language == question.language}
        asked = {False: question, True: in_own_words(question) if native else question}
        judged: list[np.ndarray] = [np.zeros(0)] * len(hits)
        for is_native, put in asked.items():
            places = [n for n, h in enumerate(hits) if (h.passage.document in native) is is_native]
            if places:
                found = self._judged(put, [hits[n] for n in places], own)
                ends = np.cumsum([len(hits[n].passage.sentences) for n in places])[:-1]
                for n, each in zip(places, np.split(found, ends), strict=True):
                    judged[n] = each
        return judged

    def _judged(
        self,
        question: Question,
        hits: Sequence[Hit],
        own: Callable[[Passage, Sentence], bool],
    ) -> np.ndarray:
        hits = self.titled(hits)
        excerpts = [
            _as_asked(question, hit.passage.document, read)
            for hit, read in zip(hits, self.excerpts(hits), strict=True)
        ]
        mine = [own(hit.passage, s) for hit in hits for s in hit.passage.sentences]
        places = [(n, i) for n, each in enumerate(excerpts) for i in range(len(each.sentences))]
        return judging.probabilities(
            self.features(question, hits, excerpts),
            np.array(mine, dtype=bool),
            lambda chosen: self.read_alone(
                question, [by_itself(excerpts[n], i) for n, i in (places[c] for c in chosen)]
            ),
        )

    def read_alone(self, question: Question, alone: Sequence[Excerpt]) -> np.ndarray:
        """The reader's probability of sentences each of which is an excerpt, shape (n,)."""
        read = self.reader.read(question.undated, alone, closely=True)
        return np.concatenate([np.zeros(0), *read])

    def features(
        self, question: Question, hits: Sequence[Hit], excerpts: Sequence[Excerpt]
    ) -> np.ndarray:
        """What is known of each sentence of `titled` passages, a row each (`judging.FEATURES`)."""
        return judging.features(
            question.undated,
            hits,
            self.reader.read(question.undated, excerpts) if excerpts else [],
            [[text_in_full(hit.passage, s) for s in hit.passage.sentences] for hit in hits],
            self.store.store.embedder.remembering,
            self.store.rarity,
        )

    def titled(self, hits: Sequence[Hit]) -> list[Hit]:
        """The passages under the subject of the agenda that they were spoken on."""
        return [replace(hit, passage=self._under_subject(hit.passage)) for hit in hits]

    def excerpts(self, hits: Sequence[Hit]) -> list[Excerpt]:
        """`titled` passages as the reader sees them, each with the sentence ahead of it."""
        return [self._excerpt(hit.passage) for hit in hits]

    def _excerpt(self, passage: Passage) -> Excerpt:
        previous = self.store.before(passage)
        before = previous.sentences[-1] if previous and previous.sentences else None
        return excerpt(
            self.store.source(passage.document).title,
            passage,
            text_in_full(previous, before) if previous and before else "",
        )

    def _under_subject(self, passage: Passage) -> Passage:
        return under_subject(passage, self.store.subject(passage))


def _as_asked(question: Question, document: str, read: Excerpt) -> Excerpt:
    """An excerpt with those asked about under the names that the question has for them."""
    if not question.labels:
        return read
    asked = {
        label: speaker.name
        for speaker in question.asked
        for label in question.labelled([speaker], document)
    }
    speakers = (tuple(asked.get(name, name) for name in names) for names in read.speakers)
    return replace(read, speakers=tuple(speakers))


def by_itself(read: Excerpt, place: int) -> Excerpt:
    """The sentence at a place of an excerpt as one of its own, under the same heading."""
    return replace(
        read, sentences=(read.sentences[place],), speakers=(read.speakers[place],), before=""
    )


def by_themselves(read: Excerpt) -> list[Excerpt]:
    """Each sentence of an excerpt as one of its own."""
    return [by_itself(read, place) for place in range(len(read.sentences))]


def text_in_full(passage: Passage, sentence: Sentence) -> str:
    """A sentence on one line, behind the words that lead to it; cells under their heads."""
    own = passage.words_of(sentence)
    leads = [lead.text for lead in passage.lead_of(sentence)]
    return in_full(leads, own) if leads else " ".join(own.split())


def in_own_words(question: Question) -> Question:
    """A question that is put in English as it was asked."""
    return question.model_copy(
        update={"full": question.own_words, "topic": question.subject, "own_words": ""}
    )
