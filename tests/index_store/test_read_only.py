"""Stores that can only be read, and disks that are full: nothing is lost, everything is found."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from index_store import Store, StoreError
from index_store.errors import CatalogueUnreadable, StoreReadOnly
from index_store.sqlite_database import SqliteDatabase
from tests.index_store.factories import document
from tests.torture.damage import answers, make_store
from tests.torture.operations import QuickEmbedder, write_documents
from tests.torture.torture_full_disk import make_room, run

ROOT = Path(__file__).resolve().parents[2]


def mounted(folder: Path, *options: str) -> Iterator[Path]:
    """A small disk of its own."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", *options, "tmpfs", str(folder)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("only root can mount a disk (mount -t tmpfs)")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    yield from mounted(tmp_path / "disk")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    make_store(tmp_path / "made", QuickEmbedder(), "better", papers=2)
    return tmp_path / "made"


def test_a_store_on_a_read_only_disk_is_read(disk: Path, store: Path) -> None:
    expected = answers(store, QuickEmbedder())
    shutil.copytree(store, disk / "store")
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    assert answers(disk / "store", QuickEmbedder()) == expected
    with Store(disk / "store", QuickEmbedder()) as opened:
        assert opened.documents()
        with pytest.raises(StoreReadOnly) as error:
            opened.add(document())
        assert "stays as it is" in str(error.value)
        assert "delete" not in str(error.value)
        # Once it can be written to, the open store notices.
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        opened.add(document())
        assert opened.lexical("helpline", 1)


def test_what_only_the_log_holds_is_read_too(disk: Path, store: Path) -> None:
    """A process was killed before SQLite had moved its last commits into the main file."""
    with Store(store, QuickEmbedder()) as opened:
        opened.add(document())
        shutil.copytree(store, disk / "store")
    (disk / "store" / "catalogue.sqlite-shm").unlink()
    assert (disk / "store" / "catalogue.sqlite-wal").stat().st_size
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    with Store(disk / "store", QuickEmbedder()) as opened:
        assert opened.document("CWG-1/REP/1")
        assert opened.lexical("helpline answers children", 1)[0].passage.paragraph == "2.1"
        assert len(opened.dense("helpline", 500)) == 206


def test_damaged_copies_on_a_read_only_disk_change_no_answer(disk: Path, store: Path) -> None:
    expected = answers(store, QuickEmbedder())
    shutil.copytree(store, disk / "store")
    for path in (disk / "store").rglob("*"):
        if path.suffix in (".idx", ".term", ".npy", ".sqlite3"):
            path.write_bytes(path.read_bytes()[:-9] + b"\xff" * 9)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    assert answers(disk / "store", QuickEmbedder()) == expected


LOOK = """
import os, sys
from pathlib import Path
from tests.torture.damage import answers
from tests.torture.operations import QuickEmbedder
from index_store import Store, StoreError
from tests.index_store.factories import document
store = Path(sys.argv[1])
answers(store, QuickEmbedder())  # imports what the other user may have no right to read
os.setgroups([]); os.setgid(65534); os.setuid(65534)
print(answers(store, QuickEmbedder()))
try:
    with Store(store, QuickEmbedder()) as opened:
        opened.add(document())
except StoreError as error:
    print(error)
"""


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() != 0, reason="only root can become another user"
)
def test_a_user_who_may_only_read_reads(store: Path) -> None:
    expected = answers(store, QuickEmbedder())
    # Not below pytest's own folder, which nobody else may enter.
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        shutil.copytree(store, Path(folder, "store"))
        done = subprocess.run(
            [sys.executable, "-c", LOOK, str(Path(folder, "store"))],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    found, refused = done.stdout.splitlines()
    assert found == str(expected)
    assert "cannot be written to" in refused


def test_two_sizes_of_a_full_disk_heal(tmp_path: Path) -> None:
    """All twenty: `make torture`."""
    write_documents(tmp_path / "papers", papers=3)
    for size in ("800k", "2200k"):
        for disk in mounted(tmp_path / f"disk-{size}", "-o", f"size={size}"):
            done = run("ingest", disk / "store", tmp_path / "papers")
            assert done.returncode == 1
            assert done.stderr.startswith("error: ")
            assert done.stderr.count("\n") == 1
            make_room(disk)
            with Store(disk / "store", QuickEmbedder()) as opened:
                count = opened.catalogue.count()
                assert len(opened.dense("item", 500)) == count
                assert len(opened.lexical("delegation", 500)) == count
            done = run("ingest", disk / "store", tmp_path / "papers")
            assert done.returncode == 0, done.stderr
            with Store(disk / "store", QuickEmbedder()) as opened:
                assert len(opened.dense("item", 500)) == 300
                assert opened.catalogue.count() == opened.full_text.count() == 300


@pytest.mark.parametrize("content", [b"not a database at all" * 300, None])
def test_nobody_is_told_to_throw_a_catalogue_away(store: Path, content: bytes | None) -> None:
    path = store / "catalogue.sqlite"
    if content is None:
        content = path.read_bytes()[:8192]  # cut off
    path.write_bytes(content)
    with pytest.raises(StoreError) as error, Store(store, QuickEmbedder()) as opened:
        opened.documents()
    assert isinstance(error.value, CatalogueUnreadable)
    assert "restore" in str(error.value)
    assert "delete" not in str(error.value)
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "catalogue.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    with pytest.raises(CatalogueUnreadable):
        SqliteDatabase(path)
    with sqlite3.connect(path) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master").fetchall()
    connection.close()
    assert tables == [("recipes",)]


def test_every_commit_is_on_the_disk(tmp_path: Path) -> None:
    """FULL (2): SQLite syncs its log at each commit, as the last ones may not get lost."""
    with Store(tmp_path / "a" / "store", QuickEmbedder()) as opened:
        for setting, value in (("synchronous", 2), ("journal_mode", "wal")):
            assert opened.database.rows(text(f"PRAGMA {setting}"))[0][0] == value
