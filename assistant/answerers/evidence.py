"""The evidence for a question: sentences of the best passages, as the reader judges them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from assistant.answerers.sentence_judge import SentenceJudge, in_own_words, text_in_full
from assistant.question.question import Scope
from assistant.retrieval.query import RetrievalQuery
from index_store.records import Hit
from ingest.in_full import under_heads
from ingest.model import Passage, Sentence, Speaker, SpeakerKind

if TYPE_CHECKING:
    from assistant.question.question import Question
    from assistant.reader import Reader
    from assistant.retrieval.passage_finder import PassageFinder
    from assistant.store_reader import StoreReader
    from index_store.filters import Filters

PASSAGES = 24  # that the reader reads at most
_READ_ANYHOW = 10
_WORTH = 2.0  # log odds behind the best, down to which others are read
_CODE_WORDS = 2  # of a line in capitals that may be an answer: "MS 12"
_IN_FOCUS = 8  # passages of the documents that the conversation is on
_BEFORE = 3  # passages quoted last, that are read again for a question that hangs on them
# Log odds that the best passage of those documents stands behind the best of all, where the
# question hangs on the last answer, where it stands alone, and for what was quoted itself.
_HANGS, _ALONE, _QUOTED = 0.0, 0.5, 1.0
_IN_SECTION = 20  # times as many are looked through for those of one section


@dataclass(frozen=True)
class ScoredSentence:
    """A sentence of a retrieved passage and the probability that it answers.

    `rank`: place of its passage among those retrieved, 0 the best. `text`: its words with what
    leads to them, the heads of a row or the beginning of a list.
    """

    passage: Passage
    sentence: Sentence
    text: str
    probability: float
    rank: int = 0

    @property
    def own(self) -> str:
        """The words of the sentence alone, as they stand."""
        return self.passage.words_of(self.sentence)

    @property
    def is_row(self) -> bool:
        """Whether it is the row of a table with heads."""
        leads = [lead.text for lead in self.passage.lead_of(self.sentence)]
        return under_heads(leads, self.own) is not None

    @property
    def place(self) -> tuple[str, int, int]:
        """Document, paragraph or turn, and offset: the order in which to read."""
        return (self.passage.document, self.passage.unit, self.sentence.start)

    @property
    def unit(self) -> tuple[str, int]:
        """The paragraph or turn it stands in."""
        return (self.passage.document, self.passage.unit)

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Who says it."""
        return self.sentence.speakers


@dataclass(frozen=True)
class Evidence:
    """What was read for a question.

    `sentences`: those an answer may be made of, the most probable first; `others`: sentences of
    the same passages that somebody else says. `hits`: the passages, best first.
    """

    sentences: list[ScoredSentence] = field(default_factory=list)
    others: list[ScoredSentence] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)

    @classmethod
    def unread(cls, hits: Sequence[Hit]) -> Evidence:
        """The sentences of passages in their order, each taken to answer."""
        found = [
            ScoredSentence(hit.passage, sentence, text_in_full(hit.passage, sentence), 1.0, rank)
            for rank, hit in enumerate(hits)
            for sentence in hit.passage.sentences
        ]
        return cls(found, [], list(hits))

    def above(self, threshold: float) -> list[ScoredSentence]:
        """The sentences that answer: their probability is `threshold` or more."""
        return [s for s in self.sentences if s.probability >= threshold]


class EvidenceGatherer:
    """Retrieves passages and has the reader judge their sentences.

    >>> hits = gatherer.retrieve(question, Filters(), PASSAGES)           # doctest: +SKIP
    >>> gatherer.read(question, hits).above(0.5)                          # doctest: +SKIP
    """

    def __init__(self, store: StoreReader, finder: PassageFinder, reader: Reader) -> None:
        self.store = store
        self.finder = finder
        self.judge = SentenceJudge(store, reader)

    def retrieve(
        self, question: Question, filters: Filters, k: int, speakers: Sequence[Speaker] = ()
    ) -> list[Hit]:
        """The best `k` passages in the question's scope, best first.

        A question put in English finds those of documents in its own language by its own words.
        """
        limits = within(question.scope, filters)
        names = tuple(question.labelled(speakers))
        if names:
            limits = limits.model_copy(update={"speakers": names})
        found = self._ranked(question, limits, k, names)
        found = self._in_focus(question, limits, names, found)
        own = self._in_its_language(question, limits)
        if not own:
            return found
        there = set(own)
        asked = in_own_words(question)
        further = self._ranked(asked, limits.model_copy(update={"documents": own}), k, names)
        return [*(hit for hit in found if hit.passage.document not in there), *further]

    def _in_focus(
        self, question: Question, limits: Filters, names: Sequence[str], found: list[Hit]
    ) -> list[Hit]:
        """What was found, with what the documents that the last answer quoted have to say.

        Of a question that is not understood alone also what it quoted.
        """
        focus, scope = question.focus, question.scope
        if not (found and focus.documents) or scope != Scope(section=scope.section):
            return found
        inside = limits.model_copy(update={"documents": focus.documents})
        near = self._ranked(question, inside, _IN_FOCUS, names)
        best, behind = found[0].score, _HANGS if focus.hangs else _ALONE
        moved = [replace(hit, score=best - behind + hit.score - near[0].score) for hit in near]
        if focus.hangs:
            moved += [Hit(p, best - _QUOTED) for p in self._quoted(focus.passages, names)]
        surest: dict[str, Hit] = {}
        for hit in sorted([*found, *moved], key=lambda hit: -hit.score):
            surest.setdefault(hit.passage.id, hit)
        return list(surest.values())

    def _quoted(self, ids: Sequence[str], names: Sequence[str]) -> list[Passage]:
        """The first passages of some, those of `names` alone where some are given."""
        passages = [self.store.passage(id_) for id_ in ids[:_BEFORE]]
        return [
            p for p in passages if p and (not names or {s.name for s in p.speakers} & set(names))
        ]

    def _ranked(
        self, question: Question, limits: Filters, k: int, names: Sequence[str]
    ) -> list[Hit]:
        section = question.scope.section
        found = self.finder.rank_passages(
            retrieval_query(question, names), k * _IN_SECTION if section else k, limits
        )
        documents = {hit.passage.document for hit in found}
        held = {document for document in documents if self.store.holds(document)}
        found = [hit for hit in found if hit.passage.document in held]
        return [hit for hit in found if section is None or in_section(hit.passage, section)][:k]

    def _in_its_language(self, question: Question, limits: Filters) -> tuple[str, ...]:
        """Ids of the documents in the language of a question that is put in English."""
        if not question.own_words:
            return ()
        records = self.store.records(limits)
        return tuple(record.id for record in records if record.language == question.language)

    def read(
        self,
        question: Question,
        hits: Sequence[Hit],
        speakers: Sequence[Speaker] = (),
        filters: Filters | None = None,
    ) -> Evidence:
        """The sentences of given passages as the reader judges them."""
        allowed = set(filters.speakers if filters else ())

        @cache
        def asked(document: str) -> set[str]:
            return set(question.labelled(speakers, document))

        def answers(passage: Passage, sentence: Sentence) -> bool:
            wanted = (asked(passage.document), allowed)
            return all(_said_by(passage, sentence, each) for each in wanted)

        judged = self.judge.probabilities(question, hits, answers)
        best: dict[str, ScoredSentence] = {}
        others: list[ScoredSentence] = []
        for rank, (hit, probabilities) in enumerate(zip(hits, judged, strict=True)):
            for sentence, probability in zip(hit.passage.sentences, probabilities, strict=True):
                if _is_heading(hit.passage, sentence):
                    continue
                text = text_in_full(hit.passage, sentence)
                scored = ScoredSentence(hit.passage, sentence, text, float(probability), rank)
                if not answers(hit.passage, sentence):
                    others.append(scored)
                    continue
                key = " ".join(text.casefold().split())
                if key not in best or best[key].probability < scored.probability:
                    best[key] = scored
        order = sorted(best.values(), key=lambda s: (-s.probability, s.rank, s.sentence.start))
        return Evidence(order, others, list(hits))


def worth_reading(hits: Sequence[Hit]) -> list[Hit]:
    """The passages that may hold an answer, by how far behind the best they are."""
    best = max((hit.score for hit in hits), default=0.0)
    return [hit for n, hit in enumerate(hits) if n < _READ_ANYHOW or hit.score >= best - _WORTH]


def speaking_in(
    hits: Sequence[Hit], besides: Sequence[SpeakerKind] = (SpeakerKind.UNNAMED,)
) -> dict[Speaker, list[Hit]]:
    """Those who speak in passages, those of the kinds `besides` left out, each with theirs."""
    found: dict[Speaker, list[Hit]] = {}
    for hit in hits:
        for speaker in dict.fromkeys(s for each in hit.passage.sentences for s in each.speakers):
            if speaker.kind not in besides:
                found.setdefault(speaker, []).append(hit)
    return found


def within(scope: Scope, filters: Filters) -> Filters:
    """The user's filters, and where they leave it open what the question itself keeps to."""
    named = {
        "documents": scope.documents,
        "meetings": scope.meetings,
        "kinds": scope.kinds,
        "since": scope.since,
        "until": scope.until,
    }
    open_ = {name: value for name, value in named.items() if value and not getattr(filters, name)}
    return filters.model_copy(update=open_) if open_ else filters


def in_section(passage: Passage, section: str) -> bool:
    """Whether a passage stands in a section or paragraph, given by number or heading.

    A section holds the paragraphs whose number begins with its own: 5 holds 5.4 and not 54. A
    number may stand behind what it numbers: "Decision 4/GA.2".
    """
    wanted = section.casefold().strip(" .")
    number = (passage.paragraph or "").casefold()
    if number == wanted or number.startswith(f"{wanted}."):
        return True
    return any(_is_headed(heading.casefold(), wanted) for heading in passage.section)


def _is_headed(heading: str, wanted: str) -> bool:
    if heading == wanted or heading.startswith((f"{wanted} ", f"{wanted}.")):
        return True
    first, _, behind = heading.partition(" ")
    numbered = first.isalpha() and any(c.isdigit() for c in wanted)
    return numbered and f"{behind} ".startswith((f"{wanted} ", f"{wanted}:"))


def retrieval_query(question: Question, names: Sequence[str] = ()) -> RetrievalQuery:
    """The question as the retriever takes it."""
    return RetrievalQuery(question.undated, question.topic, tuple(names))


def _is_heading(passage: Passage, sentence: Sentence) -> bool:
    """Whether a sentence is a line in capitals, a title among the words of a text that has none."""
    words = passage.words_of(sentence)
    return words.isupper() and len(words.split()) > _CODE_WORDS and not passage.text.isupper()


def _said_by(passage: Passage, sentence: Sentence, wanted: set[str]) -> bool:
    """Whether one of the wanted says a sentence; the row of somebody else in their table is not."""
    if not wanted:
        return True
    if not wanted & {speaker.name for speaker in sentence.speakers}:
        return False
    mentioned = {speaker.name for speaker in sentence.mentions}
    in_table = "\t" in passage.words_of(sentence)
    return not in_table or not mentioned or bool(mentioned & wanted)
