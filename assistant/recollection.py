"""What is remembered of a conversation: whom and what the last answer quoted."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial
from threading import Lock
from typing import NamedTuple

from assistant.answerers.draft import Draft
from assistant.question.focus import NOWHERE, Focus, Recall
from assistant.question.question import TALK, Question
from assistant.question.understanding import Understanding
from assistant.question.utterance import states
from index_store import Store
from index_store.filters import Filters
from index_store.records import Hit
from ingest.model import SpeakerKind

_NEAR = 0.7  # log odds behind the best, down to which a passage is on what is stated
_REMEMBERED = 512  # turns of conversations


class _Turns(NamedTuple):
    """Questions, the oldest first, as they were put to one state of a store under filters."""

    revision: int
    asked: tuple[str, ...]
    filters: Filters


class Recollection:
    """The focus after each of the last turns, of all conversations; for several threads at once.

    What is not remembered any more, or never was asked, is found out by asking again.
    """

    def __init__(
        self,
        store: Store,
        understanding: Understanding,
        draft: Callable[[Question, Filters], tuple[Question, Draft]],
        retrieve: Callable[[Question, Filters], list[Hit]],
    ) -> None:
        """`draft` answers a question and says in which reading; `retrieve` finds its passages."""
        self._store = store
        self._understanding = understanding
        self._draft = draft
        self._retrieve = retrieve
        self._kept: OrderedDict[_Turns, Focus] = OrderedDict()
        self._lock = Lock()

    def recall(self, filters: Filters) -> Recall:
        """What the answers of a conversation were on, as they are without a language model."""
        return partial(self._recalled, filters)

    def keep(self, said: Sequence[str], filters: Filters, question: Question, draft: Draft) -> None:
        """Remembers what an answer is on; `said`: all that was typed, the oldest first."""
        if draft.quoted and question.request is None:
            self._keep(self._turns(filters, self._understanding.turns(said)), _of(question, draft))

    def _turns(self, filters: Filters, asked: tuple[str, ...]) -> _Turns:
        return _Turns(self._store.catalogue.revision, asked, filters)

    def _recalled(self, filters: Filters, asked: tuple[str, ...]) -> Focus:
        if not asked:
            return NOWHERE
        with self._store.catalogue.one_revision():
            turns = self._turns(filters, asked)
            with self._lock:
                found = self._kept.get(turns)
            if found is None:
                found = self._found(filters, *asked)
                self._keep(turns, found)
            return found

    def _keep(self, turns: _Turns, focus: Focus) -> None:
        with self._lock:
            self._kept[turns] = focus
            self._kept.move_to_end(turns)
            while len(self._kept) > _REMEMBERED:
                self._kept.popitem(last=False)

    def _found(self, filters: Filters, *turns: str) -> Focus:
        """What the last of some turns was on; where it found nothing, what the ones before were."""
        *before, asked = turns
        question = self._understanding.understand(asked, before, self.recall(filters))
        earlier = question.focus.model_copy(update={"hangs": False, "asked": ()})
        if question.kind in TALK or question.request is not None:
            return earlier
        if states(asked):
            return earlier if earlier.documents else _near(self._retrieve(question, filters))
        read, draft = self._draft(question, filters)
        return _of(read, draft) if draft.quoted else earlier


def _of(question: Question, draft: Draft) -> Focus:
    """What an answer to a question is on."""
    quoted = sorted((item.sentence for item in draft.quoted), key=lambda s: -s.probability)
    speakers = (s for each in quoted for s in each.speakers if s.kind is not SpeakerKind.UNNAMED)
    named = (s for each in quoted for s in each.sentence.mentions)
    return Focus(
        documents=tuple(dict.fromkeys(each.passage.document for each in quoted)),
        passages=tuple(dict.fromkeys(each.passage.id for each in quoted)),
        speakers=tuple(dict.fromkeys(speakers)),
        named=tuple(dict.fromkeys(named)),
        asked=question.asked,
    )


def _near(hits: Sequence[Hit]) -> Focus:
    """What a statement is on, by the passages found for it, the best first."""
    near = [hit for hit in hits if hit.score >= hits[0].score - _NEAR]
    return Focus(
        documents=tuple(dict.fromkeys(hit.passage.document for hit in near)),
        passages=tuple(hit.passage.id for hit in near),
    )
