"""The default answerer: it quotes the documents."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


from assistant.answer import AnswerSentence, Citation, Suggestion
from assistant.candidates import Candidate, gather, judge
from assistant.compose import Quoted, cite, markdown
from assistant.matching import Term, acronyms, terms_of
from assistant.question import Query, QuestionKind
from assistant.reading import Reading
from assistant.select import EACH, FACT, POSITION, SUMMARY, Budget, choose, score
from assistant.sufficiency import answers
from assistant.verify import problem
from index_store import Store
from index_store.filters import Filters
from ingest.model import DocumentKind, Passage, Sentence, Speaker, SpeakerKind

_ACT_WEIGHT = 0.25  # of a topic word, for the words that only say how something was said


class Silence(StrEnum):
    """Why there is no answer."""

    NO_DOCUMENTS = "no documents"
    NO_SPEAKER = "the speaker asked about does not speak"
    NO_STATEMENT = "nothing on the topic"


@dataclass(frozen=True)
class Found:
    """The quoted sentences of an answer, or why there are none."""

    sentences: list[AnswerSentence] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    markdown: str = ""
    silence: Silence | None = None
    notices: list[str] = field(default_factory=list)
    timings: dict[str, float] = field(default_factory=dict)


class Extractive:
    """Finds the sentences that answer a question and quotes them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._reading = Reading(store)

    def find(self, query: Query, filters: Filters, k: int) -> Found:
        """Answers `query` from the best `k` passages that pass the filters."""
        clock = _Clock()
        if query.unknown and not query.asked:
            return Found(silence=Silence.NO_SPEAKER)
        if query.kind is QuestionKind.WHO:
            quoted, silence = self._who(query, filters, k, clock)
        elif query.asked:
            quoted, silence = self._by_speaker(query, filters, k, clock)
        else:
            quoted, silence = self._fact(query, filters, k, clock)
        if not quoted:
            return Found(silence=silence, timings=clock.timings)
        sentences, citations = cite(
            quoted, self._reading.source, self._reading.page, self._reading.canonical
        )
        asked = [speaker.name for speaker in query.asked]
        wrong = [
            text for s in sentences if (text := problem(s, citations, self._reading.canonical, asked))
        ]
        if wrong:
            raise AssertionError(f"unverified sentences in an extractive answer: {wrong}")
        clock.step("compose")
        return Found(sentences, citations, markdown(sentences), timings=clock.timings)

    def passages(self, query: Query, filters: Filters, k: int) -> list[Suggestion]:
        """The best passages for a question as search results."""
        ranked = self._reading.retrieve(query, filters, k, query.asked)
        return [self._reading.suggestion(evidence) for evidence in ranked[:k]]

    def nearest(self, query: Query, filters: Filters, k: int) -> list[Suggestion]:
        """Passages on the topic, whoever speaks: what to read where there is no answer."""
        ranked = self._reading.retrieve(query.model_copy(update={"asked": ()}), filters, k, ())
        return [self._reading.suggestion(evidence) for evidence in ranked[:k]]

    # -- kinds of questions ----------------------------------------------------------------

    def _by_speaker(
        self, query: Query, filters: Filters, k: int, clock: _Clock
    ) -> tuple[list[Quoted], Silence | None]:
        """What each speaker asked about said, one after the other where there are several."""
        several = len(query.asked) > 1
        budget = EACH if several else FACT if query.wanted else POSITION if query.topic else SUMMARY
        quoted: list[Quoted] = []
        spoke = False
        for speaker in query.asked:
            own = filters.model_copy(update={"speakers": (speaker.name,)})
            if filters.speakers and speaker.name not in filters.speakers:
                continue
            ranked = self._reading.retrieve(query, own, max(k, 24), (speaker,))
            clock.step("retrieve")
            candidates = gather(
                self._reading.standing(ranked), lambda s, who=speaker: who in s.speakers
            )
            spoke = spoke or bool(candidates)
            scored = self._judged(query, candidates, (speaker,), clock)
            if not answers(query, scored):
                continue
            chosen = choose(scored, budget)
            heading = speaker.name if several or self._is_transcript(chosen) else None
            quoted += [Quoted(candidate, heading) for candidate in chosen]
        silence = Silence.NO_STATEMENT if spoke else Silence.NO_SPEAKER
        return quoted, None if quoted else silence

    def _fact(
        self, query: Query, filters: Filters, k: int, clock: _Clock
    ) -> tuple[list[Quoted], Silence | None]:
        """What the documents state, whoever says it."""
        ranked = self._reading.retrieve(query, filters, k, ())
        clock.step("retrieve")
        accept = _spoken_by(filters)
        candidates = gather(self._reading.standing(ranked), accept)
        scored = self._judged(query, candidates, (), clock)
        if not scored:
            return [], Silence.NO_DOCUMENTS if not ranked else Silence.NO_STATEMENT
        if not answers(query, scored):
            return [], Silence.NO_STATEMENT
        wide = query.kind in (QuestionKind.OVERVIEW, QuestionKind.OUTCOME, QuestionKind.DEVELOPMENT)
        chosen = choose(scored, SUMMARY if wide else FACT)
        return [Quoted(c, self._heading(c)) for c in chosen], None

    def _who(
        self, query: Query, filters: Filters, k: int, clock: _Clock
    ) -> tuple[list[Quoted], Silence | None]:
        """Who spoke on a topic: each speaker once, with the sentence that shows it best."""
        ranked = self._reading.retrieve(query, filters, max(k, 30), ())
        clock.step("retrieve")
        states_only = "delegation" in query.question.lower() or "state" in query.question.lower() or (
            "countr" in query.question.lower()
        )
        candidates = gather(self._reading.standing(ranked), lambda s: bool(s.speakers))
        scored = self._judged(query, candidates, (), clock)
        best: dict[Speaker, Candidate] = {}
        for candidate in scored:
            if not answers(query, [candidate]):
                continue
            for speaker in candidate.sentence.speakers:
                if states_only and speaker.kind is not SpeakerKind.MEMBER_STATE:
                    continue
                best.setdefault(speaker, candidate)
        quoted = [Quoted(c, speaker.name) for speaker, c in best.items()]
        quoted.sort(key=lambda q: q.candidate.place)
        return quoted, None if quoted else Silence.NO_STATEMENT

    # -- evidence --------------------------------------------------------------------------

    def _judged(
        self, query: Query, candidates: list[Candidate], speakers: Sequence[Speaker], clock: _Clock
    ) -> list[Candidate]:
        known = acronyms(c.passage.text for c in candidates)
        topic = terms_of(query.topic.split(), self._reading.rarity, known)
        act = terms_of(query.act.split(), lambda stem: _ACT_WEIGHT * self._reading.rarity(stem))
        judged = judge(
            candidates,
            topic,
            act,
            query.wanted,
            lambda c: self._reading.around(c, speakers),
            lambda texts: self._reading.likeness(query, texts),
        )
        clock.step("judge")
        return score(judged, bool(topic), bool(query.wanted))

    def _heading(self, candidate: Candidate) -> str | None:
        """In a transcript, who says the quoted words."""
        if self._reading.source(candidate.passage.document).transcript:
            names = [speaker.name for speaker in candidate.sentence.speakers]
            return ", ".join(names) or None
        return None

    def _is_transcript(self, chosen: Sequence[Candidate]) -> bool:
        return any(self._reading.source(c.passage.document).transcript for c in chosen)


def _spoken_by(filters: Filters):  # type: ignore[no-untyped-def]
    wanted = set(filters.speakers)
    return lambda s: not wanted or any(speaker.name in wanted for speaker in s.speakers)


class _Clock:
    """Seconds between steps, added up by name."""

    def __init__(self) -> None:
        self.timings: dict[str, float] = {}
        self._last = time.perf_counter()

    def step(self, name: str) -> None:
        """Counts the time since the last step as `name`'s."""
        now = time.perf_counter()
        self.timings[name] = round(self.timings.get(name, 0.0) + now - self._last, 4)
        self._last = now
