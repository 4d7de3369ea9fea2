"""The default answerer: it quotes the documents."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace

from assistant.answer import AnswerSentence, Citation, Suggestion, Table
from assistant.clock import Clock
from assistant.compose import cite
from assistant.decisions import asks_what_was_decided, asks_whether
from assistant.kinds.compare import among_all, compare, positions_compared
from assistant.kinds.development import development
from assistant.kinds.draft import Asking, Draft, Silence
from assistant.kinds.evidence import Evidence, EvidenceJudge
from assistant.kinds.fact import fact
from assistant.kinds.fate import asks_for_a_fate, fate
from assistant.kinds.outcome import outcome
from assistant.kinds.overview import overview, part_asked_for
from assistant.kinds.position import position
from assistant.kinds.task import asks_for_a_task, task
from assistant.kinds.who import speakers_on, who
from assistant.markdown import markdown
from assistant.question import Query, QuestionKind
from assistant.reading import Reading
from assistant.retrieval.windows import LONGEST
from assistant.stopping import Stop, never
from assistant.verification.quotation import problem
from index_store import Store
from index_store.filters import Filters
from ingest.model import Speaker

__all__ = ["Clock", "Evidence", "Extractive", "Found", "Silence"]

_LOG = logging.getLogger(__name__)
_SHORT = 1200  # characters of a passage that is shown where there is no answer

_BY_KIND = {
    QuestionKind.WHO: who,
    QuestionKind.COMPARE: compare,
    QuestionKind.DEVELOPMENT: development,
    QuestionKind.OVERVIEW: overview,
    QuestionKind.OUTCOME: outcome,
}


@dataclass(frozen=True)
class Found:
    """The quoted sentences of an answer, or why there are none."""

    sentences: list[AnswerSentence] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    markdown: str = ""
    silence: Silence | None = None
    notices: list[str] = field(default_factory=list)
    timings: dict[str, float] = field(default_factory=dict)
    table: Table | None = None


class Extractive:
    """Finds the sentences that answer a question and quotes them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.reading = Reading(store)
        self._judge = EvidenceJudge(self.reading)

    def find(self, query: Query, filters: Filters, k: int, stop: Stop = never) -> Found:
        """Answers `query` from the best `k` passages that pass the filters.

        Raises `Stopped` after the step during which `stop` became true.
        """
        if query.unknown and not query.asked:
            return Found(silence=Silence.NO_SPEAKER)
        asking = self._asking(query, filters, k, stop)
        draft = _of_others(asking)
        if not draft.quoted:
            query = _as_asked(query)
            asking = replace(asking, query=query)
            draft = _draft(asking)
        else:
            query = query.model_copy(update={"asked": ()})
        timings = asking.clock.timings
        if not draft.quoted:
            return Found(silence=draft.silence, notices=draft.notices, timings=timings)
        sentences, citations = cite(
            draft.quoted, self.reading.source, self.reading.page, self.reading.canonical
        )
        wrong = self._unverified(query, sentences, citations)
        asking.clock.step("compose")
        if wrong:
            # A fault of this program: better no answer than a wrong one, and no end of the chat.
            _LOG.error("an answer to %r was withheld: %s", query.question, wrong)
            return Found(silence=Silence.NO_STATEMENT, timings=timings)
        return Found(
            sentences,
            citations,
            markdown(sentences, draft.table),
            notices=draft.notices,
            timings=timings,
            table=draft.table,
        )

    def passages(
        self, query: Query, filters: Filters, k: int, longest: int = LONGEST
    ) -> list[Suggestion]:
        """The best passages for a question as search results; of a section asked for, its own."""
        part = part_asked_for(self._asking(query, filters, k))
        found = self.reading.paragraphs(part)[:k] if part else []
        for evidence in self.reading.stretches(query, filters, k if len(found) < k else 0, longest):
            item = self.reading.suggestion(evidence)
            if len(found) < k and not any(_overlap(item, other) for other in found):
                found.append(item)
        return found

    def nearest(self, query: Query, filters: Filters, k: int) -> list[Suggestion]:
        """Passages on the topic, whoever speaks: what to read where there is no answer."""
        anyone = query.model_copy(update={"asked": ()})
        return self.passages(anyone, filters, k, _SHORT)

    def who_spoke(self, query: Query, filters: Filters, k: int) -> list[str]:
        """Who else spoke on the topic of a question that asks for somebody's words."""
        if not query.topic:
            return []
        anyone = query.model_copy(update={"asked": (), "unknown": (), "kind": QuestionKind.WHO})
        found = speakers_on(self._asking(anyone, filters, k))
        by_score = sorted(found, key=lambda quoted: -quoted.candidate.score)
        names = dict.fromkeys(q.heading for q in by_score if q.heading)
        return [name for name in names if name not in {s.name for s in query.asked}]

    def evidence(
        self, query: Query, filters: Filters, k: int, speaker: Speaker | None, clock: Clock
    ) -> Evidence:
        """The sentences to answer from, best first; with a speaker, apart from those of others."""
        return self._judge.evidence(query, filters, k, speaker, clock)

    def _asking(self, query: Query, filters: Filters, k: int, stop: Stop = never) -> Asking:
        return Asking(query, filters, k, self._judge, Clock(stop))

    def _unverified(
        self, query: Query, sentences: list[AnswerSentence], citations: list[Citation]
    ) -> str | None:
        """What is wrong with the first sentence that its source does not carry."""
        asked = [speaker.name for speaker in query.asked]
        for sentence in sentences:
            of_row = [sentence.heading or ""] if sentence.point else asked
            wrong = problem(sentence, citations, self.reading.canonical, of_row)
            if wrong:
                return wrong
        return None


def _of_others(asking: Asking) -> Draft:
    """What others say of a speaker that the question names: its task, the fate of its proposal."""
    if asks_for_a_fate(asking.query):
        return fate(asking)
    return task(asking) if asks_for_a_task(asking.query) else Draft()


def _draft(asking: Asking) -> Draft:
    """The answer as its kind has it."""
    query = asking.query
    by_kind = _BY_KIND.get(query.kind)
    if by_kind is not None:
        return by_kind(asking)
    if positions_compared(query):
        return among_all(asking)
    part = overview(asking)
    if part.quoted or part.notices:
        return part
    if len(query.asked) > 1:
        return compare(asking)
    return position(asking) if query.asked else fact(asking)


def _as_asked(query: Query) -> Query:
    """A question for a decision as such: "Was Chad's proposal adopted?" wants not Chad's words."""
    if query.kind not in (QuestionKind.FACT, QuestionKind.POSITION):
        return query
    if asks_whether(query.words) or (not query.asked and asks_what_was_decided(query.words)):
        about = (*query.asked, *query.about)
        return query.model_copy(
            update={"kind": QuestionKind.OUTCOME, "asked": (), "about": about, "parts": ()}
        )
    return query


def _overlap(one: Suggestion, other: Suggestion) -> bool:
    return one.document == other.document and one.start < other.end and other.start < one.end
