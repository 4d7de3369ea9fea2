"""What worker processes do: read a file, or some pages of one, and never raise."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.model import Document
from ingest.readers.pdf import assemble, properties
from ingest.readers.pdf_lines import PdfLine, open_pdf, page_lines, page_ranges
from ingest.reading import digest, document, read

# Fewer pages than this are not worth the opening of the file in another process.
_LEAST_PAGES = 8


def ready() -> bool:
    """Is a worker up? True."""
    return True


def read_file(path: Path) -> Document | UnreadableFile:
    """The document of a file, or why there is none."""
    try:
        return read(path)
    except UnreadableFile as error:
        return error
    except (Exception, RecursionError) as error:
        return _unforeseen(path, error)


def count_pages(path: Path) -> int | UnreadableFile:
    """Number of pages of a PDF; 0 for what is none, which its reader will say better."""
    try:
        return len(open_pdf(path).pages)
    except UnreadableFile as error:
        return error
    except Exception:
        return 0


def ranges(pages: int, workers: int) -> list[tuple[int, int]]:
    """The ranges of pages that workers read of one PDF."""
    return list(page_ranges(pages, workers, _LEAST_PAGES))


def read_lines(path: Path, first: int, last: int) -> list[PdfLine] | UnreadableFile:
    """The lines of some pages of a PDF."""
    try:
        return page_lines(open_pdf(path), first, last)
    except UnreadableFile as error:
        return error
    except Exception as error:
        return _unforeseen(path, error)


def read_joined(path: Path, parts: Sequence[Sequence[PdfLine]]) -> Document | UnreadableFile:
    """The document of a PDF whose lines are read already."""
    try:
        reader = open_pdf(path)
        lines = [line for part in parts for line in part]
        raw = assemble(path, lines, len(reader.pages), properties(reader))
        return document(raw, path, digest(path))
    except UnreadableFile as error:
        return error
    except Exception as error:
        return _unforeseen(path, error)


def _unforeseen(path: Path, error: BaseException) -> UnreadableFile:
    return UnreadableFile(path, f"could not be read ({type(error).__name__}: {str(error)[:120]})")
