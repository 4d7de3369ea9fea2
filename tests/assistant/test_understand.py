"""Questions understood: frame, typing errors, kind, topic, what the answer turns on."""

from __future__ import annotations

import pytest

from assistant.focus import counted_noun, kind_asked, verb_asked
from assistant.preamble import core_question
from assistant.question import Query, QuestionKind, Wanted
from assistant.small_talk import is_small_talk
from assistant.spelling import Speller
from assistant.understand import read_question, understand
from assistant.values import shows, values_wanted
from ingest.names.finder import NameFinder


@pytest.fixture(scope="module")
def finder() -> NameFinder:
    return NameFinder()


def read(question: str, finder: NameFinder) -> Query:
    return read_question(question, finder)


@pytest.mark.parametrize(
    ("asked", "core"),
    [
        ("Which states spoke?", "Which states spoke?"),
        ("Dear all, could you tell me, if it is no trouble, who spoke?", "who spoke?"),
        ("I would be grateful to know when ⟦0⟧ took the floor.", "when ⟦0⟧ took the floor."),
        ("Please give me a summary of ⟦0⟧'s paper, thank you.", "a summary of ⟦0⟧'s paper"),
        ("In 2031, how many calls came in?", "In 2031, how many calls came in?"),
        ("What did ⟦0⟧ tell us about calls?", "What did ⟦0⟧ tell us about calls?"),
        ("Please compare ⟦0⟧, ⟦1⟧ and ⟦2⟧ on tokens", "compare ⟦0⟧, ⟦1⟧ and ⟦2⟧ on tokens"),
    ],
)
def test_the_polite_frame_comes_off(asked: str, core: str) -> None:
    assert core_question(asked) == core


@pytest.mark.parametrize(
    "text",
    ["Hello there!", "Merci beaucoup !", "¡Buenas tardes!", "спасибо", "谢谢", "???", "2030",
     "Write me a short poem about cats", "What is 12 plus 30?", "Will it snow tonight?",
     "What's your name?", "What will the weather be like?"],
)  # fmt: skip
def test_small_talk(text: str) -> None:
    assert is_small_talk(text)


@pytest.mark.parametrize(
    "text",
    ["Who thanked the host?", "Can you help me find what Kenya said?", "Give me an overview",
     "Who are the partners?", "Help for parents", "Translate the position of Chad's paper"],
)  # fmt: skip
def test_no_small_talk(text: str) -> None:
    assert not is_small_talk(text)


@pytest.mark.parametrize(
    ("question", "kind", "topic"),
    [
        ("What did Kenya say about school meals?", QuestionKind.POSITION, "school meals"),
        ("Who commented on school meals?", QuestionKind.WHO, "school meals"),
        ("Compare Kenya and Chad on school meals.", QuestionKind.COMPARE, "school meals"),
        ("Kenya versus Chad on school meals", QuestionKind.COMPARE, "school meals"),
        ("What was decided on school meals?", QuestionKind.OUTCOME, "school meals"),
        ("How has the debate changed over the years?", QuestionKind.DEVELOPMENT, ""),
        ("Summarise section 3", QuestionKind.OVERVIEW, ""),
        ("How many cooks work there?", QuestionKind.FACT, "cooks work"),
        ("Good morning!", QuestionKind.SMALL_TALK, ""),
    ],
)
def test_kinds_and_topics(
    question: str, kind: QuestionKind, topic: str, finder: NameFinder
) -> None:
    query = read(question, finder)
    assert query.kind is kind
    if kind not in (QuestionKind.SMALL_TALK, QuestionKind.DEVELOPMENT):
        assert query.topic == topic


def test_a_meeting_named_is_no_topic(finder: NameFinder) -> None:
    query = read("What did Chad say about meals at the nineteenth meeting?", finder)
    assert query.meetings == (19,)
    assert query.topic == "meals"


def test_the_occasion_is_no_topic(finder: NameFinder) -> None:
    assert read("What did Chad stress when it closed the session?", finder).topic == ""


def test_titled_words_stay_in_the_topic(finder: NameFinder) -> None:
    assert "Statement" in read("Who wrote the Common Statement?", finder).topic


def test_parts_carry_the_subject(finder: NameFinder) -> None:
    query = understand("Who opened the library and when was it closed?", [], finder)
    assert [part.wanted for part in query.parts] == [(Wanted.NAME,), (Wanted.DATE,)]
    assert "library" in query.parts[1].topic


def test_typing_errors_are_mended_outside_names(finder: NameFinder) -> None:
    speller = Speller(lambda: {"helplin": 0, "librari": 1})
    query = read_question("waht did Kenia say abuot hleplines", finder, speller.mend)
    assert [s.name for s in query.asked] == ["Kenya"]
    assert query.core.startswith("what did")
    assert query.topic in ("helplin", "helplines")


@pytest.mark.parametrize(
    "word", ["counsellors", "cyberbullying", "Nattverd", "AppName", "deepfakes"]
)
def test_words_that_are_no_errors_stay(word: str) -> None:
    assert Speller(lambda: {"helplin": 0}).mend(f"about {word}") == f"about {word}"


@pytest.mark.parametrize(
    ("masked", "counted"),
    [
        ("How many member countries does it have?", "countries"),
        ("How many people work there?", "people"),
        ("How many trained nurses answered?", "nurses"),
        ("Who answered?", None),
    ],
)
def test_what_is_counted(masked: str, counted: str | None) -> None:
    assert counted_noun(masked) == counted


@pytest.mark.parametrize(
    ("masked", "kind", "verb"),
    [
        ("What is the budget of the library?", "budget", ""),
        ("What is ⟦0⟧'s capital?", "capital", ""),
        ("Why did ⟦0⟧ close the library?", "", "close"),
        ("Which architect designed the library?", "architect", "designed"),
        ("When was the library opened?", "", "opened"),
        ("Who financed the library?", "", "financed"),
        ("What did ⟦0⟧ say on meals?", "", ""),
        ("How does ⟦0⟧ feed pupils?", "", ""),
    ],
)
def test_what_a_question_turns_on(masked: str, kind: str, verb: str) -> None:
    assert (kind_asked(masked), verb_asked(masked)) == (kind, verb)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("When does it open?", {Wanted.DATE}),
        ("How much did the roof cost?", {Wanted.MONEY, Wanted.NUMBER}),
        ("How long is the course?", {Wanted.DURATION}),
        ("What is the phone number of the library?", {Wanted.PHONE}),
        ("Where was it built?", {Wanted.PLACE}),
        ("What is a library?", {Wanted.DEFINITION}),
        ("What did Kenya say?", set()),
        ("What did Kenya say when talking about roofs?", set()),
        ("What did she mean when she talked about roofs?", set()),
        ("Can you say when they met?", {Wanted.DATE}),
    ],
)
def test_values_wanted(question: str, wanted: set[Wanted]) -> None:
    assert set(values_wanted(question)) == wanted


@pytest.mark.parametrize(
    ("text", "wanted", "counted", "grade"),
    [
        ("It opened on 3 May 2031.", Wanted.DATE, None, 1.0),
        ("It opened.", Wanted.DATE, None, 0.0),
        ("The roof cost 3 million euros.", Wanted.MONEY, None, 1.0),
        ("The roof is new.", Wanted.MONEY, None, 0.0),
        ("It takes forty minutes.", Wanted.DURATION, None, 1.0),
        ("It has nine readers.", Wanted.NUMBER, "readers", 1.0),
        ("It has nine books.", Wanted.NUMBER, "readers", 0.4),
    ],
)
def test_sentences_that_show_a_value(
    text: str, wanted: Wanted, counted: str | None, grade: float
) -> None:
    assert shows(text, [wanted], counted) == grade


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Qu'a dit le Tchad sur la protection des données ?", "data protection"),
        ("¿Qué dijo Chad sobre la línea de ayuda?", "hotline"),
    ],
)
def test_topics_of_other_languages_are_english(
    question: str, topic: str, finder: NameFinder
) -> None:
    query = read(question, finder)
    assert [s.name for s in query.asked] == ["Chad"]
    assert query.topic == topic
