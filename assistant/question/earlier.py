"""The question before, as follow-ups take from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.question.parse import Name, Parsed
from assistant.question.phrases import listed
from assistant.question.question import Kind
from assistant.question.topic import topic_tokens
from ingest.model import Speaker

if TYPE_CHECKING:
    from assistant.question.speakers import Roles

NOUNS = ("nsubj", "nsubjpass", "dobj", "pobj", "attr", "ROOT", "appos", "conj")
"""What a noun phrase may be in a clause."""
_WH_TAGS = ("WDT", "WP", "WP$", "WRB")


@dataclass(frozen=True)
class Earlier:
    """The question before: its parse (of the completed text), its kind and who was asked.

    `spans` are the stretches of it that name its scope; `before` were asked in the questions that
    it follows on. `meetings` are those that it keeps to.
    """

    parsed: Parsed
    roles: Roles
    topic: str = ""
    kind: Kind = Kind.FACT
    spans: tuple[tuple[int, int], ...] = ()
    before: tuple[Speaker, ...] = ()
    meetings: tuple[int, ...] = ()

    @property
    def people(self) -> str:
        """Whoever was asked, else whoever was named."""
        asked = [speaker.name for speaker in self.roles.asked] + list(self.roles.unknown)
        return listed(asked or [speaker.name for speaker in self.roles.about])

    @property
    def thing(self) -> str:
        """The noun phrase that a pronoun stands for."""
        return self.thing_in(())

    def thing_in(self, number: Sequence[str]) -> str:
        """The same of one number, where there is one: "it" for no "people".

        `number`: `Number` in the pronoun's morphology, empty where it may be any.
        """
        parsed = self.parsed
        if not parsed.english:
            return self.topic
        places = topic_tokens(parsed, self.roles.tokens)
        nouns = [
            t
            for t in (parsed.doc[n] for n in places)
            if t.pos_ in ("NOUN", "PROPN") and t.dep_ in NOUNS
        ]
        if not nouns:
            return self.topic
        nouns = [t for t in nouns if not number or t.morph.get("Number", []) == [*number]] or nouns
        head = next((t for t in nouns if t.dep_ in ("nsubj", "nsubjpass")), nouns[0])
        within = [t.i for t in head.subtree if not t.is_punct]
        first, last = min(within), max(within)
        while first < head.i and parsed.doc[first].tag_ in _WH_TAGS:
            first += 1
        owner = parsed.doc[first]
        if owner.tag_ == "PRP$" and self.people and first < last:
            return f"{self.people}'s {parsed.words(first + 1, last)}"
        return parsed.words(first, last)

    def written(self, name: Name) -> str:
        """A name as it stands in this question: in English by the one that the speaker has."""
        return name.speaker.name if name.speaker and self.parsed.english else name.text
