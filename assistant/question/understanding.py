"""Questions understood: one parse, one place for each decision, all in one `Question`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from itertools import combinations
from math import prod

import numpy as np

from assistant.question import follow_up, kinds
from assistant.question.doers import asked_for, deed_asked, only_spoke, voices_asked
from assistant.question.earlier import Earlier
from assistant.question.follow_up import Turn
from assistant.question.in_english import in_english, on_what
from assistant.question.language import language_of
from assistant.question.lexicon import is_word
from assistant.question.naming import names_in
from assistant.question.parse import Name, Parsed, masked, parse
from assistant.question.parts import parts
from assistant.question.question import Kind, Question, Scope
from assistant.question.quoted import quoted
from assistant.question.scope import scope
from assistant.question.speaker_names import (
    Members,
    Named,
    further_names,
    parts_of_names,
    short_offices,
    single_names,
    with_members,
)
from assistant.question.speakers import Roles, roles
from assistant.question.spelling import mend
from assistant.question.thesaurus import in_words_of, is_term
from assistant.question.topic import is_only, stretches, subject, topic, topic_tokens
from assistant.question.translated_names import translated_names
from index_store import Store
from index_store.embedding import Embedder
from index_store.records import DocumentRecord
from ingest.folding import composed
from ingest.model import Speaker, SpeakerKind
from ingest.names.finder import NameFinder

_REMEMBERED = 256  # questions of conversations
_TALK = (Kind.SMALL_TALK, Kind.REQUEST)
_SPOKEN = (Kind.POSITION, Kind.WHO)  # kinds that are about something
_DOUBTS = 2  # names, the least sure: each of them doubles the readings of a question
_OWN_WORDS = (Kind.POSITION, Kind.COMPARE)  # kinds that want somebody's own words
_OF_OUTCOMES = ("outcome", "meeting")  # concepts of the thesaurus that say no topic of an outcome
_WHOLE = (*_TALK, Kind.COMPARE)  # kinds of questions that "and" does not take apart


@dataclass(frozen=True)
class Known:
    """What of a store questions are understood with.

    `speakers` speak in it, `finder` knows their names, `vocabulary` has its terms (stems) and in
    how many passages they are.
    """

    finder: NameFinder
    speakers: frozenset[Speaker]
    members: Members = field(default_factory=dict)
    documents: tuple[DocumentRecord, ...] = ()
    vocabulary: Mapping[str, int] | None = None

    @classmethod
    def of(
        cls,
        speakers: Iterable[Speaker],
        documents: Iterable[DocumentRecord] = (),
        vocabulary: Mapping[str, int] | None = None,
        further: Named | None = None,
    ) -> Known:
        """With a finder of the speakers' names; unnamed voices are nobody's names.

        `further`: what they are called besides; by default what follows from the names alone.
        """
        named = [s for s in speakers if s.kind is not SpeakerKind.UNNAMED]
        if further is None:
            persons = [s for s in named if s.kind is SpeakerKind.PERSON]
            parts = (*short_offices(named), *parts_of_names(named))
            own = (*single_names(persons), *parts, *translated_names(named))
            further = Named(own, {})
        words = vocabulary or {}
        finder = NameFinder(
            [*named, *further.aliases], ordinary=lambda word: is_word(word, words) or is_term(word)
        )
        there = frozenset((*named, *further.members))
        return cls(finder, there, further.members, tuple(documents), vocabulary)

    @classmethod
    def of_store(cls, store: Store) -> Known:
        """What a store tells."""
        everybody = (count.speaker for count in store.speakers())
        speakers = [who for who in everybody if who.kind is not SpeakerKind.UNNAMED]
        documents = store.documents()
        replica = store.replica()
        ids = replica.vocabulary if documents else {}
        vocabulary = {term: int(replica.passage_df[n]) for term, n in ids.items()}
        return cls.of(speakers, documents, vocabulary, further_names(store, speakers))


class Understanding:
    """Understands questions about one store.

    >>> norway = Speaker(name="Norway", kind=SpeakerKind.MEMBER_STATE)
    >>> understanding = Understanding(lambda: Known.of([norway]))
    >>> understanding.understand("What did Norway say on tolls?").asked[0].name
    'Norway'
    """

    def __init__(
        self, known: Callable[[], Known], embed: Callable[[str], np.ndarray] | None = None
    ) -> None:
        """`known` gives the store as it is now; `embed` the built-in model's vector of a text."""
        self._known = known
        self._vector = lru_cache(_REMEMBERED)(embed or Embedder().embed_query)
        self._current: Known | None = None
        self._read = lru_cache(_REMEMBERED)(self._read_anew)

    @classmethod
    def of(cls, store: Store) -> Understanding:
        """For a store; what is known of it is read again whenever it changes."""
        revision, known = -1, Known.of(())

        def now() -> Known:
            nonlocal revision, known
            there = store.catalogue.revision
            if there != revision:
                # What is known comes first: another thread must not find a store without it.
                known = Known.of_store(store)
                revision = there
            return known

        own = store.embedder if store.embedder.name == Embedder().name else Embedder()
        return cls(now, own.embed_query)

    def names(self, text: str) -> set[str]:
        """The speakers of the store that a text names, in any language."""
        return {match.speaker.name for match in self._known().finder.find(text)}

    def understand(self, text: str, history: Sequence[str] = ()) -> Question:
        """What `text` asks, made complete from the earlier questions, oldest first."""
        known = self._known()
        if known is not self._current:
            self._current = known
            self._read.cache_clear()
        last: Question | None = None
        earlier: Earlier | None = None
        language = "en"
        for past in history:
            question, read = self._read(past, earlier, language)
            if question.kind not in _TALK:
                last, earlier, language = question, read, question.language
        question, read = self._read(text, earlier, language)
        if question.request is not None and last is not None:
            return last.model_copy(
                update={"text": text, "request": question.request, "language": question.language}
            )
        pieces = [] if question.kind in _WHOLE else parts(read.parsed)
        if len(pieces) < 2:
            return question
        found = []
        for piece in pieces:
            part, earlier = self._read(piece, earlier, language)
            found.append(part)
        return question.model_copy(update={"parts": tuple(found)})

    def _read_anew(
        self, typed: str, earlier: Earlier | None, before: str
    ) -> tuple[Question, Earlier]:
        known = self._current
        assert known is not None
        text = composed(" ".join(typed.split()))
        parsed = _parsed(text, before, known)
        decision = self._decision(parsed, 0, earlier is not None)
        if decision.kind in _TALK:
            question = Question(
                text=typed,
                full=text,
                kind=decision.kind,
                language=parsed.language,
                small_talk=decision.small_talk,
                request=decision.request,
            )
            return question, Earlier(parsed, Roles())
        language, turn = parsed.language, Turn.ALONE
        if earlier is not None:
            turn = follow_up.turn(parsed, decision.kind is Kind.COMPARE)
        if earlier is not None and turn is not Turn.ALONE:
            named = scope(parsed, earlier.kind, earlier.roles.asked, known.documents)
            compares = decision.kind is Kind.COMPARE
            full = follow_up.complete(parsed, turn, earlier, compares, named)
            parsed = _parsed(full, earlier.parsed.language, known)
        question, read = self._complete(typed, parsed, known, language)
        if earlier is not None and turn is Turn.ALONE and _says_nothing(question, read):
            full = follow_up.complete(parsed, Turn.CLAUSE, earlier, False)
            question, read = self._complete(typed, _parsed(full, language, known), known, language)
        if earlier is not None and turn is Turn.OTHERS and question.kind is Kind.WHO:
            question = question.model_copy(update={"without": earlier.roles.asked})
        if earlier is not None and turn is not Turn.ALONE:
            read = replace(read, before=(*earlier.before, *earlier.roles.asked))
        return question, read

    def _decision(self, parsed: Parsed, asked: int, follows: bool) -> kinds.Decision:
        return kinds.decide(parsed, asked, follows, self._vector(masked(parsed.text, parsed.names)))

    def _complete(
        self, typed: str, parsed: Parsed, known: Known, language: str
    ) -> tuple[Question, Earlier]:
        """A question that is complete in itself; `language` is that of the one typed."""
        question, read = self._completed(typed, parsed, known, language)
        unsure = read.roles.doubtful if question.kind in _OWN_WORDS else ()
        doubtful = sorted(unsure, key=lambda told: told[1])[:_DOUBTS]
        others = []
        for size in range(1, len(doubtful) + 1):
            for some in combinations(doubtful, size):
                topical = tuple(speaker for speaker, _ in some)
                other, _ = self._completed(typed, parsed, known, language, topical)
                others.append((prod((1 - p) / p for _, p in some), other))
        return question.model_copy(update={"otherwise": tuple(others)}), read

    def _completed(
        self,
        typed: str,
        parsed: Parsed,
        known: Known,
        language: str,
        topical: Sequence[Speaker] = (),
    ) -> tuple[Question, Earlier]:
        """The same with the names of `topical` taken for part of the topic."""
        told = roles(parsed, known.speakers, partial(_may_be_place, known.finder), topical)
        decision = self._decision(parsed, len(told.asked) + len(told.unknown), False)
        kind = decision.kind if decision.kind not in _TALK else Kind.FACT
        if kind is Kind.COMPARE and len((*told.asked, *told.about, *told.unknown)) == 1:
            kind = Kind.POSITION if told.asked or told.unknown else Kind.FACT
        told = _for_kind(told, kind)
        found = scope(parsed, kind, told.asked, known.documents)
        told = _outside(told, parsed, found.spans)
        whose = told.tokens or (asked_for(parsed) if kind is Kind.WHO else ())
        about = topic(parsed, whose, found.spans)
        own = [] if parsed.english else quoted(parsed.text)
        about = " ".join(own) or about
        spoken_of = subject(parsed, whose, found.spans) if parsed.english else about
        tokens = topic_tokens(parsed, whose, found.spans)
        if kind is Kind.OUTCOME and is_only(parsed, tokens, _OF_OUTCOMES):
            spoken_of = ""  # "What were the outcomes of the meeting?" is about all of them
        meetings = found.scope.meetings
        earlier = Earlier(parsed, told, spoken_of, kind, tuple(found.spans), meetings=meetings)
        full, used = parsed.text, known.vocabulary or {}
        if parsed.english and (words := in_words_of(full, used)):
            full = f"{full} ({', '.join(words)})"
        matter = spoken_of if parsed.english else on_what(parsed, told, kind, used, found.spans)
        if parsed.language not in _languages(found.scope, told.asked, known.documents):
            full = in_english(parsed, told, kind, used, found.spans)
            about = matter or about
        of_who = kind is Kind.WHO
        question = Question(
            text=typed,
            full=full,
            kind=kind,
            deed=deed_asked(parsed) if of_who else None,
            spoke=of_who and only_spoke(parsed),
            matter=matter,
            voices=voices_asked(parsed) if of_who else frozenset(),
            asked=with_members(told.asked, known.members),
            about=with_members(told.about, known.members),
            unknown=told.unknown,
            topic=about,
            subject=earlier.topic,
            scope=found.scope,
            dates=stretches(parsed, found.dates),
            language=language,
            listed=decision.listed,
        )
        return question, earlier


def _may_be_place(finder: NameFinder, name: str) -> Speaker | None:
    """Who is meant by a name that was left out as a place; an office left out is another's."""
    speaker = finder.resolve(name, fuzzy=True)
    return None if speaker and speaker.kind is SpeakerKind.SECRETARIAT else speaker


def _parsed(text: str, before: str, known: Known) -> Parsed:
    """A question with its names; `before` is its language where it does not tell."""
    names = names_in(text, known.finder)
    left = masked(text, names, "")
    # "No, Chad" may be said in more than one language.
    told = not names or not left.isascii() or len(left.split()) > 1
    language = language_of(left, before) if told else before
    if language == "en" and known.vocabulary is not None:
        mended = mend(text, known.vocabulary, [(n.start, n.end) for n in names])
        if mended != text:
            text, names = mended, names_in(mended, known.finder)
        if (spelled := _spelled(text, names, known.finder)) != text:
            text, names = spelled, names_in(spelled, known.finder)
    return parse(text, names, language)


def _spelled(text: str, names: Sequence[Name], finder: NameFinder) -> str:
    """A question with its misspelt names put right, as the reader knows them."""
    for name in reversed(names):
        plain = name.text.isascii() and not name.demonym
        if name.speaker is not None and plain and finder.resolve(name.text) is None:
            text = f"{text[: name.start]}{name.speaker.name}{text[name.end :]}"
    return text


def _says_nothing(question: Question, read: Earlier) -> bool:
    """Whether a question does not say what it is about: "What did Chad say?", "Who objected?"."""
    if not read.parsed.english or question.kind not in _SPOKEN or question.scope != Scope():
        return False
    return not read.topic and not question.about and bool(question.text.strip())


def _outside(told: Roles, parsed: Parsed, spans: Sequence[tuple[int, int]]) -> Roles:
    """Without the names that only say which document is meant."""
    there = {
        name.speaker
        for name in parsed.names
        if not any(start <= name.start < end for start, end in spans)
    }
    return replace(told, about=tuple(speaker for speaker in told.about if speaker in there))


def _languages(
    scope: Scope, asked: Sequence[Speaker], documents: Sequence[DocumentRecord]
) -> set[str]:
    """Languages in which questions need not be put in English: English, and that of most of the
    documents that are asked about."""
    within = [
        record
        for record in documents
        if (not scope.documents or record.id in scope.documents)
        and (not scope.meetings or record.meeting in scope.meetings)
    ]
    names = {speaker.name for speaker in asked}
    theirs = [record for record in within if names & set(record.speakers)]
    counts = Counter(record.language for record in theirs or within)
    return {"en", *(code for code, n in counts.items() if 2 * n > counts.total())}


def _for_kind(told: Roles, kind: Kind) -> Roles:
    """Nobody's own words are wanted where everybody's are."""
    if kind is not Kind.WHO or not (told.asked or told.unknown):
        return told
    return Roles((), (*told.asked, *told.about), ())
