"""Fonts of a PDF: which letters its codes stand for, and how wide they print.

The maps come from pypdf. Fonts are kept, as most pages of a file use the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.readers.pdf_damage import PdfValue, is_whole

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject
    from pypdf.generic._font import Font

_BOLD = re.compile(r"bold|black|heavy|demi|[-,]bd\b|\bbx\d", re.IGNORECASE)
_BOLD_WEIGHT = 600
UNKNOWN = "\ufffd"

Glyph = tuple[str, float, bool]
"""What a code prints: its letters, its width in thousandths of the type size, is it a space."""


@dataclass
class PdfFont:
    """One font; `unmapped` tells that nothing in the file says which letters its glyphs are."""

    font: Font | None
    bold: bool
    unmapped: bool
    damaged: bool = False
    space: float = 250.0
    unit: float = 0.001
    _glyphs: dict[int | str, Glyph] = field(default_factory=dict)

    def glyphs(self, data: bytes) -> list[Glyph]:
        """What the codes in `data` print, in order."""
        if self.font is None:
            return [(UNKNOWN, 500.0, False)] * len(data)
        known = self._glyphs
        encoding = self.font.encoding
        if isinstance(encoding, dict):
            return [known.get(code) or self._simple(code, encoding) for code in data]
        try:
            codes = data.decode(encoding, "surrogatepass")
        except UnicodeDecodeError:
            codes = data.decode(encoding, "replace")
        return [known.get(code) or self._composite(code) for code in codes]

    def _simple(self, code: int, encoding: dict[int, str]) -> Glyph:
        raw = encoding.get(code, chr(code))
        glyph = self._glyph(self._mapped(raw), chr(code), code == 32)
        self._glyphs[code] = glyph
        return glyph

    def _composite(self, code: str) -> Glyph:
        glyph = self._glyph(self._mapped(code), code, False)
        self._glyphs[code] = glyph
        return glyph

    def _mapped(self, raw: str) -> str:
        if self.font is None:
            return UNKNOWN
        return str(self.font.character_map.get(raw, raw))

    def _glyph(self, text: str, key: str, is_space: bool) -> Glyph:
        width = self.space
        if self.font is not None and key != self.font.space_char:
            width = float(self.font.get_text_width(key))
        return text, width, is_space


class Fonts:
    """The fonts of one file, each read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], PdfFont] = {}

    def named(self, resources: DictionaryObject) -> dict[str, PdfFont]:
        """The fonts that content with these resources may use, by the names it uses."""
        found: dict[str, PdfFont] = {}
        try:
            table = resources.get("/Font")
            table = table.get_object() if table is not None else None
            entries = dict(table.items()) if isinstance(table, dict) else {}
        except Exception:  # damaged resources: the fonts are unknown
            return found
        for name, reference in entries.items():
            idnum = getattr(reference, "idnum", None)
            key = (idnum, getattr(reference, "generation", 0)) if idnum is not None else None
            if key is not None and key in self._known:
                found[name] = self._known[key]
                continue
            found[name] = _read(reference)
            if key is not None:
                self._known[key] = found[name]
        return found


def unknown_font() -> PdfFont:
    """The font in place of one that the file names but does not have."""
    return PdfFont(None, bold=False, unmapped=True, damaged=True)


def _read(reference: PdfValue) -> PdfFont:
    from pypdf.generic import DictionaryObject
    from pypdf.generic._font import Font

    try:
        resource = reference.get_object()
        if not isinstance(resource, DictionaryObject):
            return unknown_font()
        font = Font.from_font_resource(resource)
        mapped = "/ToUnicode" in resource
        damaged = mapped and not _has_map(resource, font)
        return PdfFont(
            font,
            bold=_is_bold(font),
            unmapped=damaged or (not mapped and _is_unmapped(resource, font)),
            damaged=damaged,
            space=float(font.space_width),
            unit=_unit(resource),
        )
    except MemoryError:
        raise
    except Exception:  # pypdf meets damage with whatever Python raises on it
        return unknown_font()


def _has_map(resource: DictionaryObject, font: Font) -> bool:
    """Could the font's Unicode map be read? A standard encoding does without."""
    if isinstance(font.encoding, dict) and "/Encoding" in resource:
        return True
    stream = resource["/ToUnicode"]
    return is_whole(stream) and len(font.character_map) > 0


def _is_unmapped(resource: DictionaryObject, font: Font) -> bool:
    """Are the codes of a font numbers of glyphs, which nothing in the file names?"""
    if not font.interpretable:
        return True
    if resource.get("/Subtype") != "/Type0" or font.character_map:
        return False
    return str(resource.get("/Encoding", "")).startswith("/Identity")


def _is_bold(font: Font) -> bool:
    if _BOLD.search(font.name):
        return True
    try:
        return float(font.font_descriptor.weight) >= _BOLD_WEIGHT
    except (TypeError, ValueError):
        return False


def _unit(resource: DictionaryObject) -> float:
    """Ems of one unit of width: a thousandth, but for fonts whose glyphs are drawings."""
    if resource.get("/Subtype") == "/Type3" and "/FontMatrix" in resource:
        matrix: PdfValue = resource["/FontMatrix"]
        return abs(float(matrix[0])) or 0.001
    return 0.001
