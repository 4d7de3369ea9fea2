"""What all users of the web chat share: the store, the assistant and the way in for files."""

from __future__ import annotations

import shutil
import sys
import threading
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ui.progress import Advance

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from index_store import Store
    from index_store.ingestion import IngestReport
    from ingest.limits import ReadingLimits

NAME_LENGTH = 120
"""Longest file name that is kept, in characters."""


class Desk:
    """One store and one assistant, opened once; uploads wait for each other."""

    def __init__(
        self,
        store: Store,
        assistant: Assistant,
        uploads: Path,
        top_k: int | None = None,
        limits: ReadingLimits | None = None,
    ) -> None:
        """`uploads`: the folder in which uploaded files stay; `limits`: what reading may take."""
        self._limits = limits
        self.store = store
        self.assistant = assistant
        self.top_k = top_k
        self._uploads = uploads.absolute()
        self._writing = threading.Lock()
        self._trying = threading.Lock()
        self._examples: tuple[tuple[str, ...], list[str]] = ((), [])

    def warm_up(self) -> None:
        """Load the models, so that the first question does not wait for them."""
        self.assistant.warm_up()
        self.examples()  # finding them asks the assistant, as users will

    def examples(self) -> list[str]:
        """Questions that the documents answer; found once for the documents that there are."""
        from ui.web.examples import examples

        there = tuple(f"{record.id} {record.sha256}" for record in self.store.documents())
        with self._trying:
            if self._examples[0] != there:
                try:
                    self._examples = (there, examples(self.store, self.assistant))
                except Exception as error:  # the page does without: its questions are asked anyway
                    print(f"error: no example questions: {error}", file=sys.stderr)
                    self._examples = (there, [])
            return self._examples[1]

    def take_in(self, files: Sequence[Path], progress: Advance) -> IngestReport:
        """Copy uploaded files to where they stay and ingest them.

        A file of a name that is there already takes its place, as on a disk; one that cannot be
        read leaves what was there.
        """
        from index_store.ingestion import ingest_paths

        with self._writing:
            self._uploads.mkdir(parents=True, exist_ok=True)
            kept = {self._uploads / safe_name(file.name): file for file in files}
            for target, file in kept.items():
                if target.exists():
                    target.replace(_before(target))
                shutil.copyfile(file, target)
            report = ingest_paths(self.store, list(kept), progress=progress, limits=self._limits)
            failed = {Path(failure.path) for failure in report.failed}
            for target in kept:
                if target in failed:
                    target.unlink()
                    if _before(target).exists():
                        _before(target).replace(target)
                _before(target).unlink(missing_ok=True)
            return report


def _before(target: Path) -> Path:
    """Where a file waits while another takes its place."""
    return target.with_name(f".{target.name}.before")


def safe_name(name: str) -> str:
    """A file name that is only that: no folder, no control character, not too long.

    >>> safe_name("../a\\x00b.docx"), safe_name("...")
    ('ab.docx', 'file')
    """
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(c for c in name if unicodedata.category(c)[0] != "C" and c not in '<>:"|?*')
    stem, suffix = Path(name.strip(" .") or "file").stem, Path(name).suffix[:10]
    return (stem[: NAME_LENGTH - len(suffix)] or "file") + suffix
