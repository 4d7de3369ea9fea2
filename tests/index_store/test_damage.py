"""Damaged copies of the catalogue: never opened, always built again. All of it: `make torture`."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from index_store import Store
from index_store.checking import check, repair
from index_store.schema import VERSION, seals
from tests.torture.damage import answers, files, make_store, plant
from tests.torture.operations import QuickEmbedder

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two stores of the same form, large enough for Chroma to write its graph."""
    folder = tmp_path_factory.mktemp("stores")
    make_store(folder / "whole", QuickEmbedder(), "better")
    make_store(folder / "other", QuickEmbedder(), "other")
    return folder


@pytest.fixture
def store(stores: Path, tmp_path: Path) -> Path:
    """A copy of the first, to be damaged."""
    return Path(shutil.copytree(stores / "whole", tmp_path / "store"))


def file_of(store: Path, copy: str, name: str) -> Path:
    return next(file for file in files(store, copy) if file.match(name))


@pytest.mark.parametrize(
    ("copy", "name", "kind"),
    [
        ("vectors", "chroma.sqlite3", "truncated"),  # Rust panicked
        ("vectors", "index_metadata.pickle", "truncated"),  # "Error deserializing pickle file"
        ("vectors", "header.bin", "flipped"),  # segmentation fault
        ("vectors", "chroma.sqlite3", "foreign"),
        ("full_text", "*.idx", "flipped"),
        ("full_text", "meta.json", "truncated"),
        ("full_text", "*.term", "foreign"),
        ("replica", "speaker_ids.npy", "flipped"),  # index out of bounds
        ("replica", "header.json", "foreign"),
        ("replica", "seal.json", "flipped"),
        ("replica", "seal.json", "foreign"),
    ],
)
def test_a_damaged_file_changes_no_answer_and_is_mended(
    stores: Path,
    store: Path,
    copy: str,
    name: str,
    kind: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    embedder = QuickEmbedder()
    file = file_of(store, copy, name)
    plant(kind, store, file, stores / "other")
    with Store(store, embedder) as opened:
        report = check(opened)
    assert not report.ok
    assert file.name in str([part.faults for part in report.parts])
    with caplog.at_level(logging.WARNING, "index_store"):
        assert answers(store, embedder) == answers(stores / "whole", embedder)
    assert len(caplog.messages) == 1
    assert "built again" in caplog.text


@pytest.mark.parametrize("name", ["header.bin", "chroma.sqlite3"])
def test_damage_left_by_a_writer_that_died_does_not_take_the_process_down(
    stores: Path, store: Path, name: str
) -> None:
    embedder = QuickEmbedder()
    with Store(store, embedder) as opened, opened.catalogue.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM seals")
    content = (store / file_of(store, "vectors", name)).read_bytes()
    (store / file_of(store, "vectors", name)).write_bytes(b"\xff" * len(content))
    assert answers(store, embedder) == answers(stores / "whole", embedder)


def test_what_a_writer_that_died_left_whole_is_not_built_again(store: Path) -> None:
    embedder = QuickEmbedder()
    with Store(store, embedder) as opened, opened.catalogue.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM seals")
    data = store / file_of(store, "vectors", "data_level0.bin")
    before = data.stat().st_ino
    with Store(store, embedder) as opened:
        assert opened.dense("anything", 1)
        assert check(opened).ok
    assert data.stat().st_ino == before


def test_repair_mends_every_copy_at_once(stores: Path, store: Path) -> None:
    embedder = QuickEmbedder()
    for copy in ("vectors", "full_text", "replica"):
        plant("truncated", store, files(store, copy)[0], stores / "other")
    with Store(store, embedder) as opened:
        report = check(opened)
        assert [part.part for part in report.parts if part.faults] == [
            "vectors",
            "full text",
            "replica",
        ]
        repair(opened, report)
        assert check(opened).ok
    assert answers(store, embedder) == answers(stores / "whole", embedder)


def test_check_finds_what_is_wrong_in_the_catalogue(store: Path) -> None:
    embedder = QuickEmbedder()
    with Store(store, embedder) as opened, opened.catalogue.transaction() as connection:
        connection.exec_driver_sql("UPDATE documents SET text = 'x' || text WHERE id = 'paper-3'")
        connection.exec_driver_sql(
            "DELETE FROM vectors WHERE hash = (SELECT vector FROM passages WHERE row = 7)"
        )
    with Store(store, embedder) as opened:
        report = check(opened)
        faults = report.parts[0].faults
        assert len(faults) == 2
        assert faults[0].startswith("paper-3: passage 0 does not say")
        assert faults[1] == "1 passages have no vector"
        repair(opened, report)
        left = check(opened)
        assert [len(part.faults) for part in left.parts] == [1, 0, 0, 0, 0]
        # The file of the document that cannot be mended is read again.
        assert opened.catalogue.files()["/papers/3.txt"] == ("paper-3", "", None)


def test_a_store_is_opened_often_without_taking_it_for_damaged(
    store: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Chroma leaves a trace at each opening; they must neither fill up nor count."""
    import sqlite3

    with sqlite3.connect(store / "chroma" / "chroma.sqlite3") as connection:
        for _ in range(450):
            connection.execute("INSERT INTO acquire_write (lock_status) VALUES (1)")
    connection.close()
    for _ in range(2):
        with Store(store, QuickEmbedder()) as opened:
            assert opened.dense("anything", 1)
    assert not caplog.messages


def test_a_store_that_was_copied_is_whole(
    stores: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(stores / "whole", copy, copy_function=shutil.copyfile)
    assert answers(copy, QuickEmbedder()) == answers(stores / "whole", QuickEmbedder())
    assert not caplog.messages


def test_a_store_of_the_first_layout_opens(store: Path) -> None:
    """Its documents were written before some fields existed; it had no seals."""
    embedder = QuickEmbedder()
    later = ("$.warnings", "$.authors", "$.meeting_name", "$.lead", "$.sentences[0].lead")
    with Store(store, embedder) as opened:
        before = (
            opened.documents(),
            opened.passages("paper-1"),
            opened.catalogue.document("paper-1"),
        )
        with opened.catalogue.transaction() as connection:
            for table, column in (
                ("documents", "record"),
                ("documents", "header"),
                ("passages", "body"),
            ):
                fields = ", ".join(f"'{field}'" for field in later)
                connection.exec_driver_sql(
                    f"UPDATE {table} SET {column} = json_remove({column}, {fields})"
                )
            later_tables = ("seals", "copies", "collection_folders", "collections")
            for table in (*later_tables, "alembic_version"):
                connection.exec_driver_sql(f"DROP TABLE {table}")
            connection.exec_driver_sql("DROP INDEX documents_by_collection")
            connection.exec_driver_sql("DROP INDEX speakers_counted")
            connection.exec_driver_sql("CREATE INDEX speakers_by_name ON speakers (name_key)")
            connection.exec_driver_sql("ALTER TABLE documents DROP COLUMN collection")
            for column in ("change", "owner"):
                connection.exec_driver_sql(f"ALTER TABLE pending DROP COLUMN {column}")
            connection.exec_driver_sql("PRAGMA user_version = 1")
    with Store(store, embedder) as opened:
        after = opened.documents(), opened.passages("paper-1"), opened.catalogue.document("paper-1")
        assert after == before
        assert opened.dense("anything", 3)
        assert opened.lexical("helplines", 3)
        assert opened.database.layout == VERSION
        assert check(opened).ok
        assert len(opened.database.rows(select(seals))) == 2


def test_the_unseen_is_not_opened_while_another_process_writes(store: Path) -> None:
    """What another process is writing Chroma's files answers from the catalogue's vectors."""
    embedder = QuickEmbedder()
    with Store(store, embedder) as writer, Store(store, embedder) as reader:
        expected = [hit.passage.id for hit in reader.dense("Norway supported better games", 3)]
        with writer.writing():
            with writer.catalogue.transaction() as connection:
                connection.exec_driver_sql("DELETE FROM seals")
            found = reader.dense("Norway supported better games", 3)
            assert [hit.passage.id for hit in found] == expected
            assert reader.vectors is not reader._vectors
            assert reader.lexical("games", 1)


def test_a_killed_search_leaves_the_store_whole(store: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from index_store import Store;"
        "from tests.torture.operations import QuickEmbedder;"
        "store = Store(Path(sys.argv[1]), QuickEmbedder()); store.dense('anything', 1);"
        "os.kill(os.getpid(), 9)"
    )
    subprocess.run(
        [sys.executable, "-c", code, str(store)], cwd=ROOT, env=os.environ.copy(), check=False
    )
    with Store(store, QuickEmbedder()) as opened:
        assert check(opened).ok
        assert opened._derived.whole("vectors")
