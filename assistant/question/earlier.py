"""The question before, as follow-ups take from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.question.meeting_terms import is_meeting
from assistant.question.parse import Name, Parsed
from assistant.question.phrases import listed
from assistant.question.question import Kind
from assistant.question.topic import topic_tokens
from ingest.model import Speaker, SpeakerKind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from assistant.question.speakers import Roles

NOUNS = ("nsubj", "nsubjpass", "dobj", "pobj", "attr", "ROOT", "appos", "conj")
"""What a noun phrase may be in a clause."""
_ONE_PERSON = (SpeakerKind.PERSON, SpeakerKind.CHAIR, SpeakerKind.SECRETARIAT)
_NAMES_THINGS = ("NOUN", "PROPN", "NUM", "ADJ")
_FEW = 3  # people that a pronoun stands for
_WH_TAGS = ("WDT", "WP", "WP$", "WRB")


@dataclass(frozen=True)
class Earlier:
    """The question before: its parse (of the completed text), its kind and who was asked.

    `spans` are the stretches of it that name its scope; `before` were asked in the questions that
    it follows on. `meetings` are those that it keeps to. `told`: whom its answer quoted,
    `named`: whom the quotes only name, `answered`: who was asked in the reading that was answered.
    `previous` is the question before it. `stated`: it is a statement and asks nothing.
    `kept`: what a pronoun of it stood for, which the next stands for, too.
    """

    parsed: Parsed
    roles: Roles
    topic: str = ""
    kind: Kind = Kind.FACT
    spans: tuple[tuple[int, int], ...] = ()
    before: tuple[Speaker, ...] = ()
    meetings: tuple[int, ...] = ()
    told: tuple[Speaker, ...] = ()
    named: tuple[Speaker, ...] = ()
    answered: tuple[Speaker, ...] = ()
    previous: Earlier | None = None
    stated: bool = False
    kept: str = ""

    @property
    def people(self) -> str:
        """Whoever was asked, else whoever was named."""
        return listed(self._asked or [speaker.name for speaker in self.roles.about])

    @property
    def asks_somebody(self) -> bool:
        """Whether somebody's own words are asked for."""
        return bool(self._asked)

    @property
    def _asked(self) -> list[str]:
        return [speaker.name for speaker in self.roles.asked] + list(self.roles.unknown)

    def those_meant(self, one: bool) -> str:
        """Whom "they" stands for, or with `one` "she": whoever was asked, else who answered."""
        if self.answered and not {*self.answered} & {*self.roles.asked}:
            return listed([speaker.name for speaker in self.answered])
        if self._asked:
            return self.people
        if one and not _persons((*self.roles.about, *self.before)):
            persons = _persons((*self.told, *self.named))
            if persons:
                return persons[0].name
        if self.kind is not Kind.WHO and (self.roles.about or self.before):
            return self.people or self.before[-1].name
        told = list(self.told)
        if not one and told and told[0].kind in _ONE_PERSON:
            return self.people if self.kind is Kind.WHO else ""  # they decided: the meeting did
        if one:
            told = _persons(told)[:1] or told[:1]
        if len(told) > _FEW:
            return self.people
        return listed([speaker.name for speaker in told]) or self.people

    @property
    def thing(self) -> str:
        """The noun phrase that a pronoun stands for."""
        return self.thing_in(())

    def thing_in(self, number: Sequence[str]) -> str:
        """The same of one number, where there is one: "it" for no "people".

        `number`: `Number` in the pronoun's morphology, empty where it may be any.
        """
        parsed = self.parsed
        if self.kept and "Plur" not in number:
            return self.kept
        if not parsed.english:
            return self.topic
        places = topic_tokens(parsed, self.roles.tokens)
        tokens = (parsed.doc[n] for n in places)
        nouns = [t for t in tokens if t.pos_ in ("NOUN", "PROPN") and t.dep_ in NOUNS]
        nouns = [t for t in nouns if not any(c.pos_ == "AUX" for c in t.lefts)]
        if not nouns:
            return self.previous.thing_in(number) if self.previous else ""
        things = [t for t in nouns if not self._is_somebody(t.i) and not _is_ours(t)]
        things = [t for t in things if not any(map(is_meeting, (t, *t.ancestors)))] or things
        nouns = [t for t in things if not number or _is_of(t, number)]
        if not nouns:
            return ""
        head = next((t for t in nouns if t.dep_ in ("nsubj", "nsubjpass")), nouns[0])
        within = [t.i for t in head.subtree if not t.is_punct]
        first, last = min(within), max(within)
        while first < head.i and parsed.doc[first].tag_ in _WH_TAGS:
            first += 1
        owner = parsed.doc[first]
        third = "3" in owner.morph.get("Person", [])
        if owner.tag_ == "PRP$" and third and self.people and first < last:
            return f"{self.people}'s {parsed.words(first + 1, last)}"
        return parsed.words(first, last)

    @property
    def matter(self) -> str:
        """The topic that a follow-up takes over; what a verb alone says is none."""
        places = topic_tokens(self.parsed, self.roles.tokens, self.spans)
        named = any(self.parsed.doc[n].pos_ in _NAMES_THINGS for n in places)
        return self.topic if named or not self.parsed.english else ""

    def _is_somebody(self, at: int) -> bool:
        name = self.parsed.by_token.get(at)
        return name is not None and name.speaker is not None and name.speaker.kind in _ONE_PERSON

    @property
    def has_things(self) -> bool:
        """Whether several things of one kind are named, that "they" may stand for."""
        places = topic_tokens(self.parsed, self.roles.tokens) if self.parsed.english else ()
        tokens = (self.parsed.doc[n] for n in places if n not in self.parsed.by_token)
        return any(t.tag_ in ("NNS", "NNPS") and t.dep_ in NOUNS for t in tokens)

    def with_names(self) -> Earlier:
        """The last question that names anybody; this one where none does."""
        found: Earlier | None = self
        while found is not None and found.kind is Kind.FACT and not found.parsed.places:
            found = found.previous
        return found or self

    def written(self, name: Name) -> str:
        """A name as it stands in this question: in English by the one that the speaker has."""
        return name.speaker.name if name.speaker and self.parsed.english else name.text


def _persons(speakers: Sequence[Speaker]) -> list[Speaker]:
    return [speaker for speaker in speakers if speaker.kind in _ONE_PERSON]


def _is_ours(noun: Token) -> bool:
    """Whether a noun is of whoever asks: "our capital is nervous about this"."""
    owners = (t for t in noun.lefts if t.dep_ == "poss")
    return any({"1", "2"} & {*owner.morph.get("Person", [])} for owner in owners)


def _is_of(noun: Token, number: Sequence[str]) -> bool:
    """Whether a noun is of a number; what tells none may be of any."""
    return noun.morph.get("Number", [*number]) == [*number]
