"""The assistant inside programs of llama-index, over a real store."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from llama_index.core.schema import NodeWithScore, TextNode
from llama_index.core.tools import QueryEngineTool

from assistant import query_engine
from assistant.engine import AssistantQueryEngine
from assistant.reader.interface import Excerpt
from assistant.reader.postprocessor import ReaderPostprocessor
from index_store import Filters, Store

README = Path(__file__).parents[2] / "README.md"
QUESTION = "What did Malaysia say on AI?"


@pytest.fixture(scope="module")
def engine(samples_store: Store) -> AssistantQueryEngine:
    return query_engine(samples_store)


def test_sources_say_where_they_stand_and_who_speaks(
    engine: AssistantQueryEngine, samples_store: Store
) -> None:
    response = engine.query(QUESTION)
    assert response.metadata["answered"] and "[1]" in str(response)
    for source in response.source_nodes:
        about, node = source.metadata, source.node
        text = samples_store.text(about["document"])
        assert node.get_content() == text[node.start_char_idx : node.end_char_idx]
        assert "Malaysia" in about["speakers"]
        assert about["title"] and about["paragraph"]


def test_what_the_documents_do_not_say_has_no_sources(engine: AssistantQueryEngine) -> None:
    response = engine.query("What did Malaysia say on whaling quotas?")
    assert response.metadata["answered"] is False
    assert response.source_nodes == []
    assert str(response)


def test_other_parts_of_llama_index_can_use_it(engine: AssistantQueryEngine) -> None:
    tool = QueryEngineTool.from_defaults(engine, name="meetings")
    assert tool(input=QUESTION).raw_output.source_nodes
    # In a thread of its own: other tests may have left a loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        awaited = pool.submit(asyncio.run, engine.aquery(QUESTION)).result()
    assert str(awaited) == str(engine.query(QUESTION))


def test_filters_hold(samples_store: Store) -> None:
    (one, *_) = {
        node.metadata["document"]
        for node in query_engine(samples_store).query(QUESTION).source_nodes
    }
    others = tuple(r.id for r in samples_store.documents() if r.id != one)
    narrow = query_engine(samples_store, Filters(documents=others))
    assert one not in {node.metadata["document"] for node in narrow.query(QUESTION).source_nodes}


def test_the_example_of_the_readme_runs(
    samples_store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (example,) = re.findall(r"```python\n(.*?query_engine.*?)```", README.read_text("utf-8"), re.S)
    monkeypatch.chdir(samples_store.folder.parent)
    exec(example.replace('"store"', repr(str(samples_store.folder))), {})
    assert "Malaysia" in capsys.readouterr().out


def test_llama_index_waits_until_it_is_used() -> None:
    code = "import sys, assistant; print(any(m.startswith('llama_index') for m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


class ByLength:
    """A reader for which the shortest sentence answers best."""

    def read(self, question: str, excerpts: list[Excerpt]) -> list[np.ndarray]:
        return [np.array([1 / len(s) for s in excerpt.sentences]) for excerpt in excerpts]


def test_the_reader_puts_nodes_of_any_retriever_in_order() -> None:
    texts = ("The night bus runs every hour now.", "It rained. The wells stay low this year.", "")
    nodes = [NodeWithScore(node=TextNode(text=text), score=1.0) for text in texts]
    judged = ReaderPostprocessor(ByLength()).postprocess_nodes(nodes, query_str="Rain?")
    assert [node.get_content() for node in judged] == [texts[1], texts[0], ""]
    assert judged[0].get_score() == pytest.approx(1 / len("It rained."))
    best = ReaderPostprocessor(ByLength(), threshold=0.05).postprocess_nodes(nodes, query_str="?")
    assert [node.get_content() for node in best] == [texts[1]]
    with pytest.raises(ValueError, match="needs the question"):
        ReaderPostprocessor(ByLength()).postprocess_nodes(nodes)
