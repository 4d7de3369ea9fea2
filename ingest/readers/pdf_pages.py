"""The pages of a PDF: their lines and tables in reading order, and what could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ingest.readers.pdf_colours import Layers
from ingest.readers.pdf_columns import column_by_column, with_margins
from ingest.readers.pdf_content import Interpreter
from ingest.readers.pdf_damage import PdfValue
from ingest.readers.pdf_direction import is_right_to_left
from ingest.readers.pdf_fonts import Fonts
from ingest.readers.pdf_forms import among, field_runs
from ingest.readers.pdf_lines import PdfLine, line_of, printed_rows
from ingest.readers.pdf_state import IDENTITY, Box, Matrix, box_of, times
from ingest.readers.pdf_tables import PdfTable, tables_among
from ingest.readers.pdf_writing import Run

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_MOST_UNMAPPED = 0.3  # share of letters that no map names, from which on a page is not read
_FEW_LETTERS = 15
_LETTER_PAPER: Box = (0.0, 0.0, 612.0, 792.0)

Item = PdfLine | PdfTable


@dataclass
class PdfPage:
    """What stands on one page (`number` counts from 0), and what of it could not be read."""

    number: int
    items: list[Item] = field(default_factory=list)
    problems: tuple[str, ...] = ()
    is_scan: bool = False
    """Is it a picture without a text layer?"""


class PageReader:
    """Reads pages of one file; fonts and layers are looked up once."""

    def __init__(self, reader: PdfReader) -> None:
        """Reads from a file that pypdf has opened."""
        self._reader = reader
        self._fonts = Fonts()
        self._layers = Layers(reader)

    def read(self, page: PageObject | None, number: int) -> PdfPage:
        """One page; what cannot be read of it is among its problems, never an exception."""
        if page is None:
            return PdfPage(number, problems=("could not be read (missing from the page tree)",))
        try:
            return self._read(page, number)
        except MemoryError:
            raise
        except Exception as error:  # one damaged page must not cost the others
            return PdfPage(
                number, problems=(f"could not be read (damaged: {type(error).__name__})",)
            )

    def _read(self, page: PageObject, number: int) -> PdfPage:
        from pypdf.generic import DictionaryObject

        base, box = _upright(page)
        found = page.get("/Contents")
        content = found.get_object() if found is not None else None
        resources = page.get("/Resources")
        resources = resources.get_object() if resources is not None else None
        if not isinstance(resources, DictionaryObject):
            resources = DictionaryObject()
        painted = Interpreter(self._reader, self._fonts, self._layers, base, box)
        if content is None or not hasattr(content, "get_object") or _is_null(content):
            painted.problems.add("its content is missing")
        else:
            painted.run(content, resources)
            turn = _main_angle(painted.writer.runs)
            if turn:
                base, box = _turned_page(base, box, turn)
                painted = Interpreter(self._reader, self._fonts, self._layers, base, box)
                painted.run(content, resources)
        return _composed(painted, page, number, base, box)


def _composed(
    painted: Interpreter, page: PageObject, number: int, base: Matrix, box: Box
) -> PdfPage:
    paths = painted.paths
    runs = [r for r in painted.writer.runs if not r.invisible or paths.lies_on_scan(*r.at)]
    runs = among(_once(runs), field_runs(page, base))
    problems = painted.problems | painted.writer.problems
    letters = sum(len(run.glyphs) for run in runs)
    unmapped = sum(len(run.glyphs) for run in runs if run.unmapped)
    if unmapped > _MOST_UNMAPPED * letters:
        problems.add("its letters cannot be told, its fonts have no Unicode map")
    items = _items(runs, painted, number, box)
    few = sum(map(str.isalnum, "".join(run.text for run in runs))) <= _FEW_LETTERS
    is_scan = few and any(_covers(picture, box) for picture in paths.pictures)
    told = tuple(f"could not be read in full ({problem})" for problem in sorted(problems))
    return PdfPage(number, items, told, is_scan)


def _items(runs: Sequence[Run], painted: Interpreter, number: int, box: Box) -> list[Item]:
    upright = [run for run in runs if run.angle == 0]
    items: list[Item] = []
    for block, part in enumerate(tables_among(upright, painted.paths.edges, number)):
        if isinstance(part, PdfTable):
            items.append(part)
            continue
        rows = column_by_column(printed_rows(part))
        items += [line for row in rows if (line := line_of(row, number, block)) is not None]
    width = box[2] - box[0]
    items = [_mirrored(item, width) if _is_backwards(item) else item for item in items]
    measured = iter(with_margins([item for item in items if isinstance(item, PdfLine)]))
    items = [next(measured) if isinstance(item, PdfLine) else item for item in items]
    for row in printed_rows([run for run in runs if run.angle != 0]):
        line = line_of(row, number, -row.runs[0].angle)
        if line is not None:
            items.append(line)
    return items


def _is_backwards(item: Item) -> bool:
    return isinstance(item, PdfLine) and is_right_to_left(item.text)


def _mirrored(item: Item, width: float) -> Item:
    """A line that is written from right to left, measured from the right edge of the page."""
    if isinstance(item, PdfLine):
        return replace(item, left=width - item.reach, reach=width - item.left)
    return item


def _once(runs: Sequence[Run]) -> list[Run]:
    """Each run once: some programs print letters twice to make them look bold."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for run in runs:
        key = (run.text, round(run.x / 2), round(run.y / 2))
        if key not in seen or not run.text.strip():
            kept.append(run)
        seen.add(key)
    return kept


def _covers(picture: Box, page: Box) -> bool:
    """Does a picture take a good part of the page?"""
    area = (page[2] - page[0]) * (page[3] - page[1])
    return (picture[2] - picture[0]) * (picture[3] - picture[1]) > 0.15 * area


def _is_null(content: PdfValue) -> bool:
    from pypdf.generic import ArrayObject, StreamObject

    return not isinstance(content, (ArrayObject, StreamObject))


def _upright(page: PageObject) -> tuple[Matrix, Box]:
    """The matrix that shows a page as it is read, its lower left corner at 0, and its outline."""
    box = _LETTER_PAPER
    for name in ("/CropBox", "/MediaBox"):
        try:
            edges: PdfValue = page[name]
            x0, y0, x1, y1 = (float(value) for value in edges)
        except Exception:  # none, or a damaged one
            continue
        if abs(x1 - x0) > 1 and abs(y1 - y0) > 1:
            box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            break
    moved = times(IDENTITY, (1.0, 0.0, 0.0, 1.0, -box[0], -box[1]))
    outline = (0.0, 0.0, box[2] - box[0], box[3] - box[1])
    try:
        turn = int(page.get("/Rotate", 0)) % 360
    except (TypeError, ValueError):
        turn = 0
    return _turned_page(moved, outline, -turn % 360) if turn else (moved, outline)


def _turned_page(base: Matrix, box: Box, angle: int) -> tuple[Matrix, Box]:
    """A page on which what was written at an angle of 90, 180 or 270 degrees is upright."""
    turn: dict[int, Matrix] = {
        90: (0.0, -1.0, 1.0, 0.0, 0.0, 0.0),
        180: (-1.0, 0.0, 0.0, -1.0, 0.0, 0.0),
        270: (0.0, 1.0, -1.0, 0.0, 0.0, 0.0),
    }
    if angle not in turn:
        return base, box
    left, lower, right, upper = box_of(turn[angle], box)
    base = times(times(base, turn[angle]), (1.0, 0.0, 0.0, 1.0, -left, -lower))
    return base, (0.0, 0.0, right - left, upper - lower)


def _main_angle(runs: Sequence[Run]) -> int:
    """The angle at which most of a page is written."""
    angles = Counter[int]()
    for run in runs:
        angles[run.angle] += len(run.glyphs)
    return angles.most_common(1)[0][0] if angles else 0


def page_ranges(pages: int, parts: int, least: int = 8) -> Iterator[tuple[int, int]]:
    """Ranges of pages of about the same length, at most `parts`, each of `least` pages or more.

    >>> list(page_ranges(20, 2))
    [(0, 10), (10, 20)]
    """
    parts = max(1, min(parts, pages // least))
    for part in range(parts):
        yield pages * part // parts, pages * (part + 1) // parts
