"""Twelve kinds of damage: each file of each copy flipped, cut, deleted, or another store's."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from index_store import Embedder
from tests.torture.damage import KINDS, PLACES, make_store

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two stores of the same form."""
    folder = tmp_path_factory.mktemp("stores")
    make_store(folder / "whole", Embedder(), "better")
    make_store(folder / "other", Embedder(), "other")
    return folder


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("copy", list(PLACES))
def test_no_file_of_a_copy_is_trusted(stores: Path, tmp_path: Path, copy: str, kind: str) -> None:
    command = [sys.executable, "-m", "tests.torture.damage"]
    done = subprocess.run(
        [*command, stores / "whole", stores / "other", tmp_path / "work", copy, kind],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=1800,
        check=False,
    )
    assert done.returncode == 0, done.stdout or done.stderr
