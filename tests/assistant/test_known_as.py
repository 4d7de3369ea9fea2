"""Offices, parties and surnames in transcripts; items of an agenda; the next meeting."""

from __future__ import annotations

import pytest

from assistant.agenda import items
from assistant.follow_up import complete
from assistant.known_as import KnownAs
from assistant.meeting_asked import resolved, without_relative
from assistant.named import sort_names
from assistant.question import Query, QuestionKind
from assistant.understand import understand
from ingest.model import Passage, Speaker, SpeakerKind
from ingest.names.finder import NameFinder
from tests.assistant.making import passage

LEE, RAY, DOE = (
    Speaker(name=name, kind=SpeakerKind.PERSON) for name in ("Ann Lee", "Bo Rayner", "Cy Doeman")
)
TEXT = """\
Hon. Ann Lee (Minister of Health and Minister of Sport): Yes.
Mr. Bo Rayner (North Hill, Green Party): No.
Ms. Cy Doeman (South Hill, Green Party): Perhaps. I welcome Cy Doeman MP, Deputy Minister.
"""


@pytest.fixture(scope="module")
def known() -> KnownAs:
    return KnownAs([(TEXT, [LEE, RAY, DOE])])


@pytest.fixture(scope="module")
def finder(known: KnownAs) -> NameFinder:
    return NameFinder([LEE, RAY, DOE, *known.aliases])


@pytest.mark.parametrize(
    ("name", "members"),
    [
        ("Minister of Health", (LEE,)),
        ("Minister of Sport", (LEE,)),
        ("the minister", (LEE, DOE)),
        ("Green Party", (RAY, DOE)),
        ("Minister of Mines", ()),
    ],
)
def test_members(known: KnownAs, name: str, members: tuple[Speaker, ...]) -> None:
    assert set(known.members(name)) == set(members)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("What did the Minister of Health say on buses?", ["Ann Lee"]),
        ("What did the health minister say on buses?", ["Ann Lee"]),
        ("And Rayner?", ["Bo Rayner"]),
        ("What did the Green Party say on buses?", ["Cy Doeman", "Bo Rayner"]),
        ("What did the Prime Minister say on buses?", []),
        ("What did the Minister of Mines say on buses?", []),
    ],
)
def test_who_is_asked(known: KnownAs, finder: NameFinder, question: str, asked: list[str]) -> None:
    query = understand(question, ["What did Ann Lee say on buses?"][: "And" in question], finder)
    expanded = known.expand(query, lambda _: iter([DOE, LEE, RAY]))
    assert [speaker.name for speaker in expanded.asked] == asked


def test_a_word_of_small_letters_is_no_surname(finder: NameFinder) -> None:
    query = understand("Which doeman lee was it?", [], finder)
    assert not query.asked and not query.about


CHAIR = Speaker(name="Chair", kind=SpeakerKind.CHAIR)


def turn(text: str, who: Speaker, unit: int) -> Passage:
    return passage(text, (who,), unit)


def test_turns_stand_under_what_the_chair_announced() -> None:
    turns = [
        turn("Good morning. We begin with the new buses.", CHAIR, 0),
        turn("They are too loud.", LEE, 1),
        turn("Thank you. We turn to the price of milk. Mr Rayner.", CHAIR, 2),
        turn("We come to work for less every year.", RAY, 3),
    ]
    assert items(turns) == {1: "the new buses", 2: "the new buses", 3: "the price of milk"}


@pytest.mark.parametrize(
    ("question", "earlier", "meetings"),
    [
        ("And at the next meeting?", (7,), (8,)),
        ("And at the previous meeting?", (7,), (6,)),
        ("And what about milk?", (7,), (7,)),
        ("And at the ninth meeting?", (7,), (9,)),
        ("And at the last meeting?", (7,), (12,)),
    ],
)
def test_meetings_of_a_follow_up(
    finder: NameFinder, question: str, earlier: tuple[int, ...], meetings: tuple[int, ...]
) -> None:
    before = Query(question="What did Ann Lee say?", asked=(LEE,), topic="buses", meetings=earlier)
    query = complete(understand(question, [], finder), before)
    assert resolved(query, {5, 12}).meetings == meetings
    assert "meeting" not in query.topic


def test_the_next_meeting_alone_is_a_topic() -> None:
    assert without_relative("When is the last meeting?") == "When is  ?"
    assert resolved(Query(question="At the last meeting?"), set()).meetings == ()


@pytest.mark.parametrize(
    ("question", "others_than", "kind"),
    [
        ("Who else?", ["Ann Lee"], QuestionKind.WHO),
        ("And the others?", ["Ann Lee"], QuestionKind.WHO),
        ("What else did she say?", [], QuestionKind.POSITION),
        ("Compare that with Rayner.", [], QuestionKind.COMPARE),
    ],
)
def test_others(
    finder: NameFinder, question: str, others_than: list[str], kind: QuestionKind
) -> None:
    query = understand(question, ["What did Ann Lee say on buses?"], finder)
    assert [speaker.name for speaker in query.others_than] == others_than
    assert (query.kind, query.topic) == (kind, "buses")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("What did the Director say on schools?", True),
        ("Qu'a dit le Directeur sur les écoles ?", True),
        ("¿Qué dijo la directora?", True),
        ("Что сказал директор о школах?", True),
        ("主任对学校说了什么？", True),
        ("What did the Director of Castalia say?", False),
        ("What did the managing director say?", False),
        ("Qu'a dit la directrice de l'école ?", False),
        ("Что сказал директор школы?", False),
    ],
)
def test_the_only_director_who_speaks(text: str, meant: bool) -> None:
    director = Speaker(name="TSB Director", kind=SpeakerKind.SECRETARIAT)
    known = KnownAs((), [director])
    finder = NameFinder([director, *known.aliases])
    asked = sort_names(text, finder, foreign=True).asked
    assert asked == ((director,) if meant else ())


def test_of_two_directors_none_is_the_director() -> None:
    two = [Speaker(name=f"{b} Director", kind=SpeakerKind.SECRETARIAT) for b in ("TSB", "BR")]
    assert KnownAs((), two).aliases == []
