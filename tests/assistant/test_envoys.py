"""Who reads out a state's paper: asked about by name, the state's words of that paper answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from index_store import Store
from index_store.ingestion import ingest_paths

TALK = """STATEMENT BY
H.E. {name}
MINISTER OF PORTS OF {state}
AT THE SEVENTH OCEAN FORUM

Mr. President,

{state} thanks you for the kind welcome. {words} My country, {state}, will do its share.

I thank you.
"""
OF_FIJI = "We propose that every harbour keeps a register of lost nets by 2031."
OF_FIJI_BEFORE = "We propose that every harbour plants reeds against the waves."
OF_CHAD = "We ask that the lake be dredged before the rains."


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("papers")
    papers = (
        ("a", "TOMASI VAKALOLOMA", "FIJI", OF_FIJI),
        ("b", "LITIA QARASE", "FIJI", OF_FIJI_BEFORE),
        ("c", "HISSEIN DJIDA", "CHAD", OF_CHAD),
    )
    for name, *rest in papers:
        text = TALK.format(name=rest[0], state=rest[1], words=rest[2])
        Path(folder, f"{name}.txt").write_text(text, encoding="utf-8")
    with Store(tmp_path_factory.mktemp("store")) as store:
        ingest_paths(store, [folder])
        yield Assistant(store)


def test_a_minister_is_answered_for_with_the_state_s_paper(assistant: Assistant) -> None:
    answer = assistant.ask("What did Minister Vakaloloma propose for harbours?")
    assert OF_FIJI in [citation.quote for citation in answer.citations]
    assert {name for c in answer.citations for name in c.speakers} == {"Fiji"}


def test_what_another_said_for_the_same_state_is_not_the_minister_s(assistant: Assistant) -> None:
    answer = assistant.ask("What did Qarase propose for harbours?")
    quotes = [c.quote for c in (*answer.citations, *answer.more_citations)]
    assert OF_FIJI_BEFORE in quotes and OF_FIJI not in quotes


def test_the_state_is_asked_for_all_its_papers(assistant: Assistant) -> None:
    answer = assistant.ask("What did Fiji propose for harbours?")
    quotes = [c.quote for c in (*answer.citations, *answer.more_citations)]
    assert {OF_FIJI, OF_FIJI_BEFORE} <= set(quotes)
