"""The assistant: a question in, an answer with its citations out."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from copy import copy

from assistant.answer import Answer, Suggestion
from assistant.answerers.requests import as_requested
from assistant.documents_asked import documents_asked
from assistant.explanation import Explanation
from assistant.extractive import Extractive, Found
from assistant.framing import body, framed
from assistant.kinds.draft import Silence
from assistant.known_as import KnownAs
from assistant.meeting_asked import resolved, without_documents
from assistant.meeting_dated import in_month
from assistant.notices import in_language
from assistant.question import Query, QuestionKind
from assistant.question.asked_for import asked_for
from assistant.question.question import Question
from assistant.question.translated_names import translated_names
from assistant.reader_beside import ReaderBeside
from assistant.refusal import nothing_found, small_talk
from assistant.retrieval.reranker import Reranker
from assistant.spelling import Speller, is_english
from assistant.stopping import Stop, check, never
from assistant.sufficiency import of_deeds
from assistant.understand import understand
from assistant.unread import unread
from assistant.verify import Entailment, Verifier
from assistant.versions import Versions
from assistant.writing.writer import Writer
from assistant.writing.written import WrittenAnswerer
from index_store import Store
from index_store.filters import Filters
from ingest.model import Speaker, SpeakerKind
from ingest.names.finder import NameFinder

_NO_FILTERS = Filters()
PASSAGES = 12  # passages an answer is taken from
NAMED = 4  # of those who spoke on a topic that somebody asked about did not
NEAR = 40  # passages in which members of a party or holders of an office are looked for
HELD = 8  # meetings that are named where the one asked about has no documents
SUGGESTIONS = 3  # nearest passages shown where the documents do not answer


class Assistant:
    """Answers questions over the documents of a store.

    >>> with Store(Path("store")) as store:                               # doctest: +SKIP
    ...     print(Assistant(store).ask("What did Malaysia say on AI?").answer)
    """

    def __init__(
        self,
        store: Store,
        writer: Writer | None = None,
        reranker: Reranker | None = None,
        entailment: Entailment | None = None,
        rewords: bool = True,
    ) -> None:
        """`store`: the documents; it stays open as long as the assistant is used.

        `writer`: a language model that words the answers, from what the documents say, and with
        `rewords` makes follow-ups and questions in other languages whole;
        `entailment`: a model that its sentences must convince, too. `reranker`: a model that
        looks again at what a search finds.
        """
        self.store = store
        self.extractive = Extractive(store)
        self.extractive.reading.finder.reranker = reranker
        self._beside: ReaderBeside | None = None
        self._written: WrittenAnswerer | None = None
        if writer is not None:
            self._beside = ReaderBeside(store, self.extractive.reading.finder, writer, rewords)
            self._written = WrittenAnswerer(writer, self._beside.documents)
        self._entailment = entailment
        self._verifier: Verifier | None = None
        self._speller = Speller(lambda: store.replica().vocabulary)
        self._versions = Versions(store)
        self._finder: NameFinder | None = None
        self._finder_revision = -1
        self._known = KnownAs(())

    def quoting(self) -> Assistant:
        """The same without a language model: quick, and it answers the same questions."""
        quoting = copy(self)
        quoting._written = quoting._beside = None
        return quoting

    def warm_up(self) -> None:
        """Makes ready what questions need, so that none waits for it; for long conversations."""
        if self.store.documents():
            self.extractive.reading.finder.warm_up()
            self.search("child online protection")

    def understand(self, question: str, history: Sequence[str] = ()) -> Query:
        """The question as it will be answered, made complete from the earlier ones."""
        months, known = self.extractive.reading.months(), self.extractive.reading.meetings()
        query = understand(
            question,
            history,
            self.finder,
            self._speller.mend,
            lambda read: in_month(read, months),
        )
        query = resolved(query, known)
        return self._known.expand(query, self._who_is_near)

    def _who_is_near(self, query: Query) -> Iterator[Speaker]:
        """Who speaks in the passages nearest to a question, the nearest first."""
        for hit in self.extractive.reading.retrieve(query, _NO_FILTERS, NEAR, ()):
            yield from hit.passage.speakers

    def search(
        self,
        question: str,
        history: Sequence[str] = (),
        filters: Filters = _NO_FILTERS,
        top_k: int = 10,
    ) -> list[Suggestion]:
        """The passages that bear on a question, best first, whether they answer it or not."""
        with self.store.catalogue.one_revision():
            query = self.understand(question, history)
            return self._versions.marked(self.extractive.passages(query, filters, top_k))

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        filters: Filters = _NO_FILTERS,
        top_k: int | None = None,
    ) -> Answer:
        """The answer to a question; `history` holds the earlier questions, oldest first."""
        *_, answer = self.stream(question, history, filters, top_k)
        return answer

    def stream(
        self,
        question: str,
        history: Sequence[str] = (),
        filters: Filters = _NO_FILTERS,
        top_k: int | None = None,
        stop: Stop = never,
    ) -> Iterator[Answer]:
        """The answer as it grows, sentence by sentence; the last one is complete.

        Raises `Stopped` between two steps once `stop` is true.
        """
        began = time.perf_counter()
        asked = self._beside.understand(question, history, stop) if self._beside else None
        with self.store.catalogue.one_revision():
            query, language = self._query(question, history, asked)
        check(stop)
        understood = time.perf_counter()
        if query.kind is QuestionKind.SMALL_TALK:
            yield small_talk(question, language)
            return
        with self.store.catalogue.one_revision():
            found = self.extractive.find(query, filters, top_k or PASSAGES, stop)
            deed = found.silence is Silence.NO_SPEAKER and of_deeds(query)
            if not found.sentences and query.asked and (query.of_thing or deed):
                # "When did it open?" after "What did Chad say on the library?": whoever tells it.
                anyone = query.model_copy(
                    update={
                        "asked": (),
                        "about": query.asked,
                        "kind": QuestionKind.FACT,
                        "deed": deed and not query.of_thing,
                    }
                )
                wider = self.extractive.find(anyone, filters, top_k or PASSAGES, stop)
                query, found = (anyone, wider) if wider.sentences else (query, found)
            timings = {"understand": understood - began, **found.timings}
            check(stop)
            shown = query.model_copy(update={"language": language})
            answer = self._framed(question, shown, found, filters)
        growth = growing(answer)
        if asked is not None:
            growth = self._worded(asked, query, answer, found, filters, stop) or growth
        explained = Explanation(question=asked_for(query, history))
        first = True
        for part in growth:
            check(stop)
            seconds = round(time.perf_counter() - began, 4)
            if first:
                timings, first = {**timings, "first words": seconds}, False
            notices = in_language(part.notices, language)
            yield part.model_copy(
                update={
                    "timings": timings,
                    "seconds": seconds,
                    "notices": notices,
                    "language": language,
                    "explanation": explained,
                }
            )

    def _query(
        self, question: str, history: Sequence[str], asked: Question | None
    ) -> tuple[Query, str]:
        """What the rules are asked and the language of the answer; `asked`: as the model has it."""
        if asked is None:
            query = self.understand(question, history)
            return query, query.language
        if asked.request is not None:
            # "Shorter, please": the last question is answered once more.
            return self.understand(asked.full), asked.language
        query = self.understand(question, history)
        if asked.full == question or query.kind is QuestionKind.SMALL_TALK:
            return query, query.language
        whole = self.understand(asked.full)
        lost = {speaker.name for speaker in query.asked} - {s.name for s in whole.asked}
        return (query if lost else whole), query.language

    def _framed(self, question: str, query: Query, found: Found, filters: Filters) -> Answer:
        answer = framed(self._answer(question, query, found, filters), query)
        return self._versions.beside(answer)

    def _worded(
        self,
        asked: Question,
        query: Query,
        quoted: Answer,
        found: Found,
        filters: Filters,
        stop: Stop,
    ) -> Iterator[Answer] | None:
        """The answer as the model words it, None where it is not asked."""
        if self._beside is None or self._written is None:
            return None
        asking = self._beside.asking(asked, query, filters, stop)
        if not self._written.answers(asking, quoted, found.silence is Silence.NO_STATEMENT):
            return growing(as_requested(quoted, asking.question))
        nothing = Found(silence=Silence.NO_STATEMENT)
        shown = query.model_copy(update={"language": asked.language})
        written = self._written.stream(
            asking,
            quoted,
            lambda: self._framed(asked.text, shown, nothing, filters),
            self.verifier,
            stop,
        )
        return map(self._versions.beside, written)

    def _answer(self, question: str, query: Query, found: Found, filters: Filters) -> Answer:
        if found.sentences:
            return Answer(
                question=question,
                answered=True,
                answer=found.markdown,
                sentences=found.sentences,
                citations=found.citations,
                table=found.table,
                understood=query.full,
                notices=found.notices,
            )
        known = self.extractive.reading.meetings()
        missed = without_documents(query, known)
        somebody = bool(query.asked or query.unknown) and not missed
        near = self.extractive.nearest(query, filters, SUGGESTIONS)
        records = self.store.documents()
        asked = filters.documents or [record.id for record in documents_asked(query, records)]
        found.notices.extend(unread(records, asked or [passage.document for passage in near]))
        return nothing_found(
            question,
            query,
            found,
            near,
            self.extractive.who_spoke(query, filters, PASSAGES)[:NAMED] if somebody else [],
            sorted(known)[-HELD:] if missed else [],
        )

    @property
    def verifier(self) -> Verifier:
        """Holds sentences against their sources, with the names that the store knows."""
        finder = self.finder
        if self._verifier is None or self._verifier.finder is not finder:
            self._verifier = Verifier(finder, self.store.embedder.embed, self._entailment)
        return self._verifier

    @property
    def finder(self) -> NameFinder:
        """Finds the names of Member States and of everybody who speaks in the store."""
        revision = self.store.catalogue.revision
        if self._finder is None or revision != self._finder_revision:
            # "Several Parties" is a voice and nobody's name.
            everybody = (count.speaker for count in self.store.speakers())
            speakers = [s for s in everybody if s.kind is not SpeakerKind.UNNAMED]
            self._known = KnownAs.of(self.store, speakers)
            self._finder = NameFinder(
                [*speakers, *self._known.aliases, *translated_names(speakers)],
                ordinary=is_english,
            )
            self._finder_revision = revision
        return self._finder


def growing(answer: Answer) -> Iterator[Answer]:
    """Prefixes of an answer, one sentence longer each; the last is the answer itself."""
    above = f"{answer.opening}\n\n" if answer.opening else ""
    for n in range(1, len(answer.sentences)):
        part = answer.sentences[:n]
        used = {number for sentence in part for number in sentence.citations}
        yield answer.model_copy(
            update={
                "sentences": part,
                "answer": f"{above}{body(part, answer.table, answer.opening, complete=False)}",
                "citations": [c for c in answer.citations if c.n in used],
            }
        )
    yield answer
