"""Whose words a document has under a short name or initials."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from index_store import Store
from index_store.ingestion import ingest_paths

MINUTES = """# Correspondence Group on Play Grounds

## Minutes of the second meeting

Chair: Ingrid Solheim (Norway) [IS]

Present: Abena Osei (Ghana) [AO], Rosa Quispe (Peru) [RQ], Tomas Vrabec (TV, Slovakia)

### 1. Swings

IS: we begin with swings.

AO: swings should hang on ropes of hemp, since chains rust by the sea.

RQ: swings should hang on chains of steel, which last for thirty years.

TV: ropes have to be replaced every spring, which nobody pays for.

### 2. Slides

AO: slides of tin burn the skin in March.

RQ: we paint ours white.

TV: wooden slides are cheaper.
"""
OTHER = """# Working group on lamps

## Minutes

Chair: Karl Weber [KW]

Notes: Anton Olsen [AO]

### 1. Lamps

KW: we begin with lamps.

AO: lamps above swings attract moths and should be yellow.

KW: yellow lamps are dear.

AO: then let us have fewer lamps.
"""
DEBATE = """The Chair: We begin with fences.

Mr. Ben Oduya: A fence of willow costs eighty crowns.

Ms. Ida Falk: A fence keeps dogs out.

The Chair: The meeting is adjourned.
"""
LATER = """The Chair: We go on.

Oduya: A hedge keeps dogs out, too, and feeds birds.

Falk: A hedge takes ten years.

The Chair: The meeting is adjourned.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("minutes")
    for name, text in (("a.md", MINUTES), ("b.md", OTHER), ("c.txt", DEBATE), ("d.txt", LATER)):
        Path(folder, name).write_text(text, encoding="utf-8")
    with Store(tmp_path_factory.mktemp("store")) as store:
        assert not ingest_paths(store, [folder]).failed
        yield Assistant(store)


@pytest.mark.parametrize(
    ("question", "quoted", "heading"),
    [
        ("What should swings hang on in Ghana's view?", "ropes of hemp", "Ghana (AO)"),
        ("What should swings hang on in Abena Osei's view?", "ropes of hemp", "Abena Osei (AO)"),
        ("What does Slovakia say about ropes?", "every spring", "Slovakia (TV)"),
        ("What did Ben Oduya say about a hedge?", "feeds birds", "Ben Oduya (Oduya)"),
        ("What did Oduya say about a fence?", "eighty crowns", "Oduya (Ben Oduya)"),
    ],
)
def test_somebody_is_quoted_under_another_label(
    assistant: Assistant, question: str, quoted: str, heading: str
) -> None:
    answer = assistant.ask(question)
    assert quoted in answer.answer
    assert {sentence.heading for sentence in answer.sentences} == {heading}


def test_a_note_stands_under_whoever_is_noted(assistant: Assistant) -> None:
    [sentence] = assistant.ask("When do ropes have to be replaced?").sentences
    assert "every spring" in sentence.text and sentence.heading == "TV"


def test_initials_are_nobody_elses_in_another_document(assistant: Assistant) -> None:
    answer = assistant.ask("What does Ghana say about lamps?")
    assert not answer.answered and not answer.citations


def test_delegations_are_compared_each_under_its_name(assistant: Assistant) -> None:
    answer = assistant.ask("How do Ghana and Peru differ on what swings should hang on?")
    assert [s.heading for s in answer.sentences] == ["Ghana (AO)", "Peru (RQ)"]
