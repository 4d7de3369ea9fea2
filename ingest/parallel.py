"""Files read on all cores, in order; a file that breaks its reader costs no other.

Long PDFs, where reading takes its time, are read by several workers at once, each a range of
pages.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ingest import page_jobs
from ingest.cores import cores
from ingest.errors import UnreadableFile
from ingest.model import Document

Result = Document | UnreadableFile

# Workers take half a second to start: less work than this is done at once where we are.
_WORTH_SECONDS = 1.5
_BYTES_A_SECOND = {".pdf": 80_000, ".docx": 100_000}
_OTHER_BYTES_A_SECOND = 500_000


def read_many(paths: Iterable[Path], workers: int | None = None) -> Iterator[tuple[Path, Result]]:
    """Reads files on all cores; yields each path with its document, in the order of `paths`.

    A file that cannot be read comes with its UnreadableFile in place of the document, also where
    reading it crashes a worker. `workers` is the number of processes, by default one a core.
    """
    files = [Path(path) for path in paths]
    workers = workers if workers is not None else cores()
    if workers < 1:
        raise ValueError("workers must be at least 1")
    if workers == 1 or _seconds(files) < _WORTH_SECONDS:
        for path in files:
            yield path, page_jobs.read_file(path)
        return
    crew = _Crew(files, workers)
    try:
        for index, path in enumerate(files):
            yield path, crew.result(index)
    finally:
        crew.dismiss()


def _seconds(files: Sequence[Path]) -> float:
    """A rough estimate of how long one core reads all files."""
    total = 0.0
    for path in files:
        with suppress(OSError, ValueError):
            rate = _BYTES_A_SECOND.get(path.suffix.lower(), _OTHER_BYTES_A_SECOND)
            total += path.stat().st_size / rate
    return total


@dataclass
class _Job:
    """What is under way for one file: its PDF's page count, ranges of pages, or all of it."""

    index: int
    step: str
    pages: int = 0
    part: int = 0


@dataclass
class _Crew:
    """Worker processes, the jobs they have, and the results so far."""

    files: Sequence[Path]
    workers: int
    _results: dict[int, Result] = field(default_factory=dict)
    _running: dict[Future[object], _Job] = field(default_factory=dict)
    _parts: dict[int, dict[int, object]] = field(default_factory=dict)
    _pool: ProcessPoolExecutor | None = None

    def __post_init__(self) -> None:
        self._waiting = deque(range(len(self.files)))
        self._suspects: deque[int] = deque()
        self._start()
        if not self._works():
            # No worker starts here (an unguarded script, no room for processes): do without.
            self.dismiss()
            self._pool = None

    def result(self, index: int) -> Result:
        """The document of a file, or why there is none; waits for it."""
        while index not in self._results:
            if self._pool is None:
                self._results[index] = page_jobs.read_file(self.files[index])
            elif self._suspects:
                self._try_alone(self._suspects.popleft())
            else:
                self._fill()
                self._collect()
        return self._results.pop(index)

    def dismiss(self) -> None:
        """Ends the workers; what they still read is lost."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def _start(self) -> None:
        methods = multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        if "forkserver" in methods:
            context.set_forkserver_preload(["ingest.page_jobs", "ingest.reading"])
        self._pool = ProcessPoolExecutor(self.workers, mp_context=context)

    def _works(self) -> bool:
        try:
            return self._executor.submit(page_jobs.ready).result(timeout=120)
        except (BrokenProcessPool, OSError, TimeoutError):
            return False

    @property
    def _executor(self) -> ProcessPoolExecutor:
        if self._pool is None:
            raise RuntimeError("the workers are dismissed")
        return self._pool

    def _fill(self) -> None:
        """Keeps every worker busy, with some files in stock."""
        while self._waiting and len(self._running) < 3 * self.workers:
            index = self._waiting.popleft()
            path = self.files[index]
            if path.suffix.lower() == ".pdf":
                self._submit(_Job(index, "count"), page_jobs.count_pages, path)
            else:
                self._submit(_Job(index, "read"), page_jobs.read_file, path)

    def _submit(self, job: _Job, task: Callable[..., object], *arguments: object) -> None:
        try:
            future = self._executor.submit(task, *arguments)
        except BrokenProcessPool:
            self._broken([job.index])
            return
        self._running[future] = job

    def _collect(self) -> None:
        """Takes in what is done, and hands on what follows from it."""
        if not self._running:
            return
        done, _ = wait(self._running, return_when=FIRST_COMPLETED)
        for future in done:
            job = self._running.pop(future, None)
            if job is None:
                continue
            try:
                self._take(job, future.result())
            except BrokenProcessPool:
                self._broken([job.index])
                return

    def _take(self, job: _Job, value: object) -> None:
        path = self.files[job.index]
        if isinstance(value, Document | UnreadableFile):
            if job.index not in self._results:
                self._results[job.index] = value
        elif job.step == "count":
            ranges = page_jobs.ranges(int(str(value)), self.workers)
            if len(ranges) < 2:
                self._submit(_Job(job.index, "read"), page_jobs.read_file, path)
                return
            self._parts[job.index] = {}
            for part, (first, last) in enumerate(ranges):
                step = _Job(job.index, "lines", len(ranges), part)
                self._submit(step, page_jobs.read_lines, path, first, last)
        elif job.step == "lines" and job.index in self._parts:
            parts = self._parts[job.index]
            parts[job.part] = value
            if len(parts) == job.pages:
                del self._parts[job.index]
                lines = [parts[part] for part in range(job.pages)]
                self._submit(_Job(job.index, "read"), page_jobs.read_joined, path, lines)

    def _broken(self, indexes: Sequence[int]) -> None:
        """A worker died: all files under way are tried again, one by one, in new workers."""
        under_way = [*indexes, *(job.index for job in self._running.values())]
        self._running.clear()
        self._parts.clear()
        self._suspects.extend(
            index
            for index in dict.fromkeys(under_way)
            if index not in self._results and index not in self._suspects
        )
        self.dismiss()
        self._start()

    def _try_alone(self, index: int) -> None:
        path = self.files[index]
        try:
            self._results[index] = self._executor.submit(page_jobs.read_file, path).result()
        except BrokenProcessPool:
            self._results[index] = UnreadableFile(
                path, "crashed its reader (damaged, or too large for the memory); save it again"
            )
            self.dismiss()
            self._start()
