"""The default answerer: it quotes the documents."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.answer import AnswerSentence, Citation, Suggestion
from assistant.candidates import Candidate, gather, judge, soften
from assistant.compose import Quoted, cite, markdown
from assistant.matching import Term, acronyms, terms_of
from assistant.question import Query, QuestionKind
from assistant.reading import Reading
from assistant.sections import openings, stands_under
from assistant.select import EACH, FACT, PART, POSITION, SECTION, SUMMARY, choose, score
from assistant.sufficiency import answers, carried_on, on_topic
from assistant.verify import problem
from index_store import Store
from index_store.filters import Filters
from ingest.model import Speaker, SpeakerKind

_ACT_WEIGHT = 0.25  # of a topic word, for the words that only say how something was said


_STATES = re.compile(r"\b(?:delegations?|member\s+states?|states?|countr(?:y|ies))\b", re.I)


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


@dataclass(frozen=True)
class Evidence:
    """Sentences with their scores, best first, and the terms of the topic they were judged by."""

    own: list[Candidate]
    others: list[Candidate]
    topic: tuple[Term, ...]


class Extractive:
    """Finds the sentences that answer a question and quotes them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.reading = Reading(store)

    def find(self, query: Query, filters: Filters, k: int) -> Found:
        """Answers `query` from the best `k` passages that pass the filters."""
        clock = Clock()
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
            quoted, self.reading.source, self.reading.page, self.reading.canonical
        )
        asked = [speaker.name for speaker in query.asked]
        wrong = [
            text
            for s in sentences
            if (text := problem(s, citations, self.reading.canonical, asked))
        ]
        if wrong:
            raise AssertionError(f"unverified sentences in an extractive answer: {wrong}")
        clock.step("compose")
        return Found(sentences, citations, markdown(sentences), timings=clock.timings)

    def passages(self, query: Query, filters: Filters, k: int) -> list[Suggestion]:
        """The best passages for a question as search results."""
        return [self.reading.suggestion(e) for e in self.reading.stretches(query, filters, k)]

    def nearest(self, query: Query, filters: Filters, k: int) -> list[Suggestion]:
        """Passages on the topic, whoever speaks: what to read where there is no answer."""
        anyone = query.model_copy(update={"asked": ()})
        return self.passages(anyone, filters, k)

    def who_spoke(self, query: Query, filters: Filters, k: int) -> list[str]:
        """Who else spoke on the topic of a question that asks for somebody's words."""
        if not query.topic:
            return []
        anyone = query.model_copy(update={"asked": (), "unknown": (), "kind": QuestionKind.WHO})
        found, _ = self._who(anyone, filters, k, Clock())
        by_score = sorted(found, key=lambda quoted: -quoted.candidate.score)
        names = dict.fromkeys(q.heading for q in by_score if q.heading)
        return [name for name in names if name not in {s.name for s in query.asked}]

    # -- kinds of questions ----------------------------------------------------------------

    def _by_speaker(
        self, query: Query, filters: Filters, k: int, clock: Clock
    ) -> tuple[list[Quoted], Silence | None]:
        """What each speaker asked about said, one after the other where there are several."""
        several = len(query.asked) > 1
        budget = EACH if several else FACT if query.wanted else POSITION if query.topic else SUMMARY
        quoted: list[Quoted] = []
        spoke = False
        for speaker in query.asked:
            if filters.speakers and speaker.name not in filters.speakers:
                continue
            evidence = self.evidence(query, filters, k, speaker, clock)
            spoke = spoke or bool(evidence.own)
            if not answers(
                query, evidence.own, evidence.others, evidence.topic, self.reading.meetings()
            ):
                continue
            chosen = choose(evidence.own, budget)
            heading = speaker.name if several or self._is_transcript(chosen) else None
            quoted += [Quoted(candidate, heading) for candidate in chosen]
        silence = Silence.NO_STATEMENT if spoke else Silence.NO_SPEAKER
        return quoted, None if quoted else silence

    def _fact(
        self, query: Query, filters: Filters, k: int, clock: Clock, is_part: bool = False
    ) -> tuple[list[Quoted], Silence | None]:
        """What the documents state, whoever says it; each part of the question by itself."""
        if query.parts:
            quoted: list[Quoted] = []
            for part in query.parts:
                alone = part.model_copy(update={"asked": (), "parts": ()})
                found, _ = self._fact(alone, filters, k, clock, is_part=True)
                quoted += [q for q in found if all(not _same(q, other) for other in quoted)]
            return quoted, None if quoted else Silence.NO_STATEMENT
        evidence = self.evidence(query, filters, k, None, clock)
        wide = query.kind in (QuestionKind.OVERVIEW, QuestionKind.OUTCOME, QuestionKind.DEVELOPMENT)
        section = self._section(query, evidence)
        if section:
            return [Quoted(c, self._heading(c)) for c in choose(section, SECTION)], None
        if not answers(query, evidence.own, (), evidence.topic, self.reading.meetings()):
            return [], Silence.NO_STATEMENT
        chosen = choose(evidence.own, SUMMARY if wide else PART if is_part else FACT)
        return [Quoted(c, self._heading(c)) for c in chosen], None

    def _section(self, query: Query, evidence: Evidence) -> list[Candidate]:
        """The opening of each paragraph under the heading or number asked for."""
        if query.kind not in (QuestionKind.OVERVIEW, QuestionKind.FACT) or query.wanted:
            return []
        documents = dict.fromkeys(c.passage.document for c in evidence.own)
        for document in documents:
            passages = self.reading.under(document, lambda p: stands_under(query, p))
            if passages:
                return openings(passages)
        return []

    def _who(
        self, query: Query, filters: Filters, k: int, clock: Clock
    ) -> tuple[list[Quoted], Silence | None]:
        """Who spoke on a topic: each speaker once, with the sentence that shows it best."""
        evidence = self.evidence(query, filters, max(k, 30), None, clock)
        stance = terms_of(query.stance, self.reading.rarity)
        carried = set() if stance else carried_on(evidence.own)
        best: dict[Speaker, Candidate] = {}
        for candidate in evidence.own:
            if candidate.place not in carried and not on_topic(query, candidate, stance):
                continue
            for speaker in candidate.sentence.speakers:
                if _STATES.search(query.question) and speaker.kind is not SpeakerKind.MEMBER_STATE:
                    continue
                if speaker not in query.about and speaker not in query.others_than:
                    best.setdefault(speaker, candidate)
        quoted = [Quoted(c, speaker.name) for speaker, c in best.items()]
        quoted.sort(key=lambda q: q.candidate.place)
        return quoted, None if quoted else Silence.NO_STATEMENT

    # -- evidence --------------------------------------------------------------------------

    def evidence(
        self, query: Query, filters: Filters, k: int, speaker: Speaker | None, clock: Clock
    ) -> Evidence:
        """The sentences to answer from, best first; with a speaker, apart from those of others."""
        ranked = self.reading.retrieve(query, filters, k, ())
        wanted = set(filters.speakers)
        gathered = gather(
            self.reading.standing(ranked),
            lambda s: not wanted or any(who.name in wanted for who in s.speakers),
        )
        own = gathered
        if query.kind is QuestionKind.FACT:
            # What somebody asked in a discussion is no answer to the same question.
            own = [c for c in own if not c.text.rstrip(" ”\"'’)").endswith("?")]
        if speaker is not None:
            only = filters.model_copy(update={"speakers": (speaker.name,)})
            theirs = self.reading.retrieve(query, only, max(k, 24), (speaker,))
            own = gather(self.reading.standing(theirs), lambda s: speaker in s.speakers)
        clock.step("retrieve")
        others = [c for c in gathered if speaker is not None and speaker not in c.sentence.speakers]
        known = acronyms(c.passage.text for c in (*own, *others))
        topic = terms_of(query.topic, self.reading.rarity, known)
        act = terms_of(query.act, lambda stem: _ACT_WEIGHT * self.reading.rarity(stem))
        judged = [
            judge(
                part,
                topic,
                act,
                query.wanted,
                lambda c: self.reading.around(c, speaker if c.said_by(speaker) else None),
                lambda texts: self.reading.likeness(query, texts),
                query.counted,
                query.about,
            )
            for part in (own, others)
        ]
        clock.step("judge")
        focus = terms_of(query.focus, self.reading.rarity, known)
        own, others = (score(part, bool(topic), bool(query.wanted)) for part in judged)
        sort = terms_of(query.sort, self.reading.rarity, known)
        own = soften(own, topic, focus, sort, self.reading.nearness, query.counted)
        own = score(own, bool(topic), bool(query.wanted))
        clock.step("compare")
        return Evidence(own, others, topic)

    def _heading(self, candidate: Candidate) -> str | None:
        """In a transcript, who says the quoted words."""
        if self.reading.source(candidate.passage.document).transcript:
            names = [speaker.name for speaker in candidate.sentence.speakers]
            return ", ".join(names) or None
        return None

    def _is_transcript(self, chosen: Sequence[Candidate]) -> bool:
        return any(self.reading.source(c.passage.document).transcript for c in chosen)


def _same(one: Quoted, other: Quoted) -> bool:
    return one.candidate.place == other.candidate.place


class Clock:
    """Seconds between steps, added up by name."""

    def __init__(self) -> None:
        self.timings: dict[str, float] = {}
        self._last = time.perf_counter()

    def step(self, name: str) -> None:
        """Counts the time since the last step as `name`'s."""
        now = time.perf_counter()
        self.timings[name] = round(self.timings.get(name, 0.0) + now - self._last, 4)
        self._last = now
