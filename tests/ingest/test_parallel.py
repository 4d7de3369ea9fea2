"""Reading on all cores gives what reading one by one gives."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import uuid
from contextlib import suppress
from multiprocessing import active_children
from pathlib import Path

import pytest
from making_pdf import Layout, long_report, make_pdf, prose

from ingest import page_jobs, read, read_many
from ingest.cores import cores
from ingest.errors import UnreadableFile
from ingest.limits import ReadingLimits
from ingest.model import Document


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_pdf(tmp_path / "long.pdf", long_report(8, 14), Layout(header="CWG-COP-21/9-E"))
    make_pdf(tmp_path / "short.pdf", long_report(1, 2))
    (tmp_path / "a.txt").write_text(f"1\tOpening\n1.1\t{prose(1, 4)}\n1.2\t{prose(2, 4)}\n")
    (tmp_path / "b.md").write_text(f"# Report\n\n{prose(3, 5)}\n")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7\nnothing")
    (tmp_path / "c.html").write_text(f"<p>{prose(4, 5)}</p>")
    return tmp_path


def one_by_one(paths: list[Path]) -> list[tuple[Path, Document | str]]:
    found: list[tuple[Path, Document | str]] = []
    for path in paths:
        try:
            found.append((path, read(path)))
        except UnreadableFile as error:
            found.append((path, str(error)))
    return found


def comparable(results: object) -> list[tuple[Path, Document | str]]:
    return [
        (path, str(result) if isinstance(result, UnreadableFile) else result)
        for path, result in results  # type: ignore[attr-defined]
    ]


@pytest.mark.parametrize("workers", [1, 2])
def test_same_documents_in_the_same_order(folder: Path, workers: int) -> None:
    paths = [*sorted(folder.iterdir()), folder / "absent.txt"]
    assert comparable(read_many(paths, workers)) == one_by_one(paths)


def test_a_long_pdf_is_read_in_parts(folder: Path) -> None:
    path = folder / "long.pdf"
    pages = page_jobs.count_pages(path)
    assert isinstance(pages, int) and len(page_jobs.ranges(pages, 2)) == 2
    parts = [page_jobs.read_lines(path, *part) for part in page_jobs.ranges(pages, 2)]
    assert page_jobs.read_joined(path, parts, ReadingLimits()) == read(path)
    assert comparable(read_many([path], 2)) == one_by_one([path])


def test_an_interrupted_reading_ends_its_workers(folder: Path) -> None:
    before = set(active_children())
    results = read_many(sorted(folder.glob("*.txt")), 2)
    next(results)
    assert set(active_children()) - before
    results.close()
    assert not set(active_children()) - before


def test_no_workers_is_refused(folder: Path) -> None:
    with pytest.raises(ValueError, match="workers must be at least 1"):
        list(read_many([folder / "a.txt"], 0))


# A script that reads files, with so many seconds and so much patience, and tells what became of
# each.
READING = """
import sys
from pathlib import Path
from ingest.limits import ReadingLimits
from ingest.parallel import read_many

def main():
    seconds, patience = map(float, sys.argv[1:3])
    limits = ReadingLimits(seconds, 1_000_000_000, 5_000, patience)
    for path, result in read_many([Path(name) for name in sys.argv[3:]], 2, limits):
        print(path.name, type(result).__name__, getattr(result, "reason", ""), sep="|", flush=True)

if __name__ == "__main__":
    main()
"""

# Loaded by every worker at its start: files of these names do what a hostile file would.
CUSTOMIZE = """
import ingest.reading
original = ingest.reading.read_raw
def read_raw(path):
    if path.name == "deadly.txt":
        import os
        os._exit(9)
    if path.name == "endless.txt":
        while True:
            pass
    if path.name == "asleep.txt":
        import time
        time.sleep(3600)
    if path.name == "slow.txt":
        import time
        while time.process_time() < 1.0:
            pass
    if path.name == "huge.txt":
        return bytearray(2_000_000_000)
    return original(path)
ingest.reading.read_raw = read_raw
"""


@pytest.fixture
def script(folder: Path) -> tuple[list[str], dict[str, str]]:
    """The command that reads files, and its environment."""
    for name in ("deadly.txt", "endless.txt", "asleep.txt", "slow.txt", "huge.txt"):
        (folder / name).write_text("words")
    (folder / "long.txt").write_text(prose(5, 800))
    (folder / "lib").mkdir()
    (folder / "lib" / "sitecustomize.py").write_text(CUSTOMIZE)
    (folder / "main.py").write_text(READING)
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": f"{folder / 'lib'}{os.pathsep}{root}"}
    return [sys.executable, str(folder / "main.py")], environment


def read_by(
    script: tuple[list[str], dict[str, str]], seconds: int, patience: int, *paths: Path
) -> dict[str, str]:
    """The files that a script read, each with why it was refused, if it was."""
    command, environment = script
    done = subprocess.run(
        [*command, str(seconds), str(patience), *map(str, paths)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=True,
    )
    return dict(line.split("|")[::2] for line in done.stdout.splitlines())


def test_a_hostile_file_costs_only_itself(
    folder: Path, script: tuple[list[str], dict[str, str]]
) -> None:
    wrong = {
        "deadly.txt": "crashed its reader",
        "endless.txt": "took more than 2 s of processor time",
        "huge.txt": "needs more memory",
        "long.txt": "more than 5,000 characters",
    }
    names = ["a.txt", "deadly.txt", "b.md", "endless.txt", "c.html", "huge.txt", "long.txt"]
    read = read_by(script, 2, 60, *(folder / name for name in [*names, "short.pdf"]))
    assert list(read) == [*names, "short.pdf"]
    for name, reason in read.items():
        assert wrong[name] in reason if name in wrong else reason == "", name


def test_a_reading_that_sleeps_is_ended_by_the_clock(
    folder: Path, script: tuple[list[str], dict[str, str]]
) -> None:
    [(_, reason)] = read_by(script, 1, 4, folder / "asleep.txt").items()
    assert reason.startswith("was not read within 4 s of the clock")


def test_a_sound_file_is_read_on_a_busy_machine(
    folder: Path, script: tuple[list[str], dict[str, str]]
) -> None:
    busy = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(3 * cores())
    ]
    began = time.monotonic()
    try:
        read = read_by(script, 2, 60, folder / "slow.txt")
    finally:
        for process in busy:
            process.kill()
            process.wait()
    assert time.monotonic() - began > 2  # of the clock, where 2 s of processor time are allowed
    assert read == {"slow.txt": ""}


@pytest.mark.parametrize("signal_sent", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_workers_end_with_whoever_started_them(
    folder: Path, script: tuple[list[str], dict[str, str]], signal_sent: signal.Signals
) -> None:
    command, environment = script
    mark = f"COP_TEST_MARK={uuid.uuid4().hex}"
    name, value = mark.split("=")
    reading = subprocess.Popen(
        [*command, "30", "60", str(folder / "a.txt"), str(folder / "endless.txt")],
        env={**environment, name: value},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert reading.stdout is not None
    assert reading.stdout.readline().startswith("a.txt|Document")
    assert len(_marked(mark)) > 1
    reading.send_signal(signal_sent)
    reading.wait(timeout=60)
    deadline = time.monotonic() + 60
    while _marked(mark) and time.monotonic() < deadline:
        time.sleep(0.1)
    reading.stdout.close()
    assert _marked(mark) == []


def _marked(mark: str) -> list[int]:
    """The processes whose environment has a mark; skips where the system does not tell."""
    if not Path("/proc/self/environ").exists():
        pytest.skip("needs /proc to see the processes")
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if mark.encode() in (process / "environ").read_bytes().split(b"\0"):
                found.append(int(process.name))
    return found
