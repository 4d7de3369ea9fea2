"""Readers, one a format: from a file to its canonical text."""

from __future__ import annotations

from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.raw import RawDocument

SUFFIXES: frozenset[str] = frozenset({".txt", ".md", ".docx", ".pdf", ".html", ".htm"})
_HTML_STARTS = (b"<!doctype html", b"<html")


def read_raw(path: Path) -> RawDocument:
    """The canonical text of a file and its blocks, by the format that its name tells.

    Raises UnreadableFile, with a reason of one line, for whatever cannot be read: a missing file,
    an unknown suffix, a damaged or protected file, one without text.
    """
    path = Path(path)
    data_size = _checked_size(path)
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        known = ", ".join(sorted(SUFFIXES))
        raise UnreadableFile(path, f"has no known suffix ({known}); convert it to one of them")
    if data_size == 0:
        raise UnreadableFile(path, "is empty")
    try:
        raw = _read(path, suffix)
    except OSError as error:
        raise UnreadableFile(path, f"cannot be read ({error.strerror or error})") from None
    except MemoryError:
        raise UnreadableFile(path, "needs more memory than there is; split it") from None
    if not any(map(str.isalnum, raw.text)):
        raise UnreadableFile(path, "has no text")
    return raw


def _read(path: Path, suffix: str) -> RawDocument:
    """Reads a file with the reader of its suffix; readers are loaded when needed."""
    if suffix == ".docx":
        from ingest.readers.docx import read
    elif suffix == ".pdf":
        from ingest.readers.pdf import read
    elif suffix in (".html", ".htm") or _starts_as_html(path):
        from ingest.readers.html import read
    elif suffix == ".md":
        from ingest.readers.markdown import read
    else:
        from ingest.readers.text import read
    return read(path)


def _starts_as_html(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(200)
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_HTML_STARTS)


def _checked_size(path: Path) -> int:
    """Size of the file in bytes; raises UnreadableFile where it is none."""
    try:
        if path.is_dir():
            raise UnreadableFile(path, "is a folder, not a file")
        if not path.is_file():
            raise UnreadableFile(path, "does not exist or is no regular file")
        return path.stat().st_size
    except (OSError, ValueError) as error:
        raise UnreadableFile(path, f"cannot be read ({error})") from None
