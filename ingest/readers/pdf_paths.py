"""The lines and boxes that a PDF page paints: ruling lines, coloured grounds, clips."""

from __future__ import annotations

from collections import deque

from ingest.readers.pdf_damage import PdfValue
from ingest.readers.pdf_state import (
    Box,
    GraphicsState,
    box_of,
    common,
    holds,
    numbers,
    placed,
)

_THIN = 3.0  # points: a filled box so thin is a line
_MOST_EDGES = 20_000
_MOST_GROUNDS, _MOST_PICTURES = 2_000, 500  # on one page; of more, the latest count


class Paths:
    """The path under construction, and what was made of those before.

    `edges` are straight upright or level lines; `pictures` are the places of images.
    """

    def __init__(self, page: Box) -> None:
        """Starts without any; `page` is what can be seen of the page."""
        self.edges: list[Box] = []
        self.pictures: list[Box] = []
        self._page = page
        self._boxes: list[Box] = []
        self._lines: list[Box] = []
        self._point: tuple[float, float] | None = None
        self._clips = False
        self._grounds: deque[tuple[Box, bool]] = deque(maxlen=_MOST_GROUNDS)

    def rectangle(self, state: GraphicsState, operands: list[PdfValue]) -> None:
        """Adds a rectangle to the path."""
        x, y, width, height = numbers(operands, 4)
        self._boxes.append(box_of(state.ctm, (x, y, x + width, y + height)))

    def move(self, state: GraphicsState, operands: list[PdfValue]) -> None:
        """Begins a part of the path at a point."""
        x, y = numbers(operands, 2)
        self._point = placed(state.ctm, x, y)

    def line(self, state: GraphicsState, operands: list[PdfValue]) -> None:
        """Adds a line, or a curve as the line to its end."""
        x, y = numbers(operands[-2:], 2)
        point = placed(state.ctm, x, y)
        if self._point is not None:
            (x0, y0), (x1, y1) = self._point, point
            self._lines.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
        self._point = point

    def clip(self, state: GraphicsState, operands: list[PdfValue]) -> None:
        """Makes the path the border of what can be seen, once it ends."""
        self._clips = True

    def stroke(self, state: GraphicsState, operands: list[PdfValue]) -> None:
        """Draws the path."""
        if not state.hidden:
            for line in self._lines:
                if min(line[2] - line[0], line[3] - line[1]) <= 1.0:
                    self._edge(line)
            for box in self._boxes:
                self._frame(box)
        self.end(state, operands)

    def fill(self, state: GraphicsState, operands: list[PdfValue]) -> None:
        """Fills the path."""
        self._fill(state)
        self.end(state, operands)

    def fill_and_stroke(self, state: GraphicsState, operands: list[PdfValue]) -> None:
        """Fills the path and draws it."""
        self._fill(state)
        self.stroke(state, operands)

    def end(self, state: GraphicsState, operands: list[PdfValue]) -> None:
        """Ends the path without painting it."""
        if self._clips:
            around = _around([*self._boxes, *self._lines])
            if around is not None:
                state.clip = common(state.clip, around)
        self._boxes, self._lines, self._point, self._clips = [], [], None, False

    def shade(self, state: GraphicsState, operands: list[PdfValue]) -> None:
        """Fills all that can be seen with a shading."""
        self._ground(state.clip or self._page, False)

    def picture(self, state: GraphicsState, operands: list[PdfValue]) -> None:
        """Puts an image into the unit square."""
        box = common(common(box_of(state.ctm, (0, 0, 1, 1)), state.clip), self._page)
        if box is not None and box[2] - box[0] > 2 and box[3] - box[1] > 2:
            if len(self.pictures) < _MOST_PICTURES:
                self.pictures.append(box)
            self._ground(box, False)

    def lies_on_white(self, x: float, y: float) -> bool:
        """Is the ground under a point bare paper, or painted white?"""
        for box, white in reversed(self._grounds):
            if holds(box, x, y):
                return white
        return True

    def lies_on_scan(self, x: float, y: float) -> bool:
        """Does a point lie on a picture that takes a good part of the page?"""
        area = (self._page[2] - self._page[0]) * (self._page[3] - self._page[1])
        return any(
            holds(box, x, y, 5) and (box[2] - box[0]) * (box[3] - box[1]) > 0.15 * area
            for box in self.pictures
        )

    def _fill(self, state: GraphicsState) -> None:
        if state.hidden or state.clear:
            return
        around = _around(self._lines)
        for box in [*self._boxes, *([around] if around else [])]:
            self._ground(box, state.white)
            if not state.white:
                self._frame(box)

    def _frame(self, box: Box) -> None:
        """A box as ruling lines: its four sides, or itself where it is as thin as a line."""
        left, lower, right, upper = box
        if min(right - left, upper - lower) > _THIN:
            self._edge((left, lower, right, lower))
            self._edge((left, upper, right, upper))
            self._edge((left, lower, left, upper))
            self._edge((right, lower, right, upper))
        else:
            self._edge(box)

    def _edge(self, line: Box) -> None:
        if max(line[2] - line[0], line[3] - line[1]) > _THIN and len(self.edges) < _MOST_EDGES:
            self.edges.append(line)

    def _ground(self, box: Box, white: bool) -> None:
        self._grounds.append((box, white))


def _around(boxes: list[Box]) -> Box | None:
    if not boxes:
        return None
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
