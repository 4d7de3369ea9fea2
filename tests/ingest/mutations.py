"""Damaged files of every format, and whether reading them loses text without a word.

    python tests/ingest/mutations.py --count 500 --seed 1

damages sound files in as many ways and prints, for each format, how many were refused, read with
a warning, read whole, and read with text missing and no warning (which should be none).
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2]))

from making_pdf import Layout, long_report, make_pdf, prose

from ingest import read_many
from ingest.errors import UnreadableFile
from ingest.limits import ReadingLimits
from ingest.model import Document

LIMITS = ReadingLimits(seconds=60.0, memory=800_000_000, characters=5_000_000)
_SAMPLES = Path(__file__).parents[2] / "samples"
# Words of the sound file that may be missing before text counts as lost: what a flipped bit or
# a cut-off end takes of its own sentence.
_SPARED_WORDS = 12


@dataclass(frozen=True)
class Outcome:
    """What became of one damaged file."""

    name: str
    suffix: str
    verdict: str  # refused, warned, whole, lost, slow
    detail: str = ""


def flip(data: bytearray, chance: random.Random) -> None:
    """Changes single bits."""
    for _ in range(chance.choice((1, 3, 10, 40))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def blank(data: bytearray, chance: random.Random) -> None:
    """Overwrites a stretch with zeros, as an unwritten sector looks."""
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.choice((16, 200, 2_000)))
    data[start:end] = bytes(end - start)


def cut(data: bytearray, chance: random.Random) -> None:
    """Takes a stretch out."""
    start = chance.randrange(len(data))
    del data[start : start + chance.choice((1, 20, 500))]


def truncate(data: bytearray, chance: random.Random) -> None:
    """Ends the file early, as a broken download does."""
    del data[int(len(data) * chance.uniform(0.3, 0.99)) :]


def double(data: bytearray, chance: random.Random) -> None:
    """Repeats a stretch."""
    start = chance.randrange(len(data))
    piece = data[start : start + chance.choice((10, 300))]
    data[start:start] = piece


MUTATIONS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    flip,
    blank,
    cut,
    truncate,
    double,
)


def sound_files(folder: Path) -> list[Path]:
    """Files of every format to damage: the samples, and PDFs of several pages."""
    make_pdf(folder / "report.pdf", long_report(4, 9), Layout(header="CWG-COP-21/9-E"))
    make_pdf(folder / "short.pdf", long_report(2, 4), Layout(justified=True))
    (folder / "notes.txt").write_text("\n".join(f"1.{n}\t{prose(n, 4)}" for n in range(1, 20)))
    (folder / "notes.md").write_text(
        "# Notes\n\n" + "\n\n".join(f"- {prose(n, 3)}" for n in range(12))
    )
    return [*sorted(folder.iterdir()), *sorted(p for p in _SAMPLES.iterdir() if p.is_file())]


def outcomes(count: int, seed: int, folder: Path) -> Iterator[Outcome]:
    """Damages `count` files and reads them; the same seed gives the same files."""
    chance = random.Random(seed)
    (folder / "sound").mkdir()
    (folder / "damaged").mkdir()
    sound = sound_files(folder / "sound")
    whole = dict(read_many(sound, limits=LIMITS))
    damaged: dict[Path, Path] = {}
    for n in range(count):
        origin = sound[n % len(sound)]
        data = bytearray(origin.read_bytes())
        mutate = MUTATIONS[n // len(sound) % len(MUTATIONS)]
        mutate(data, chance)
        path = folder / "damaged" / f"{n:04}-{mutate.__name__}-{origin.stem}{origin.suffix}"
        path.write_bytes(data)
        damaged[path] = origin
    began = time.monotonic()
    for path, result in read_many(list(damaged), limits=LIMITS):
        spent, began = time.monotonic() - began, time.monotonic()
        if spent > 3 * LIMITS.seconds_for(path) + 10:
            yield Outcome(path.name, path.suffix, "slow", f"{spent:.0f} s")
        yield _judged(path, result, whole[damaged[path]])


def _judged(path: Path, result: Document | UnreadableFile, whole: object) -> Outcome:
    assert isinstance(whole, Document), whole
    if isinstance(result, UnreadableFile):
        return Outcome(path.name, path.suffix, "refused", result.reason)
    if result.warnings:
        return Outcome(path.name, path.suffix, "warned", "; ".join(result.warnings))
    # Plain text has nothing that tells where a byte is missing: only a PDF and a .docx can know.
    missing = _missing_words(whole.text, result.text) if path.suffix in (".pdf", ".docx") else 0
    if missing > _SPARED_WORDS:
        return Outcome(path.name, path.suffix, "lost", f"{missing} words missing")
    return Outcome(path.name, path.suffix, "whole")


def _missing_words(whole: str, read: str) -> int:
    return sum((Counter(whole.split()) - Counter(read.split())).values())


def main() -> int:
    """Prints what became of the damaged files; 1 where text was lost without a word."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = list(outcomes(options.count, options.seed, Path(folder)))
    for outcome in found:
        if outcome.verdict in ("lost", "slow"):
            print(outcome.name, outcome.verdict, outcome.detail, sep=": ")
    for suffix in sorted({outcome.suffix for outcome in found}):
        counts = Counter(o.verdict for o in found if o.suffix == suffix)
        print(suffix, *(f"{verdict} {n}" for verdict, n in sorted(counts.items())), sep="  ")
    return int(any(outcome.verdict in ("lost", "slow") for outcome in found))


if __name__ == "__main__":
    sys.exit(main())
