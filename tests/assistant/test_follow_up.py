"""Questions that lean on the one before."""

from __future__ import annotations

import pytest

from assistant.question import Query, QuestionKind
from assistant.understand import understand
from ingest.names.finder import NameFinder


@pytest.fixture(scope="module")
def finder() -> NameFinder:
    return NameFinder()


def names(query: Query) -> list[str]:
    return [speaker.name for speaker in query.asked]


def test_another_delegation_keeps_the_topic(finder: NameFinder) -> None:
    query = understand("And Chad?", ["What did Kenya say about school meals?"], finder)
    assert (names(query), query.topic) == (["Chad"], "school meals")


def test_another_topic_keeps_the_delegation(finder: NameFinder) -> None:
    query = understand("What about bus fares?", ["What did Kenya say on meals?"], finder)
    assert names(query) == ["Kenya"]
    assert "bus fares" in query.topic
    assert query.kind is QuestionKind.POSITION


def test_a_pronoun_brings_the_earlier_topic(finder: NameFinder) -> None:
    query = understand("When was it founded?", ["Who runs the Night Library?"], finder)
    assert "Library" in query.topic
    assert query.focus == "founded"


def test_where_a_place_was_only_named_it_stays_so(finder: NameFinder) -> None:
    query = understand("Whom does it train?", ["Tell me about the library in Chad."], finder)
    assert names(query) == []
    assert [s.name for s in query.about] == ["Chad"]
    assert "library" in query.topic


@pytest.mark.parametrize(
    "correction", ["Sorry, Chad, not Kenya.", "No, I meant Chad.", "not Kenya but Chad"]
)
def test_corrections_put_the_same_question_again(correction: str, finder: NameFinder) -> None:
    query = understand(correction, ["What did Kenya say about school meals?"], finder)
    assert (names(query), query.topic) == (["Chad"], "school meals")


def test_a_new_question_starts_afresh(finder: NameFinder) -> None:
    query = understand("How many cooks were hired?", ["What did Kenya say on bus fares?"], finder)
    assert names(query) == []
    assert "bus" not in query.topic


def test_small_talk_between_is_left_out(finder: NameFinder) -> None:
    query = understand("Thanks!", ["What did Kenya say on bus fares?"], finder)
    assert query.kind is QuestionKind.SMALL_TALK


def test_this_meeting_points_at_nothing_before(finder: NameFinder) -> None:
    query = understand("Who chaired this meeting?", ["What did Kenya say on fares?"], finder)
    assert names(query) == []
    assert "fares" not in query.topic


def test_another_year_asks_the_same_of_it(finder: NameFinder) -> None:
    query = understand("And in 2030?", ["How many books did it lend in 2029?"], finder)
    assert query.topic.split()[-1] == "2030"
    assert "books" in query.topic
    assert "2029" not in query.topic
    assert query.counted == "books"


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("And Chad on bus fares?", "bus fares"),
        ("what about Chad on the list?", "list"),
        ("Back to Chad: how many buses does it run?", "buses run"),
        ("Now Chad: which network does it belong to?", "network belong"),
        ("OK then Chad", "school meals"),
        ("Only Chad please", "school meals"),
    ],
)
def test_it_turns_to_another_delegation(question: str, topic: str, finder: NameFinder) -> None:
    query = understand(question, ["What did Kenya say about school meals?"], finder)
    assert (names(query), query.topic) == (["Chad"], topic)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Which languages?", "Night Library languages"),
        ("In which year?", "Night Library"),
        ("Who are the sponsors?", "Night Library sponsors"),
    ],
)
def test_a_bare_noun_is_one_of_the_subject(question: str, topic: str, finder: NameFinder) -> None:
    assert understand(question, ["What is the Night Library?"], finder).topic == topic


@pytest.mark.parametrize("question", ["Which cooks stayed?", "When is the next meeting?"])
def test_other_nouns_start_afresh(question: str, finder: NameFinder) -> None:
    query = understand(question, ["What did Kenya say on bus fares?"], finder)
    assert names(query) == []
    assert "bus" not in query.topic


def test_an_answer_is_one_to_what_was_asked(finder: NameFinder) -> None:
    past = ["What did Kenya ask about bus fares?"]
    assert understand("What did Chad answer?", past, finder).topic == "bus fares"
    assert understand("What did Chad say?", past, finder).topic == ""
    query = understand("How did Chad react?", ["What did Kenya say?"], finder)
    assert (names(query), [s.name for s in query.about]) == (["Chad"], ["Kenya"])


@pytest.mark.parametrize("question", ["Who supported that?", "Did anyone support it?"])
def test_support_is_for_what_was_proposed(question: str, finder: NameFinder) -> None:
    query = understand(question, ["What did Kenya propose?"], finder)
    assert query.kind is QuestionKind.WHO
    assert (names(query), [s.name for s in query.about]) == ([], ["Kenya"])
    assert query.stance.startswith("support")
    assert "propose" in query.act


def test_of_two_years_the_new_one_is_meant(finder: NameFinder) -> None:
    query = understand("What did it cost in 2031?", ["How many books were lent in 2029?"], finder)
    assert "2031" in query.topic
    assert "2029" not in query.topic
