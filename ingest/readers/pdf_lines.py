"""The printed lines of a PDF page, put together from its pieces of writing."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.cleaning import clean
from ingest.readers.hyphens import SOFT_HYPHEN
from ingest.readers.lines import width
from ingest.readers.pdf_direction import in_reading_order, is_right_to_left
from ingest.readers.pdf_writing import Run

_SPACES = re.compile(" {2,}")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_NOTE_MARK = re.compile(r"\s*\d{1,3}(?:\s*,\s*\d{1,3})*\s*")
_LABEL = re.compile(r"\(?\w{1,4}\)")
_SAME_LINE = 0.55  # of the type size: so far letters are raised or lowered on their line
_SIGNS = 0.25  # ems that the vowel signs of a word may seem to leave open
_WIDE = 1.5  # ems: from there on, a gap is more than a space


@dataclass(frozen=True, slots=True)
class PdfLine:
    """One line of a page; `left`, `reach` and `height` are measured in points, from the lower left
    corner of the page or from the left edge of its column.

    `size` is its type size; `apart` tells that its first word stands apart from the rest by more
    than a space, as numbers and bullets do; `emphasis` is how many characters it begins with in
    bold. `margin` is the right edge of its column, 0 for that of the document. `block` numbers
    what the page keeps apart, such as boxes; `furniture` tells that the file calls it a header.
    """

    text: str
    page: int
    left: float
    height: float
    size: float
    bold: bool
    apart: bool = False
    reach: float = 0.0
    emphasis: int = 0
    margin: float = 0.0
    block: int = 0
    furniture: bool = False


@dataclass
class PrintedRow:
    """The runs of writing on one base line, and the gaps between them that are wide."""

    runs: list[Run] = field(default_factory=list)
    low: float = 0.0
    high: float = 0.0

    def takes(self, run: Run) -> bool:
        """Does a run stand on this line too?"""
        if not self.runs:
            return True
        last = self.runs[-1]
        if (run.look.angle, run.look.furniture) != (last.look.angle, last.look.furniture):
            return False
        outside = max(self.low - run.y, run.y - self.high, 0.0)
        return outside <= _SAME_LINE * max(last.size, run.size)

    def add(self, run: Run) -> None:
        """Takes a run in."""
        self.low = min(self.low, run.y) if self.runs else run.y
        self.high = max(self.high, run.y) if self.runs else run.y
        self.runs.append(run)

    def in_order(self) -> list[Run]:
        """Its runs from left to right."""
        return sorted(self.runs, key=lambda run: run.x)

    def parts(self) -> list[PrintedRow]:
        """The line cut at its wide gaps."""
        found: list[PrintedRow] = []
        end = 0.0
        for run in self.in_order():
            if not run.text.strip():
                continue
            if not found or run.x - end > _WIDE * run.size:
                found.append(PrintedRow())
            found[-1].add(run)
            end = max(end, run.end)
        return found

    @property
    def left(self) -> float:
        """Where it begins."""
        return min(run.x for run in self.runs)

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(run.end for run in self.runs)


def printed_rows(runs: Iterable[Run]) -> list[PrintedRow]:
    """Runs gathered to lines, in the order of writing."""
    rows: list[PrintedRow] = []
    for run in runs:
        if not rows or not rows[-1].takes(run):
            rows.append(PrintedRow())
        rows[-1].add(run)
    return rows


def line_of(row: PrintedRow, page: int, block: int = 0) -> PdfLine | None:
    """A row as a line of text, None where nothing is written on it."""
    runs = row.in_order()
    longest = max(runs, key=lambda run: len(run.glyphs))
    runs = [run for run in runs if run is runs[0] or not _is_note_mark(run, longest)]
    inked = [run for run in runs if run.text.strip()]
    if not inked:
        return None
    raw, bold_end = _text(runs)
    text = clean_line(raw)
    if not text:
        return None
    sizes: Counter[float] = Counter()
    bold = 0
    for run in inked:
        length = len(run.text.strip())
        sizes[round(run.size, 1)] += length
        bold += length if run.look.bold else 0
    first = inked[0]
    is_bold = bold > 0.9 * sum(sizes.values())
    emphasis = len(text) if is_bold else len(clean_line(raw[:bold_end]))
    return PdfLine(
        text=text,
        page=page,
        left=first.x,
        height=Counter(round(run.y, 2) for run in inked).most_common(1)[0][0],
        size=sizes.most_common(1)[0][0] or 10.0,
        bold=is_bold,
        apart=_stands_apart(inked),
        reach=max(run.end for run in inked),
        emphasis=emphasis,
        block=block,
        furniture=first.look.furniture,
    )


def clean_line(raw: str) -> str:
    """A line without artefacts; a soft hyphen stays, as only the document tells what it is."""
    parts = [clean(part) for part in raw.split(SOFT_HYPHEN)]
    text = _LIGATURE.sub(_letters, SOFT_HYPHEN.join(parts))
    return _SPACES.sub(" ", text).strip()


def _letters(ligature: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", ligature.group())


def _text(runs: Sequence[Run]) -> tuple[str, int]:
    """The letters of runs from left to right in reading order, and where the bold ones end."""
    glyphs: list[str] = []
    end: float | None = None
    bold_end, still_bold = 0, True
    spaced = any(" " in run.glyphs and is_right_to_left(run.text) for run in runs)
    for run in runs:
        gap = max(run.gap, _SIGNS * run.size) if spaced else run.gap
        parted = end is not None and (run.x - end > gap or _LABEL.fullmatch("".join(glyphs)))
        if parted and glyphs[-1][-1:] != " " != run.glyphs[0]:
            glyphs.append(" ")
        glyphs += [glyph for glyph in run.glyphs if glyph]
        end = run.end if end is None else max(end, run.end)
        if run.text.strip():
            still_bold = still_bold and run.look.bold
        if still_bold:
            bold_end = sum(map(len, glyphs))
    text = "".join(glyphs)
    if is_right_to_left(text):
        return in_reading_order(glyphs), 0
    return text, bold_end


def _is_note_mark(run: Run, longest: Run) -> bool:
    """Is this the small number that refers to a footnote, behind a word of its line?"""
    if run.size >= 0.75 * longest.size or run.y <= longest.y - 0.05 * longest.size:
        return False
    return _NOTE_MARK.fullmatch(run.text) is not None


def _stands_apart(inked: Sequence[Run]) -> bool:
    """Does a short first run (a number, a bullet) keep a distance to the next?"""
    if len(inked) < 2:
        return False
    first, second = inked[0], inked[1]
    label = first.text.strip()
    if len(label) > 10 or " " in label:
        return False
    end = min(first.end, first.x + width(label) * (first.size or 10.0))
    return second.x - end > 0.7 * (first.size or 10.0)
