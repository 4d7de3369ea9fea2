"""Nearest passages from the replica's arrays: time, memory and what is missed, by size.

    python -m tests.benchmarks.vectors [SIZE …]

Vectors are generated: around centres as texts lie around topics. Each size runs in a process of
its own, and prints a line: build and start in s, p50 and p95 of 200 questions in ms, MB of memory
that the questions add, MB on disk, and the share of the exact 60 nearest that is found.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from index_store.exact_vectors import ExactVectors
from index_store.filters import Filters
from index_store.replica import Replica
from index_store.signs import signs

SIZES = (10_000, 100_000, 1_000_000)
_DIMENSION, _QUESTIONS, _CHECKED, _WANTED, _PART = 384, 200, 20, 60, 20_000


def generated(size: int, seed: int) -> np.ndarray:
    """Vectors of length 1 around 500 centres, which are of few dimensions, as topics are."""
    fixed, random = np.random.default_rng(7), np.random.default_rng(seed)
    centres = fixed.normal(size=(500, 60)) @ fixed.normal(size=(60, _DIMENSION)) / 8
    vectors = centres[random.integers(0, 500, size)] + random.normal(size=(size, _DIMENSION))
    unit: np.ndarray = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit.astype(np.float32)


def build(folder: Path, size: int) -> None:
    """Writes the arrays, part by part."""
    words = -(-_DIMENSION // 64)
    exact = np.lib.format.open_memmap(folder / "vectors.npy", "w+", np.float16, (size, _DIMENSION))
    bits = np.lib.format.open_memmap(folder / "signs.npy", "w+", np.uint64, (size, words))
    for first in range(0, size, _PART):
        part = slice(first, min(first + _PART, size))
        vectors = generated(part.stop - first, first + 1)
        exact[part] = vectors
        bits[part] = signs(vectors)
    np.save(folder / "row.npy", np.arange(size))


def measure(folder: Path, size: int) -> str:
    """One line of figures."""
    questions = generated(_QUESTIONS, 0)
    base, start = _memory(), time.perf_counter()
    replica = Replica.__new__(Replica)
    arrays = {n: np.load(folder / f"{n}.npy", mmap_mode="r") for n in ("vectors", "signs", "row")}
    for name, array in arrays.items():
        setattr(replica, name, array.view(np.ndarray))
    replica._maps = [array._mmap for array in arrays.values()]
    search = ExactVectors(lambda: replica).search
    search(questions[0], _WANTED, Filters())
    started, times, found = time.perf_counter() - start, [], []
    for question in questions:
        begin = time.perf_counter()
        found.append({row for row, _ in search(question, _WANTED, Filters())})
        times.append(1000 * (time.perf_counter() - begin))
    memory = _memory() - base
    exact = np.concatenate(
        [
            replica.vectors[first : first + _PART].astype(np.float32) @ questions[:_CHECKED].T
            for first in range(0, size, _PART)
        ]
    )
    nearest = np.argpartition(-exact, _WANTED, axis=0)[:_WANTED]
    share = np.mean([len(found[n] & set(nearest[:, n].tolist())) for n in range(_CHECKED)])
    disk = sum(path.stat().st_size for path in folder.iterdir())
    p50, p95 = np.percentile(times, [50, 95])
    return (
        f"{size:>9,} start {started:.2f} s  p50 {p50:.1f} ms  p95 {p95:.1f} ms  "
        f"memory {memory / 1e6:.0f} MB  disk {disk / 1e6:.0f} MB  found {share / _WANTED:.4f}"
    )


def _memory() -> int:
    """The largest resident set since the process began, in bytes."""
    status = Path("/proc/self/status").read_text("ascii").splitlines()
    return 1024 * next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))


def main(sizes: list[int]) -> None:
    """Measures each size in turn."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            build(Path(folder), size)
            command = [sys.executable, "-m", "tests.benchmarks.vectors", "--measure", folder]
            subprocess.run([*command, str(size)], check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        print(measure(Path(sys.argv[2]), int(sys.argv[3])), flush=True)
    else:
        main([int(word) for word in sys.argv[1:]] or list(SIZES))
