"""What became of a proposal, what somebody was asked to do, and lines that say nothing."""

from __future__ import annotations

import pytest

from assistant import Answer, Assistant
from tests.assistant.conftest import Over

REPORT = """\
Council Working Group on Child Online Protection
Seventy-first meeting – Geneva, 4 May 2041
Document CWG-COP-71/8-E
Report by the Chair
1	Documents
1.1	The following documents were submitted:
–	Contribution by Chad – Reading rooms without adverts (Document CWG-COP-71/2)
2	Discussion
2.1	Chad proposed rooms free of adverts. Fiji seconded the proposal. There were no objections.
2.2	A request by Nepal to move the tea break did not find support.
2.3	Peru suggested painting the reading rooms green. Opinions differed; it was not adopted.
2.4	An idea of Tonga to lend games was referred to the next meeting.
2.5	Samoa described its mobile library, which has 900 books.
3	Conclusions
3.1	The Secretariat was instructed to print a poster for reading rooms by 1 June 2041.
3.2	The group requested Chad and Samoa to write a handbook on mobile libraries.
3.3	No agreement was reached on opening hours.
"""


@pytest.fixture(scope="module")
def told(over: Over) -> Assistant:
    return over(report=REPORT)


def places(answer: Answer) -> set[str | None]:
    return {citation.paragraph for citation in answer.citations}


@pytest.mark.parametrize(
    ("question", "paragraph", "words"),
    [
        ("What became of Chad's proposal?", "2.1", "no objections"),
        ("How was the request of Nepal received?", "2.2", "did not find support"),
        ("What happened to Peru's suggestion on the colour?", "2.3", "not adopted"),
        ("Was the suggestion of Peru accepted?", "2.3", "not adopted"),
        ("What became of Tonga's idea?", "2.4", "referred to the next meeting"),
    ],
)
def test_the_fate_of_a_proposal(told: Assistant, question: str, paragraph: str, words: str) -> None:
    answer = told.ask(question)
    assert places(answer) == {paragraph}
    assert words in answer.answer


@pytest.mark.parametrize(
    ("question", "paragraph"),
    [
        ("What was the Secretariat instructed to do?", "3.1"),
        ("What was Samoa asked to do?", "3.2"),
        ("What should Chad write?", "3.2"),
        ("What was decided on opening hours?", "3.3"),
    ],
)
def test_a_task_is_told_by_those_who_give_it(
    told: Assistant, question: str, paragraph: str
) -> None:
    assert places(told.ask(question)) == {paragraph}


def test_who_was_asked_nothing_has_no_task(told: Assistant) -> None:
    assert not told.ask("What was Malta instructed to do?").answered


def test_what_the_group_did_not_speak_of_it_did_not_decide(told: Assistant) -> None:
    assert not told.ask("What did the group decide on bicycle helmets?").answered


def test_a_debate_without_a_decision_is_called_so(told: Assistant) -> None:
    answer = told.ask("What did the group decide on the mobile library of Samoa?")
    if answer.answered and "3.2" not in places(answer):
        assert "record no decision" in " ".join(answer.notices)


def test_a_decision_on_a_proposal_is_not_shown_without_it(told: Assistant) -> None:
    text = told.ask("What did the seventy-first meeting decide?").answer
    assert "it was not adopted" not in text or "painting" in text
    assert "no objections" not in text or "free of adverts" in text


def test_what_somebody_has_experience_of_is_told_by_nobody_else(told: Assistant) -> None:
    answer = told.ask("What is Samoa's experience with libraries?")
    assert {name for c in answer.citations for name in c.speakers} == {"Samoa"}


def test_who_commended_something_wants_the_words_of_others(told: Assistant) -> None:
    answer = told.ask("Which countries seconded Chad's proposal?")
    assert {name for c in answer.citations for name in c.speakers} == {"Fiji"}


def test_those_meant_may_only_be_named_by_a_body(over: Over) -> None:
    told = over(
        report=REPORT
        + "3.4\tThe group commended those Members, particularly Japan and Peru, who already had"
        " a national plan for play streets.\n"
    )
    answer = told.ask("Which states were praised for having a national plan for play streets?")
    assert places(answer) == {"3.4"} and "Japan and Peru" in answer.answer


def test_whoever_a_body_names_did_what_is_asked(over: Over) -> None:
    told = over(
        report=REPORT
        + "3.4\tThe group noted with thanks that Japan and Peru had supported a national plan for"
        " play streets.\n"
    )
    assert "Japan and Peru" in told.ask("Which states supported a national plan?").answer
    assert not told.ask("Which states opposed a national plan for play streets?").answered
