"""A question as the assistant understands it: parsed once, read by everyone, changed by nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from assistant.question.deed import Deed
from assistant.question.focus import NOWHERE, Focus
from assistant.question.labels import Label
from ingest.model import DocumentKind, Speaker, SpeakerKind

_BEFORE_MARK = re.compile(r"\s+(?=[?!.,;:])")


class Kind(StrEnum):
    """What sort of answer is wanted."""

    POSITION = "position"
    """What named speakers said."""
    FACT = "fact"
    """Something the documents state, whoever says it."""
    WHO = "who"
    """Everybody who said a thing."""
    COMPARE = "compare"
    """Two or more speakers side by side."""
    DEVELOPMENT = "development"
    """How something changed over the meetings."""
    OUTCOME = "outcome"
    """What was decided, requested or assigned."""
    OVERVIEW = "overview"
    """A document, section or meeting as a whole."""
    LIST = "list"
    """What stands in the store's structure: documents, speakers, contributions."""
    SMALL_TALK = "small talk"
    """A greeting, thanks, a question for the assistant itself, or something off topic."""
    REQUEST = "request"
    """Something to do with the last answer where there is none yet (see `Question.request`)."""


OF_THOSE_ASKED = (Kind.POSITION, Kind.COMPARE)
"""Kinds that are answered by the words of those asked about alone."""


TALK = (Kind.SMALL_TALK, Kind.REQUEST)
"""Kinds that ask nothing of the documents."""


class Request(StrEnum):
    """What to do with the last answer."""

    SHORTER = "shorter"
    BULLETS = "bullets"
    TRANSLATE = "translate"
    MORE = "more"


class Listed(StrEnum):
    """What of the store's structure a list is made of."""

    DOCUMENTS = "documents"
    SPEAKERS = "speakers"


class SmallTalk(StrEnum):
    """What sort of small talk a question is."""

    GREETING = "greeting"
    THANKS = "thanks"
    HELP = "help"
    OFF_TOPIC = "off topic"


class Scope(BaseModel):
    """The part of the store that a question keeps to, by its own words; empty is everything."""

    model_config = ConfigDict(frozen=True)

    documents: tuple[str, ...] = Field(default=(), description="ids of documents it names")
    meetings: tuple[int, ...] = ()
    kinds: tuple[DocumentKind, ...] = Field(default=(), description='"in the contributions"')
    section: str | None = Field(
        default=None, description='number or heading of a paragraph or section, such as "5.4"'
    )
    since: str | None = Field(default=None, description="ISO 8601")
    until: str | None = Field(default=None, description="ISO 8601")
    missing: tuple[str, ...] = Field(
        default=(), description="documents and meetings it names that the store does not have"
    )


class Value(StrEnum):
    """A sort of value that a question may want."""

    AMOUNT = "amount"
    TIME = "time"


class Question(BaseModel):
    """One question, complete in itself: nothing of the conversation is needed to answer it.

    >>> Question(text="When does it meet?", full="When does the group meet?").kind
    <Kind.FACT: 'fact'>
    """

    model_config = ConfigDict(frozen=True)

    text: str = Field(description="as typed")
    full: str = Field(description="complete in itself, typing errors mended")
    kind: Kind = Kind.FACT
    asked: tuple[Speaker, ...] = Field(default=(), description="whose own words are wanted")
    labels: tuple[Label, ...] = Field(
        default=(), description="other labels under which documents have those asked about"
    )
    about: tuple[Speaker, ...] = Field(
        default=(), description="speakers that are only part of the topic"
    )
    unknown: tuple[str, ...] = Field(
        default=(), description="names asked about that no document has as a speaker"
    )
    without: tuple[Speaker, ...] = Field(
        default=(), description='speakers left out of a list: "Who else?"'
    )
    deed: Deed | None = Field(
        default=None, description='of a WHO what they did, where it is an act: "Who opposed it?"'
    )
    spoke: bool = Field(default=False, description="of a WHO: whoever spoke about it is meant")
    wants: Value | None = Field(default=None, description="the sort of value that answers")
    matter: str = Field(default="", description="what a deed is done on, in English")
    voices: frozenset[SpeakerKind] = Field(
        default=frozenset(), description='of a WHO the kinds of speakers wanted: "Which countries"'
    )
    topic: str = Field(
        default="", description="what to look for: without names, scope and the words that ask"
    )
    subject: str = Field(
        default="", description="the topic in the question's own words, to be named in answers"
    )
    scope: Scope = Scope()
    dates: tuple[str, ...] = Field(
        default=(), description="stretches of `full` that say of when the documents are"
    )
    focus: Focus = Field(default=NOWHERE, description="what the conversation is on")
    language: str = Field(default="en", description="ISO 639-1")
    own_words: str = Field(
        default="",
        description="of a question put in English: as it is asked, for documents in its language",
    )
    listed: Listed | None = Field(
        default=None, description="of a LIST without a topic: what of the store it lists"
    )
    small_talk: SmallTalk | None = None
    request: Request | None = Field(
        default=None,
        description="what to do with the last answer; all else is then the last question's",
    )
    parts: tuple[Question, ...] = Field(
        default=(), description='single questions of one like "Who chaired it and when?"'
    )
    otherwise: tuple[tuple[float, Question], ...] = Field(
        default=(),
        description="readings in which a name asked about is part of the topic, with how likely "
        "each is against this one",
    )

    instead: Question | None = Field(
        default=None, description="the reading that stands where this one finds no answer"
    )

    def labelled(self, speakers: Iterable[Speaker], document: str | None = None) -> list[str]:
        """The names of speakers and their other labels, in one document or in any."""
        names = [speaker.name for speaker in speakers]
        others = (
            label.label
            for label in self.labels
            if label.name in names
            and (document is None or not label.documents or document in label.documents)
        )
        return list(dict.fromkeys((*names, *others)))

    @property
    def undated(self) -> str:
        """What the reader is asked: `full` without the dates that its documents are chosen by.

        Their sentences do not repeat the date of their document.
        """
        text = self.full
        for stretch in self.dates:
            text = text.replace(stretch, "", 1)
        text = _BEFORE_MARK.sub("", " ".join(text.split()))
        return text.lstrip(" ,،，") if self.dates else self.full
