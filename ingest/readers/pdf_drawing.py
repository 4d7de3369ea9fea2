"""What is drawn on a PDF page: ruling lines and pictures, and which text can be seen."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.readers.pdf_writing import Box, Handle, Run

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

Matrix = tuple[float, float, float, float, float, float]

_DEEPEST = 12  # forms within forms
_MOST_OBJECTS, _MOST_SEGMENTS, _MOST_EDGES = 20_000, 500, 20_000
_STRAIGHT = 1.0  # points that a level or upright line may lean
_LARGEST = 3_000  # dots of the longer side of the page as it is looked at
_CONTRAST = 8  # of 255: from there on, something can be seen
_BRIGHT = 247  # of 255: such a ground is paper


class Drawing:
    """The straight upright and level lines (`edges`) and the places of images of one page.

    The page is painted without its images, a dot a point, to see which text shows.
    """

    def __init__(self, page: PdfPage, paper: Box) -> None:
        """Looks at a page, of which `paper` can be seen."""
        self.edges: list[Box] = []
        self.pictures: list[Box] = []
        self._paper = paper
        self._left = _MOST_OBJECTS
        self._gather(page, None, 0)
        self._scale = min(1.0, _LARGEST / max(paper[2] - paper[0], paper[3] - paper[1]))
        page.set_rotation(0)
        self._dots = page.render(
            scale=self._scale, grayscale=True, may_draw_forms=False, draw_annots=False
        ).to_numpy()

    def visible(self, runs: list[Run]) -> list[Run]:
        """The runs that somebody can see, and the text layer of scans.

        Nothing may be seen of a text also because its font is not there to be painted with.
        """
        seen = [self._shows(run) for run in runs]
        fonts = {run.look.font for run, shown in zip(runs, seen, strict=True) if shown}
        kept = []
        for run, shown in zip(runs, seen, strict=True):
            x, y = (run.box[0] + run.box[2]) / 2, (run.box[1] + run.box[3]) / 2
            marks_only = not any(map(str.isalnum, run.text))
            shown = shown or any(holds(box, x, y) for box in self.pictures)
            if not shown and not run.look.pale and holds(self._paper, x, y):
                shown = run.look.font not in fonts and not _has_shape(run)
            if marks_only or self.is_scanned(x, y) or (shown and not run.look.invisible):
                kept.append(run)
        return kept

    def is_scanned(self, x: float, y: float) -> bool:
        """Does a point lie on a picture that takes a good part of the page?"""
        return any(holds(box, x, y, 5.0) for box in self.pictures if self.covers(box))

    def covers(self, box: Box) -> bool:
        """Does a box take a good part of the page?"""
        return _area(box) > 0.15 * _area(self._paper)

    def _shows(self, run: Run) -> bool:
        """Is anything painted where the small letters of a run are?"""
        left, lower, right, upper = run.box
        x, y, scale = self._paper[0], self._paper[3], self._scale
        rows = slice(max(0, int((y - upper) * scale)), max(0, int((y - lower) * scale) + 1))
        columns = slice(max(0, int((left - x) * scale)), max(0, int((right - x) * scale) + 1))
        part = self._dots[rows, columns]
        return part.size > 0 and int(part.max()) - int(part.min()) >= _CONTRAST

    def _gather(self, around: Handle, outer: Matrix | None, depth: int) -> None:
        """Takes in the lines and images of a page, or of a form that a matrix puts onto it."""
        import pypdfium2.raw as pdfium

        count, nth = pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject
        if outer is not None:
            count, nth = pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject
        for index in range(count(around)):
            item = nth(around, index)
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind not in (
                pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM
            ):  # fmt: skip
                continue
            self._left -= 1
            if self._left < 0 or len(self.edges) > _MOST_EDGES:
                return
            matrix = _matrix(item, outer)
            if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                self._gather(item, matrix, depth + 1)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self._picture(matrix)
                pdfium.FPDFPageObj_SetIsActive(item, False)
            elif kind == pdfium.FPDF_PAGEOBJ_PATH and _is_painted(item):
                self.edges += _straight_lines(item, matrix)

    def _picture(self, matrix: Matrix) -> None:
        corners = [_placed(matrix, x, y) for x in (0, 1) for y in (0, 1)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        box = (
            max(min(xs), self._paper[0]), max(min(ys), self._paper[1]),
            min(max(xs), self._paper[2]), min(max(ys), self._paper[3]),
        )  # fmt: skip
        if box[2] - box[0] > 2 and box[3] - box[1] > 2:
            self.pictures.append(box)


def holds(box: Box, x: float, y: float, margin: float = 0.0) -> bool:
    """Does a point lie in a box, or no further than `margin` points from it?"""
    left, lower, right, upper = box
    return left - margin <= x <= right + margin and lower - margin <= y <= upper + margin


def _has_shape(run: Run) -> bool:
    """Is there any shape for the letters of a run in its font?"""
    import pypdfium2.raw as pdfium

    font = ctypes.cast(run.look.font, pdfium.FPDF_FONT)
    shapes = (pdfium.FPDFFont_GetGlyphPath(font, ord(c), 10.0) for c in run.text if c.isalnum())
    return any(shape and pdfium.FPDFGlyphPath_CountGlyphSegments(shape) > 0 for shape in shapes)


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _matrix(item: Handle, outer: Matrix | None) -> Matrix:
    """The matrix that puts an object onto the page, through that of the form it is in."""
    import pypdfium2.raw as pdfium

    found = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)
    pdfium.FPDFPageObj_GetMatrix(item, found)
    a, b, c, d, e, f = found.a, found.b, found.c, found.d, found.e, found.f
    if outer is None:
        return a, b, c, d, e, f
    p, q, r, s, t, u = outer
    return (
        a * p + b * r, a * q + b * s,
        c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def _placed(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _is_painted(item: Handle) -> bool:
    """Is a path drawn, or filled in another colour than that of paper?"""
    import pypdfium2.raw as pdfium

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    if stroke.value or not fill.value:
        return bool(stroke.value)
    colour = [ctypes.c_uint(0) for _ in range(4)]
    known = pdfium.FPDFPageObj_GetFillColor(item, *colour)
    return not known or (colour[3].value > 0 and min(part.value for part in colour[:3]) < _BRIGHT)


def _straight_lines(item: Handle, matrix: Matrix) -> Iterator[Box]:
    """The level and upright lines of a path, as the boxes around them."""
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_float(), ctypes.c_float()
    start = before = (0.0, 0.0)
    for index in range(min(pdfium.FPDFPath_CountSegments(item), _MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = _placed(matrix, x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        lines = [(before, point)] if kind == pdfium.FPDF_SEGMENT_LINETO else []
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            lines.append((point, start))
        for (x0, y0), (x1, y1) in lines:
            box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            if min(box[2] - box[0], box[3] - box[1]) <= _STRAIGHT:
                yield box
        before = point
