"""A question as the assistant understands it."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from ingest.model import Speaker


class QuestionKind(StrEnum):
    """What sort of answer is wanted."""

    POSITION = "position"  # what named speakers said
    FACT = "fact"  # something the documents state, whoever says it
    WHO = "who"  # the list of those who spoke on a topic
    COMPARE = "compare"  # two or more speakers side by side
    DEVELOPMENT = "development"  # how something changed over the meetings
    OUTCOME = "outcome"  # what was decided or agreed
    OVERVIEW = "overview"  # a document, section or meeting as a whole
    SMALL_TALK = "small talk"  # nothing the documents could answer


class Wanted(StrEnum):
    """What a fact must look like to answer."""

    DATE = "date"
    NUMBER = "number"
    NAME = "name"
    PLACE = "place"
    DURATION = "duration"
    MONEY = "money"
    ADDRESS = "address"
    PHONE = "phone number"
    DEFINITION = "definition"
    AGE = "age"
    FREQUENCY = "frequency"
    MEASURE = "measure"


class Query(BaseModel):
    """One question, complete in itself: nothing of the conversation is needed to answer it.

    `asked` are the speakers whose own words are wanted, `about` those it only names.
    `topic` is the question without its scaffolding ("What did … say on"); empty where the
    question has none ("What did Tanzania propose?").
    """

    model_config = ConfigDict(frozen=True)

    question: str
    core: str = Field(
        default="", description="the question without its polite frame, typing errors mended"
    )
    kind: QuestionKind = QuestionKind.FACT
    asked: tuple[Speaker, ...] = ()
    about: tuple[Speaker, ...] = ()
    unknown: tuple[str, ...] = Field(
        default=(), description="names asked about that no document has as a speaker"
    )
    topic: str = ""
    own_topic: str = Field(
        default="", description="the topic in the question's words, where those are not English"
    )
    act: str = Field(default="", description="content words of the scaffolding, such as 'propose'")
    paragraph: str | None = Field(default=None, description="section or paragraph asked for")
    meetings: tuple[int, ...] = ()
    wanted: tuple[Wanted, ...] = ()
    counted: str | None = Field(default=None, description="what 'how many' counts")
    focus: str = Field(default="", description="verb the answer must bear on, such as 'ban'")
    sort: str = Field(default="", description="kind of thing asked for, such as 'budget'")
    stance: str = Field(
        default="", description="act that makes a speaker one of those asked for: 'support'"
    )
    corrects: bool = Field(default=False, description="takes back part of the question before")
    compares: bool = Field(default=False, description="asks for a comparison, with whomever")
    of_thing: bool = Field(
        default=False, description="asks after a thing that `asked` spoke of; others may tell"
    )
    deed: bool = Field(
        default=False, description="asks what `about` did, whoever tells it; their words are none"
    )
    others_than: tuple[Speaker, ...] = Field(
        default=(), description="speakers left out of a list: 'Who else?'"
    )
    language: str = "en"
    parts: tuple[Query, ...] = Field(
        default=(), description="the single questions of one like 'Who chaired it and when?'"
    )

    @property
    def words(self) -> str:
        """The question as it is to be compared with texts."""
        return self.core or self.question

    @property
    def full(self) -> str:
        """The question in words that stand alone, for retrieval and for the reader."""
        names = ", ".join(speaker.name for speaker in (*self.asked, *self.about))
        extra = [
            part
            for part in (names, self.topic)
            if part and part.lower() not in self.question.lower()
        ]
        return " — ".join([self.question, *extra])
