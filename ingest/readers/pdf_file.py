"""A PDF file opened: its pages in order, also where some are missing."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.cleaning import clean, folded
from ingest.errors import UnreadableFile
from ingest.readers.pdf_damage import PdfValue, has_index
from ingest.readers.pdf_pages import PdfPage, read_page

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader
    from pypdfium2 import PdfDocument

_MAX_BYTES = 512 * 1024 * 1024
_MAX_PAGES = 20_000
_MAX_REPEATS = 100  # of one page object: no program makes more, but traps do
_DEEPEST = 100
_TAIL = 4096  # bytes at the end of a file in which its end is marked; programs add little to it
_CUT_OFF = "is a PDF whose end is missing; ask whoever sent it for the whole file"

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def open_pdf(path: Path) -> PdfReader:
    """Opens a PDF, with an empty password where it is encrypted.

    Raises UnreadableFile where it is protected, damaged or no PDF.
    """
    from pypdf import PasswordType, PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    if path.stat().st_size > _MAX_BYTES:
        raise UnreadableFile(path, f"is larger than {_MAX_BYTES >> 20} MB; split it")
    with path.open("rb") as file:
        head = file.read(1024)
    if b"%PDF-" not in head:
        raise UnreadableFile(path, "is no PDF (its first bytes are not those of one)")
    try:
        reader = PdfReader(path, strict=False)
        if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
            raise UnreadableFile(path, "is protected by a password; save it without one")
        _check_pages(path, reader)
    except UnreadableFile:
        raise
    except DependencyError:
        raise UnreadableFile(
            path, "is encrypted in a way that cannot be read; save it without protection"
        ) from None
    except (PyPdfError, RecursionError):
        raise UnreadableFile(path, _damage(path)) from None
    except Exception as error:  # pypdf meets damage with whatever Python raises on it
        raise UnreadableFile(path, _damage(path, f" ({type(error).__name__})")) from None
    return reader


def _damage(path: Path, cause: str = "") -> str:
    """What is wrong with a PDF that cannot be opened, and what helps."""
    if _is_cut_off(path):
        return _CUT_OFF
    return (
        f"is a damaged PDF{cause}; open it and save it again, or ask whoever sent it for the "
        "whole file"
    )


def _is_cut_off(path: Path) -> bool:
    """Whether the end of a PDF is missing, which is marked by "%%EOF" (ISO 32000-1, 7.5.5)."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        return b"%%EOF" not in file.read()


def _check_pages(path: Path, reader: PdfReader) -> None:
    """Refuses a file without pages, or with more than any document has."""
    count = len(reader.pages)
    if not count:
        raise UnreadableFile(path, _CUT_OFF if _is_cut_off(path) else "is a PDF without pages")
    if count > _MAX_PAGES:
        raise UnreadableFile(path, f"has {count:,} pages; split it into files of {_MAX_PAGES:,}")
    if count > _MAX_REPEATS:
        repeated = Counter(map(_number, reader.pages)).most_common(1)[0]
        if repeated[0] is not None and repeated[1] > _MAX_REPEATS:
            raise UnreadableFile(path, f"shows one page {repeated[1]:,} times; save it again")


def pages_of(reader: PdfReader) -> list[PageObject | None]:
    """The pages in order, None for each that the file names but does not have."""
    there = list(reader.pages)
    declared = _declared(reader)
    if declared is None or declared <= len(there):
        return list(there)
    waiting = list(there)
    found: list[PageObject | None] = []
    for number in _leaves(reader.root_object.get("/Pages"), 0):
        if waiting and number is not None and number == _number(waiting[0]):
            found.append(waiting.pop(0))
        else:
            found.append(None)
    found += waiting
    missing = min(declared, _MAX_PAGES) - len(found)
    return found + [None] * missing


def _declared(reader: PdfReader) -> int | None:
    """How many pages the file says that it has."""
    try:
        tree: PdfValue = reader.root_object["/Pages"].get_object()
        return int(tree["/Count"])
    except Exception:  # a damaged count tells nothing
        return None


def _leaves(node: PdfValue, depth: int) -> Iterator[int | None]:
    """Object numbers of the pages below a node of the page tree, None where there is none."""
    try:
        found = node.get_object()
        kids = found.get("/Kids") if isinstance(found, dict) else None
        kids = kids.get_object() if kids is not None else None
    except Exception:  # a reference to nothing
        yield None
        return
    if isinstance(kids, list) and depth < _DEEPEST:
        for kid in kids:
            yield from _leaves(kid, depth + 1)
    else:
        yield getattr(node, "idnum", None) if isinstance(found, dict) else None


def _number(page: PageObject) -> int | None:
    return getattr(page.indirect_reference, "idnum", None)


def read_pages(
    path: Path, reader: PdfReader, first: int = 0, last: int | None = None
) -> list[PdfPage]:
    """The pages from `first` (counted from 0) up to but without `last`, None for all."""
    known = pages_of(reader)
    drawn = _drawn(path, known)
    try:
        return [read_page(page, drawn, n) for n, page in list(enumerate(known))[first:last]]
    finally:
        if drawn is not None:
            drawn.close()


def _drawn(path: Path, known: Sequence[PageObject | None]) -> PdfDocument | None:
    """The same pages for pdfium, None where it cannot open the file.

    Where it finds another number of pages in a damaged file, it gets those that pypdf has found.
    """
    import pypdfium2
    from pypdf import PdfWriter

    with suppress(pypdfium2.PdfiumError):
        document = pypdfium2.PdfDocument(path)
        if len(document) == len(known) and has_index(path):
            return document
        document.close()
    with suppress(Exception):  # pypdf meets damage with whatever Python raises on it
        writer, data = PdfWriter(), BytesIO()
        for page in known:
            if page is not None:
                writer.add_page(page)
            else:
                writer.add_blank_page(612, 792)
        writer.write(data)
        return pypdfium2.PdfDocument(data)
    with suppress(pypdfium2.PdfiumError):
        return pypdfium2.PdfDocument(path)
    return None


def properties(reader: PdfReader) -> dict[str, str]:
    """Title and the like that a PDF knows of itself."""
    found: dict[str, str] = {}
    try:
        metadata: dict[str, object] = dict(reader.metadata or {})
        for key in ("/Title", "/Author", "/Subject", "/Keywords"):
            text = folded(clean(str(metadata.get(key) or "")))
            if text:
                found[key[1:].lower()] = text
    except Exception:  # metadata may be anything; the text does not need it
        return found
    return found


def warnings_of(pages: Sequence[PdfPage]) -> list[str]:
    """What could not be read, a line for each run of pages with one and the same problem."""
    told = [(page.number + 1, problem) for page in pages for problem in page.problems]
    kinds = dict.fromkeys(problem for _, problem in told)
    found = []
    for problem in kinds:
        numbers = [number for number, other in told if other == problem]
        for numbers_together in _runs(numbers):
            first, last = numbers_together[0], numbers_together[-1]
            if first == last:
                found.append((first, f"page {first} {problem}"))
            else:
                many = f"have{problem[3:]}" if problem.startswith("has ") else problem
                found.append((first, f"pages {first}–{last} {many}"))
    return [line for _, line in sorted(found)]


def _runs(numbers: Iterable[int]) -> Iterator[list[int]]:
    """Numbers that follow each other, together."""
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        yield [number for _, number in group]
