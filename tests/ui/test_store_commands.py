"""`check`, `backup` and `restore`, and damaged stores, as a user meets them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from assistant.answer import Answer
from tests.ui.conftest import Run
from ui.access.accounts import Accounts
from ui.access.viewer import Role
from ui.feedback import Feedback, Verdict, keep_feedback, kept_feedback

QUESTION = "What did Norway say about the helpline?"


@pytest.fixture
def store(filled: Path, tmp_path: Path, cop: Run) -> Path:
    """A copy of the filled store, all of whose indexes are there."""
    copy = Path(shutil.copytree(filled, tmp_path / "store"))
    assert cop("--store", copy, "ask", QUESTION).returncode == 0
    return copy


def damage(store: Path) -> None:
    """What a failing disk does to the files of all indexes."""
    for path in store.rglob("*"):
        if path.suffix in (".sqlite3", ".idx", ".npy", ".bin"):
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def test_check_tells_what_is_damaged_and_repair_mends_it(store: Path, cop: Run) -> None:
    done = cop("--store", store, "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count(": ok\n") == 5
    damage(store)
    done = cop("--store", store, "--json", "check")
    assert done.returncode == 1
    report = json.loads(done.stdout)
    assert not report["ok"]
    faulty = [part["part"] for part in report["parts"] if part["faults"]]
    assert faulty == ["vectors", "full text", "replica"]
    assert "chroma.sqlite3" in str(report)
    done = cop("--store", store, "check", "--repair")
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("found: ") == 3
    assert cop("--store", store, "check").returncode == 0


@pytest.mark.parametrize("command", ["ask", "ingest"])
def test_a_damaged_store_mends_itself_and_says_so(
    store: Path, written: Path, cop: Run, command: str
) -> None:
    whole = json.loads(cop("--store", store, "--json", "ask", QUESTION).stdout)
    damage(store)
    if command == "ingest":
        done = cop("--store", store, "ingest", written)
        assert done.returncode == 0
        assert done.stderr.count("built again from the catalogue") == 2
    done = cop("--store", store, "--json", "ask", QUESTION)
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    answer = json.loads(done.stdout)
    assert answer["sentences"] == whole["sentences"]
    assert answer["answered"]


def test_a_backup_is_made_and_restored(store: Path, cop: Run, tmp_path: Path) -> None:
    archive, new = tmp_path / "backup.zip", tmp_path / "new"
    answer = Answer(question=QUESTION, answered=False, answer="The documents do not say.")
    keep_feedback(store, Feedback.on(answer, Verdict.NOT_HELPFUL, "They do."))
    Accounts(store).add("ana", "a long password", Role.EDITOR, ["staff"])
    (store / "audit.jsonl").write_text("{}\n")
    done = cop("--store", store, "--json", "backup", archive)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["bytes"] == archive.stat().st_size
    assert cop("--store", new, "restore", archive).returncode == 0
    documents = [
        json.loads(cop("--store", folder, "--json", "documents").stdout) for folder in (store, new)
    ]
    assert documents[0] == documents[1]
    assert len(documents[0]) == told["documents"]
    assert kept_feedback(new) == kept_feedback(store) != []
    assert [user.name for user in Accounts(new).all()] == ["ana"]
    assert (new / "audit.jsonl").read_text() == "{}\n"
    (new / "audit.jsonl").write_text("{}\n{}\n")
    done = cop("--store", new, "restore", archive)
    assert done.returncode == 1
    assert "--force" in done.stderr
    assert cop("--store", new, "restore", archive, "--force").returncode == 0
    assert (new / "audit.jsonl").read_text() == "{}\n{}\n"  # a log that is there goes on
    assert cop("--store", new, "check").returncode == 0


def test_an_unreadable_catalogue_is_one_line_in_every_command(
    store: Path, cop: Run, tmp_path: Path
) -> None:
    path = store / "catalogue.sqlite"
    path.write_bytes(path.read_bytes()[:5000])
    for command in (["ask", QUESTION], ["documents"], ["backup", tmp_path / "b.zip"], ["check"]):
        done = cop("--store", store, *command)
        assert done.returncode == 1
        told = " ".join((done.stderr + done.stdout).split())  # wrapped by the path's length
        assert "restore BACKUP" in told
        assert "Traceback" not in told
    assert cop("--store", tmp_path / "none", "check").returncode == 1
