"""What the users of one server share."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from assistant.assistant import Assistant
from index_store import Embedder, Store
from index_store.ingestion import ingest_paths
from tests.ui.writing import ADDED, write_all
from ui.messages import messages
from ui.web.desk import Desk
from ui.web.library import ingested, told_html


@pytest.fixture
def desk(tmp_path: Path, embedder: Embedder) -> Iterator[Desk]:
    with Store(tmp_path / "store", embedder) as store:
        desk = Desk(store, Assistant(store), tmp_path / "store" / "uploads")
        written = sorted(write_all(tmp_path / "documents").iterdir())
        assert len(desk.holdings.take_in(written, lambda *_: None).report.added) == 3
        yield desk


def test_many_ask_at_once_and_each_gets_their_own_answer(desk: Desk) -> None:
    questions = [
        "What did Norway say about its helpline?",
        "What did Kenya say on age verification?",
        "What did Brazil propose?",
        "What did Japan say about age verification?",
    ]
    alone = {question: desk.assistant.ask(question).answer for question in questions}
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(desk.assistant.ask, questions * 6))
    for answer in together:
        assert answer.answer == alone[answer.question]


def test_asking_goes_on_while_a_file_is_taken_in(desk: Desk, tmp_path: Path) -> None:
    added = tmp_path / "fiji.txt"
    added.write_text(ADDED, "utf-8")
    with ThreadPoolExecutor(4) as pool:
        asked = [
            pool.submit(desk.assistant.ask, "What did Kenya say on age verification?")
            for _ in range(12)
        ]
        taken = pool.submit(desk.holdings.take_in, [added], lambda *_: None)
        assert all(future.result().answered for future in asked)
        assert len(taken.result().report.added) == 1
    assert desk.assistant.ask("What did Fiji say about its campaign?").answered


def test_a_file_that_cannot_be_read_leaves_the_one_before(desk: Desk, tmp_path: Path) -> None:
    uploads = tmp_path / "store" / "uploads"
    broken = tmp_path / "report.txt"
    broken.write_bytes(b"")
    before = (uploads / "report.txt").read_bytes()
    taken = desk.holdings.take_in([broken], lambda *_: None)
    assert [taken.sent[failed.path].name for failed in taken.report.failed] == ["report.txt"]
    assert (uploads / "report.txt").read_bytes() == before
    assert sorted(path.name for path in uploads.iterdir()) == [
        "hearing.txt",
        "report.txt",
        "uruguay.md",
    ]
    assert desk.assistant.ask("What did Kenya say on age verification?").answered


def test_a_file_of_a_name_that_is_there_stays_beside_it(desk: Desk, tmp_path: Path) -> None:
    uploads = tmp_path / "store" / "uploads"
    (tmp_path / "report.txt").write_text(ADDED, "utf-8")
    before = (uploads / "report.txt").read_bytes()
    for fate in ("added", "unchanged"):
        report = desk.holdings.take_in([tmp_path / "report.txt"], lambda *_: None).report
        assert [Path(path).name for path in getattr(report, fate)] == ["report (2).txt"]
    assert (uploads / "report.txt").read_bytes() == before
    assert (uploads / "report (2).txt").read_text("utf-8") == ADDED


def test_a_removed_document_can_be_put_back(desk: Desk, tmp_path: Path) -> None:
    uploads = tmp_path / "store" / "uploads"
    removed = desk.holdings.remove("CWG-COP-41/9")
    assert not (uploads / "report.txt").exists()
    assert not desk.assistant.ask("What did Kenya say on age verification?").answered
    # Meanwhile another file takes the name.
    (tmp_path / "report.txt").write_text(ADDED, "utf-8")
    desk.holdings.take_in([tmp_path / "report.txt"], lambda *_: None)
    report = desk.holdings.put_back(removed, lambda *_: None)
    assert [Path(path).name for path in report.added] == ["report (2).txt"]
    assert desk.assistant.ask("What did Kenya say on age verification?").answered
    assert not list((uploads / ".removed").iterdir())


def test_a_file_that_was_not_uploaded_stays_where_it_is(desk: Desk, tmp_path: Path) -> None:
    own = tmp_path / "fiji.txt"
    own.write_text(ADDED, "utf-8")
    ingest_paths(desk.store, [own])
    removed = desk.holdings.remove("CWG-COP-41/INF/3")
    assert own.exists()
    assert [record.path for record in desk.store.documents()].count(str(own)) == 0
    assert desk.holdings.put_back(removed, lambda *_: None).added == [str(own)]


def test_a_document_is_read_again_though_its_file_is_unchanged(desk: Desk) -> None:
    report = desk.holdings.read_again("CWG-COP-41/9", lambda *_: None)
    assert [Path(path).name for path in report.updated] == ["report.txt"]
    assert len(desk.store.documents()) == 3


def test_of_two_files_of_one_name_the_later_gets_a_name_of_its_own(
    desk: Desk, tmp_path: Path
) -> None:
    texts = [ADDED, ADDED.replace("Fiji", "Samoa"), ADDED.replace("Fiji", "Tonga"), ADDED]
    sent = [("paper.txt", 0), ("Paper.txt", 1), ("paper (2).txt", 2), ("paper.txt", 3)]
    files = [tmp_path / str(number) / name for name, number in sent]
    for file, text in zip(files, texts, strict=True):
        file.parent.mkdir()
        file.write_text(text, "utf-8")
    taken = desk.holdings.take_in(files, lambda *_: None)
    uploads = tmp_path / "store" / "uploads"
    # The fourth is the first once more, and the second may not take the name of the third.
    kept = {path.name: path.read_text("utf-8") for path in uploads.glob("?aper*.txt")}
    assert kept == {"paper.txt": texts[0], "Paper (3).txt": texts[1], "paper (2).txt": texts[2]}
    assert len(taken.report.added) == 3
    sent = {path: f"{file.parent.name}/{file.name}" for path, file in taken.sent.items()}
    told = told_html(list(ingested(taken.report, messages("en"), sent)), messages("en"))
    renamed = "1/Paper.txt (kept as “Paper (3).txt”)"
    assert "<strong>3 files added, 1 already there</strong>" in told
    assert f"<strong>Added</strong>: 0/paper.txt, {renamed}, 2/paper (2).txt<" in told
    assert "<strong>Already there</strong>: 3/paper.txt<" in told
    assert f"<strong>{renamed}</strong>: another file named Paper.txt is there" in told
    for state in ("Fiji", "Samoa", "Tonga"):
        assert desk.assistant.ask(f"What did {state} say about its campaign?").answered


def test_how_many_files_met_each_fate_is_told_before_their_names(
    desk: Desk, tmp_path: Path
) -> None:
    files = [tmp_path / name for name in ("fiji.txt", "old.txt", "empty.txt", "void.txt")]
    for file, text in zip(files, (ADDED, "", "", ""), strict=True):
        file.write_text(text, "utf-8")
    files[1].write_bytes((tmp_path / "documents" / "report.txt").read_bytes())
    taken = desk.holdings.take_in(files, lambda *_: None)
    sent = {path: file.name for path, file in taken.sent.items()}
    notices = list(ingested(taken.report, messages("en"), sent))
    assert notices[0].name == "1 file added, 1 already there, 2 not read"
    there = ("Already there", "old.txt (kept as “report.txt”)")
    assert notices[0].more == (("Added", "fiji.txt"), there)
    # Two that are the same and cannot be read: neither is told to be there.
    assert [notice.name for notice in notices[1:]] == ["empty.txt", "void.txt"]
    assert next(ingested(taken.report, messages("fr"))).name.startswith("1 fichier ajouté, ")


def test_examples_are_questions_that_are_answered(desk: Desk) -> None:
    examples = desk.examples()
    assert 1 <= len(examples) <= 4
    assert all(desk.assistant.ask(question).answered for question in examples)
    assert desk.examples() == examples


def test_examples_are_tried_when_nobody_waits_for_an_answer(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = Event()

    def answers(_: str) -> bool:
        tried.set()
        return True

    monkeypatch.setattr(desk, "answers", answers)
    with ThreadPoolExecutor(1) as pool:
        with desk.sessions.working("page"):
            looked = pool.submit(desk.examples, "en")
            assert not tried.wait(1)
        assert tried.wait(20)
        assert looked.result(timeout=20)


def test_examples_that_are_found_do_not_wait_for_those_of_another_language(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = desk.examples("en")
    looking, found = Event(), Event()

    def answers(_: str) -> bool:
        looking.set()
        return found.wait(60)

    monkeypatch.setattr(desk, "answers", answers)
    with ThreadPoolExecutor(2) as pool:
        try:
            pool.submit(desk.examples, "fr")
            assert looking.wait(60)
            assert pool.submit(desk.examples, "en").result(timeout=20) == known
        finally:
            found.set()
