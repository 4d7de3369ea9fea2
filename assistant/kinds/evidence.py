"""The sentences an answer may be made of, each with its scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.candidates import Candidate, gather, judge, soften
from assistant.clock import Clock
from assistant.focus import asks_doer
from assistant.matching import Term, acronyms, terms_of
from assistant.question import Query, QuestionKind
from assistant.reading import Reading
from assistant.select import score
from assistant.setting import TURNS_BEFORE, setting
from index_store.filters import Filters
from ingest.model import Speaker

_ACT_WEIGHT = 0.25  # of a topic word, for the words that only say how something was said
_OF_A_SPEAKER = 24  # passages of one speaker that are looked at, at the least


@dataclass(frozen=True)
class Evidence:
    """Sentences with their scores, best first, and the terms of the topic they were judged by.

    `own` are those an answer may be made of, `others` what else was found, which tells whether
    somebody asked about is on the topic at all. `shares` tells of each passage, by its id, how
    much of the answer's text the retriever expects in it, against the best one's.
    """

    own: list[Candidate]
    others: list[Candidate]
    topic: tuple[Term, ...]
    shares: Mapping[str, float] = field(default_factory=dict)


def _is_row_on_others(candidate: Candidate, speaker: Speaker) -> bool:
    """Is a sentence the row of somebody else in a table of the speaker's?"""
    mentions = candidate.sentence.mentions
    return "\t" in candidate.own and bool(mentions) and speaker not in mentions


class EvidenceJudge:
    """Retrieves passages and judges their sentences."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def evidence(
        self, query: Query, filters: Filters, k: int, speaker: Speaker | None, clock: Clock
    ) -> Evidence:
        """The sentences to answer from, best first; with a speaker, apart from those of others."""
        reading = self.reading
        ranked = reading.retrieve(query, filters, k, ())
        wanted = set(filters.speakers)
        gathered = gather(
            reading.standing(ranked),
            lambda s: not wanted or any(who.name in wanted for who in s.speakers),
        )
        own = gathered
        if query.kind is QuestionKind.FACT:
            # What somebody asked in a discussion is no answer to the same question.
            own = [c for c in own if not c.text.rstrip(" ”\"'’)").endswith("?")]
        if speaker is not None:
            only = filters.model_copy(update={"speakers": (speaker.name,)})
            theirs = reading.retrieve(query, only, max(k, _OF_A_SPEAKER), (speaker,))
            own = gather(reading.standing(theirs), lambda s: speaker in s.speakers)
            own = [c for c in own if not _is_row_on_others(c, speaker)]
            ranked = theirs
        clock.step("retrieve")
        others = [c for c in gathered if speaker is not None and speaker not in c.sentence.speakers]
        known = acronyms(dict.fromkeys(c.passage.text for c in (*own, *others)))
        topic = terms_of(query.topic, reading.rarity, known)
        act = terms_of(query.act, lambda stem: _ACT_WEIGHT * reading.rarity(stem))
        judged = [
            judge(
                part,
                topic,
                act,
                query.wanted,
                lambda c: reading.around(c, speaker if c.said_by(speaker) else None),
                lambda texts: reading.likeness(query, texts),
                query.counted,
                query.about,
            )
            for part in (own, others)
        ]
        clock.step("judge")
        focus = terms_of(query.focus, reading.rarity, known)
        own, others = (score(part, bool(topic), bool(query.wanted)) for part in judged)
        sort = terms_of(query.sort, reading.rarity, known)
        own = soften(
            own,
            topic,
            focus,
            sort,
            reading.nearness,
            query.counted,
            asks_doer(query.words, query.focus),
            lambda c: setting(c, topic, reading.unit(c), reading.before(c, TURNS_BEFORE)),
        )
        own = score(own, bool(topic), bool(query.wanted))
        clock.step("compare")
        return Evidence(own, others, topic, reading.shares(ranked))
