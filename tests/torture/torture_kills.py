"""Kills a process in the middle of each kind of work, up to three in a row, sixty times in all."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from index_store import Store
from index_store.checking import check
from tests.torture import damage
from tests.torture.operations import (
    OPERATIONS,
    QuickEmbedder,
    embedder_of,
    main,
    state,
    write_documents,
)

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Ground:
    """A folder to work in, what it is before each try, and how an undisturbed one goes."""

    name: str
    work: Path
    before: Path
    after: dict[str, object]
    seconds: float

    def lay_out(self) -> None:
        """Everything as it was."""
        shutil.rmtree(self.work, ignore_errors=True)
        shutil.copytree(self.before, self.work)


def start(name: str, work: Path) -> subprocess.Popen[str]:
    """Begins the work; returns when it is about to write."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.torture.operations", name, work / "store", work / "papers"],
        cwd=ROOT,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def _prepared(name: str, work: Path) -> None:
    write_documents(work / "papers", papers=10)
    with Store(work / "store", QuickEmbedder()):
        pass
    assert main("ingest", work / "store", work / "papers") == 0
    with Store(work / "store", QuickEmbedder()) as store:
        store.replica()
    if name == "ingest":
        write_documents(work / "papers", papers=20)
    elif name == "replace":
        write_documents(work / "papers", "hotlines", papers=8)
    elif name == "prune":
        for path in (work / "papers").glob("*[1357].txt"):
            path.unlink()
    elif name == "repair":
        for copy in damage.PLACES:
            damage.plant("truncated", work / "store", damage.files(work / "store", copy)[-1], work)


@pytest.fixture(scope="module", params=list(OPERATIONS))
def ground(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Ground:
    folder = tmp_path_factory.mktemp(request.param)
    work = folder / "work"
    _prepared(request.param, work)
    shutil.copytree(work, folder / "before")
    process = start(request.param, work)
    ready = time.perf_counter()
    assert process.wait(300) == 0, f"{request.param} fails undisturbed"
    seconds = time.perf_counter() - ready
    return Ground(request.param, work, folder / "before", state(work / "store"), seconds)


@pytest.mark.parametrize("seed", range(10))
def test_after_kills_the_work_is_done_as_if_undisturbed(ground: Ground, seed: int) -> None:
    name, chance = ground.name, random.Random(f"{ground.name} {seed}")
    ground.lay_out()
    for _ in range(1 + seed % 3):
        process = start(name, ground.work)
        time.sleep(chance.uniform(0, ground.seconds))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(60)
    # Whatever it was in the middle of, what is stored is whole and found.
    with Store(ground.work / "store", embedder_of(ground.work / "store")) as store:
        for record in store.documents():
            assert len(store.passages(record.id)) == record.passages
        assert len(store.dense("item", 5000)) == store.catalogue.count()
        assert len(store.lexical("delegation supported item", 5000)) == store.catalogue.count()
        assert len(store.replica()) == store.catalogue.count()
    process = start(name, ground.work)
    assert process.wait(300) == 0
    assert state(ground.work / "store") == ground.after
    with Store(ground.work / "store", embedder_of(ground.work / "store")) as store:
        assert check(store).ok
