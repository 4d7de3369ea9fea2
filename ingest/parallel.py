"""Files read by worker processes, in order; a file that breaks its reader costs no other.

Every file is read in a worker that is ended where it takes more than its limits. Long PDFs,
where reading takes its time, are read by several workers at once, each a range of pages.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from ingest import page_jobs
from ingest.cores import cores
from ingest.enforcing import TIME_IS_UP
from ingest.errors import UnreadableFile
from ingest.limits import ReadingLimits
from ingest.model import Document

Result = Document | UnreadableFile
_STOCK = 3  # files under way for each worker


def read_many(
    paths: Iterable[Path], workers: int | None = None, limits: ReadingLimits | None = None
) -> Iterator[tuple[Path, Result]]:
    """Reads files on all cores; yields each path with its document, in the order of `paths`.

    Paths are taken one by one, shortly before their files are read. A file that cannot be read
    comes with its UnreadableFile in place of the document, also where reading it crashes a worker
    or goes over `limits`. `workers` is the number of processes, by default one a core.
    """
    workers = workers if workers is not None else cores()
    if workers < 1:
        raise ValueError("workers must be at least 1")
    source = map(Path, paths)
    files = list(islice(source, _STOCK * workers))
    if not files:
        return
    crew = _Crew(files, source, workers, limits or ReadingLimits())
    try:
        index = 0
        while crew.has(index):
            yield crew.files[index], crew.result(index)
            index += 1
    finally:
        crew.dismiss()


@dataclass
class _Job:
    """What is under way for one file: its PDF's page count, ranges of pages, or all of it."""

    index: int
    step: str
    parts: int = 0
    part: int = 0


@dataclass
class _Crew:
    """Worker processes, the jobs they have, and the results so far."""

    files: list[Path]  # those taken so far
    source: Iterator[Path]
    workers: int
    limits: ReadingLimits
    _results: dict[int, Result] = field(default_factory=dict)
    _running: dict[Future[object], _Job] = field(default_factory=dict)
    _parts: dict[int, dict[int, object]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._begun = 0
        context = _context()
        # A PDF of many pages is worth all workers; other files are one job each.
        pdf = any(path.suffix.lower() == ".pdf" for path in self.files)
        count = self.workers if pdf else min(self.workers, len(self.files))
        self._pool: ProcessPool | None = ProcessPool(
            count, initializer=page_jobs.prepare_worker, initargs=[self.limits], context=context
        )

    def has(self, index: int) -> bool:
        """True where there is a file of this number; takes it, where it was not taken yet."""
        if index == len(self.files):
            self.files.extend(islice(self.source, 1))
        return index < len(self.files)

    def result(self, index: int) -> Result:
        """The document of a file, or why there is none; waits for it."""
        while index not in self._results:
            if self._pool is None:
                self._results[index] = page_jobs.read_file(self.files[index], self.limits)
            else:
                self._fill()
                self._collect()
        return self._results.pop(index)

    def dismiss(self) -> None:
        """Ends the workers at once; what they still read is lost."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()
            pool.join()

    def _fill(self) -> None:
        """Keeps every worker busy, with some files in stock."""
        while len(self._running) < _STOCK * self.workers and self.has(self._begun):
            index, self._begun = self._begun, self._begun + 1
            path = self.files[index]
            if path.suffix.lower() == ".pdf":
                self._submit(_Job(index, "count"), page_jobs.count_pages, path)
            else:
                self._submit(_Job(index, "read"), page_jobs.read_file, path, self.limits)

    def _submit(self, job: _Job, task: Callable[..., object], *arguments: object) -> None:
        if self._pool is None:
            return
        path = self.files[job.index]
        future = self._pool.schedule(
            page_jobs.within,
            args=(self.limits.seconds_for(path), task, *arguments),
            timeout=self.limits.clock_for(path),
        )
        self._running[future] = job

    def _collect(self) -> None:
        """Takes in what is done, and hands on what follows from it."""
        done, _ = wait(self._running, return_when=FIRST_COMPLETED)
        for future in done:
            job = self._running.pop(future)
            path = self.files[job.index]
            try:
                self._take(job, future.result())
            except TimeoutError:
                seconds = self.limits.clock_for(path)
                self._fail(job, f"was not read within {seconds:.0f} s of the clock; {_WAIT}")
            except ProcessExpired as ended:
                if ended.exitcode == TIME_IS_UP:
                    seconds = self.limits.seconds_for(path)
                    self._fail(job, f"took more than {seconds:.0f} s of processor time; {_SPLIT}")
                else:
                    self._fail(job, f"crashed its reader (damaged, or a {_LARGE})")
            except (BrokenProcessPool, CancelledError):
                # No worker starts here (an unguarded script, no room for processes): do without.
                self._running.clear()
                self._parts.clear()
                self.dismiss()
                return

    def _fail(self, job: _Job, reason: str) -> None:
        self._parts.pop(job.index, None)
        self._results.setdefault(job.index, UnreadableFile(self.files[job.index], reason))

    def _take(self, job: _Job, value: object) -> None:
        path = self.files[job.index]
        if isinstance(value, Document | UnreadableFile):
            self._parts.pop(job.index, None)
            self._results.setdefault(job.index, value)
        elif job.step == "count":
            ranges = page_jobs.ranges(int(str(value)), self.workers)
            if len(ranges) < 2:
                self._submit(_Job(job.index, "read"), page_jobs.read_file, path, self.limits)
                return
            self._parts[job.index] = {}
            for part, (first, last) in enumerate(ranges):
                step = _Job(job.index, "lines", len(ranges), part)
                self._submit(step, page_jobs.read_lines, path, first, last)
        elif job.step == "lines" and job.index in self._parts:
            parts = self._parts[job.index]
            parts[job.part] = value
            if len(parts) == job.parts:
                del self._parts[job.index]
                lines = [parts[part] for part in range(job.parts)]
                job = _Job(job.index, "read")
                self._submit(job, page_jobs.read_joined, path, lines, self.limits)


_SPLIT = "save it again, split it, or raise read_seconds"
_WAIT = "ingest it again when disk and machine are less busy, or raise read_seconds"
_LARGE = "file made to exhaust the memory); save it again"


def _context() -> multiprocessing.context.BaseContext:
    """How workers start: forked from a server that has loaded what all need, where there is one."""
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload(["ingest.page_jobs", "ingest.preloaded"])
    return context
