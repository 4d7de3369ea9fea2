"""Fills disks of twenty sizes; once there is room, each store heals by itself."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index_store import Store
from index_store.checking import check
from tests.torture.operations import QuickEmbedder, main, state, write_documents

ROOT = Path(__file__).resolve().parents[2]
SIZES = [1 << 10, *range(1536, 38 * 1024, 2 * 1024)]  # KiB: from no room at all to enough


@pytest.fixture
def small_disk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A disk of the size in KiB that the test is given."""
    folder = tmp_path / "disk"
    folder.mkdir()
    options = f"size={request.param}k"
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=False
    )
    if done.returncode:
        pytest.skip("only root can mount a small disk (mount -t tmpfs)")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def make_room(disk: Path) -> None:
    """The same disk, large."""
    subprocess.run(["mount", "-o", "remount,size=400m", str(disk)], check=True)


def run(name: str, store: Path, papers: Path) -> subprocess.CompletedProcess[str]:
    """Does something to a store in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "tests.torture.operations", name, store, papers],
        cwd=ROOT,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    write_documents(folder, papers=14)
    return folder


@pytest.fixture(scope="module")
def undisturbed(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    store = tmp_path_factory.mktemp("undisturbed") / "store"
    with Store(store, QuickEmbedder()):
        pass
    assert main("ingest", store, papers) == 0
    return state(store)


@pytest.mark.parametrize("small_disk", SIZES, indirect=True)
def test_a_store_heals_once_there_is_room(
    small_disk: Path, papers: Path, undisturbed: dict[str, object]
) -> None:
    store = small_disk / "store"
    for _ in range(2):
        done = run("ingest", store, papers)
        if done.returncode:
            assert done.returncode == 1, done.stderr
            assert done.stderr.startswith("error: "), done.stderr
            assert done.stderr.count("\n") == 1, done.stderr
            assert "delete" not in done.stderr
    if (store / "catalogue.sqlite").is_file():
        # What was stored is found, also while the disk is full.
        looking = run("look", store, papers)
        assert looking.returncode in (0, 1), looking.stderr
        assert looking.returncode == 0 or looking.stderr.startswith("error: "), looking.stderr
    make_room(small_disk)
    done = run("ingest", store, papers)
    assert done.returncode == 0, done.stderr
    assert state(store) == undisturbed
    with Store(store, QuickEmbedder()) as opened:
        assert check(opened).ok
