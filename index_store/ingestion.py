"""Files and folders into the store: only what is new or changed is read."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel

from index_store.catalogue import FileStamp
from index_store.store import Progress, Store
from ingest.errors import UnreadableFile
from ingest.model import Document

Reader = Callable[[Sequence[Path]], Iterable[tuple[Path, Document | UnreadableFile]]]

_PASSAGES_AT_ONCE = 256  # embedded and written together: enough for even batches
_PASSAGES_BETWEEN_FLUSHES = 20_000


class Failure(BaseModel):
    """A file that could not be read, and why, in one line."""

    path: str
    error: str


class IngestReport(BaseModel):
    """What became of the files; paths are absolute, `seconds` is wall-clock time."""

    added: list[str] = []
    updated: list[str] = []
    unchanged: list[str] = []
    removed: list[str] = []
    failed: list[Failure] = []
    passages: int = 0
    seconds: float = 0.0


@dataclass
class _Found:
    """The files that the given paths lead to."""

    files: dict[Path, None] = field(default_factory=dict)  # in order, each once
    folders: list[Path] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)


def ingest_paths(
    store: Store,
    paths: Iterable[Path | str],
    prune: bool = False,
    progress: Progress | None = None,
    read: Reader | None = None,
) -> IngestReport:
    """Brings the store up to date with files and folders.

    Folders are walked; hidden files and files of other formats in them are passed over. A file
    of the same size and time as before, or of the same content, is not read again. One that
    cannot be read is reported, and the version stored before stays. With `prune`, documents
    whose files are gone from the given folders are removed. `progress(done, total, label)`
    counts files to read. `passages` of the report is the number added or replaced.

    Raises StoreBusy where another process is writing.
    """
    started = time.perf_counter()
    report = IngestReport()
    with store.writing():
        found = _find(paths)
        report.failed += found.failed
        known = store.catalogue.files()
        changed = _changed(store, found, known, report)
        if progress:
            progress(0, len(changed), "")
        reader = read or _read_many
        batch: list[tuple[Document, FileStamp | None]] = []
        waiting = 0
        for done, (path, result) in enumerate(reader(list(changed)), start=1):
            if isinstance(result, UnreadableFile):
                report.failed.append(Failure(path=str(path), error=result.reason))
            else:
                batch.append((result.model_copy(update={"path": path}), changed[path]))
                (report.updated if str(path) in known else report.added).append(str(path))
            if sum(len(document.passages) for document, _ in batch) >= _PASSAGES_AT_ONCE:
                waiting += _write(store, batch, report)
            if waiting >= _PASSAGES_BETWEEN_FLUSHES:
                store.flush()
                waiting = 0
            if progress:
                progress(done, len(changed), path.name)
        _write(store, batch, report)
        if prune:
            _prune(store, found, report)
        store.flush()
    report.seconds = round(time.perf_counter() - started, 3)
    return report


def _write(
    store: Store, batch: list[tuple[Document, FileStamp | None]], report: IngestReport
) -> int:
    count = sum(len(document.passages) for document, _ in batch)
    if batch:
        store.add_many(batch, flush=False)
    report.passages += count
    batch.clear()
    return count


def _find(paths: Iterable[Path | str]) -> _Found:
    from ingest.readers import SUFFIXES

    found = _Found()
    for given in paths:
        path = Path(given).expanduser().absolute()
        path = Path(os.path.normpath(path))
        if path.is_dir():
            found.folders.append(path)
            inside = [file for file in _walk(path) if file.suffix.lower() in SUFFIXES]
            found.files.update(dict.fromkeys(inside))
            if not inside:
                error = f"no documents in this folder (looked for {', '.join(sorted(SUFFIXES))})"
                found.failed.append(Failure(path=str(path), error=error))
        elif not path.exists():
            error = "no such file or folder: check the path"
            found.failed.append(Failure(path=str(path), error=error))
        elif path.suffix.lower() not in SUFFIXES:
            error = (
                f"files of the format {path.suffix or 'without a suffix'} are not read: "
                f"convert it to one of {', '.join(sorted(SUFFIXES))}"
            )
            found.failed.append(Failure(path=str(path), error=error))
        else:
            found.files[path] = None
    return found


def _walk(folder: Path) -> Iterator[Path]:
    """Files under a folder in a fixed order, hidden ones and Office's lock files left out."""
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith((".", "~$")):
                yield Path(here, name)


def _changed(
    store: Store,
    found: _Found,
    known: dict[str, tuple[str, str, FileStamp | None]],
    report: IngestReport,
) -> dict[Path, FileStamp | None]:
    """The files to read, with their stamps; the others go to the report."""
    changed: dict[Path, FileStamp | None] = {}
    for path in found.files:
        try:
            stamp = FileStamp.of(path)
            before = known.get(str(path))
            if before is not None:
                _, sha256, old_stamp = before
                if stamp == old_stamp or _sha256(path) == sha256:
                    report.unchanged.append(str(path))
                    if stamp != old_stamp:
                        store.restamp(str(path), stamp)
                    continue
            changed[path] = stamp
        except OSError as error:
            reason = f"cannot be opened ({error.strerror}): check its permissions"
            report.failed.append(Failure(path=str(path), error=reason))
    return changed


def _prune(store: Store, found: _Found, report: IngestReport) -> None:
    for path, (document, _, _) in store.catalogue.files().items():
        if Path(path) in found.files or Path(path).exists():
            continue
        if any(Path(path).is_relative_to(folder) for folder in found.folders):
            store.remove(document)
            report.removed.append(path)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_many(paths: Sequence[Path]) -> Iterable[tuple[Path, Document | UnreadableFile]]:
    if not paths:
        return []
    from ingest.parallel import read_many

    return read_many(paths)
