"""Whom a question means, where a name is a topic, a word or a part of something else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from index_store import Store
from index_store.ingestion import ingest_paths

FIJI = """STATEMENT BY
H.E. TOMASI VAKALOLOMA
PRIME MINISTER OF FIJI
AT THE SEVENTH OCEAN FORUM

We ask that the harbours of Tonga be rebuilt after the storm. Samoa needs a second ferry. Fiji has
set itself the target of no lost nets by 2031. Our ferries ran on 200 days.
"""
TONGA = """STATEMENT BY
H.E. LITIA QARASE
MINISTER OF PORTS OF TONGA
AT THE SEVENTH OCEAN FORUM

We want deeper harbours. Our ferries carry fruit to Samoa.
"""
BULGARIA = """Bulgarian contribution to the forum
Area: ROADMAP
Entitled by: Hristo Petkov
Region: Bulgaria
Organization: Ministry of Ports, Ferries and Communications
Sector: Government
Document
The forum should list every harbour of the Black Sea.
"""
DEBATE = """The Chair (Mr. Otto Brandt): We begin with schools.

Hon. Ida Falk (Minister of Families, Children and Sport): No telephone enters a classroom.

Mr. Ben Oduya (London West, Green Party): Lockers cost eighty crowns.

The Chair: The meeting is adjourned.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("papers")
    for name, text in (("a", FIJI), ("b", TONGA), ("c", BULGARIA), ("d", DEBATE)):
        Path(folder, f"{name}.txt").write_text(text, encoding="utf-8")
    with Store(tmp_path_factory.mktemp("store")) as store:
        ingest_paths(store, [folder])
        yield Assistant(store)


@pytest.mark.parametrize(
    ("before", "question", "asked"),
    [
        ("What does Fiji say about Tonga?", "And on Samoa?", "Fiji"),
        ("What does Fiji say about the harbours of Tonga?", "And on ferries?", "Fiji"),
        ("What does Fiji say about harbours?", "And Tonga?", "Tonga"),
        ("What does Fiji say about harbours?", "What about Tonga?", "Tonga"),
    ],
)
def test_of_a_name_behind_a_preposition_nothing_is_asked(
    assistant: Assistant, before: str, question: str, asked: str
) -> None:
    assert [who.name for who in assistant.understand(question, [before]).asked] == [asked]


def test_what_somebody_has_set_themselves_is_theirs(assistant: Assistant) -> None:
    answer = assistant.ask("What does Fiji want for Tonga, and what target has it set itself?")
    assert any("by 2031" in citation.quote for citation in answer.citations)
    assert {name for c in answer.citations for name in c.speakers} == {"Fiji"}


@pytest.mark.parametrize(
    "question",
    [
        "Are children allowed to bring telephones?",
        "How far is it from London to the sea?",
        "Do sport and communications cost much?",
    ],
)
def test_a_word_of_an_office_or_a_place_is_nobody(assistant: Assistant, question: str) -> None:
    assert not assistant.understand(question).asked


def test_the_office_is_still_its_holder(assistant: Assistant) -> None:
    question = assistant.understand("What did the Minister of Families say about telephones?")
    assert [who.name for who in question.asked] == ["Ida Falk"]


@pytest.mark.parametrize("name", ["the Cook Islands", "Niue", "the Soviet delegate"])
def test_who_never_speaks_is_not_answered_for_by_others(assistant: Assistant, name: str) -> None:
    answer = assistant.ask(f"What did {name} say about harbours?")
    assert not answer.answered and not answer.citations


@pytest.mark.parametrize(
    "question",
    [
        "What did Tonga's Minister of Families say about telephones?",
        "What did the Tongan minister say about harbours?",
        "What did the Minister of Families of Tonga say about telephones?",
    ],
)
def test_the_office_of_a_state_is_not_its_holder_elsewhere(
    assistant: Assistant, question: str
) -> None:
    assert [who.name for who in assistant.understand(question).asked] == ["Tonga"]


def test_a_year_of_what_is_asked_about_keeps_no_document_out(assistant: Assistant) -> None:
    scope = assistant.understand("How many children were given telephones in 2019?").scope
    assert not scope.since and not scope.until


@pytest.mark.parametrize(
    ("before", "question", "full"),
    [
        (
            "What does Fiji say about ferries?",
            "Is Tonga planning any meeting on fruit? When is that?",
            "Is Tonga planning any meeting on fruit? When is that?",
        ),
        (
            "What does Fiji say about ferries?",
            "And what are they ready to do about nets?",
            "And what are Fiji ready to do about nets?",
        ),
        (
            "What does Fiji say about a second ferry?",
            "And Ida Falk, where does she stand on it?",
            "And Ida Falk, where does she stand on a second ferry?",
        ),
        (
            "What does Fiji say about deeper harbours?",
            "And what did the Chair suggest instead?",
            "And what did the Chair suggest instead about deeper harbours?",
        ),
    ],
)
def test_what_a_follow_up_points_to(
    assistant: Assistant, before: str, question: str, full: str
) -> None:
    assert assistant.understand(question, [before]).full == full
