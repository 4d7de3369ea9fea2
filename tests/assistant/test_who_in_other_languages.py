"""Who did what, asked in other languages: the same as in English."""

from __future__ import annotations

import pytest

from assistant import Assistant
from tests.assistant.answers import speakers
from tests.assistant.conftest import Over

REPORT = """Document CWG-COP-41/9
Report of the forty-first meeting

2 Discussion

2.1 Chile proposed that the papers be published online before each meeting.

2.2 Ghana supported the proposal by Chile on publishing papers online.

2.3 Poland opposed the proposal by Chile, since some papers name victims.

2.4 Kenya asked about the proposal by Chile in which languages papers would be published.

2.5 The Lantern Foundation announced a concert in the evening.
"""


@pytest.fixture(scope="module")
def assistant(over: Over) -> Assistant:
    return over(report=REPORT)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Which countries supported the proposal by Chile?", "Ghana"),
        ("Quels pays ont soutenu la proposition du Chili ?", "Ghana"),
        ("¿Qué países apoyaron la propuesta de Chile?", "Ghana"),
        ("Какие страны поддержали предложение Чили?", "Ghana"),
        ("哪些国家支持智利的建议？", "Ghana"),
        ("ما هي الدول التي أيدت اقتراح شيلي؟", "Ghana"),
        ("Who opposed the proposal by Chile?", "Poland"),
        ("Who asked about the proposal by Chile?", "Kenya"),
    ],
)
def test_who_did_it_is_among_those_who_are_named(
    assistant: Assistant, question: str, name: str
) -> None:
    who = speakers(assistant.ask(question))
    assert name in who
    assert "Lantern Foundation" not in who
