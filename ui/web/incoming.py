"""Uploaded files on their way in: written by this server, named by it, taken in once."""

from __future__ import annotations

import asyncio
import secrets
import shutil
import threading
import time
import unicodedata
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from ui.web import limits

if TYPE_CHECKING:
    from starlette.requests import Request

NAME_BYTES = 200
"""Longest file name that is kept; file systems end at 255."""
DEEPEST = 4
"""Folders that are told with the name of a file."""
SUFFIXES = (".txt", ".md", ".docx", ".pdf", ".html", ".htm")
"""Endings of the files that can be read."""


class Refused(Exception):
    """An upload that is not taken; `str()` is one line that says why."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class _Waiting:
    owner: str
    path: Path
    since: float


@dataclass(frozen=True)
class Room:
    """Megabytes that one upload may bring, and that all uploaded files together may take."""

    upload_mb: int = 200
    all_mb: int = 4_000


class Incoming:
    """A folder of files that wait to be taken in. What is in it at the start is thrown away."""

    def __init__(
        self, kept: Path, room: Room, require: Callable[[object], None] = lambda _: None
    ) -> None:
        """`kept`: the folder in which files stay once they are taken in.

        `require` raises `Refused` where who sends a request may not upload.
        """
        self._require = require
        self._folder = folder = kept / ".incoming"
        self._kept = kept
        self.most_bytes = room.upload_mb * 2**20
        self._room = room.all_mb * 2**20
        self._lock = threading.Lock()
        self._waiting: dict[str, _Waiting] = {}
        self._chosen: dict[str, deque[list[_Waiting]]] = {}
        self._expected = 0  # bytes that the uploads under way may bring
        self._uploading: dict[str, asyncio.Event] = {}
        shutil.rmtree(folder, ignore_errors=True)

    async def receive(self, request: Request, owner: str, upload: str) -> list[str]:
        """Write the files of a request; the names by which `claim` knows them.

        Raises `Refused`.
        """
        from starlette.concurrency import run_in_threadpool
        from starlette.datastructures import UploadFile
        from starlette.formparsers import MultiPartException

        self._require(request)
        self._uploading[upload] = done = asyncio.Event()
        length = request.headers.get("content-length", "")
        most = min(int(length), self.most_bytes) if length.isdecimal() else self.most_bytes
        with self._lock:
            self._expected += most
            expected = self._expected
        try:
            await run_in_threadpool(self._make_room, expected)
            form = await request.form(max_files=limits.FILES, max_fields=limits.FILES)
            try:
                files = [
                    (name_of(name), folders_of(name or ""), value)
                    for _, value in form.multi_items()
                    for name in [value.filename if isinstance(value, UploadFile) else None]
                ]
                if not files:
                    raise Refused("no file came")
                return [
                    await run_in_threadpool(self._write, owner, name, folders, file.file)
                    for name, folders, file in files
                    if isinstance(file, UploadFile)
                ]
            finally:
                await form.close()
        except MultiPartException as error:
            raise Refused(f"this is no upload: {error.message}") from None
        finally:
            with self._lock:
                self._expected -= most
            done.set()
            self._uploading.pop(upload, None)

    async def finished(self, upload: str) -> None:
        """Waits until an upload is there; at once where it is not under way."""
        event = self._uploading.get(upload)
        if event is not None:
            async with asyncio.timeout(limits.UPLOAD_SECONDS):
                await event.wait()

    def choose(self, names: Iterable[str], owner: str, page: str) -> None:
        """These files are the next that `claim` gives for an open page, and known no more.

        Raises `Refused` for a name that this server did not give to this owner.
        """
        wanted = list(dict.fromkeys(names))
        with self._lock:
            found = [self._waiting.get(name) for name in wanted]
            if not all(file is not None and file.owner == owner for file in found):
                raise Refused("no such file was uploaded; choose it again")
            chosen = [self._waiting.pop(name) for name in wanted]
            self._chosen.setdefault(page, deque()).append(chosen)

    def claim(self, page: str) -> list[Path]:
        """The files chosen first for an open page, to be discarded when they are taken in."""
        with self._lock:
            waiting = self._chosen.get(page)
            if not waiting:
                return []
            chosen = waiting.popleft()
            if not waiting:
                del self._chosen[page]
            return [file.path for file in chosen]

    def discard(self, paths: Iterable[Path]) -> None:
        """Throw claimed files away."""
        for path in paths:
            shutil.rmtree(self._folder / self._parts(path)[0], ignore_errors=True)

    def sent_as(self, path: Path) -> str:
        """The name of a claimed file, with the subfolders of a folder that was sent whole."""
        return "/".join(self._parts(path)[1:])

    def _parts(self, path: Path) -> tuple[str, ...]:
        return path.relative_to(self._folder).parts

    def _make_room(self, expected: int) -> None:
        """Throw away what waits too long; raises `Refused` where `expected` bytes have no room."""
        with self._lock:
            old = list(self._forgotten(time.monotonic() - limits.KEPT_SECONDS))
        self.discard(file.path for file in old)
        used = sum(file.stat().st_size for file in self._kept.rglob("*") if file.is_file())
        if used + expected > self._room:
            raise Refused("there is no more room for uploads on this server", 507)

    def _forgotten(self, before: float) -> Iterator[_Waiting]:
        """Takes out what came before a time: never chosen, or chosen by a page that has gone."""
        for name, file in list(self._waiting.items()):
            if file.since < before:
                yield self._waiting.pop(name)
        for page, chosen in list(self._chosen.items()):
            for files in list(chosen):
                if all(file.since < before for file in files):
                    chosen.remove(files)
                    yield from files
            if not chosen:
                del self._chosen[page]

    def _write(self, owner: str, name: str, folders: Sequence[str], source: IO[bytes]) -> str:
        token = secrets.token_hex(16)
        folder = self._folder.joinpath(token, *folders)
        path = folder / name
        try:
            folder.mkdir(parents=True)
            with path.open("xb") as target:
                shutil.copyfileobj(source, target)
        except OSError as error:
            shutil.rmtree(self._folder / token, ignore_errors=True)
            raise Refused(f"{name} could not be stored: {error.strerror}", 507) from None
        with self._lock:
            self._waiting[f"{token}/{name}"] = _Waiting(owner, path, time.monotonic())
        return f"{token}/{name}"


def name_of(sent: str | None) -> str:
    """The name under which an uploaded file is kept; raises `Refused` where it has none.

    >>> name_of("C:\\\\papers\\\\report.docx")
    'report.docx'
    """
    name = safe_name(sent or "")
    if not sent or not sent.strip(" ."):
        raise Refused("a file came without a name: give it one and send it again")
    if Path(name).suffix.lower() not in SUFFIXES:
        raise Refused(f"{name} cannot be read; files that can end in {', '.join(SUFFIXES)}", 415)
    return name


def folders_of(sent: str) -> list[str]:
    """The folders below the one that was sent, from which a file comes; the innermost few.

    >>> folders_of("papers/24/drafts/report.docx"), folders_of("../../report.docx")
    (['24', 'drafts'], [])
    """
    parts = [part for part in sent.replace("\\", "/").split("/")[1:-1] if part.strip(" .")]
    return [safe_name(part) for part in parts[-DEEPEST:]]


def safe_name(name: str) -> str:
    """A file name that is only that: no folder, no control character, not too long.

    >>> safe_name("../a\\x00b.docx"), safe_name("...")
    ('ab.docx', 'file')
    """
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(c for c in name if unicodedata.category(c)[0] != "C" and c not in '<>:"|?*')
    stem, suffix = Path(name.strip(" .") or "file").stem, Path(name).suffix[:10]
    room = NAME_BYTES - len(suffix.encode())
    return (stem.encode()[:room].decode(errors="ignore") or "file") + suffix
