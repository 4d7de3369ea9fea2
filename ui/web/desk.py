"""What all users of the web chat share: the store, the assistant and the way in for files."""

from __future__ import annotations

import filecmp
import hashlib
import shutil
import sys
import threading
from collections import OrderedDict
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from index_store.filters import Filters
from ui.progress import Advance
from ui.web.incoming import Incoming, Room, safe_name
from ui.web.sessions import Sessions

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.reading_assistant import ReadingAssistant
    from index_store import Store
    from index_store.ingestion import IngestReport
    from ingest.limits import ReadingLimits

TRIED = 2_000
"""Questions of which it is remembered whether the documents answer them."""
_NO_FILTERS = Filters()


class Desk:
    """One store and one assistant, opened once; uploads wait for each other."""

    def __init__(
        self,
        store: Store,
        assistant: Assistant | ReadingAssistant,
        uploads: Path,
        top_k: int | None = None,
        limits: ReadingLimits | None = None,
        room: Room | None = None,
    ) -> None:
        """`uploads`: the folder in which uploaded files stay; `limits`: what reading may take.

        `room`: how much may be uploaded.
        """
        self._limits = limits
        self.store = store
        self.assistant = assistant
        self.top_k = top_k
        self.sessions = Sessions()
        self._uploads = uploads.absolute()
        self.incoming = Incoming(self._uploads, room or Room())
        self._writing = threading.Lock()
        self._trying = threading.Lock()
        self._examples: dict[tuple[int, str], list[str]] = {}
        self._tried: OrderedDict[tuple[int, str, Filters], bool] = OrderedDict()
        self._put_back()

    def warm_up(self) -> None:
        """Load the models, so that the first question does not wait for them."""
        self.assistant.warm_up()
        self.examples()  # finding them asks the assistant, as users will

    def examples(self, language: str = "en") -> list[str]:
        """Questions that the documents answer; found once for the documents that there are."""
        from ui.web.examples import examples

        key = (self.store.catalogue.revision, language)
        with self._trying:
            if key not in self._examples:
                try:
                    found = examples(self.store, self.answers, language)
                except Exception as error:  # the page does without: its questions are asked anyway
                    print(f"error: no example questions: {error}", file=sys.stderr)
                    found = []
                self._examples = {k: v for k, v in self._examples.items() if k[0] == key[0]}
                self._examples[key] = found
            return self._examples[key]

    def answers(self, question: str, filters: Filters = _NO_FILTERS) -> bool:
        """Whether the documents answer a question, as they are now; tried once."""
        key = (self.store.catalogue.revision, question, filters)
        if key not in self._tried:
            self._tried[key] = self.assistant.ask(question, (), filters, self.top_k).answered
            while len(self._tried) > TRIED:
                self._tried.popitem(last=False)
        return self._tried[key]

    def take_in(self, files: Sequence[Path], progress: Advance) -> IngestReport:
        """Copy uploaded files to where they stay and ingest them.

        A file of a name that is there already takes its place, as on a disk; one that cannot be
        read leaves what was there. Of two files of one name that come together the later gets a
        name of its own, and a warning says so.
        """
        from index_store.ingestion import Warned, ingest_paths

        with self._writing:
            self._uploads.mkdir(parents=True, exist_ok=True)
            kept = _places(files, self._uploads)
            with _replacing(list(kept)) as failed:
                for target, file in kept.items():
                    shutil.copyfile(file, target)
                report = ingest_paths(
                    self.store, list(kept), progress=progress, limits=self._limits
                )
                failed.intersection_update(Path(failure.path) for failure in report.failed)
            for target, file in kept.items():
                name = safe_name(file.name)
                if target.name != name and target not in failed:
                    warning = f"another file named {name}, which came with the first"
                    report.warnings.append(Warned(path=str(target), warning=warning))
            return report

    def _put_back(self) -> None:
        """After a sudden end: the file before another, unless that other is what is stored."""
        hashes = {Path(record.path): record.sha256 for record in self.store.documents()}
        for before in self._uploads.glob(".*.before"):
            target = before.with_name(before.name.removeprefix(".").removesuffix(".before"))
            if target.exists() and hashes.get(target) == _sha256(target):
                before.unlink()
            else:
                before.replace(target)


def _places(files: Sequence[Path], folder: Path) -> dict[Path, Path]:
    """Where each file is to be kept; the same file twice is kept once.

    A name that differs only in its capitals is the same name: to some systems it is.
    """
    places: dict[Path, Path] = {}
    came: dict[str, list[Path]] = {}  # the files of each name
    names = {safe_name(file.name).casefold() for file in files}
    for file in files:
        target = folder / safe_name(file.name)
        before = came.setdefault(target.name.casefold(), [])
        if any(filecmp.cmp(file, other, shallow=False) for other in before):
            continue
        if before:
            target = _free(target, names)
            names.add(target.name.casefold())
        before.append(file)
        places[target] = file
    return places


def _free(target: Path, names: Collection[str]) -> Path:
    """The first of "paper (2).pdf", "paper (3).pdf" … that is neither in `names` nor on the disk.

    `names` are in lower case.
    """
    for number in count(2):
        place = target.with_name(f"{target.stem} ({number}){target.suffix}")
        if place.name.casefold() not in names and not place.exists():
            break
    return place


@contextmanager
def _replacing(targets: Sequence[Path]) -> Iterator[set[Path]]:
    """While files take the place of others; those in the set that it gives are put back.

    At first these are all: whatever goes wrong in between leaves the files that were there.
    """
    failed = set(targets)
    for target in targets:
        if target.exists():
            target.replace(_before(target))
    try:
        yield failed
    finally:
        for target in targets:
            if target in failed:
                target.unlink(missing_ok=True)
                if _before(target).exists():
                    _before(target).replace(target)
            _before(target).unlink(missing_ok=True)


def _before(target: Path) -> Path:
    """Where a file waits while another takes its place."""
    return target.with_name(f".{target.name}.before")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
