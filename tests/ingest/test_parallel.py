"""Reading on all cores gives what reading one by one gives."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from making_pdf import Layout, long_report, make_pdf, prose

from ingest import page_jobs, parallel, read, read_many
from ingest.errors import UnreadableFile
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
def test_same_documents_in_the_same_order(
    folder: Path, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "_WORTH_SECONDS", 0.0)
    paths = [*sorted(folder.iterdir()), folder / "absent.txt"]
    assert comparable(read_many(paths, workers)) == one_by_one(paths)


def test_a_long_pdf_is_read_in_parts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_WORTH_SECONDS", 0.0)
    path = folder / "long.pdf"
    pages = page_jobs.count_pages(path)
    assert isinstance(pages, int) and len(page_jobs.ranges(pages, 2)) == 2
    parts = [page_jobs.read_lines(path, *part) for part in page_jobs.ranges(pages, 2)]
    assert page_jobs.read_joined(path, parts) == read(path)
    assert comparable(read_many([path], 2)) == one_by_one([path])


def test_few_small_files_need_no_workers(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:
        raise AssertionError("workers were started")

    monkeypatch.setattr(parallel, "_Crew", forbidden)
    paths = [folder / "a.txt", folder / "b.md"]
    assert comparable(read_many(paths, 4)) == one_by_one(paths)


def test_an_interrupted_reading_ends_its_workers(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "_WORTH_SECONDS", 0.0)
    results = read_many(sorted(folder.glob("*.txt")), 2)
    next(results)
    results.close()


def test_no_workers_is_refused(folder: Path) -> None:
    with pytest.raises(ValueError, match="workers must be at least 1"):
        list(read_many([folder / "a.txt"], 0))


CRASHING = """
import os, sys
from pathlib import Path
from ingest import page_jobs, parallel

def main():
    parallel._WORTH_SECONDS = 0.0
    for path, result in parallel.read_many([Path(name) for name in sys.argv[1:]], 2):
        print(path.name, type(result).__name__, getattr(result, "reason", ""), sep="|")

if __name__ == "__main__":
    main()
"""

# Loaded by every worker at its start: reading this one file ends the process at once.
CUSTOMIZE = """
import ingest.reading
original = ingest.reading.read_raw
def read_raw(path):
    if path.name == "deadly.txt":
        import os
        os._exit(9)
    return original(path)
ingest.reading.read_raw = read_raw
"""


def test_a_crash_costs_only_its_file(folder: Path) -> None:
    import subprocess
    import sys

    (folder / "deadly.txt").write_text("words")
    (folder / "lib").mkdir()
    (folder / "lib" / "sitecustomize.py").write_text(CUSTOMIZE)
    (folder / "main.py").write_text(CRASHING)
    names = ["a.txt", "b.md", "deadly.txt", "c.html", "short.pdf", "long.pdf"]
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, str(folder / "main.py"), *(str(folder / name) for name in names)],
        env={**os.environ, "PYTHONPATH": f"{folder / 'lib'}{os.pathsep}{root}"},
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    lines = [line.split("|") for line in done.stdout.splitlines()]
    assert [line[0] for line in lines] == names
    assert [line[1] for line in lines] == [
        "UnreadableFile" if name == "deadly.txt" else "Document" for name in names
    ]
    assert "crashed its reader" in lines[2][2]
