"""The documents of the store as the page changes them: files in, out, back, read again."""

from __future__ import annotations

import filecmp
import secrets
import shutil
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from ui.progress import Advance
from ui.web.incoming import safe_name

if TYPE_CHECKING:
    from index_store import Store
    from index_store.ingestion import IngestReport
    from index_store.records import DocumentRecord
    from ingest.limits import ReadingLimits

KEPT_SECONDS = 24 * 3600.0
"""How long the file of a removed document is kept, for whoever takes the removal back."""


@dataclass(frozen=True)
class Removed:
    """A document that was removed, with what it takes to put it back.

    `path` is where its file was; `kept` where that is now, None where it stayed; `collection`
    is where it goes back to.
    """

    title: str
    path: Path
    kept: Path | None = None
    collection: str | None = None


@dataclass(frozen=True)
class TakenIn:
    """What became of uploaded files; `sent`: the file behind each path of the report, as it came.

    A file that came twice is told as unchanged.
    """

    report: IngestReport
    sent: Mapping[str, Path]


class Holdings:
    """Changes the documents of one store; changes wait for each other."""

    def __init__(
        self,
        store: Store,
        uploads: Path,
        limits: ReadingLimits | None = None,
        seen: Callable[[], Store] | None = None,
        note: Callable[..., None] = lambda *_, **__: None,
    ) -> None:
        """`uploads`: the folder in which uploaded files stay; `limits`: what reading may take.

        `seen`: what whoever asks may see; of other documents they change none, and learn of none.
        `note`: takes each change for the audit log.
        """
        self._store = store
        self._seen = seen or (lambda: store)
        self._note = note
        self._uploads = uploads.absolute()
        self._limits = limits
        self._writing = threading.Lock()

    @property
    def busy(self) -> bool:
        """Whether something is being changed, so that the next change waits."""
        return self._writing.locked()

    def take_in(self, files: Sequence[Path], progress: Advance) -> TakenIn:
        """Copy uploaded files to where they stay and ingest them.

        The same file twice is kept once; another one of a name that is there gets a name of its
        own, and a warning says so. One that cannot be read is not kept.
        """
        from index_store.found_files import Failure
        from index_store.ingestion import Warned

        with self._writing:
            self._uploads.mkdir(parents=True, exist_ok=True)
            places = _places(files, self._uploads, self._hidden())
            kept: dict[Path, Path] = {}
            for file, target in places.items():
                kept.setdefault(target, file)
            twins = [file for file, target in places.items() if kept[target] != file]
            new = [target for target in kept if not target.exists()]
            unread = set(new)
            try:
                for target in new:
                    target.parent.mkdir(exist_ok=True)
                    shutil.copyfile(kept[target], target)
                self._note("added documents", files=[target.name for target in kept])
                report = self._ingest(list(kept), progress)
                errors = {failure.path: failure.error for failure in report.failed}
                unread.intersection_update(map(Path, errors))
            finally:
                for target in unread:
                    target.unlink(missing_ok=True)
            for twin in twins:
                error = errors.get(str(places[twin]))
                if error is None:
                    report.unchanged.append(str(twin))
                else:
                    report.failed.append(Failure(path=str(twin), error=error))
            for target in new:
                name = safe_name(kept[target].name)
                if target.name != name and target not in unread:
                    warning = (
                        f"another file named {name} is there; if this one takes its place, "
                        "remove the other"
                    )
                    report.warnings.append(Warned(path=str(target), warning=warning))
            sent = {str(target): file for target, file in kept.items()}
            return TakenIn(report, {**sent, **{str(twin): twin for twin in twins}})

    def read_again(self, document: str, progress: Advance) -> IngestReport:
        """Read a document's file again, whether it has changed or not; raises UnknownDocument."""
        with self._writing:
            record = self._seen().document(document)
            self._note("read a document again", document=document)
            return self._ingest([Path(record.path)], progress, record.collection, again=True)

    def move(self, document: str, collection: str) -> DocumentRecord | None:
        """Put a document into another collection; it as it was, None where it is there already.

        Raises UnknownDocument, and UnknownCollection also for one that who asks may not read.
        """
        with self._writing:
            seen = self._seen()
            record, name = seen.document(document), seen.collections.get(collection).name
            if record.collection == name:
                return None
            self._store.move([document], name)
            self._note("moved a document", document=document, collection=collection)
            return record

    def remove(self, document: str) -> Removed:
        """Take a document out; raises UnknownDocument.

        An uploaded file goes with it and is kept for a day; any other stays where it is.
        """
        with self._writing:
            self._forget()
            record = self._seen().document(document)
            path, kept = Path(record.path), None
            self._store.remove(document)
            self._note("removed a document", document=document)
            if self._uploads in path.parents and path.exists():
                kept = self._removed / secrets.token_hex(8) / path.name
                kept.parent.mkdir(parents=True)
                path.replace(kept)
            return Removed(record.title, path, kept, record.collection)

    def put_back(self, removed: Removed, progress: Advance) -> IngestReport:
        """Ingest a document that was removed, from the place where it was."""
        with self._writing:
            path = removed.path
            self._note("put a document back", file=path.name)
            if removed.kept is not None and removed.kept.exists():
                if path.exists():
                    path = _free(path, {there.name.casefold() for there in path.parent.iterdir()})
                path.parent.mkdir(exist_ok=True)
                removed.kept.replace(path)
                shutil.rmtree(removed.kept.parent, ignore_errors=True)
            return self._ingest([path], progress, removed.collection)

    @property
    def _removed(self) -> Path:
        """Where files of removed documents wait."""
        return self._uploads / ".removed"

    def _hidden(self) -> set[Path]:
        """The files of documents that whoever asks may not see."""
        seen = self._seen()
        if seen is self._store:
            return set()
        return {Path(path) for path in {*self._store.catalogue.files()} - {*seen.catalogue.files()}}

    def _forget(self) -> None:
        """Throws away files that were removed long ago."""
        for folder in self._removed.glob("*"):
            if folder.stat().st_mtime < time.time() - KEPT_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)

    def _ingest(
        self,
        paths: list[Path],
        progress: Advance,
        collection: str | None = None,
        again: bool = False,
    ) -> IngestReport:
        from index_store.ingestion import ingest_paths

        return ingest_paths(
            self._store,
            paths,
            progress=progress,
            limits=self._limits,
            collection=collection,
            again=again,
        )


def _places(files: Sequence[Path], folder: Path, hidden: Collection[Path]) -> dict[Path, Path]:
    """Where each file is to be kept, one place for files that are the same.

    A name that differs only in its capitals is the same name: to some systems it is. A `hidden`
    file is as if it were not there: one of its name goes into a folder of its own.
    """
    places: dict[Path, Path] = {}
    there = [file for file in _kept(folder) if file not in hidden]
    taken = {file.name.casefold() for file in there}
    unseen = {file.name.casefold() for file in hidden}
    names = taken | {safe_name(file.name).casefold() for file in files}
    for file in files:
        before = next((f for f in there if filecmp.cmp(file, f, shallow=False)), None)
        if before is not None:
            places[file] = places.get(before, before)
            continue
        target = folder / safe_name(file.name)
        if target.name.casefold() in taken:
            target = _free(target, names)
            names.add(target.name.casefold())
        taken.add(target.name.casefold())
        if target.name.casefold() in unseen:
            target = folder / secrets.token_hex(8) / target.name
        there.append(file)
        places[file] = target
    return places


def _kept(folder: Path) -> list[Path]:
    """The uploaded files that stay; not those that come and go, whose folders begin with a dot."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return [f for f in files if not any(p[0] == "." for p in f.relative_to(folder).parts)]


def _free(target: Path, names: Collection[str]) -> Path:
    """The first of "paper (2).pdf", "paper (3).pdf" … that is not in `names`, in lower case."""
    for number in count(2):
        place = target.with_name(f"{target.stem} ({number}){target.suffix}")
        if place.name.casefold() not in names:
            break
    return place
