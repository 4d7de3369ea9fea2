"""A page of a PDF as a picture, with what is quoted from it marked.

Runs in a worker process (see `drawing_worker`): a file can come from anybody.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfPage, PdfTextPage

WIDTH, HEIGHT = 1100, 1700
"""Pixels that a picture is wide and high, at most."""
_SHORTEST = 8  # letters of a stretch that is looked for by itself
_ENOUGH = 0.6  # share of a quotation's letters that have to be on the page
_LIGHT, _DARK = (255, 240, 170), (255, 205, 70)
_AROUND = 2  # pixels between words and the edge of their mark

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points of the page, as PDF counts them."""


class Quotation(NamedTuple):
    """Words quoted from a page; `near`: how far down its text they stand, between 0 and 1.

    `dark`: whether these are the words that a reader has asked for.
    """

    text: str
    near: float
    dark: bool


def picture(path: Path, page: int, quotations: Sequence[Quotation]) -> bytes:
    """The page (from 1) as WebP; raises `pypdfium2.PdfiumError` where there is no such page."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        shown = document[page - 1]
        width, height = shown.get_size()
        scale = min(WIDTH / max(width, 1), HEIGHT / max(height, 1))
        image = shown.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
        text = shown.get_textpage()
        for quotation in sorted(quotations, key=lambda quotation: quotation.dark):
            for box in boxes(text, quotation):
                _mark(image, _pixels(shown, image, box), _DARK if quotation.dark else _LIGHT)
    out = io.BytesIO()
    image.save(out, "WEBP", quality=82, method=3)
    return out.getvalue()


def boxes(page: PdfTextPage, quotation: Quotation) -> list[Box]:
    """Where the words stand on the page, a box a line; none where they are not on it."""
    found: list[Box] = []
    for first, last in stretches(page.get_text_range(), quotation):
        for n in range(page.count_rects(first, last - first)):
            found.append(page.get_rect(n))
    return found


def stretches(text: str, quotation: Quotation) -> list[tuple[int, int]]:
    """From which to which character the words stand in a page's text.

    Only letters and digits count: line ends, hyphens and ligatures differ from reader to reader.

    >>> stretches("A help-\\r\\nline for all.", Quotation("helpline for", 0.0, True))
    [(2, 17)]
    """
    letters, places = _letters(text)
    wanted, _ = _letters(quotation.text)
    if not wanted:
        return []
    starts = []
    start = letters.find(wanted)
    while start >= 0:
        starts.append(start)
        start = letters.find(wanted, start + 1)
    if starts:
        near = min(starts, key=lambda at: abs(at - quotation.near * len(letters)))
        return [(places[near], places[near + len(wanted) - 1] + 1)]
    blocks = SequenceMatcher(None, letters, wanted, autojunk=False).get_matching_blocks()
    long = [block for block in blocks if block.size >= _SHORTEST]
    if sum(block.size for block in long) < _ENOUGH * len(wanted):
        return []
    return [(places[block.a], places[block.a + block.size - 1] + 1) for block in long]


def _letters(text: str) -> tuple[str, list[int]]:
    """The letters and digits of a text in plain form, and where each stands."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for plain in unicodedata.normalize("NFKD", character).casefold():
            if plain.isalnum():
                letters.append(plain)
                places.append(place)
    return "".join(letters), places


def _pixels(page: PdfPage, image: Image, box: Box) -> tuple[int, int, int, int]:
    """A box in pixels of the picture, which may be turned or cut."""
    import ctypes

    from pypdfium2 import raw

    corners = []
    for x, y in ((box[0], box[1]), (box[2], box[3])):
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, image.width, image.height, 0, x, y, across, down)
        corners.append((across.value, down.value))
    (x0, y0), (x1, y1) = corners
    return (
        max(0, min(x0, x1) - _AROUND),
        max(0, min(y0, y1) - _AROUND),
        min(image.width, max(x0, x1) + _AROUND),
        min(image.height, max(y0, y1) + _AROUND),
    )


def _mark(image: Image, box: tuple[int, int, int, int], colour: tuple[int, int, int]) -> None:
    """Colours a part of the picture as a felt pen does: what is dark stays dark."""
    from PIL import Image as images
    from PIL import ImageChops

    if box[0] < box[2] and box[1] < box[3]:
        part = image.crop(box)
        image.paste(ImageChops.multiply(part, images.new("RGB", part.size, colour)), box)
