"""The writing of a PDF page: each piece with its place, as its text operators put it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ingest.readers.pdf_damage import PdfValue
from ingest.readers.pdf_fonts import UNKNOWN, PdfFont, unknown_font
from ingest.readers.pdf_paths import Paths
from ingest.readers.pdf_state import (
    IDENTITY,
    Box,
    GraphicsState,
    Matrix,
    holds,
    numbers,
    times,
    turned,
)

_GAP = 0.6  # of a space: from there on, a gap between letters parts words
_JUMP = 1_000.0  # thousandths of the type size: from there on, a gap is more than a space
_SMALLEST = 0.5  # points of type that anybody can see
_MOST_CONTROLS = 3  # control characters in a run, which no font prints
_MOST_BYTES = 1_000_000  # of letters on a page; a dense one has ten thousand
_MOST_RUNS = 50_000
_FILLED = (0, 4)  # modes of writing that show the fill colour alone
_INVISIBLE = 3
_FAT = 2  # the mode that fills letters and draws their outline too, in place of a bold font


@dataclass(slots=True)
class Run:
    """Letters written in one go: from (`x`, `y`) on the base line to `end`, turned by `angle`.

    `x`, `y` and `end` are in the frame of the writing; `gap` is the distance that parts words.
    `glyphs` are the letters of each code in the order of writing; `at` is the middle of it all on
    the page. `furniture`: the file says that it is a page header or footer.
    """

    glyphs: list[str]
    x: float
    y: float
    end: float
    size: float
    bold: bool
    angle: int
    gap: float
    at: tuple[float, float]
    furniture: bool = False
    invisible: bool = False
    unmapped: bool = False

    @property
    def text(self) -> str:
        """Its letters in the order of writing."""
        return "".join(self.glyphs)


class Writer:
    """Carries out the text operators of a page."""

    def __init__(self, page: Box, paths: Paths) -> None:
        """Writes on what can be seen of the page, over what `paths` painted."""
        self.runs: list[Run] = []
        self.problems: set[str] = set()
        self._page = page
        self._paths = paths
        self._line: Matrix = IDENTITY
        self._matrix: Matrix = IDENTITY
        self._instead: str | None = None
        self._room = _MOST_BYTES

    def replace_by(self, text: str | None) -> None:
        """What follows stands for `text`, as the file says; None: for itself."""
        self._instead = text

    def begin(self, state: GraphicsState, operands: list[PdfValue]) -> None:
        """Begins a text object."""
        self._line = self._matrix = IDENTITY

    def next(self, state: GraphicsState, operands: list[PdfValue]) -> None:
        """Goes to the start of another line."""
        x, y = numbers(operands, 2)
        self._line = self._matrix = times((1.0, 0.0, 0.0, 1.0, x, y), self._line)

    def next_leading(self, state: GraphicsState, operands: list[PdfValue]) -> None:
        """Goes to the start of another line, and further lines keep the distance."""
        state.leading = -float(operands[1])
        self.next(state, operands)

    def next_line(self, state: GraphicsState, operands: list[PdfValue]) -> None:
        """Goes to the start of the next line."""
        self.next(state, [0.0, -state.leading])

    def set_matrix(self, state: GraphicsState, operands: list[PdfValue]) -> None:
        """Goes to any place, turned and scaled in any way."""
        a, b, c, d, e, f = numbers(operands, 6)
        self._line = self._matrix = (a, b, c, d, e, f)

    def show(self, state: GraphicsState, operands: list[PdfValue]) -> None:
        """Writes a string."""
        self._show(state, [operands[0]])

    def show_next(self, state: GraphicsState, operands: list[PdfValue]) -> None:
        """Writes a string on the next line."""
        self.next_line(state, [])
        self._show(state, [operands[-1]])

    def show_spaced(self, state: GraphicsState, operands: list[PdfValue]) -> None:
        """Writes a string on the next line, its words and letters spaced."""
        state.word_spacing, state.char_spacing = numbers(operands, 2)
        self.show_next(state, operands)

    def show_array(self, state: GraphicsState, operands: list[PdfValue]) -> None:
        """Writes strings with moves between them."""
        self._show(state, operands[0])

    def _show(self, state: GraphicsState, pieces: list[PdfValue]) -> None:
        font = state.font or unknown_font()
        if font.damaged:
            self.problems.add("a font is damaged or missing")
        least = _GAP * font.space
        glyphs: list[str] = []
        start = at = 0.0  # in text space
        for piece in pieces:
            if isinstance(piece, (int, float)):
                moved = -float(piece)
                if glyphs and abs(moved) >= _JUMP:
                    self._write(state, font, glyphs, start, at)
                    glyphs = []
                elif glyphs and moved >= least and glyphs[-1] != " ":
                    glyphs.append(" ")
                at += moved / 1000 * state.size * state.stretch
                continue
            data = piece if isinstance(piece, bytes) else getattr(piece, "original_bytes", b"")
            if self._room < len(data):
                self.problems.add("more letters than a page holds")
                data = data[: self._room]
            self._room -= len(data)
            shown = font.glyphs(data)
            if not glyphs:
                start = at
            glyphs += [glyph[0] for glyph in shown]
            width = sum([glyph[1] for glyph in shown]) * font.unit * state.size
            width += state.char_spacing * len(shown)
            if state.word_spacing:
                width += state.word_spacing * sum([glyph[2] for glyph in shown])
            at += width * state.stretch
        if glyphs:
            self._write(state, font, glyphs, start, at)
        self._matrix = times((1.0, 0.0, 0.0, 1.0, at, 0.0), self._matrix)

    def _write(
        self, state: GraphicsState, font: PdfFont, glyphs: list[str], start: float, end: float
    ) -> None:
        """Keeps one run, where anybody can see it."""
        a, b, c, d, e, f = times(self._matrix, state.ctm)
        x0, y0 = a * start + c * state.rise + e, b * start + d * state.rise + f
        x1, y1 = a * end + c * state.rise + e, b * end + d * state.rise + f
        size = abs(state.size) * math.hypot(c, d)
        middle = (x0 + x1) / 2, (y0 + y1) / 2 + 0.3 * size
        if not math.isfinite(x0 + x1 + y0 + y1 + size) or len(self.runs) >= _MOST_RUNS:
            self.problems.add("damaged text")
            return
        if self._instead is not None:
            if not self._instead and self.runs:
                self.runs[-1].end = max(self.runs[-1].end, turned(x1, y1, self.runs[-1].angle)[0])
            glyphs, self._instead = [self._instead], ""
            if not glyphs[0]:
                return
        if sum(map(_is_no_letter, glyphs)) > _MOST_CONTROLS and not font.unmapped:
            self.problems.add("damaged text")
        first = x0, y0 + 0.3 * size
        if not (self._is_seen(state, size, middle) or self._is_seen(state, size, first)):
            return
        angle = round(math.degrees(math.atan2(b, a))) % 360
        if state.size < 0:
            angle = (angle + 180) % 360
        x, y = turned(x0, y0, angle)
        self.runs.append(
            Run(
                glyphs,
                x,
                y,
                turned(x1, y1, angle)[0],
                size,
                font.bold or state.mode == _FAT,
                angle,
                _GAP * font.space * font.unit * size,
                middle,
                state.furniture,
                state.mode == _INVISIBLE,
                font.unmapped,
            )
        )

    def _is_seen(self, state: GraphicsState, size: float, at: tuple[float, float]) -> bool:
        if state.hidden or size < _SMALLEST or not holds(self._page, *at, 2.0):
            return False
        if state.clip is not None and not holds(state.clip, *at, 0.6 * size):
            return False
        if state.mode in _FILLED:
            if state.clear:
                return False
            return not (state.white and self._paths.lies_on_white(*at))
        return True


def _is_no_letter(glyph: str) -> bool:
    return glyph == UNKNOWN or (glyph < " " and glyph not in "\t\n\r")
