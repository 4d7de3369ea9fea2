from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index_store import Embedder, Filters, Store, StoreBusy
from tests.index_store.factories import KENYA, NORWAY, REPORT, document, transcript

ROOT = Path(__file__).resolve().parents[2]

# Adds documents of 30 passages one after another until it is killed.
WRITER = """
import sys
from pathlib import Path
from index_store import Store
from tests.index_store.factories import NORWAY, document
store = Store(Path(sys.argv[1]))
for n in range(10**6):
    parts = [(f"1.{i}", [NORWAY], f"Norway spoke of item {i} in paper {n}.") for i in range(30)]
    store.add_many([(document(f"paper-{n}", parts, f"/papers/{n}.txt"), None)], flush=n % 3 == 2)
    print(n, flush=True)
"""


def start_writer(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)],
        cwd=ROOT,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )


def check_whole(folder: Path, embedder: Embedder) -> None:
    """All documents are whole, and every index agrees with the catalogue."""
    with Store(folder, embedder) as store:
        records = store.documents()
        assert all(len(store.passages(r.id)) == r.passages == 30 for r in records)
        n = store.catalogue.count()
        assert n == 30 * len(records)
        assert len(store.dense("Norway", n + 10)) == n
        assert len(store.lexical("Norway", n + 10)) == n
        assert len(store.replica()) == n
        assert not store.catalogue.pending.of("vectors")
        assert not store.catalogue.pending.of("full_text")


@pytest.mark.parametrize("delay", [0.0, 0.05, 0.3])
def test_a_killed_writer_leaves_whole_documents(
    tmp_path: Path, embedder: Embedder, delay: float
) -> None:
    writer = start_writer(tmp_path)
    assert writer.stdout is not None
    for line in writer.stdout:
        if int(line) == 4:
            break
    time.sleep(delay)
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    check_whole(tmp_path, embedder)


def test_a_second_writer_gets_one_clear_line_and_can_still_read(
    tmp_path: Path, embedder: Embedder
) -> None:
    with Store(tmp_path, embedder) as first, Store(tmp_path, embedder) as second:
        first.add(document())
        with first.writing():
            with pytest.raises(StoreBusy) as error:
                second.add(transcript())
            assert "\n" not in str(error.value)
            assert "another process" in str(error.value)
            assert second.lexical("helpline", 1)
        second.add(transcript())
        assert first.lexical("Swahili", 1)


def test_an_open_store_sees_what_another_process_writes(filled: Store) -> None:
    assert len(filled.dense("anything", 50)) == 9
    code = (
        "import sys; from pathlib import Path; from index_store import Store;"
        "from tests.index_store.factories import document;"
        "store = Store(Path(sys.argv[1])); store.add(document(path='/papers/copy.txt'));"
        "store.remove('transcript-2')"
    )
    subprocess.run([sys.executable, "-c", code, str(filled.folder)], cwd=ROOT, check=True)
    expected = {"CWG-1/REP/1", "CWG-1/REP/1-2"}
    assert {hit.passage.document for hit in filled.lexical("helpline", 50)} == expected
    assert len(filled.dense("anything", 50)) == 2 * len(REPORT)
    assert {hit.passage.document for hit in filled.dense("anything", 50)} == expected
    assert len(filled.replica()) == 2 * len(REPORT)


@pytest.mark.parametrize("lost", ["chroma", "full_text", "replica"])
def test_a_lost_index_is_built_again_without_embedding(
    tmp_path: Path, embedder: Embedder, lost: str
) -> None:
    class Refusing(Embedder):
        def embed(self, texts: Sequence[str]) -> np.ndarray:
            raise AssertionError("embedded again")

    with Store(tmp_path, embedder) as store:
        store.add(document())
        store.replica()
    shutil.rmtree(tmp_path / lost)
    with Store(tmp_path, Refusing()) as store:
        assert len(store.dense("helpline", 20)) == len(REPORT)
        assert store.lexical("helpline", 1)[0].passage.speakers == (NORWAY,)
        assert len(store.replica()) == len(REPORT)


@pytest.mark.parametrize("lost", ["chroma", "full_text"])
def test_an_index_lost_between_two_additions_is_whole_again(
    tmp_path: Path, embedder: Embedder, lost: str
) -> None:
    with Store(tmp_path, embedder) as store:
        store.add(document())
    shutil.rmtree(tmp_path / lost)
    with Store(tmp_path, embedder) as store:
        store.add(transcript())
        assert len(store.dense("anything", 20)) == 9
        assert store.vectors.count() == store.full_text.count() == 9


@pytest.mark.parametrize("target", ["chroma", "full_text"])
def test_an_index_of_an_earlier_day_is_not_taken_for_today(
    tmp_path: Path, embedder: Embedder, target: str
) -> None:
    folder = tmp_path / "store"
    with Store(folder, embedder) as store:
        store.add(document())
        store.dense("anything", 1)
    shutil.copytree(folder / target, tmp_path / "backup")
    changed = [
        (number, [KENYA], words.replace("helpline", "hotline")) for number, _, words in REPORT
    ]
    with Store(folder, embedder) as store:
        store.add(document(parts=changed))
    shutil.rmtree(folder / target)
    shutil.copytree(tmp_path / "backup", folder / target)
    with Store(folder, embedder) as store:
        assert len(store.dense("anything", 20, Filters(speakers=("Kenya",)))) == 6
        assert not store.lexical("helpline", 5)
