"""What every kind of question is given, and what it hands back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from assistant.answer import Table
from assistant.clock import Clock
from assistant.compose import Quoted
from assistant.kinds.evidence import Evidence, EvidenceJudge
from assistant.question import Query
from assistant.reading import Reading
from index_store.filters import Filters
from ingest.model import Speaker


class Silence(StrEnum):
    """Why there is no answer."""

    NO_DOCUMENTS = "no documents"
    NO_SPEAKER = "the speaker asked about does not speak"
    NO_STATEMENT = "nothing on the topic"


@dataclass(frozen=True)
class Asking:
    """A question with the filters it is asked under, the `k` passages to use and the evidence."""

    query: Query
    filters: Filters
    k: int
    judge: EvidenceJudge
    clock: Clock

    def evidence(self, speaker: Speaker | None = None, at_least: int = 0) -> Evidence:
        """The sentences to answer from, best first; `at_least` that many passages are read."""
        k = max(self.k, at_least)
        return self.judge.evidence(self.query, self.filters, k, speaker, self.clock)

    @property
    def reading(self) -> Reading:
        """What is read from the store."""
        return self.judge.reading

    def with_query(self, **changes: object) -> Asking:
        """The same with a changed question: `asking.with_query(asked=())`."""
        return replace(self, query=self.query.model_copy(update=changes))

    def with_filters(self, **changes: object) -> Asking:
        """The same under changed filters: `asking.with_filters(meetings=(24,))`."""
        return replace(self, filters=self.filters.model_copy(update=changes))


@dataclass(frozen=True)
class Draft:
    """The sentences chosen for an answer, in its order, or why there are none.

    `table` gives rows and columns where the answer is one; `notices` are lines that the reader
    should know besides.
    """

    quoted: list[Quoted] = field(default_factory=list)
    silence: Silence | None = None
    table: Table | None = None
    notices: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, quoted: list[Quoted], silence: Silence = Silence.NO_STATEMENT) -> Draft:
        """A draft of `quoted`, silent for the reason `silence` where that is empty."""
        return cls(quoted, None if quoted else silence)
