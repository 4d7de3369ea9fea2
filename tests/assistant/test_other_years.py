"""A question on one year is not answered with another's, nor one on a state with another's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from index_store import Store
from index_store.ingestion import ingest_paths

REPORT = """REPORT ON THE HARBOUR SERVICES

1 Calls

1.1 In 2031, the harbour hotline received a record 27 500 calls, reflecting growing trust.

1.2 The season before, in 2029/30, volunteers answered 9 084 letters from skippers.

2 Experts

2.1 The commission on safe harbours has 18 experts from many fields.

2.2 Workshops for the commission are held in several towns of Norway.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("report")
    Path(folder, "report.txt").write_text(REPORT, encoding="utf-8")
    with Store(tmp_path_factory.mktemp("store")) as store:
        ingest_paths(store, [folder])
        yield Assistant(store)


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("How many calls did the harbour hotline receive in 2031?", "27 500"),
        ("How many letters did volunteers answer in 2029/30?", "9 084"),
    ],
)
def test_the_year_asked_about_answers(assistant: Assistant, question: str, figure: str) -> None:
    answer = assistant.ask(question)
    assert answer.answered and figure in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "How many calls did the harbour hotline receive in 2030?",
        "How many letters did volunteers answer in 2030/31?",
    ],
)
def test_another_year_does_not(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert not answer.answered
    assert any("27 500" in near.text or "9 084" in near.text for near in answer.suggestions)


def test_a_follow_up_on_another_year_is_refused(assistant: Assistant) -> None:
    asked = "How many calls did the harbour hotline receive in 2031?"
    assert not assistant.ask("and in 2030?", [asked]).answered
