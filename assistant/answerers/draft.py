"""What every answerer is given, and what it hands back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import islice

from assistant.answerers.evidence import (
    PASSAGES,
    Evidence,
    EvidenceGatherer,
    ScoredSentence,
    worth_reading,
)
from assistant.answerers.speaking_on import odds
from assistant.answerers.values import has
from assistant.answerers.when import of_that_time
from assistant.question.plain import plain
from assistant.question.question import Kind, Question
from assistant.step_timer import StepTimer
from assistant.store_reader import StoreReader
from index_store.analysis import terms
from index_store.filters import Filters
from index_store.records import Hit
from ingest.model import Speaker, SpeakerKind

# Of the surest sentence's probability, what one of the documents last quoted must have to be meant,
# where the question hangs on the last answer, and where it stands alone.
_HANGS, _ALONE = 0.25, 0.5
# Of the threshold, what the surest sentence needs to answer alone where none reaches it: to be told
# that the documents are silent where they are not is worse than a sentence beside the point.
_SUREST = 0.7
_NAMED = 4  # of those who did speak, where the asked did not


class Silence(StrEnum):
    """Why there is no answer."""

    NO_DOCUMENTS = "no documents"
    NO_SPEAKER = "the speaker asked about does not speak"
    OTHER_TOPICS = "the speaker asked about speaks of other things"
    NO_STATEMENT = "nothing answers"


@dataclass(frozen=True)
class Asking:
    """A question under the user's filters, and the way to its evidence.

    `threshold`: the probability from which a sentence answers. `read` collects all evidence, for
    the explanation.
    """

    question: Question
    filters: Filters
    gatherer: EvidenceGatherer
    threshold: float
    timer: StepTimer
    k: int = PASSAGES
    read: list[Evidence] = field(default_factory=list)

    @property
    def store(self) -> StoreReader:
        """Records, texts and passages of the store."""
        return self.gatherer.store

    def evidence(self, speakers: Sequence[Speaker] = (), k: int | None = None) -> Evidence:
        """The sentences of the best passages, those of `speakers` alone where some are given."""
        return self.judged(worth_reading(self.retrieved(speakers, k or self.k)), speakers)

    def retrieved(self, speakers: Sequence[Speaker], k: int) -> list[Hit]:
        """The best `k` passages, unread; those of `speakers` alone where some are given."""
        hits = self.gatherer.retrieve(self.question, self.filters, k, speakers)
        self.timer.step("retrieve")
        return hits

    def judged(self, hits: Sequence[Hit], speakers: Sequence[Speaker] = ()) -> Evidence:
        """The sentences of given passages as the reader judges them."""
        found = self.gatherer.read(self.question, hits, speakers, self.filters)
        self.timer.step("read")
        self.read.append(found)
        return found

    def fitting(self, sentences: Sequence[ScoredSentence]) -> list[ScoredSentence]:
        """Those that tell of no other years, and of the sort of value that is wanted.

        Only English words for values are known.
        """
        wanted = self.question.wants
        told = of_that_time(self.question, sentences)
        return [s for s in told if wanted is None or not self._in_english(s) or has(wanted, s.text)]

    def _in_english(self, scored: ScoredSentence) -> bool:
        return self.store.source(scored.passage.document).language == "en"

    def answering(
        self, sentences: Sequence[ScoredSentence], alone: bool = True
    ) -> list[ScoredSentence]:
        """The sentences that answer, of some that are given the surest first and may do so.

        Of the documents that the conversation is on, where one of theirs is nearly as sure as the
        best of all; else of any: the conversation has moved on. `alone`: whether the surest may
        answer where none reaches the threshold.
        """
        sentences = self.fitting(sentences)
        above = [s for s in sentences if s.probability >= self.threshold]
        if alone and not above:
            above = [s for s in sentences[:1] if s.probability >= _SUREST * self.threshold]
        focus = self.question.focus
        if not above or not focus.documents:
            return above
        needed = (_HANGS if focus.hangs else _ALONE) * above[0].probability
        own = [s for s in sentences if s.passage.document in focus.documents]
        if not any(s.probability >= needed for s in own):
            return above
        return [s for s in own if s.probability >= min(needed, self.threshold)]

    def with_question(self, **changes: object) -> Asking:
        """The same with a changed question: `asking.with_question(asked=())`."""
        return replace(self, question=self.question.model_copy(update=changes))

    def of_one(self, speaker: Speaker) -> Asking:
        """The same asked of one of several alone, as the reader knows questions: one at a time."""
        if len(self.question.asked) + len(self.question.unknown) < 2:
            return self
        return self.put_to(speaker, self.question.topic)

    def put_to(self, speaker: Speaker, topic: str) -> Asking:
        """The question what one speaker says on a topic, in the place of this one."""
        put = plain(Kind.POSITION, [speaker.name], topic)
        full = put or self.question.full
        return self.with_question(asked=(speaker,), unknown=(), full=full, topic=topic)

    def headed(self, scored: ScoredSentence) -> Quoted:
        """A sentence under its speakers where its words do not tell who speaks, as in speech."""
        names = ", ".join(speaker.name for speaker in scored.speakers)
        source = self.store.source(scored.passage.document)
        noted = source.minutes and not set(terms(names)) & set(terms(scored.own))
        return Quoted(scored, names if names and (source.transcript or noted) else None)

    def heading(self, speaker: Speaker, scored: ScoredSentence) -> str:
        """Somebody's name, with the label behind it under which a document has the sentence."""
        there = [who.name for who in scored.speakers]
        own = set(self.question.labelled([speaker], scored.passage.document))
        label = next((name for name in there if name in own), speaker.name)
        return label if speaker.name in (label, *there) else f"{speaker.name} ({label})"

    def who_spoke(self) -> list[str]:
        """Who else says something on the topic that answers, the surest first."""
        if not self.question.subject:
            return []
        put = plain(Kind.WHO, [], self.question.topic)
        anyone = self.with_question(asked=(), unknown=(), full=put or self.question.full)
        asked = set(self.question.labelled(self.question.asked))
        found = anyone.evidence()
        speakers = dict.fromkeys(
            speaker
            for scored in found.above(self.threshold)
            for speaker in scored.speakers
            if speaker.kind is not SpeakerKind.UNNAMED and speaker.name not in asked
        )
        told = (speaker for speaker in speakers if self._speaks(speaker, found.hits))
        return [speaker.name for speaker in islice(told, _NAMED)]

    def _speaks(self, speaker: Speaker, hits: Sequence[Hit]) -> bool:
        """Whether somebody would have an answer, were they asked, by the passages found."""
        one = self.put_to(speaker, self.question.topic)
        own = [hit for hit in hits if speaker in hit.passage.speakers]
        said = self.gatherer.read(one.question, own, (speaker,), self.filters).sentences
        return bool(said) and odds(one, said) >= 0


@dataclass(frozen=True)
class Quoted:
    """A chosen sentence and what it stands under in the answer.

    `context`: the sentence before it, where it cannot be read without that ("He added that …").
    """

    sentence: ScoredSentence
    heading: str | None = None
    context: ScoredSentence | None = None


@dataclass(frozen=True)
class Draft:
    """The sentences chosen for an answer, in its order, or why there are none.

    `quoted` leads, `more` is there on demand. `opening` is a line above them, in the language of
    the question; `notices` are lines that the reader should know besides. `spoke` names who did
    speak on the topic, where somebody else was asked about.
    """

    quoted: list[Quoted] = field(default_factory=list)
    more: list[Quoted] = field(default_factory=list)
    silence: Silence | None = None
    notices: list[str] = field(default_factory=list)
    spoke: list[str] = field(default_factory=list)
    opening: str = ""


Answerer = Callable[[Asking], Draft]
"""Answers the questions of one kind."""
