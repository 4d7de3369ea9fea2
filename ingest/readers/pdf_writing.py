"""The writing of a PDF page: the characters that pdfium finds, put together to runs of one look."""

from __future__ import annotations

import ctypes
import math
import re
import statistics
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from ingest.readers.pdf_direction import is_right_to_left

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

Box = tuple[float, float, float, float]
"""Left, lower, right and upper edge, in points."""

Handle = Any
"""An object of pdfium."""

_BOLD = re.compile(r"bold|black|heavy|demi|[-,]bd\b|\bbx\d", re.IGNORECASE)
_FORCED_BOLD = 1 << 18  # flag of a font
_GAP = 0.14  # ems: from there on, a gap between runs parts words
_JUMP = 1.0  # ems: from there on, a gap between letters is more than a space
_UNSEEN_MODES = (3, 7)  # modes of writing that paint nothing
_FILLED_MODES = (0, 4)  # those that show the fill colour alone
_FAT = 2  # the mode that fills letters and draws their outline too, in place of a bold font
_BRIGHT, _CLEAR = 247, 5  # of 255: paper shows through such colours as if nothing was painted
_SMALLEST = 0.5  # points of type that anybody can see
_MOST_RUNS = 50_000
_SPACE, _HYPHEN = 32, 2  # what pdfium calls a hyphen at the end of a line
UNKNOWN = "\ufffd"


@dataclass(frozen=True, slots=True)
class Look:
    """How the letters of one text object look: angle in degrees, size in points.

    `invisible` says that they are written without ink, `pale` that nothing is seen of them on
    paper; `furniture` that the file calls them a page header or footer.
    """

    font: int
    size: float
    angle: int = 0
    bold: bool = False
    invisible: bool = False
    pale: bool = False
    furniture: bool = False


@dataclass(slots=True)
class Run:
    """Letters in a row: from (`x`, `y`) on the base line to `end`, in the frame of the writing.

    `glyphs` are the letters of each glyph, from left to right as they are seen; `unmapped` tells
    that nothing in the file says which letters its glyphs are.
    """

    glyphs: list[str]
    x: float
    y: float
    end: float
    look: Look
    unmapped: bool = False

    @property
    def text(self) -> str:
        """Its letters as they are seen from left to right."""
        return "".join(self.glyphs)

    @property
    def size(self) -> float:
        """The type size in points."""
        return self.look.size

    @property
    def gap(self) -> float:
        """The distance in points that parts words."""
        return _GAP * self.look.size

    @property
    def at(self) -> tuple[float, float]:
        """The middle of its letters."""
        return (self.x + self.end) / 2, self.y + 0.3 * self.look.size

    @property
    def box(self) -> Box:
        """The place of its small letters on the page."""
        upper = self.y + 0.5 * self.look.size
        return turned((self.x, self.y, self.end, upper), -self.look.angle)


def turned(box: Box, angle: int) -> Box:
    """A box in the frame of writing that is turned by `angle` degrees, to the next quarter."""
    left, lower, right, upper = box
    quarter = round(angle / 90) % 4
    if quarter == 1:
        return lower, -right, upper, -left
    if quarter == 2:
        return -right, -upper, -left, -lower
    if quarter == 3:
        return -upper, left, -lower, right
    return box


_Character = tuple[int, Handle, int, str, Box, bool]
"""Address and handle of its text object, index, letter, place; is there a space before it?"""
Glyph = tuple[str, float, float]
"""Letters that stand in one place, and where along their line that begins and ends."""


def runs_of(page: PdfPage) -> list[Run]:
    """The runs of a page in the order of writing, on its own coordinates."""
    import pypdfium2.raw as pdfium

    textpage = page.get_textpage()
    runs: list[Run] = []
    bold: dict[int, bool] = {}
    x, y = ctypes.c_double(), ctypes.c_double()
    before: Glyph = (" ", 0.0, 0.0)
    for _, characters in groupby(_characters(textpage.raw), key=itemgetter(0)):
        written = list(characters)
        _, written_object, index, *_ = written[0]
        look = _look(textpage.raw, index, written_object, bold)
        unmapped = bool(pdfium.FPDFText_HasUnicodeMapError(textpage.raw, index))
        pdfium.FPDFText_GetCharOrigin(textpage.raw, index, x, y)
        base = turned((x.value, y.value, x.value, y.value), look.angle)[1]
        glyphs = _glyphs(written, look, before)
        before = glyphs[-1]
        glyphs[-1] = _without_overhang(before, written_object, look.size)
        for part in _parts(_spaced_apart(glyphs, _GAP * look.size), _JUMP * look.size):
            left, right = min(glyph[1] for glyph in part), max(glyph[2] for glyph in part)
            if part[-1][1] < part[0][1] or is_right_to_left("".join(glyph[0] for glyph in part)):
                part.sort(key=itemgetter(1))
            runs.append(Run([glyph[0] for glyph in part], left, base, right, look, unmapped))
        if len(runs) > _MOST_RUNS:
            break
    textpage.close()
    return runs


def _characters(handle: Handle) -> Iterator[_Character]:
    """The characters that the file writes, but not those that pdfium adds."""
    import pypdfium2.raw as pdfium

    box, spaced = pdfium.FS_RECTF(), False
    for index in range(pdfium.FPDFText_CountChars(handle)):
        code = pdfium.FPDFText_GetUnicode(handle, index)
        written_object = pdfium.FPDFText_GetTextObject(handle, index)
        if not written_object or pdfium.FPDFText_IsGenerated(handle, index):
            spaced = code == _SPACE
        elif pdfium.FPDFText_GetLooseCharBox(handle, index, box):
            address = ctypes.addressof(written_object.contents)
            place = box.left, box.bottom, box.right, box.top
            letter = "-" if code == _HYPHEN else chr(code) if code else UNKNOWN
            yield address, written_object, index, letter, place, spaced
            spaced = False


def _glyphs(characters: Sequence[_Character], look: Look, before: Glyph) -> list[Glyph]:
    """The glyphs of a text object; `before` is the last one of that before it."""
    glyphs: list[Glyph] = []
    for _, _, _, letter, place, spaced in characters:
        start, _, end, _ = turned(place, look.angle) if look.angle else place
        if glyphs and (
            (start, end) == before[1:] or (letter > "\u02ff" and unicodedata.combining(letter))
        ):
            before = glyphs[-1] = (before[0] + letter, *before[1:])
            continue
        if spaced and letter != " " != before[0]:
            between = start if start >= before[2] - 1 else end
            glyphs.append((" ", between, between))
        before = letter, start, end
        glyphs.append(before)
    return glyphs


def _without_overhang(glyph: Glyph, written_object: Handle, size: float) -> Glyph:
    """The last glyph of an object up to where the next may begin: letters such as f hang over."""
    import pypdfium2.raw as pdfium

    letter, start, end = glyph
    width = ctypes.c_float()
    font = pdfium.FPDFTextObj_GetFont(written_object)
    if len(letter) == 1:
        pdfium.FPDFFont_GetGlyphWidth(font, ord(letter), size, width)
    return letter, start, min(end, start + width.value) if width.value > 0 else end


def _spaced_apart(glyphs: list[Glyph], gap: float) -> list[Glyph]:
    """The glyphs of a text object without spaces that only seem to be between its letters.

    Letters that are spaced evenly seem to leave many. In an object that writes its spaces itself,
    a gap is one only where it is wider than those: what a narrower one parts is "H arbour".
    """
    places = {index for index, glyph in enumerate(glyphs) if glyph[1] == glyph[2]}
    written = [end - start for letter, start, end in glyphs[1:-1] if letter == " " and end > start]
    if not places or (not written and len(places) * 3 < len(glyphs)):
        return glyphs
    inked = [glyph for index, glyph in enumerate(glyphs) if index not in places]
    usual = statistics.median(map(_between, inked, inked[1:])) if len(inked) > 1 else 0.0
    widest = usual + (min(written) if written else gap)
    return [
        glyph
        for index, glyph in enumerate(glyphs)
        if index not in places
        or not 0 < index < len(glyphs) - 1
        or _between(glyphs[index - 1], glyphs[index + 1]) > widest
    ]


def _between(glyph: Glyph, following: Glyph) -> float:
    """How far the next glyph stands from one, in whichever direction they are written."""
    return max(following[1] - glyph[2], glyph[1] - following[2])


def _parts(glyphs: list[Glyph], jump: float) -> Iterator[list[Glyph]]:
    """The glyphs of a text object, cut where more than a space is between two."""
    first, left, right = 0, glyphs[0][1], glyphs[0][2]
    for index, (_, start, end) in enumerate(glyphs):
        if start - right > jump or left - end > jump:
            yield glyphs[first:index]
            first, left, right = index, start, end
        left, right = min(left, start), max(right, end)
    yield glyphs[first:]


def _look(handle: Handle, index: int, pointer: Handle, bold: dict[int, bool]) -> Look:
    """How a text object looks, of which the character at `index` is the first."""
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(handle, index, matrix)
    size = pdfium.FPDFText_GetFontSize(handle, index)
    angle = math.degrees(math.atan2(matrix.b, matrix.a)) + (180 if size < 0 else 0)
    font = pdfium.FPDFTextObj_GetFont(pointer)
    number = ctypes.addressof(font.contents) if font else 0
    if number not in bold:
        bold[number] = bool(font) and _is_bold(font)
    mode = pdfium.FPDFTextObj_GetTextRenderMode(pointer)
    colour = [ctypes.c_uint(0) for _ in range(4)]
    known = pdfium.FPDFPageObj_GetFillColor(pointer, *colour)
    *levels, cover = (part.value for part in colour)
    size = abs(size) * math.hypot(matrix.c, matrix.d)
    return Look(
        number,
        size,
        round(angle) % 360,
        bold[number] or mode == _FAT,
        mode in _UNSEEN_MODES,
        size < _SMALLEST
        or (known and mode in _FILLED_MODES and (cover <= _CLEAR or min(levels) >= _BRIGHT)),
        _is_furniture(pointer),
    )


def _is_bold(font: Handle) -> bool:
    import pypdfium2.raw as pdfium

    name = ctypes.create_string_buffer(200)
    pdfium.FPDFFont_GetBaseFontName(font, name, 200)
    return bool(
        _BOLD.search(name.value.decode("utf-8", "replace"))
        or pdfium.FPDFFont_GetFlags(font) & _FORCED_BOLD
    )


def _is_furniture(pointer: Handle) -> bool:
    """Does the file mark a text as a page header or footer (an artifact that has a type)?"""
    import pypdfium2.raw as pdfium

    for index in range(pdfium.FPDFPageObj_CountMarks(pointer)):
        mark = pdfium.FPDFPageObj_GetMark(pointer, index)
        name, length = ctypes.create_string_buffer(64), ctypes.c_ulong()
        wide = ctypes.cast(name, ctypes.POINTER(pdfium.FPDF_WCHAR))
        pdfium.FPDFPageObjMark_GetName(mark, wide, 64, length)
        if name.raw[: length.value - 2] == "Artifact".encode("utf-16-le"):
            return bool(pdfium.FPDFPageObjMark_CountParams(mark))
    return False
