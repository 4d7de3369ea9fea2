"""What ingestion and questions cost, beside the plain LlamaIndex + Chroma default."""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from evals import generated
from evals.bench_results import BenchReport, Ingestion, Machine, Querying, Run
from evals.bench_worker import OURS, Task
from ingest.cores import cores

SIZES = (1_000, 10_000)
BESIDE = ("llamaindex-256", "llamaindex-1024")
_LIBRARIES = ("chromadb", "llama-index-core", "sentence-transformers", "tantivy", "torch")

Progress = Callable[[str], None]
"""Called with what is measured next."""


class BenchFailed(Exception):
    """A measurement that failed; `str()` is one line fit for the user."""


def bench(
    paths: Sequence[Path] = (),
    sizes: Sequence[int] = SIZES,
    beside: Sequence[str] = BESIDE,
    questions: int = 50,
    random_vectors: bool = False,
    model: str | None = None,
    folder: Path | None = None,
    progress: Progress | None = None,
) -> BenchReport:
    """Measure ours and those beside it on the documents at `paths`, else on generated text.

    `sizes` are numbers of passages, each measured by itself. With `random_vectors` passages are
    not embedded but get random vectors, in all systems, and generated text is read by its form:
    the cost of reading and embedding is known to grow evenly, and that of everything else can be
    measured at 100,000 passages in minutes. `beside`
    names baselines; without any only ours is measured. `folder` holds the indexes
    while they are measured (a temporary one by default); they are removed afterwards.
    """
    if unknown := [name for name in beside if name not in BESIDE]:
        raise BenchFailed(f"no system {unknown[0]!r}: choose of {', '.join(BESIDE)}")
    if any(size < 1 for size in sizes) or questions < 1:
        raise BenchFailed("sizes and questions must be greater than 0")
    runs = []
    for collection in [None] if paths else sorted(set(sizes)):
        with tempfile.TemporaryDirectory(prefix="cop-bench-", dir=folder) as place:
            files, asked, label = collect(paths, collection, questions, Path(place))
            for system in (OURS, *beside):
                if progress:
                    progress(f"{system}: {label}")
                runs.append(
                    _run(
                        system,
                        label,
                        files,
                        asked,
                        Path(place),
                        random_vectors,
                        model,
                        by_form=random_vectors and not paths,
                    )
                )
    from index_store import Embedder

    return BenchReport(
        machine=machine(),
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        model=Embedder(model).name,
        random_vectors=random_vectors,
        runs=runs,
    )


def collect(
    paths: Sequence[Path], size: int | None, questions: int, place: Path
) -> tuple[list[Path], list[str], str]:
    """Files, questions and a label: those at `paths`, else generated ones, written to `place`."""
    if size is not None:
        made = generated.write(place / "documents", size, questions)
        return list(made.files), list(made.questions), f"{size:,} generated passages"
    from ingest import SUFFIXES

    files = [file.absolute() for path in paths for file in _files(path, SUFFIXES)]
    if not files:
        raise BenchFailed(f"{', '.join(map(str, paths))}: no file that can be read")
    return files, _questions(files, questions), f"{len(files)} file(s)"


def _files(path: Path, suffixes: frozenset[str]) -> Iterator[Path]:
    if not path.exists():
        raise BenchFailed(f"{path}: no such file or folder")
    if path.is_dir():
        yield from sorted(p for p in path.rglob("*") if p.suffix.lower() in suffixes)
    else:
        yield path


def _questions(files: Sequence[Path], count: int) -> list[str]:
    """The first words of passages spread evenly over the files, as questions."""
    from ingest import read_many
    from ingest.errors import UnreadableFile

    texts = []
    for _, document in read_many(files):
        if isinstance(document, UnreadableFile):
            raise BenchFailed(str(document))
        texts += [passage.text for passage in document.passages if len(passage.text.split()) > 12]
    if not texts:
        raise BenchFailed("the documents hold no passages to ask about")
    step = max(1, len(texts) // count)
    return [f"What was said on {' '.join(t.split()[3:12])}?" for t in texts[::step][:count]]


def _run(
    system: str,
    label: str,
    files: list[Path],
    questions: list[str],
    place: Path,
    random_vectors: bool,
    model: str | None,
    by_form: bool,
) -> Run:
    with _emptied(place / system) as store:
        task = Task(
            what="ingestion",
            system=system,
            files=files,
            questions=questions,
            store=store,
            model=model,
            random_vectors=random_vectors,
            by_form=by_form,
            out=place / "measured.json",
        )
        ingestion = Ingestion.model_validate(_measured(task))
        querying = Querying.model_validate(_measured(task.model_copy(update={"what": "querying"})))
    return Run(
        system=system,
        collection=label,
        documents=len(files),
        words=_words(files),
        ingestion=ingestion,
        querying=querying,
    )


@contextmanager
def _emptied(folder: Path) -> Iterator[Path]:
    """The folder, gone afterwards: 100,000 passages fill a disk."""
    import shutil

    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _measured(task: Task) -> dict[str, object]:
    """Runs one worker to its end."""
    order = task.out.with_name("task.json")
    task = task.model_copy(update={"started": time.time()})
    order.write_text(task.model_dump_json(), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "evals.bench_worker", str(order)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise BenchFailed(f"{task.system}, {task.what}: {last}")
    measured: dict[str, object] = json.loads(task.out.read_bytes())
    return measured


def _words(files: Sequence[Path]) -> int:
    from evals.bench_worker import text

    return sum(len(text(path).split()) for path in files)


def machine() -> Machine:
    """What it is measured on."""
    processor = platform.processor()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [line for line in cpuinfo.read_text().splitlines() if line.startswith("model name")]
        processor = names[0].partition(":")[2].strip() if names else processor
    return Machine(
        processor=processor or "unknown",
        cores=cores(),
        python=platform.python_version(),
        versions={name: version(name) for name in _LIBRARIES},
    )
