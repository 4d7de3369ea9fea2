"""What worker processes do: read a file, or some pages of one, within limits; they never raise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from ingest.enforcing import end_with_parent, limit_memory, processor_time
from ingest.errors import UnreadableFile
from ingest.limits import ReadingLimits
from ingest.model import Document
from ingest.readers.pdf import assemble, some_pages
from ingest.readers.pdf_file import open_pdf, pages_of, properties
from ingest.readers.pdf_pages import PdfPage, page_ranges
from ingest.reading import digest, document, read

# Fewer pages than this are not worth the opening of the file in another process.
_LEAST_PAGES = 8
_TOO_LARGE = "needs more memory than reading may take; split it, or raise read_memory_mb"
_T = TypeVar("_T")


def prepare_worker(limits: ReadingLimits) -> None:
    """Makes this process a worker: it ends with its parent and keeps to the memory allowed.

    What all files need is loaded first: it counts for none of them.
    """
    end_with_parent()
    import ingest.preloaded  # noqa: F401

    limit_memory(limits.memory)


def within(seconds: float, task: Callable[..., object], *arguments: object) -> object:
    """What a task gives; the worker ends where that takes more processor time than `seconds`."""
    with processor_time(seconds):
        return task(*arguments)


def read_file(path: Path, limits: ReadingLimits) -> Document | UnreadableFile:
    """The document of a file, or why there is none."""
    return _told(path, lambda: _bounded(read(path), limits))


def count_pages(path: Path) -> int | UnreadableFile:
    """Number of pages of a PDF; 0 for what is none, which its reader will say better."""
    try:
        return len(pages_of(open_pdf(path)))
    except UnreadableFile as error:
        return error
    except Exception:
        return 0


def ranges(pages: int, workers: int) -> list[tuple[int, int]]:
    """The ranges of pages that workers read of one PDF."""
    return list(page_ranges(pages, workers, _LEAST_PAGES))


def read_lines(path: Path, first: int, last: int) -> list[PdfPage] | UnreadableFile:
    """Some pages of a PDF."""
    return _told(path, lambda: some_pages(path, first, last))


def read_joined(
    path: Path, parts: Sequence[Sequence[PdfPage]], limits: ReadingLimits
) -> Document | UnreadableFile:
    """The document of a PDF whose pages are read already."""

    def joined() -> Document:
        pages = [page for part in parts for page in part]
        raw = assemble(path, pages, properties(open_pdf(path)))
        return _bounded(document(raw, path, digest(path)), limits)

    return _told(path, joined)


def _told(path: Path, task: Callable[[], _T]) -> _T | UnreadableFile:
    """What a task gives, or why the file could not be read."""
    try:
        return task()
    except UnreadableFile as error:
        return error
    except MemoryError:
        return UnreadableFile(path, _TOO_LARGE)
    except Exception as error:
        reason = f"could not be read ({type(error).__name__}: {str(error)[:120]})"
        return UnreadableFile(path, reason)


def _bounded(found: Document, limits: ReadingLimits) -> Document:
    if len(found.text) > limits.characters:
        raise UnreadableFile(
            found.path,
            f"has more than {limits.characters:,} characters of text; "
            "split it, or raise read_characters",
        )
    return found
