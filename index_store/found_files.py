"""The files that given paths lead to, and what stands in the way of others."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel


class Failure(BaseModel):
    """A file or folder that could not be read, and why, in one line."""

    path: str
    error: str


@dataclass
class FoundFiles:
    """What was found: `files` in order, each once; the folders given; what could not be read."""

    files: dict[Path, None] = field(default_factory=dict)
    folders: list[Path] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    unread: list[Path] = field(default_factory=list)  # folders that could not be looked into

    def fail(self, path: Path, error: str) -> None:
        """Notes a file or folder that is not read; a name that is no text is shown escaped."""
        name = str(path).encode("utf-8", "backslashreplace").decode("utf-8")
        self.failed.append(Failure(path=name, error=error))

    def misses(self, path: Path) -> bool:
        """Is this file surely gone: neither found, nor there, nor in a folder that hides it?"""
        if path in self.files or any(path.is_relative_to(folder) for folder in self.unread):
            return False
        try:
            os.lstat(path)
        except FileNotFoundError:
            return True
        except OSError:
            return False
        return False


def find_files(paths: Iterable[Path | str]) -> FoundFiles:
    """The files to ingest under paths; folders are walked, links that lead out are not followed."""
    from ingest.readers import SUFFIXES

    known = ", ".join(sorted(SUFFIXES))
    found = FoundFiles()
    for given in paths:
        path = Path(os.path.normpath(Path(given).expanduser().absolute()))
        if path.is_dir():
            found.folders.append(path)
            inside = [file for file in _walk(path, found) if file.suffix.lower() in SUFFIXES]
            found.files.update(dict.fromkeys(_allowed(path, inside, found)))
            if not inside and path not in found.unread:
                found.fail(path, f"no documents in this folder (looked for {known})")
        elif not _is_there(path):
            found.fail(path, "no such file or folder: check the path")
        elif path.suffix.lower() not in SUFFIXES:
            found.fail(
                path,
                f"files of the format {path.suffix or 'without a suffix'} are not read: "
                f"convert it to one of {known}",
            )
        else:
            found.files.update(dict.fromkeys(_named(path, found)))
    return found


def _walk(folder: Path, found: FoundFiles) -> Iterator[Path]:
    """Files under a folder in a fixed order, hidden ones and Office's lock files left out."""

    def unreadable(error: OSError) -> None:
        path = Path(error.filename or folder)
        found.unread.append(path)
        found.fail(path, f"this folder cannot be opened ({error.strerror}): check its permissions")

    for here, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith((".", "~$")):
                yield Path(here, name)


def _allowed(folder: Path, files: Iterable[Path], found: FoundFiles) -> Iterator[Path]:
    """The files without those that a link in the folder takes from elsewhere."""
    inside = folder.resolve()
    for file in files:
        if file.is_symlink() and not file.resolve().is_relative_to(inside):
            found.fail(
                file, "is a link that leads out of the folder: name the file itself to ingest it"
            )
        else:
            yield from _named(file, found)


def _named(file: Path, found: FoundFiles) -> Iterator[Path]:
    """The file, where its name is text; the catalogue could not keep another."""
    try:
        str(file).encode("utf-8")
    except UnicodeEncodeError:
        found.fail(file, "its name is no UTF-8 text: rename it")
    else:
        yield file


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
