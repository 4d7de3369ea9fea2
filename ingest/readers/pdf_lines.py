"""The printed lines of PDF pages, with their places and looks."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.cleaning import clean
from ingest.errors import UnreadableFile
from ingest.readers.lines import width

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_BOLD = re.compile(r"bold|black|heavy|demi|[-,]bd\b|\bbx\d", re.IGNORECASE)
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_NOTE_MARK = re.compile(r"\s*\d{1,3}(?:\s*,\s*\d{1,3})*\s*")
_MAX_BYTES = 512 * 1024 * 1024

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class PdfLine:
    """One line of a page; `left` and `height` are measured from its lower left corner in points.

    `size` is its type size; `apart` tells that its first word stands apart from the rest by more
    than a space, as numbers and bullets do.
    """

    text: str
    page: int
    left: float
    height: float
    size: float
    bold: bool
    apart: bool = False
    reach: float = 0.0


@dataclass
class _Fragment:
    text: str
    x: float
    y: float
    size: float
    bold: bool


@dataclass
class _Gathered:
    """Fragments of the line that is being read, and the lines so far."""

    page: int
    fragments: list[_Fragment] = field(default_factory=list)
    lines: list[PdfLine] = field(default_factory=list)

    def end_line(self) -> None:
        line = _line(self.fragments, self.page)
        if line is not None:
            self.lines.append(line)
        self.fragments = []


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
        if not len(reader.pages):
            raise UnreadableFile(path, "is a PDF without pages")
    except UnreadableFile:
        raise
    except DependencyError:
        raise UnreadableFile(
            path, "is encrypted in a way that cannot be read; save it without protection"
        ) from None
    except (PyPdfError, RecursionError):
        raise UnreadableFile(path, "is a damaged PDF; open it and save it again") from None
    except Exception as error:  # pypdf meets damage with whatever Python raises on it
        reason = f"is a damaged PDF ({type(error).__name__}); open it and save it again"
        raise UnreadableFile(path, reason) from None
    return reader


def page_lines(reader: PdfReader, first: int, last: int) -> list[PdfLine]:
    """The lines of the 0-based pages `first` up to but without `last`, in reading order.

    A page that pypdf cannot read has none.
    """
    lines: list[PdfLine] = []
    for number in range(first, last):
        try:
            lines.extend(_lines(reader.pages[number], number))
        except MemoryError:
            raise
        except Exception:  # one damaged page must not cost the others
            continue
    return lines


def _lines(page: PageObject, number: int) -> list[PdfLine]:
    gathered = _Gathered(number)

    def visit(
        text: str, cm: list[float], tm: list[float], font: object, size: float | None
    ) -> None:
        if not text:
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = abs(tm[3] * cm[3] + tm[2] * cm[1]) or abs(tm[1] * cm[2]) or 1.0
        bold = _is_bold(font)
        for place, part in enumerate(text.split("\n")):
            if place:
                gathered.end_line()
            if part:
                gathered.fragments.append(_Fragment(part, x, y, (size or 0.0) * scale, bold))

    page.extract_text(visitor_text=visit)
    gathered.end_line()
    return gathered.lines


def _is_note_mark(fragment: _Fragment, line: Sequence[_Fragment]) -> bool:
    """Is this the small number that refers to a footnote, behind a word of the line?"""
    if not _NOTE_MARK.fullmatch(fragment.text) or fragment is line[0]:
        return False
    around = max(line, key=lambda other: len(other.text))
    return fragment.size < 0.75 * around.size and fragment.y > around.y - 0.05 * around.size


def _letters(ligature: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", ligature.group())


def _is_bold(font: object) -> bool:
    name = font.get("/BaseFont", "") if isinstance(font, dict) else ""
    return bool(_BOLD.search(str(name)))


def _line(fragments: Sequence[_Fragment], page: int) -> PdfLine | None:
    fragments = [f for f in fragments if not _is_note_mark(f, fragments)]
    text = _LIGATURE.sub(_letters, clean("".join(fragment.text for fragment in fragments)))
    text = unicodedata.normalize("NFC", text)
    inked = [fragment for fragment in fragments if fragment.text.strip()]
    if not text.strip() or not inked:
        return None
    sizes: Counter[float] = Counter()
    bold = 0
    for fragment in inked:
        length = len(fragment.text.strip())
        sizes[round(fragment.size, 1)] += length
        bold += length if fragment.bold else 0
    first = inked[0]
    return PdfLine(
        text=" ".join(text.split(" ")).strip(),
        page=page,
        left=first.x,
        height=first.y,
        size=sizes.most_common(1)[0][0] or 10.0,
        bold=bold > 0.9 * sum(sizes.values()),
        apart=_stands_apart(inked),
        reach=inked[-1].x + width(inked[-1].text.strip()) * inked[-1].size,
    )


def _stands_apart(inked: Sequence[_Fragment]) -> bool:
    """Does a short first fragment (a number, a bullet) keep a distance to the next?"""
    if len(inked) < 2:
        return False
    first, second = inked[0], inked[1]
    label = first.text.strip()
    if len(label) > 10 or " " in label:
        return False
    distance = second.x - (first.x + width(label) * (first.size or 10.0))
    return distance > 0.7 * (first.size or 10.0)


def page_ranges(pages: int, parts: int, least: int = 8) -> Iterator[tuple[int, int]]:
    """Ranges of pages of about the same length, at most `parts`, each of `least` pages or more.

    >>> list(page_ranges(20, 2))
    [(0, 10), (10, 20)]
    """
    parts = max(1, min(parts, pages // least))
    for part in range(parts):
        yield pages * part // parts, pages * (part + 1) // parts
