"""The reader beside the rules: what the language model is given where the rules quote."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answerers import judging
from assistant.answerers.draft import Asking
from assistant.answerers.evidence import EvidenceGatherer
from assistant.clock import Clock
from assistant.question import Query
from assistant.question.question import Kind, Question
from assistant.question.understanding import Understanding
from assistant.reader import open_reader
from assistant.retrieval.passage_finder import PassageFinder
from assistant.stopping import Stop, never
from assistant.store_reader import StoreReader
from assistant.writing.questions import QuestionWriter
from assistant.writing.writer import Writer
from index_store import Store
from index_store.filters import Filters


class ReaderBeside:
    """Puts to the reader what the rules are asked."""

    def __init__(
        self, store: Store, finder: PassageFinder, writer: Writer, rewords: bool = True
    ) -> None:
        """`rewords`: whether the model makes questions whole."""
        self.documents = StoreReader(store)
        self._gatherer = EvidenceGatherer(self.documents, finder, open_reader())
        self._understanding = Understanding.of(store)
        self._questions = QuestionWriter(writer, self._understanding) if rewords else None

    def understand(self, text: str, history: Sequence[str] = (), stop: Stop = never) -> Question:
        """What is asked, complete in itself."""
        if self._questions is not None:
            return self._questions.understand(text, history, stop)
        return self._understanding.understand(text, history)

    def asking(self, question: Question, query: Query, filters: Filters, stop: Stop) -> Asking:
        """The question as the rules read it, put to the reader: whose words count is theirs."""
        same = question.model_copy(
            update={"kind": Kind(query.kind.value), "asked": query.asked or question.asked}
        )
        return Asking(same, filters, self._gatherer, judging.threshold(), Clock(stop))
