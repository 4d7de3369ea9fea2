"""The graphics state of a PDF page: places, colours and clips, as far as text needs them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from ingest.readers.pdf_fonts import PdfFont

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
"""Left, lower, right and upper edge, in points."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class GraphicsState:
    """What `q` saves and `Q` brings back."""

    ctm: Matrix
    clip: Box | None = None
    white: bool = False  # is the colour of letters and fills white?
    clear: bool = False  # is what is painted transparent?
    colours: str = "grey"  # the kind of colour space that the fill colour is in
    hidden: bool = False  # is it on a layer that is off?
    furniture: bool = False  # is it marked as a page header or footer?
    font: PdfFont | None = None
    size: float = 0.0
    char_spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0

    def copy(self) -> GraphicsState:
        """Another state that is the same."""
        return replace(self)


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does what `first` does and after it what `then` does."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def placed(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a matrix puts a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def box_of(matrix: Matrix, box: Box) -> Box:
    """The upright box around a box that a matrix puts somewhere."""
    left, lower, right, upper = box
    corners = [placed(matrix, x, y) for x in (left, right) for y in (lower, upper)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def common(first: Box | None, second: Box | None) -> Box | None:
    """What two boxes have in common; None is everything."""
    if first is None or second is None:
        return first or second
    return (
        max(first[0], second[0]),
        max(first[1], second[1]),
        min(first[2], second[2]),
        min(first[3], second[3]),
    )


def holds(box: Box, x: float, y: float, margin: float = 0.0) -> bool:
    """Does a point lie in a box, or no further than `margin` points from it?"""
    left, lower, right, upper = box
    return left - margin <= x <= right + margin and lower - margin <= y <= upper + margin


def turned(x: float, y: float, angle: int) -> tuple[float, float]:
    """A point in the frame of writing that is turned by `angle` degrees."""
    if angle == 0:
        return x, y
    if angle == 90:
        return y, -x
    if angle == 270:
        return -y, x
    if angle == 180:
        return -x, -y
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return x * cosine + y * sine, y * cosine - x * sine


def numbers(operands: list[object], count: int) -> list[float]:
    """The first operands as numbers; raises ValueError where they are none."""
    found = [float(value) for value in operands[:count] if isinstance(value, (int, float))]
    if len(found) != count or not all(map(math.isfinite, found)):
        raise ValueError("operands are missing or no numbers")
    return found
