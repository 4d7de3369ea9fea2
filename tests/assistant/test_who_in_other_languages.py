"""Who did what, asked in other languages: those who did it, not all who spoke."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.assistant.conftest import Over

REPORT = """Document CWG-COP-41/9
Report of the forty-first meeting

2 Discussion

2.1 Chile proposed that the papers be published online before each meeting.

2.2 Ghana supported the proposal by Chile on publishing papers online.

2.3 Poland opposed the proposal by Chile, since some papers name victims.

2.4 Kenya asked about the proposal by Chile in which languages papers would be published.

2.5 The Lantern Foundation supported the proposal by Chile as well.

2.6 Japan did not support the proposal by Chile.
"""


@pytest.fixture(scope="module")
def assistant(over: Over) -> Assistant:
    return over(report=REPORT)


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("Which countries supported the proposal by Chile?", {"Ghana"}),
        ("Quels pays ont soutenu la proposition du Chili ?", {"Ghana"}),
        ("Quels pays ont appuyé la proposition du Chili ?", {"Ghana"}),
        ("¿Qué países apoyaron la propuesta de Chile?", {"Ghana"}),
        ("Какие страны поддержали предложение Чили?", {"Ghana"}),
        ("哪些国家支持智利的建议？", {"Ghana"}),
        ("ما هي الدول التي أيدت اقتراح شيلي؟", {"Ghana"}),
        ("¿Qué países se opusieron a la propuesta de Chile?", {"Japan", "Poland"}),
        ("Какие страны выступили против предложения Чили?", {"Japan", "Poland"}),
        ("Who did not support the proposal by Chile?", {"Japan", "Poland"}),
        ("Кто не поддержал предложение Чили?", {"Japan", "Poland"}),
        ("Quels pays n'ont pas soutenu la proposition du Chili ?", {"Japan", "Poland"}),
        ("¿Qué países no apoyaron la propuesta de Chile?", {"Japan", "Poland"}),
        ("哪些国家不支持智利的建议？", {"Japan", "Poland"}),
        ("Who asked about the proposal by Chile?", {"Kenya"}),
        ("Qui a posé des questions sur la proposition du Chili ?", {"Kenya"}),
        ("¿Quién preguntó por la propuesta de Chile?", {"Kenya"}),
        ("Кто спросил о предложении Чили?", {"Kenya"}),
        ("谁询问了智利的建议？", {"Kenya"}),
    ],
)
def test_only_those_who_did_it(assistant: Assistant, question: str, who: set[str]) -> None:
    answer = assistant.ask(question)
    assert {speaker for c in answer.citations for speaker in c.speakers} == who


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("Who was opposed to the proposal by Chile?", {"Japan", "Poland"}),
        ("Who did not want the proposal by Chile?", {"Japan", "Poland"}),
        ("Which organisations supported the proposal by Chile?", {"Lantern Foundation"}),
        ("Who did not ask about the proposal by Chile?", set()),
    ],
)
def test_nobody_is_taken_for_another_side(
    assistant: Assistant, question: str, who: set[str]
) -> None:
    answer = assistant.ask(question)
    assert {speaker for c in answer.citations for speaker in c.speakers} == who


WORRIED = """Document CWG-COP-41/10
Report of the forty-first meeting

2 Discussion

2.1 Chile warned against the fee for late papers.

2.2 Norway thanked the secretariat.
"""


def test_who_warns_of_a_thing_is_not_in_favour(over: Over) -> None:
    assert not over(report=WORRIED).ask("Who is in favour of the fee for late papers?").answered
