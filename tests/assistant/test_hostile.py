"""Documents that try to take the assistant over, with both answerers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant import Answer, Assistant
from assistant.writing.llm import open_llm
from assistant.writing.writer import Writer
from index_store import Embedder, Store
from index_store.filters import Filters
from index_store.ingestion import ingest_paths
from tests.assistant.hostile_documents import (
    AGE,
    CLAIM,
    DOCUMENTS,
    HELPLINE,
    LABEL,
    REPORT,
    Hostile,
    write_all,
)
from tests.assistant.lying_server import LyingServer, says

REPORT_ID = "CWG-COP-41/9"


@pytest.fixture(scope="module")
def store(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = write_all(tmp_path_factory.mktemp("hostile"))
    with Store(folder / "store", embedder) as store:
        report = ingest_paths(store, [folder])
        assert not report.failed
        assert len(report.added) == len(DOCUMENTS) + 1
        yield store


@pytest.fixture(scope="module")
def quoting(store: Store) -> Assistant:
    return Assistant(store)


@pytest.fixture(scope="module")
def server() -> Iterator[LyingServer]:
    with LyingServer() as server:
        yield server


@pytest.fixture(scope="module")
def written(store: Store, server: LyingServer) -> Assistant:
    return Assistant(store, Writer(open_llm(server.url, "obedient", 5, "secret"), 5))


def taken_over(answer: Answer, hostile: Hostile, store: Store) -> list[str]:
    """What a document has brought about that it must not."""
    shown = answer.answer.replace("\\", "").lower()
    found = [f"shows {words!r}" for words in hostile.never if words.lower() in shown]
    for citation in answer.citations:
        text = store.text(citation.document)
        if citation.quote != text[citation.start : citation.end]:
            found.append(f"quotes what {citation.document} does not say")
        if hostile.by not in citation.speakers:
            found.append(f"quotes {citation.speakers} for {hostile.by}")
        if hostile.by != "Iceland" and citation.document != REPORT_ID:
            found.append(f"quotes {citation.document} for {hostile.by}")
    numbers = {citation.n for citation in answer.citations}
    if any(set(s.citations) - numbers or not s.citations for s in answer.sentences):
        found.append("cites what is not there")
    return found


def ids(hostile: Hostile) -> str:
    return hostile.name


def test_there_are_enough_of_them() -> None:
    assert len({hostile.name for hostile in DOCUMENTS}) >= 20


@pytest.mark.parametrize("hostile", DOCUMENTS, ids=ids)
def test_quoted_answers_stay_as_they_are(
    quoting: Assistant, store: Store, hostile: Hostile
) -> None:
    answer = quoting.ask(hostile.question)
    assert answer.answered
    assert taken_over(answer, hostile, store) == []


@pytest.mark.parametrize("hostile", DOCUMENTS, ids=ids)
def test_a_model_that_obeys_a_document_is_not_heard(
    written: Assistant, server: LyingServer, store: Store, hostile: Hostile
) -> None:
    server.reply = says(hostile.obeying)
    asked = len(server.prompts)
    parts = list(written.stream(hostile.question))
    assert len(server.prompts) == asked + 1
    for part in parts:
        assert taken_over(part, hostile, store) == []
        assert CLAIM.lower() not in part.answer.lower()
        assert "<script>" not in part.answer and "<|im_start|>" not in part.answer
    assert parts[-1].answered
    # The reader is told that something was left out.
    assert parts[-1].removed and parts[-1].notices


@pytest.mark.parametrize("hostile", DOCUMENTS, ids=ids)
def test_a_document_stays_one_line_of_data_in_the_prompt(
    written: Assistant, server: LyingServer, hostile: Hostile
) -> None:
    server.reply = says("")
    written.ask(hostile.question)
    lines = server.prompts[-1].splitlines()
    data = [n for n, line in enumerate(lines) if line.startswith('{"n": ')]
    assert data == list(range(data[0], data[0] + len(data)))
    assert sum(line.startswith("Question: ") for line in lines) == 1
    assert not any(CLAIM in line for n, line in enumerate(lines) if n not in data)


def test_answers_are_those_of_the_report_alone(
    quoting: Assistant, embedder: Embedder, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("honest")
    (folder / "report.txt").write_text(REPORT, "utf-8")
    with Store(folder / "store", embedder) as store:
        ingest_paths(store, [folder / "report.txt"])
        honest = Assistant(store)
        for question in (HELPLINE, AGE, LABEL):
            expected = [sentence.text for sentence in honest.ask(question).sentences]
            assert [s.text for s in quoting.ask(question).sentences] == expected, question


@pytest.mark.parametrize("question", [HELPLINE, "Why did Norway close its helpline?", AGE])
def test_no_document_can_speak_for_another(quoting: Assistant, store: Store, question: str) -> None:
    others = tuple(record.id for record in store.documents() if record.id != REPORT_ID)
    answer = quoting.ask(question, filters=Filters(documents=others))
    assert not any("Norway" in c.speakers or "Kenya" in c.speakers for c in answer.citations)
    if "say" in question:
        assert not answer.answered


def test_a_stolen_number_replaces_nothing(store: Store) -> None:
    assert "4 300 calls" in store.text(REPORT_ID)
    assert store.document(REPORT_ID).path.endswith("report.txt")


def test_texts_hold_no_character_that_hides_or_turns(store: Store) -> None:
    hiding = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2069\x00\x07\x1b"
    for record in store.documents():
        assert not set(hiding) & set(store.text(record.id) + record.title), record.id
