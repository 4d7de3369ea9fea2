"""Answers over revised and corrected documents."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant import Assistant
from index_store import Embedder, Filters, Store
from index_store.ingestion import ingest_paths

HEAD = "Document CWG-COP-41/{}\n{} March 2031\nContribution by Kenya\nFees for games\n\n"
PAPERS = {
    "original": HEAD.format("12", 1)
    + "1.1\tKenya proposes a fee of two shillings for every game.\n\n"
    + "1.2\tKenya supports a common list of games.",
    "revision": HEAD.format("12(Rev.1)", 9)
    + "1.1\tKenya proposes a fee of five shillings for every game.\n\n"
    + "1.2\tKenya opposes a common list of games.",
    "corrigendum": HEAD.format("12(Rev.1)(Corr.1)", 12)
    + '1\tIn paragraph 1.1, read "six" for "five".\n\n'
    + '2\tIn paragraph 1.2, read "shared list" for "common list".',
}
FEE = "What fee does Kenya propose?"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("revised")
    papers = folder / "papers"
    papers.mkdir()
    for name, text in PAPERS.items():
        (papers / f"{name}.txt").write_text(text, "utf-8")
    with Store(folder / "store", embedder) as store:
        assert not ingest_paths(store, [papers]).failed
        yield store


@pytest.fixture(scope="module")
def assistant(store: Store) -> Assistant:
    return Assistant(store)


def test_the_revision_answers_with_its_corrigendum_beside_it(
    assistant: Assistant, store: Store
) -> None:
    answer = assistant.ask(FEE)
    assert answer.answered
    first, second = answer.citations
    assert "five shillings" in first.quote
    assert (first.document, first.superseded_by) == ("CWG-COP-41/12(Rev.1)", None)
    assert second.corrects == [first.n]
    assert 'read "six"' in second.quote
    assert second.quote == store.text(second.document)[second.start : second.end]
    assert answer.sentences[0].citations == [1, 2]
    assert "[1][2]" in answer.answer
    assert "corrects [1]" in second.place()


def test_each_part_of_a_growing_answer_cites_what_it_shows(assistant: Assistant) -> None:
    for part in assistant.stream("What did Kenya say on games?"):
        shown = {citation.n for citation in part.citations}
        assert {n for sentence in part.sentences for n in sentence.citations} == shown


def test_all_versions_answer_where_they_are_asked_for(assistant: Assistant) -> None:
    answer = assistant.ask(FEE, filters=Filters(all_versions=True))
    old = [c for c in answer.citations if c.document == "CWG-COP-41/12"]
    assert old
    assert all(c.superseded_by == "CWG-COP-41/12(Rev.1)" for c in old)
    assert "superseded by CWG-COP-41/12(Rev.1)" in old[0].place()


def test_searches_and_suggestions_leave_the_old_version_out(assistant: Assistant) -> None:
    assert "CWG-COP-41/12" not in {item.document for item in assistant.search(FEE)}
    found = assistant.search(FEE, filters=Filters(all_versions=True))
    marks = {item.document: item.superseded_by for item in found}
    assert marks["CWG-COP-41/12"] == "CWG-COP-41/12(Rev.1)"
    refused = assistant.ask("What did Peru say on a list of games?")
    assert not refused.answered
    assert "CWG-COP-41/12" not in {item.document for item in refused.suggestions}
