"""Questions understood: one parse, one place for each decision, all in one `Question`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import combinations
from math import prod
from typing import Any

import numpy as np

from assistant.question import follow_up, kinds
from assistant.question.doers import deed_asked, only_spoke, voices_asked
from assistant.question.earlier import Earlier
from assistant.question.focus import Focus, Recall, nowhere
from assistant.question.follow_up import Turn
from assistant.question.kind_and_roles import for_kind, kind_of, outside, without_bodies
from assistant.question.known import Known
from assistant.question.lead_in import without_lead_in
from assistant.question.other_readings import other_readings
from assistant.question.parse import Parsed, masked
from assistant.question.parts import parts
from assistant.question.phrasing import phrased
from assistant.question.preprocessing import preprocess
from assistant.question.question import OF_THOSE_ASKED, TALK, Kind, Question, Scope
from assistant.question.scope import scope
from assistant.question.speaker_names import with_members
from assistant.question.speakers import Roles, compared, roles
from assistant.question.topic import stretches
from assistant.question.utterance import states
from assistant.question.utterance import turns as said_in
from assistant.question.wanted import wanted
from index_store import Store
from index_store.analysis import stem
from index_store.embedding import Embedder
from ingest.folding import composed
from ingest.model import Speaker, SpeakerKind
from ingest.names.finder import NameFinder

_REMEMBERED = 256  # questions of conversations
_SPOKEN = (Kind.POSITION, Kind.WHO)  # kinds that are about something
_DOUBTS = 2  # names, the least sure: each of them doubles the readings of a question
_WHOLE = (*TALK, Kind.COMPARE)  # kinds of questions that "and" does not take apart


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

    def understand(
        self, text: str, history: Sequence[str] = (), recall: Recall = nowhere
    ) -> Question:
        """What `text` asks, made complete from the earlier questions, oldest first.

        `recall` tells what their answers were on.
        """
        known = self._known()
        if known is not self._current:
            self._current = known
            self._read.cache_clear()
        *past, asked = self.turns([*history, text])
        last: Question | None = None
        earlier: Earlier | None = None
        language = "en"
        for n, said in enumerate(past):
            question, read = self._turn(said, earlier, language, recall(tuple(past[:n])))
            if question.kind not in TALK:
                last, earlier, language = question, read, question.language
        question, _ = self._turn(asked, earlier, language, recall(tuple(past)))
        if question.request is not None and last is not None:
            asks = {"request": question.request, "language": question.language}
            return last.model_copy(update={"text": text, **asks})
        return question.model_copy(update={"text": text})

    def _turn(
        self, text: str, earlier: Earlier | None, language: str, focus: Focus
    ) -> tuple[Question, Earlier]:
        """A turn with its parts, `focus` being what the answers before it were on."""
        if earlier is not None:
            earlier = replace(earlier, told=focus.speakers, named=focus.named, answered=focus.asked)
        question, read = self._read(text, earlier, language)
        return _on(self._in_parts(question, read, earlier), focus), read

    def turns(self, typed: Sequence[str]) -> tuple[str, ...]:
        """What was typed, statements and questions each by themselves."""
        found: list[str] = []
        for text in typed:
            said = said_in(text)
            whole = len(said) == 1 or self._read(text, None, "en")[0].kind in TALK
            found += [text] if whole else said
        return tuple(found)

    def _in_parts(self, question: Question, read: Earlier, earlier: Earlier | None) -> Question:
        """The question with its parts, where it asks for several things."""
        pieces = [] if question.kind in _WHOLE else parts(read.parsed)
        if len(pieces) < 2:
            return question
        found = []
        for piece in pieces:
            part, earlier = self._read(piece, earlier, question.language)
            found.append(part)
        return question.model_copy(update={"parts": tuple(found)})

    def _read_anew(
        self, typed: str, earlier: Earlier | None, before: str
    ) -> tuple[Question, Earlier]:
        known = self._current
        assert known is not None
        whole = composed(" ".join(typed.split()))
        text = without_lead_in(whole, known.finder, before)
        parsed = preprocess(text, before, known)
        decision = self._decision(parsed, 0, earlier is not None)
        if decision.kind is Kind.SMALL_TALK and text != whole:  # "Shorter, it is for a note."
            decision = self._decision(preprocess(whole, before, known), 0, earlier is not None)
        if decision.kind in TALK:
            question = Question(
                text=typed,
                full=text,
                kind=decision.kind,
                language=parsed.language,
                small_talk=decision.small_talk,
                request=decision.request,
            )
            return question, Earlier(parsed, Roles())
        language, turn, kept = parsed.language, Turn.ALONE, ""
        if earlier is not None:
            turn = follow_up.turn(parsed, decision.kind is Kind.COMPARE)
        if earlier is not None and turn is not Turn.ALONE:
            named = scope(parsed, earlier.kind, earlier.roles.asked, known)
            compares = decision.kind is Kind.COMPARE
            full = follow_up.complete(parsed, turn, earlier, compares, self._vector, named)
            kept = earlier.thing if follow_up.pointing(parsed) and earlier.thing in full else ""
            parsed = preprocess(full, earlier.parsed.language, known)
        question, read = self._complete(typed, parsed, known, language)
        if earlier is not None and turn is Turn.ALONE and _says_nothing(question, read):
            alone = question
            full = follow_up.complete(parsed, Turn.CLAUSE, earlier, False, self._vector)
            question, read = self._complete(
                typed, preprocess(full, language, known), known, language
            )
            question = question.model_copy(update={"instead": alone})
        if earlier is not None and turn is Turn.OTHERS and question.kind is Kind.WHO:
            question = question.model_copy(update={"without": earlier.roles.asked})
        if earlier is not None and turn is not Turn.ALONE:
            question = question.model_copy(update={"focus": Focus(hangs=True)})
        if earlier is not None and not (turn is Turn.ALONE and read.parsed.names):
            asked = dict.fromkeys((*earlier.before, *earlier.roles.asked))
            read = replace(read, before=tuple(asked))
        if turn is Turn.FRAGMENT and earlier is not None:
            puts = other_readings(question, read, earlier)
            question = self._with_readings(question, puts, known)
        return question, replace(read, previous=earlier, stated=states(text), kept=kept)

    def _with_readings(self, question: Question, puts: Sequence[str], known: Known) -> Question:
        """A question with others in its stead, the first of them ahead, where it has no answer."""
        for put in reversed(puts):
            other, _ = self._complete(question.text, preprocess(put, "en", known), known, "en")
            instead = question.instead
            other = other.model_copy(update={"instead": instead, "language": question.language})
            question = question.model_copy(update={"instead": other})
        return question

    def _decision(self, parsed: Parsed, asked: int, follows: bool) -> kinds.Decision:
        return kinds.decide(parsed, asked, follows, self._vector(masked(parsed.text, parsed.names)))

    def _complete(
        self, typed: str, parsed: Parsed, known: Known, language: str
    ) -> tuple[Question, Earlier]:
        """A question that is complete in itself; `language` is that of the one typed."""
        question, read = self._completed(typed, parsed, known, language)
        unsure = read.roles.doubtful if question.kind in OF_THOSE_ASKED else ()
        held = (told for told in unsure if _is_held(told[0], known))
        doubtful = sorted(held, key=lambda told: told[1])[:_DOUBTS]
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
        topical: Sequence[Speaker | str] = (),
    ) -> tuple[Question, Earlier]:
        """The same with the names of `topical` taken for part of the topic."""
        told = roles(parsed, known.speakers, partial(_may_be_place, known.finder), topical)
        named = len(told.asked) + len(told.unknown)
        decision = self._decision(parsed, named - len(told.bodies), False)
        if told.bodies and decision.kind is Kind.OUTCOME:
            told = without_bodies(told)
        elif told.bodies:
            decision = self._decision(parsed, named, False)
        kind = kind_of(decision.kind, told)
        told = for_kind(told, kind) if kind is not Kind.COMPARE else compared(parsed, told)
        found = scope(parsed, kind, told.asked, known)
        if not found.documents and all(who in known.papers for who in told.asked):
            found.documents += [paper for who in told.asked for paper in known.papers[who]]
        told = outside(told, parsed, found.spans)
        put = phrased(parsed, kind, told, found, known)
        meetings = found.scope.meetings
        earlier = Earlier(parsed, told, put.subject, kind, tuple(found.spans), meetings=meetings)
        question = Question(
            text=typed,
            full=put.full,
            kind=kind,
            matter=put.matter,
            asked=(asked := with_members(told.asked, known.members)),
            labels=known.labels_of(asked),
            about=with_members(told.about, known.members),
            unknown=told.unknown,
            topic=put.topic,
            subject=put.subject,
            wants=wanted(parsed),
            scope=found.scope,
            dates=stretches(parsed, found.dates),
            language=language,
            own_words=put.own_words if language == parsed.language else "",
            listed=decision.listed,
            **_doers(parsed) if kind is Kind.WHO else {},
        )
        return question, earlier


def _on(question: Question, focus: Focus) -> Question:
    """A question of a conversation, in every reading of it."""
    changes: dict[str, Any] = {
        "focus": focus.model_copy(update={"hangs": question.focus.hangs}),
        "parts": tuple(_on(part, focus) for part in question.parts),
        "otherwise": tuple((likely, _on(other, focus)) for likely, other in question.otherwise),
    }
    if question.instead is not None:
        changes["instead"] = _on(question.instead, focus)
    return question.model_copy(update=changes)


def _doers(parsed: Parsed) -> dict[str, Any]:
    """Of a question who did a thing: what, and whether anybody is meant."""
    return {
        "deed": deed_asked(parsed),
        "spoke": only_spoke(parsed),
        "voices": voices_asked(parsed),
    }


def _may_be_place(finder: NameFinder, name: str) -> Speaker | None:
    """Who is meant by a name that was left out as a place; an office left out is another's."""
    speaker = finder.resolve(name, fuzzy=True)
    return None if speaker and speaker.kind is SpeakerKind.SECRETARIAT else speaker


def _is_held(name: Speaker | str, known: Known) -> bool:
    """Whether the documents have a name, if only in what others say."""
    if isinstance(name, Speaker):
        return True
    return all(stem(word) in (known.vocabulary or ()) for word in name.lower().split())


def _says_nothing(question: Question, read: Earlier) -> bool:
    """Whether a question does not say what it is about: "What did Chad say?", "Who objected?"."""
    if not read.parsed.english or question.kind not in _SPOKEN or question.scope != Scope():
        return False
    return not read.topic and not question.about and bool(question.text.strip())
