"""The pages of a PDF: their lines and tables in reading order, and what could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import TYPE_CHECKING

from ingest.readers.pdf_columns import column_by_column, with_margins
from ingest.readers.pdf_damage import TOO_DEEP, TOO_MUCH, PdfValue, problems_of
from ingest.readers.pdf_direction import is_right_to_left, with_ligatures_settled
from ingest.readers.pdf_drawing import Drawing
from ingest.readers.pdf_forms import among, field_values
from ingest.readers.pdf_lines import PdfLine, line_of, printed_rows
from ingest.readers.pdf_tables import PdfTable, tables_among
from ingest.readers.pdf_writing import UNKNOWN, Box, Run, runs_of, turned

if TYPE_CHECKING:
    import pypdf
    import pypdfium2

_MOST_UNMAPPED = 0.3  # share of letters that no map names, from which on a page is not read
_MOST_CONTROLS = 3  # control characters in a run, which no font prints
_FEW_LETTERS = 15

Item = PdfLine | PdfTable


@dataclass
class PdfPage:
    """What stands on one page (`number` counts from 0), and what of it could not be read."""

    number: int
    items: list[Item] = field(default_factory=list)
    problems: tuple[str, ...] = ()
    is_scan: bool = False
    """Is it a picture without a text layer?"""


def read_page(
    known: pypdf.PageObject | None, drawn: pypdfium2.PdfDocument | None, number: int
) -> PdfPage:
    """One page as pypdf knows it and as pdfium draws it.

    What cannot be read of it is among its problems, never an exception.
    """
    if known is None:
        return PdfPage(number, problems=("could not be read (missing from the page tree)",))
    try:
        problems = problems_of(known)
        if drawn is None or TOO_MUCH in problems:
            return PdfPage(number, problems=_told(problems or {"damaged page"}))
        page = _without_forms(known) if TOO_DEEP in problems else drawn[number]
        try:
            return _read(known, page, number, problems)
        finally:
            page.close()
    except MemoryError:
        raise
    except Exception as error:  # one damaged page must not cost the others
        return PdfPage(number, problems=(f"could not be read (damaged: {type(error).__name__})",))


def _without_forms(known: pypdf.PageObject) -> pypdfium2.PdfPage:
    """A page without its forms: pdfium would paint for ever those that paint themselves."""
    import pypdfium2
    from pypdf import PdfWriter

    writer, data = PdfWriter(), BytesIO()
    writer.add_page(known)
    resources: PdfValue = writer.pages[0]["/Resources"]
    del resources["/XObject"]
    writer.write(data)
    return pypdfium2.PdfDocument(data)[0]


def _told(problems: set[str]) -> tuple[str, ...]:
    return tuple(f"could not be read in full ({problem})" for problem in sorted(problems))


def _read(
    known: pypdf.PageObject, drawn: pypdfium2.PdfPage, number: int, problems: set[str]
) -> PdfPage:
    paper = drawn.get_bbox()
    drawing = Drawing(drawn, paper)
    runs = _once(drawing.visible(runs_of(drawn)))
    with_ligatures_settled(runs)
    letters = sum(len(run.glyphs) for run in runs)
    unmapped = sum(len(run.glyphs) for run in runs if run.unmapped)
    if unmapped > _MOST_UNMAPPED * letters:
        problems.add("its letters cannot be told, its fonts have no Unicode map")
    if any(not run.unmapped and _is_garbled(run) for run in runs):
        problems.add("damaged text")
    few = sum(map(str.isalnum, "".join(run.text for run in runs))) <= _FEW_LETTERS
    is_scan = few and any(map(drawing.covers, drawing.pictures))
    turn = _main_angle(runs)
    upright = [_moved(run, turn, paper) for run in runs if run.look.angle == turn]
    edges = [_on_page(box, turn, paper) for box in drawing.edges]
    fields = [(_on_page(box, turn, paper), text) for box, text in field_values(known)]
    width = turned(paper, turn)[2] - turned(paper, turn)[0]
    items = _items(among(upright, fields), edges, width, number)
    for row in printed_rows([run for run in runs if run.look.angle != turn]):
        line = line_of(row, number, turn - row.runs[0].look.angle - 1)
        items += [line] if line is not None else []
    return PdfPage(number, items, _told(problems), is_scan)


def _items(runs: Sequence[Run], edges: Sequence[Box], width: float, number: int) -> list[Item]:
    items: list[Item] = []
    for block, part in enumerate(tables_among(runs, edges, number)):
        if isinstance(part, PdfTable):
            items.append(part)
            continue
        rows = column_by_column(printed_rows(part))
        for line in (line_of(row, number, block) for row in rows):
            if line is not None:
                items.append(_mirrored(line, width) if is_right_to_left(line.text) else line)
    measured = iter(with_margins([item for item in items if isinstance(item, PdfLine)]))
    return [next(measured) if isinstance(item, PdfLine) else item for item in items]


def _on_page(box: Box, turn: int, paper: Box) -> Box:
    """A box on a page on which writing at the angle `turn` is upright, its lower left corner 0."""
    x, y, _, _ = turned(paper, turn)
    left, lower, right, upper = turned(box, turn)
    return left - x, lower - y, right - x, upper - y


def _moved(run: Run, turn: int, paper: Box) -> Run:
    x, y, _, _ = turned(paper, turn)
    return replace(run, x=run.x - x, y=run.y - y, end=run.end - x)


def _mirrored(line: PdfLine, width: float) -> PdfLine:
    """A line that is written from right to left, measured from the right edge of the page."""
    return replace(line, left=width - line.reach, reach=width - line.left)


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


def _is_garbled(run: Run) -> bool:
    """Does a run hold what no font prints?"""
    controls = sum(letter == UNKNOWN or letter < " " for letter in run.text)
    return controls - run.text.count("\t") > _MOST_CONTROLS


def _main_angle(runs: Sequence[Run]) -> int:
    """The angle at which most of a page is written."""
    angles = Counter[int]()
    for run in runs:
        angles[run.look.angle] += len(run.glyphs)
    return angles.most_common(1)[0][0] if angles else 0


def page_ranges(pages: int, parts: int, least: int = 8) -> Iterator[tuple[int, int]]:
    """Ranges of pages of about the same length, at most `parts`, each of `least` pages or more.

    >>> list(page_ranges(20, 2))
    [(0, 10), (10, 20)]
    """
    parts = max(1, min(parts, pages // least))
    for part in range(parts):
        yield pages * part // parts, pages * (part + 1) // parts
