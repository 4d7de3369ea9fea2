"""Superseded documents as a user of the commands meets them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.ui.conftest import Run

PAPER = "Document CWG-COP-41/5{}\nContribution by Kenya\nTeachers\n\n1\tKenya asks for {} teachers."
OLD, NEW = "CWG-COP-41/5", "CWG-COP-41/5(Rev.1)"


@pytest.fixture(scope="module")
def revised(cop: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a contribution and its revision."""
    folder = tmp_path_factory.mktemp("revised")
    (folder / "old.txt").write_text(PAPER.format("", "ten"), "utf-8")
    (folder / "new.txt").write_text(PAPER.format("(Rev.1)", "twelve"), "utf-8")
    done = cop("ingest", folder / "old.txt", folder / "new.txt", "--store", folder / "store")
    assert done.returncode == 0, done.stderr
    return folder / "store"


def test_documents_mark_what_is_superseded(cop: Run, revised: Path) -> None:
    records = json.loads(cop("documents", "--json", "--store", revised).stdout)
    assert {r["id"]: r["superseded_by"] for r in records} == {OLD: NEW, NEW: None}
    table = cop("documents", "--store", revised, environment={"COLUMNS": "160"}).stdout
    assert "superseded by" in table
    narrow = cop("documents", "--store", revised, environment={"COLUMNS": "70"}).stdout
    assert f"superseded by {NEW}" in " ".join(narrow.split())


@pytest.mark.parametrize("command", ["ask", "search"])
def test_old_versions_come_back_where_they_are_asked_for(
    cop: Run, revised: Path, command: str
) -> None:
    def found(*options: str) -> dict[str, Any]:
        question = "How many teachers does Kenya ask for?"
        done = cop(command, "--json", "--store", revised, *options, question)
        listed = json.loads(done.stdout)["citations" if command == "ask" else "passages"]
        return {item["document"]: item["superseded_by"] for item in listed}

    assert found() == {NEW: None}
    assert found("--all-versions")[OLD] == NEW
    assert found("--document", OLD) == {OLD: NEW}
