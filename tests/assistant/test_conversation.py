"""Conversations over the samples and over a debate: what a follow-up is understood to ask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Answer, Assistant
from index_store import Embedder, Store
from index_store.ingestion import ingest_paths
from tests.assistant.conversation_cases import DEBATE, DEBATES, SAMPLES, Case


@pytest.fixture(scope="module")
def samples_assistant(samples_store: Store) -> Assistant:
    return Assistant(samples_store)


@pytest.fixture(scope="module")
def debate_assistant(
    embedder: Embedder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("debate")
    (folder / "debate.txt").write_text(DEBATE, "utf-8")
    with Store(folder / "store", embedder) as store:
        assert not ingest_paths(store, [Path(folder / "debate.txt")]).failed
        yield Assistant(store)


def problems(answer: Answer, case: Case) -> list[str]:
    """What an answer lacks of a case."""
    cited = {speaker for citation in answer.citations for speaker in citation.speakers}
    text = answer.answer.replace("\\", "").lower()
    found = []
    if answer.answered == case.refused:
        found.append("answered" if answer.answered else f"refused: {answer.answer}")
    if case.by:
        found += [
            f"quotes {citation.speakers}"
            for citation in answer.citations
            if not set(citation.speakers) & set(case.by)
        ]
        found += [f"does not quote {name}" for name in case.by if name not in cited]
    found += [f"lacks {words}" for words in case.says if words.lower() not in text]
    if answer.answered:
        found += [f"has {words}" for words in case.never if words.lower() in text]
    return found


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.name)
def test_over_documents(samples_assistant: Assistant, case: Case) -> None:
    answer = samples_assistant.ask(case.questions[-1], case.questions[:-1])
    assert problems(answer, case) == []


@pytest.mark.parametrize("case", DEBATES, ids=lambda case: case.name)
def test_over_a_debate(debate_assistant: Assistant, case: Case) -> None:
    answer = debate_assistant.ask(case.questions[-1], case.questions[:-1])
    assert problems(answer, case) == []
