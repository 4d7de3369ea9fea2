"""What is remembered of a conversation: whom and what the last answer quoted."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import NamedTuple

from assistant.answerers.draft import Draft
from assistant.question.focus import NOWHERE, Focus
from assistant.question.question import Question
from index_store.filters import Filters
from index_store.records import Hit
from ingest.model import SpeakerKind

_NEAR = 0.7  # log odds behind the best, down to which a passage is on what is stated
_REMEMBERED = 512  # turns of conversations


class Turns(NamedTuple):
    """Questions, the oldest first, as they were put to one state of a store under filters."""

    revision: int
    asked: tuple[str, ...]
    filters: Filters


class Recollection:
    """The focus after each of the last turns, of all conversations; for several threads at once."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Turns, Focus] = OrderedDict()
        self._lock = Lock()

    def get(self, turns: Turns) -> Focus | None:
        """What a conversation was on, None where it is not remembered."""
        with self._lock:
            if turns in self._kept:
                self._kept.move_to_end(turns)
            return self._kept.get(turns)

    def keep(self, turns: Turns, focus: Focus) -> None:
        """Remembers what a conversation was on."""
        with self._lock:
            self._kept[turns] = focus
            while len(self._kept) > _REMEMBERED:
                self._kept.popitem(last=False)


def focus_of(question: Question, draft: Draft) -> Focus:
    """What an answer to a question is on; nothing where nothing answers."""
    quoted = sorted((item.sentence for item in draft.quoted), key=lambda s: -s.probability)
    if not quoted:
        return NOWHERE
    speakers = (s for each in quoted for s in each.speakers if s.kind is not SpeakerKind.UNNAMED)
    return Focus(
        documents=tuple(dict.fromkeys(each.passage.document for each in quoted)),
        passages=tuple(dict.fromkeys(each.passage.id for each in quoted)),
        speakers=tuple(dict.fromkeys(speakers)),
        asked=question.asked,
    )


def focus_near(hits: Sequence[Hit]) -> Focus:
    """What a statement is on, by the passages found for it, the best first."""
    near = [hit for hit in hits if hit.score >= hits[0].score - _NEAR]
    return Focus(
        documents=tuple(dict.fromkeys(hit.passage.document for hit in near)),
        passages=tuple(hit.passage.id for hit in near),
    )
