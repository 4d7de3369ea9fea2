"""Pages that are pictures, read by text recognition where the extra 'ocr' is installed.

Recognition is tesseract's, through pytesseract; pypdfium2 draws the pages.
"""

from __future__ import annotations

import statistics
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.limits import ReadingLimits
from ingest.readers.pdf_lines import PdfLine
from ingest.readers.pdf_pages import PdfPage

if TYPE_CHECKING:
    from PIL.Image import Image

_MISSING = (
    "has no text layer (scanned?): install the extra 'ocr' and tesseract, then ingest it again"
)
_EMPTY = "has no text layer, and text recognition found no words on it"
_LATE = "has no text layer, and text recognition would take too long; run it on the file first"
_TOLD = "has no text layer; what text recognition read there may have mistakes"
_DOTS = 300  # an inch, which tesseract is trained on
_LARGEST = 5_000  # dots of the longer side of a page
_SURE = 40  # percent: words that tesseract is less sure of are noise
_SHARE = 0.6  # of the clock until reading the file is ended
_LANGUAGES = ("eng", "fra", "spa", "rus", "ara", "chi_sim")


def with_scans_read(path: Path, pages: Sequence[PdfPage]) -> list[PdfPage]:
    """The pages, those that are pictures with the lines that recognition finds on them.

    Without the extra 'ocr' or without tesseract, a warning takes the place of the lines.
    """
    if not any(page.is_scan for page in pages):
        return list(pages)
    end = time.monotonic() + _SHARE * ReadingLimits().clock_for(path)
    return [_read(path, page, end) if page.is_scan else page for page in pages]


def _read(path: Path, page: PdfPage, end: float) -> PdfPage:
    """A page read by recognition, until `end` on the clock."""
    lines: list[PdfLine] = []
    if not languages():
        told = _MISSING
    elif (left := end - time.monotonic()) <= 0:
        told = _LATE
    else:
        try:
            lines = list(_lines(path, page.number, left))
            told = _TOLD if lines else _EMPTY
        except Exception as error:  # pdfium, tesseract and its limit of time
            told = f"has no text layer, and text recognition failed ({type(error).__name__})"
    return replace(page, items=[*page.items, *lines], problems=(*page.problems, told))


def recognition(pages: Sequence[PdfPage]) -> tuple[str, ...] | None:
    """The languages in which pages that are pictures can be read, None where no page is one."""
    return languages() if any(page.is_scan for page in pages) else None


@cache
def languages() -> tuple[str, ...]:
    """The languages that tesseract can read here, none where it or the extra is not installed."""
    try:
        import pytesseract

        there = pytesseract.get_languages(config="")
    except Exception:  # not installed, or a program that does not answer
        return ()
    return tuple(name for name in _LANGUAGES if name in there)


def _picture(path: Path, number: int) -> tuple[Image, float]:
    """A page as it is seen, and its dots a point."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        page = document[number]
        scale = min(_DOTS / 72, _LARGEST / max(page.get_size()))
        return page.render(scale=scale, grayscale=True).to_pil(), scale
    finally:
        document.close()


def _lines(path: Path, number: int, seconds: float) -> Iterator[PdfLine]:
    import pytesseract

    picture, scale = _picture(path, number)
    found = pytesseract.image_to_data(
        picture, "+".join(languages()), output_type=pytesseract.Output.DICT, timeout=seconds
    )
    lines: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for index, word in enumerate(found["text"]):
        if word.strip() and float(found["conf"][index]) >= _SURE:
            place = (found["block_num"][index], found["par_num"][index], found["line_num"][index])
            lines[place].append(index)
    heights = [found["height"][index] for indexes in lines.values() for index in indexes]
    size = round(statistics.median(heights) / scale, 1) if heights else 10.0
    for (block, _, _), indexes in lines.items():
        left = min(found["left"][index] for index in indexes)
        right = max(found["left"][index] + found["width"][index] for index in indexes)
        bottom = max(found["top"][index] + found["height"][index] for index in indexes)
        yield PdfLine(
            text=" ".join(found["text"][index] for index in indexes),
            page=number,
            left=left / scale,
            height=(picture.height - bottom) / scale,
            size=size,
            bold=False,
            reach=right / scale,
            block=block,
        )
