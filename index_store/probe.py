"""Opens an index in a process of its own, which may die of it, and says whether it is whole.

For indexes that no seal speaks for: their last writer did not finish, or was an earlier version.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from pydantic import BaseModel

from index_store.analysis import terms
from index_store.catalogue import Catalogue, StoredPassage
from index_store.databases import open_database
from index_store.filters import Filters
from index_store.full_text import FullText
from index_store.pending import EVERYTHING
from index_store.vector_cache import VectorCache
from index_store.vectors import Vectors

_DOES_NOT_FIND = "it does not find what it holds"
_SAME = 0.99  # cosine of a vector with itself, after Chroma and the catalogue have rounded it
_SAMPLE = 50  # passages looked up by their own words or vector
_SECONDS, _PASSAGES_A_SECOND = 120.0, 200  # time allowed, and more for large stores


class ProbeTask(BaseModel):
    """Which index, of which store.

    With `whole` it has to hold all that the catalogue has, changes still to be taken over
    aside; else it has only to open and to find. `names`: of the copies in the tables.
    """

    folder: str
    database: str | None
    names: dict[str, str]
    target: str
    collection: str
    whole: bool


def probe(task: ProbeTask, passages: int) -> str:
    """What is wrong with an index, in a few words; "" where nothing is.

    `passages`: how many there are.
    """
    path = os.pathsep.join([str(Path(__file__).resolve().parents[1]), *filter(None, sys.path)])
    try:
        done = subprocess.run(
            [sys.executable, "-m", "index_store.probe"],
            env=os.environ | {"PYTHONPATH": path, "RUST_BACKTRACE": "0"},
            input=task.model_dump_json(),  # an address may hold a password: no argument
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_SECONDS + passages / _PASSAGES_A_SECOND,
        )
    except subprocess.TimeoutExpired:
        return "it does not answer"
    if done.returncode == 0:
        return ""
    if done.returncode == 1 and done.stdout.strip():
        return done.stdout.strip().splitlines()[-1]
    return "opening it fails" if done.returncode > 0 else "opening it ends the process"


def fault(
    index: Vectors | FullText, target: str, catalogue: Catalogue, cache: VectorCache, whole: bool
) -> str:
    """The same, in this process."""
    pending = set(catalogue.pending.of(target))
    if EVERYTHING in pending:
        return ""  # it is built anew anyway
    if whole and not complete(index, target, catalogue):
        return "it is of another state of the catalogue"
    settled = [id_ for id_ in catalogue.ids() if id_ not in pending]
    stored = [passage for id_ in settled for passage in catalogue.stored_passages(id_)]
    held = index.rows()
    wanted = {passage.row for passage in stored}
    if whole and (wanted - held or (held - wanted and not pending)):
        return "passages are missing or too many"
    sample = [s for s in stored[:: max(1, len(stored) // _SAMPLE)] if s.row in held]
    if isinstance(index, FullText):
        return _lost_words(index, sample)
    return _lost_vectors(index, sample, cache, int(catalogue.meta("dimension") or 0))


def complete(index: Vectors | FullText, target: str, catalogue: Catalogue) -> bool:
    """True where the index holds what the catalogue says it does, pending changes aside."""
    version = catalogue.pending.version(target)
    if isinstance(index, Vectors) and index.server is not None:
        # Others bring it further meanwhile; what is behind was lost, or is of an earlier day.
        return index.stamp is not None and index.stamp >= version
    if catalogue.pending.of(target):
        # It may have got further than the catalogue knows, but not have been lost.
        return index.stamp in (version, version + 1)
    return index.stamp == version and index.count() == catalogue.count()


def _lost_words(index: FullText, sample: Sequence[StoredPassage]) -> str:
    for stored in sample:
        text = stored.passage.text
        if terms(text) and not index.search(text, 1, Filters()):
            return _DOES_NOT_FIND
    return ""


def _lost_vectors(
    index: Vectors, sample: Sequence[StoredPassage], cache: VectorCache, dimension: int
) -> str:
    if not sample:
        return ""
    expected = cache.get([stored.vector for stored in sample], dimension)
    held = index.get([stored.row for stored in sample])
    missed = 0
    for stored, vector in zip(sample, expected, strict=True):
        if _cosine(held[stored.row], vector) < _SAME:
            return "its vectors are not those of the catalogue"
        found = index.search(vector, 1, Filters())
        missed += not found or found[0][1] < _SAME
    # The graph is an approximation: it may miss a few.
    return _DOES_NOT_FIND if missed > len(sample) / 5 else ""


def _cosine(one: np.ndarray, other: np.ndarray) -> float:
    return float(one @ other) / max(float(np.linalg.norm(one) * np.linalg.norm(other)), 1e-12)


def _main(task: ProbeTask) -> int:
    folder = Path(task.folder)
    database = open_database(folder, task.database)
    index: Vectors | FullText = (
        Vectors(folder / "chroma", task.collection)
        if task.target == "vectors"
        else FullText(folder / "full_text")
    )
    catalogue = Catalogue(database, task.names)
    reason = fault(index, task.target, catalogue, VectorCache(database), task.whole)
    index.close()
    database.close()
    print(reason)
    return 1 if reason else 0


if __name__ == "__main__":
    sys.exit(_main(ProbeTask.model_validate_json(sys.stdin.read())))
