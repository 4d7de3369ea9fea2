"""What became of a proposal, what somebody was asked to do, what was decided."""

from __future__ import annotations

import pytest

from assistant import Assistant
from tests.assistant.answers import paragraphs, speakers
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


@pytest.mark.parametrize(
    ("question", "paragraph"),
    [
        ("How was the request of Nepal received?", "2.2"),
        ("What happened to Peru's suggestion on the colour?", "2.3"),
        ("What became of Tonga's idea?", "2.4"),
        ("What was the Secretariat instructed to do?", "3.1"),
        ("What was Samoa asked to do?", "3.2"),
        ("What was decided on opening hours?", "3.3"),
    ],
)
def test_a_fate_or_task_is_told_by_the_paragraph_that_reports_it(
    told: Assistant, question: str, paragraph: str
) -> None:
    assert paragraph in paragraphs(told.ask(question))


def test_who_was_asked_nothing_has_no_task(told: Assistant) -> None:
    assert not told.ask("What was Malta instructed to do?").answered


def test_what_the_group_did_not_speak_of_it_did_not_decide(told: Assistant) -> None:
    assert not told.ask("What did the group decide on bicycle helmets?").answered


def test_what_somebody_describes_is_told_by_nobody_else(told: Assistant) -> None:
    assert speakers(told.ask("What did Samoa say about its library?")) == {"Samoa"}
