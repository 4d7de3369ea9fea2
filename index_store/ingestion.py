"""Files and folders into the store: only what is new or changed is read."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import chain
from pathlib import Path

import numpy as np
from pydantic import BaseModel

from index_store.ahead import Ahead
from index_store.catalogue import FileStamp
from index_store.errors import CopyFailed
from index_store.found_files import Failure, FoundFiles, find_files
from index_store.shared_reading import SharedReading
from index_store.store import Progress, Store
from ingest.errors import UnreadableFile
from ingest.limits import ReadingLimits
from ingest.model import Document

_Stamped = tuple[Document, FileStamp | None]
Reader = Callable[[Iterable[Path]], Iterable[tuple[Path, Document | UnreadableFile]]]

_PASSAGES_AT_ONCE = 256  # embedded and written together: enough for even batches
_PASSAGES_BETWEEN_FLUSHES = 1_500  # what the indexes take in while the next are embedded


class Warned(BaseModel):
    """A file that was read, and what of it could not be, in one line."""

    path: str
    warning: str


class IngestReport(BaseModel):
    """What became of the files; paths are absolute, `seconds` is wall-clock time."""

    added: list[str] = []
    updated: list[str] = []
    unchanged: list[str] = []
    removed: list[str] = []
    failed: list[Failure] = []
    warnings: list[Warned] = []
    passages: int = 0
    seconds: float = 0.0


def ingest_paths(
    store: Store,
    paths: Iterable[Path | str],
    prune: bool = False,
    progress: Progress | None = None,
    read: Reader | None = None,
    limits: ReadingLimits | None = None,
    prune_empty: bool = False,
    collection: str | None = None,
    again: bool = False,
) -> IngestReport:
    """Brings the store up to date with files and folders.

    Folders are walked; hidden files and files of other formats in them are passed over. A file
    of the same size and time as before, or of the same content, is not read again, unless it has
    pages that are pictures and text recognition has been installed meanwhile. One that cannot be
    read is reported, and the version stored before stays. `limits` bound what reading one file
    may take. With `again` unchanged files are read again, too. With `prune`, documents whose
    files are gone from the given folders are removed; from a folder in which nothing is left,
    only with `prune_empty`, as it may be a share that is not mounted. All these files go into
    `collection`, also those that are unchanged; None leaves it to the rules (see `collections`).
    `progress(done, total, label)` counts files to read; one that is read and not embedded, half.
    `passages` of the report is the number added or replaced.

    Where several machines share a catalogue each file is read by one of those that ingest it; for
    the others it is unchanged. Raises StoreBusy where another process is writing to this folder,
    UnknownCollection.
    """
    started = time.perf_counter()
    report = IngestReport()
    with store.writing():
        if collection is not None:
            collection = store.collections.get(collection).name
        found = find_files(paths)
        report.failed += found.failed
        known = store.catalogue.files()
        changed = _changed(store, found, {} if again else known, report)
        if progress:
            progress(0, len(changed), "")
        if collection is not None:
            here = {str(path) for path in found.files}
            store.move([id_ for path, (id_, *_) in known.items() if path in here], collection)
        writer = _Writer(store, report, len(changed), progress, collection)
        shared = SharedReading(store.database, store.catalogue, changed)
        wanted = shared.mine if store.database.shared else _every
        read = read or _reader(limits)
        todo = list(changed)
        try:
            while todo:
                for path, result in read(filter(wanted, todo)):
                    if isinstance(result, UnreadableFile):
                        report.failed.append(Failure(path=str(path), error=result.reason))
                        shared.free(path)
                        writer.note(path)
                    else:
                        (report.updated if str(path) in known else report.added).append(str(path))
                        report.warnings += [
                            Warned(path=str(path), warning=warning) for warning in result.warnings
                        ]
                        writer.take(result.model_copy(update={"path": path}), changed[path])
                writer.finish()
                todo = shared.rest()
        finally:
            writer.stop()
            shared.stop()
        for path in shared.stored:
            report.unchanged.append(str(path))
            writer.note(path)
        if prune or prune_empty:
            _prune(store, found, report, prune_empty)
        store.flush()
    if report.added or report.updated or report.removed:
        # Now, as of a large store it takes longer than a question may; who may write can go on.
        with suppress(CopyFailed):  # the next question tries once more, and says so
            store.replica()
    report.seconds = round(time.perf_counter() - started, 3)
    return report


class _Writer:
    """Puts documents into the store, while the passages of those behind them are embedded."""

    def __init__(
        self,
        store: Store,
        report: IngestReport,
        total: int,
        progress: Progress | None,
        collection: str | None,
    ) -> None:
        self._store = store
        self._report = report
        self._total = total
        self._progress = progress
        self._collection = collection
        self._done = self._waiting = 0  # files done with; documents read that wait to be stored
        self._far = 0.0  # as last told
        self._unflushed = 0
        self._batch: list[_Stamped] = []
        self._known: set[bytes] = set()  # keys of vectors that are on their way
        self._embedding, self._embedded = "", 0.0  # a file of the batch, how many files of it
        self._ahead: Ahead[list[_Stamped], dict[bytes, np.ndarray]] = Ahead(self._embed, self._tell)

    def take(self, document: Document, stamp: FileStamp | None) -> None:
        """Hands on a document; writes what has been embedded meanwhile."""
        self._batch.append((document, stamp))
        self._waiting += 1
        self._say(document.path.name)
        if sum(len(document.passages) for document, _ in self._batch) >= _PASSAGES_AT_ONCE:
            batch, self._batch = self._batch, []
            self._write(self._ahead.give(batch))

    def note(self, path: Path) -> None:
        """Counts a file that is done with."""
        self._done += 1
        self._say(path.name)

    def finish(self) -> None:
        """Writes all that is left."""
        batch, self._batch = self._batch, []
        if batch:
            self._write(self._ahead.give(batch))
        self._write(self._ahead.rest())

    def stop(self) -> None:
        """Ends the embedding, whatever happened."""
        self._ahead.stop()

    def _embed(self, batch: list[_Stamped]) -> dict[bytes, np.ndarray]:
        documents = [document for document, _ in batch]
        self._embedding = documents[0].path.name

        def progress(share: float) -> None:
            self._embedded = share * len(documents)

        progress(0)
        vectors = self._store.vectors_for(documents, self._known, progress)
        self._known.update(vectors)
        return vectors

    def _tell(self) -> None:
        """Tells of the batch that is waited for."""
        self._say(self._embedding)

    def _say(self, name: str) -> None:
        """How far all is: a file that is read is half done, and the rest as it is embedded."""
        if self._progress:
            embedded = min(self._embedded, self._waiting)
            self._far = max(self._far, self._done + (self._waiting + embedded) / 2)
            self._progress(self._far, self._total, name)

    def _write(self, ready: Iterable[tuple[list[_Stamped], dict[bytes, np.ndarray]]]) -> None:
        for batch, vectors in ready:
            self._store.add_many(batch, flush=False, vectors=vectors, collection=self._collection)
            count = sum(len(document.passages) for document, _ in batch)
            self._report.passages += count
            self._unflushed += count
            if self._unflushed >= _PASSAGES_BETWEEN_FLUSHES:
                self._store.flush()
                self._unflushed = 0
            for document, _ in batch:
                self._waiting -= 1
                self.note(document.path)


def _changed(
    store: Store,
    found: FoundFiles,
    known: dict[str, tuple[str, str, FileStamp | None]],
    report: IngestReport,
) -> dict[Path, FileStamp | None]:
    """The files to read, with their stamps; the others go to the report."""
    changed: dict[Path, FileStamp | None] = {}
    recognized = _recognized_now(store)
    for path in found.files:
        try:
            stamp = FileStamp.of(path)
            before = known.get(str(path))
            if before is not None and str(path) not in recognized:
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


def _recognized_now(store: Store) -> set[str]:
    """Files with pages that are pictures, of which text recognition reads more than it did."""
    stored = store.catalogue.recognition()
    if not stored:
        return set()
    from ingest.readers.pdf_ocr import languages

    return {path for path, then in stored.items() if not then.issuperset(languages())}


def _prune(store: Store, found: FoundFiles, report: IngestReport, prune_empty: bool) -> None:
    """Removes documents whose files are gone from the given folders."""
    for folder in found.folders:
        inside = {
            path: document
            for path, (document, _, _) in store.catalogue.files().items()
            if Path(path).is_relative_to(folder)
        }
        gone = {path: document for path, document in inside.items() if found.misses(Path(path))}
        if (
            gone
            and not prune_empty
            and not any(file.is_relative_to(folder) for file in found.files)
        ):
            error = (
                f"nothing is left in this folder, but {len(gone)} documents came from it: nothing "
                "was removed (is a share not mounted?); --prune-empty removes them"
            )
            report.failed = [f for f in report.failed if f.path != str(folder)]
            report.failed.append(Failure(path=str(folder), error=error))
            continue
        for path, document in gone.items():
            store.remove(document, flush=False)
            report.removed.append(path)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _every(_path: Path) -> bool:
    return True


def _reader(limits: ReadingLimits | None) -> Reader:
    """Reads files on all cores, within limits; imported only where something is to be read."""

    def read(paths: Iterable[Path]) -> Iterable[tuple[Path, Document | UnreadableFile]]:
        waiting = iter(paths)
        first = next(waiting, None)
        if first is None:
            return []
        from ingest.parallel import read_many

        return read_many(chain([first], waiting), limits=limits)

    return read
