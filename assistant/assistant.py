"""The assistant: a question in, an answer with its citations out."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from copy import copy

from assistant import answerers
from assistant.answer import Answer, Led, Suggestion
from assistant.answerers import judging
from assistant.answerers.composing import composed
from assistant.answerers.draft import Asking, Draft, Silence
from assistant.answerers.evidence import (
    PASSAGES,
    EvidenceGatherer,
    retrieval_query,
    within,
)
from assistant.answerers.explaining import explain
from assistant.answerers.refusing import refusal, unreadable
from assistant.answerers.requests import as_requested
from assistant.answerers.small_talk import small_talk
from assistant.answerers.whole import paragraphs_first, whole_asked_for
from assistant.markdown import text_of
from assistant.question.question import TALK, Question, Scope
from assistant.question.understanding import Understanding
from assistant.reader import Reader, open_reader
from assistant.recollection import Recollection
from assistant.retrieval.passage_finder import PassageFinder
from assistant.retrieval.retrieved_passage import RetrievedPassage, whole
from assistant.step_timer import StepTimer
from assistant.stopping import Stop, check, never
from assistant.store_reader import StoreReader
from assistant.turns import ANSWERS
from assistant.verification.verifier import Entailment, Verifier
from assistant.versions import Versions
from assistant.writing.questions import QuestionWriter
from assistant.writing.writer import Writer
from assistant.writing.written import WrittenAnswerer
from index_store import Store
from index_store.filters import Filters
from ingest.model import SpeakerKind
from ingest.names.finder import NameFinder

_NO_FILTERS = Filters()
SUGGESTIONS = 3  # nearest passages shown where the documents do not answer
HELD = 8  # meetings that are named where the one asked about has no documents


class Assistant:
    """Answers questions over the documents of a store.

    >>> with Store(Path("store")) as store:                               # doctest: +SKIP
    ...     print(Assistant(store).ask("What did Malaysia say on AI?").answer)
    """

    def __init__(
        self,
        store: Store,
        writer: Writer | None = None,
        entailment: Entailment | None = None,
        reader: Reader | None = None,
        threshold: float | None = None,
        rewords: bool = True,
    ) -> None:
        """`store`: the documents; it stays open as long as the assistant is used.

        `writer`: a language model that words the answers, from what the documents say, and with
        `rewords` makes follow-ups and questions in other languages whole; `entailment`: a model
        that its sentences must convince, too. `reader`: judges which sentences answer, the
        built-in one by default; a sentence answers from the probability `threshold` on.
        """
        self.store = store
        self._documents = StoreReader(store)
        finder = PassageFinder(store)
        self.gatherer = EvidenceGatherer(self._documents, finder, reader or open_reader())
        self._threshold = threshold
        self._versions = Versions(store)
        self._understanding = Understanding.of(store)
        self._written = WrittenAnswerer(writer, self._documents) if writer else None
        self._questions = (
            QuestionWriter(writer, self._understanding) if writer and rewords else None
        )
        self._entailment = entailment
        self._recollection = Recollection(
            store,
            self._understanding,
            self._drafted,
            lambda question, filters: self.gatherer.retrieve(question, filters, PASSAGES),
        )
        self._verifier: Verifier | None = None
        self._verifier_revision = -1

    def quoting(self) -> Assistant:
        """The same without a language model: quick, and it answers the same questions."""
        quoting = copy(self)
        quoting._written = quoting._questions = None
        return quoting

    def warm_up(self) -> None:
        """Makes ready what questions need, so that none waits for it; for long conversations."""
        if self.store.documents():
            self.gatherer.finder.warm_up()
            question = self.understand("What was said about child online protection?")
            # Any passage makes the reader load its weights.
            self.gatherer.read(question, self.gatherer.retrieve(question, _NO_FILTERS, 1))

    def understand(self, question: str, history: Sequence[str] = ()) -> Question:
        """The question as it will be answered, made complete from the earlier ones."""
        return self._understanding.understand(
            question, history, self._recollection.recall(_NO_FILTERS)
        )

    def search(
        self,
        question: str,
        history: Sequence[str] = (),
        filters: Filters = _NO_FILTERS,
        top_k: int = 10,
    ) -> list[Suggestion]:
        """The passages that bear on a question, best first, whether they answer it or not.

        Of a section that it names each paragraph comes first, in reading order.
        """
        with self.store.catalogue.one_revision():
            recall = self._recollection.recall(filters)
            understood = self._understanding.understand(question, history, recall)
            return self._found(understood, filters, top_k)

    def _found(self, understood: Question, filters: Filters, top_k: int) -> list[Suggestion]:
        near = self._nearest(understood, filters, top_k)
        if understood.scope.section is None:
            return near
        asking = self._asking(understood, filters, StepTimer())
        passages = paragraphs_first(whole_asked_for(asking))[:top_k]
        section = [self._suggestion(whole(passage)) for passage in passages]
        places = [(item.document, item.start, item.end) for item in section]
        others = [
            item
            for item in near
            if not any(
                document == item.document and start < item.end and item.start < end
                for document, start, end in places
            )
        ]
        return [*self._versions.marked(section), *others][:top_k]

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        filters: Filters = _NO_FILTERS,
        top_k: int | None = None,
    ) -> Answer:
        """The answer to a question; `history` holds the earlier questions, oldest first."""
        *_, answer = self.stream(question, history, filters, top_k)
        return answer

    def stream(
        self,
        question: str,
        history: Sequence[str] = (),
        filters: Filters = _NO_FILTERS,
        top_k: int | None = None,
        stop: Stop = never,
    ) -> Iterator[Answer]:
        """The answer as it grows, sentence by sentence; the last one is complete.

        Raises `Stopped` between two steps once `stop` is true.
        """
        began = time.perf_counter()
        timer = StepTimer(stop)
        recall = self._recollection.recall(filters)
        if self._questions is None:
            understood = self._understanding.understand(question, history, recall)
        else:
            understood = self._questions.understand(question, history, recall, stop)
        timer.step("understand")
        asking = self._asking(understood, filters, timer, top_k or PASSAGES)
        if understood.kind in TALK:
            yield small_talk(understood)
            return
        with ANSWERS.turn(stop), self.store.catalogue.one_revision():
            timer.step("wait")
            asking, draft = self._draft(asking)
            timer.step("choose")
            self._recollection.keep([*history, question], filters, asking.question, draft)
            answer = self._answer(asking, draft)
            timer.step("compose")
        timings = dict(timer.timings)
        for part in self._growth(asking, draft, answer, stop):
            check(stop)
            seconds = round(time.perf_counter() - began, 4)
            timings.setdefault("first words", seconds)
            yield part.model_copy(update={"timings": dict(timings), "seconds": seconds})

    def _growth(self, asking: Asking, draft: Draft, quoted: Answer, stop: Stop) -> Iterator[Answer]:
        """The answer as the language model words it, or as it is quoted."""
        doubtful = draft.silence is Silence.NO_STATEMENT
        if self._written is None or not self._written.answers(asking, quoted, doubtful):
            return growing(as_requested(quoted, asking.question))
        written = self._written.stream(
            asking,
            quoted,
            lambda: self._answer(asking, Draft(silence=Silence.NO_STATEMENT)),
            self.verifier,
            stop,
        )
        return map(self._versions.beside, written)

    def _asking(
        self, question: Question, filters: Filters, timer: StepTimer, k: int = PASSAGES
    ) -> Asking:
        return Asking(question, filters, self.gatherer, self._threshold_now(), timer, k)

    @property
    def verifier(self) -> Verifier:
        """Holds sentences against their sources, with the names that the store knows."""
        revision = self.store.catalogue.revision
        if self._verifier is None or revision != self._verifier_revision:
            # "Several Parties" is a voice and nobody's name.
            everybody = (count.speaker for count in self.store.speakers())
            finder = NameFinder([s for s in everybody if s.kind is not SpeakerKind.UNNAMED])
            self._verifier = Verifier(finder, self.store.embedder.embed, self._entailment)
            self._verifier_revision = revision
        return self._verifier

    def _threshold_now(self) -> float:
        return judging.threshold() if self._threshold is None else self._threshold

    def _draft(self, asking: Asking) -> tuple[Asking, Draft]:
        """What answers, and the question in the reading that it answers."""
        question = asking.question
        if self.store.catalogue.empty or self._nowhere(question.scope):
            return asking, Draft(silence=Silence.NO_DOCUMENTS)
        return answerers.first_answered(asking)

    def _drafted(self, question: Question, filters: Filters) -> tuple[Question, Draft]:
        """The same of a question that is not answered now."""
        asking, draft = self._draft(self._asking(question, filters, StepTimer()))
        return asking.question, draft

    def _nowhere(self, scope: Scope) -> bool:
        """Whether the store has nothing of what a question keeps to."""
        named = scope.documents or scope.meetings
        there = named and self._documents.records(within(scope, _NO_FILTERS))
        return bool(scope.missing) and not there

    def _answer(self, asking: Asking, draft: Draft) -> Answer:
        question = asking.question
        answer = composed(question, draft, self._documents)
        if answer.sentences:
            answer = self._versions.beside(answer)
            answer = answer.model_copy(update={"answer": text_of(answer)})
        else:
            near = self._nearest(question.model_copy(update={"asked": ()}), asking.filters)
            answer = refusal(question, draft, near, sorted(self._documents.meetings())[-HELD:])
            asked = within(question.scope, asking.filters).documents
            silent = asked or [passage.document for passage in near]
            doubtful = unreadable(self.store.documents(), silent, question.language)
            answer.notices.extend(doubtful)
        return answer.model_copy(update={"explanation": explain(asking, draft)})

    def _nearest(
        self, question: Question, filters: Filters, k: int = SUGGESTIONS
    ) -> list[Suggestion]:
        """The passages on the topic, whoever speaks where nobody is asked about."""
        names = question.labelled(question.asked)
        found = self.gatherer.finder.retrieve_passages(
            retrieval_query(question, names), k, within(question.scope, filters)
        )
        return self._versions.marked([self._suggestion(passage) for passage in found])

    def _suggestion(self, found: RetrievedPassage) -> Suggestion:
        source = self._documents.source(found.document)
        first = found.first
        return Suggestion(
            document=found.document,
            path=source.path,
            title=source.title,
            paragraph=first.paragraph,
            page=first.page,
            start=found.start,
            end=found.end,
            speakers=list(found.speakers),
            score=round(found.score, 4),
            text=found.text,
            lead=[Led(**lead.model_dump()) for lead in first.lead if lead.end <= found.start],
        )


def growing(answer: Answer) -> Iterator[Answer]:
    """Prefixes of an answer, one sentence longer each; the last is the answer itself."""
    for n in range(1, len(answer.sentences)):
        part = answer.sentences[:n]
        used = {number for sentence in part for number in sentence.citations}
        grown = answer.model_copy(
            update={
                "sentences": part,
                "citations": [c for c in answer.citations if c.n in used],
                "more": [],
                "more_citations": [],
            }
        )
        yield grown.model_copy(update={"answer": text_of(grown)})
    yield answer
