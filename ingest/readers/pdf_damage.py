"""What of a PDF is damaged, as far as that shows before its text is read.

pdfium reads on over whatever it cannot read, without a word; what a page is made of is therefore
checked with pypdf.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PageObject

PdfValue = Any
"""Any object of pypdf: a damaged file may hold anything anywhere."""

TOO_MUCH, TOO_DEEP = "too long a content stream", "too many forms within forms"
_DAMAGED = "damaged content stream"
_INDEX_PLACE = re.compile(rb"startxref\s+(\d{1,12})")
_INDEX = re.compile(rb"\s*(?:xref|\d+\s+\d+\s+obj)")
_FONT_USED = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+[-+.\d]+\s+Tf\b")
_PART_USED = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_MOST_PARTS = 1_000
_LARGEST = 16_000_000  # bytes of content on a page; a dense one has a hundred thousand
_DEEPEST = 12  # forms within forms
# How many operands the operators of ISO 32000-1, annex A, take; -1 for any number.
_OPERANDS = {
    **dict.fromkeys("q Q BT ET T* S s f F f* B B* b b* n W W* h EMC BX EX".split(), 0),
    **dict.fromkeys("gs g G cs CS sh Do BMC MP Tj TJ ' Tc Tw Tz TL Ts Tr w J j M ri i".split(), 1),
    **dict.fromkeys("d m l Tf Td TD BDC DP d0".split(), 2),
    **dict.fromkeys("rg RG".split(), 3) | dict.fromkeys("k K re v y".split(), 4),
    **dict.fromkeys("c cm Tm d1".split(), 6) | {'"': 3},
    **dict.fromkeys(["sc", "SC", "scn", "SCN", "INLINE IMAGE"], -1),
}


def problems_of(page: PageObject) -> set[str]:
    """What a page is made of and cannot be read."""
    content = _object(page.get("/Contents"))
    if not isinstance(content, (dict, list)):
        return {"its content is missing"}
    problems: set[str] = set()
    _check(content, _object(page.get("/Resources")), problems, [_LARGEST], 1, frozenset())
    return problems


def _check(
    content: PdfValue,
    resources: PdfValue,
    problems: set[str],
    room: list[int],
    times: int,
    inside: frozenset[int],
) -> None:
    """Adds what is wrong with a content stream, and with the fonts and forms that it uses.

    It is painted so many `times`. `room` is how many bytes the page may still have, `inside` are
    the forms around this one.
    """
    data = _data(content, problems, room[0])
    room[0] -= (len(data) + 1) * times
    if room[0] <= 0:
        problems.add(TOO_MUCH)
        return
    fonts, parts = (_object(_entry(resources, key)) for key in ("/Font", "/XObject"))
    for name in {found.group(1).decode("latin-1") for found in _FONT_USED.finditer(data)}:
        if not _is_sound_font(_object(_entry(fonts, f"/{name}"))):
            problems.add("a font is damaged or missing")
    for name, count in Counter(_PART_USED.findall(data)).items():
        part = _object(_entry(parts, f"/{name.decode('latin-1')}"))
        if not isinstance(part, dict):
            problems.add("a part is missing")
        elif part.get("/Subtype") == "/Form":
            if id(part) in inside or len(inside) >= _DEEPEST:
                problems.add(TOO_DEEP)
                continue
            own = _object(part.get("/Resources"))
            inner = own if isinstance(own, dict) else resources
            _check(part, inner, problems, room, times * count, inside | {id(part)})


def _data(content: PdfValue, problems: set[str], most: int) -> bytes:
    """Up to `most` bytes of the content of a stream, or of several."""
    from pypdf.generic import ContentStream

    parts = [content] if isinstance(content, dict) else content[:_MOST_PARTS]
    data = []
    for part in map(_object, parts):
        found, is_whole = _unfolded(part, most)
        most -= len(found)
        data.append(found)
        try:
            if is_whole is None:
                operations = ContentStream(part, None, "bytes").operations
                is_whole = all(map(_is_sound, operations))
        except Exception:  # pypdf meets damage with whatever Python raises on it
            is_whole = False
        if most <= 0:
            break
        if not is_whole:
            problems.add(_DAMAGED)
    return b"\n".join(data)


def _unfolded(stream: PdfValue, most: int) -> tuple[bytes, bool | None]:
    """Up to `most` bytes of a stream, and whether they are all there and undamaged.

    None: nothing tells, as only the usual compression carries a check sum.
    """
    from pypdf.filters import ASCII85Decode
    from pypdf.generic import StreamObject

    try:
        if not isinstance(stream, StreamObject):
            return b"", False
        filters = _object(stream.get("/Filter"))
        names = list(filters) if isinstance(filters, list) else [filters] if filters else []
        data = stream._data
        if names and names[0] in ("/ASCII85Decode", "/A85"):
            data = ASCII85Decode.decode(data)
            del names[0]
        if names in (["/FlateDecode"], ["/Fl"]):
            unfolder = zlib.decompressobj()
            data = unfolder.decompress(data, max(1, most))
            return data, unfolder.eof
        data = stream.get_data() if names else bytes(data)
        return data[:most], None if len(data) < most else False
    except MemoryError:
        raise
    except Exception:  # zlib, or whatever pypdf raises on damage
        return b"", False


def _is_sound(operation: tuple[PdfValue, bytes]) -> bool:
    operands, operator = operation
    count = _OPERANDS.get(operator.decode("latin-1"))
    return count is not None and (count < 0 or count == len(operands))


def _is_sound_font(font: PdfValue) -> bool:
    """Is a font there, and its map of letters undamaged where it needs one?"""
    if not isinstance(font, dict):
        return False
    if "/ToUnicode" not in font or ("/Encoding" in font and font.get("/Subtype") != "/Type0"):
        return True
    letters = _object(font.get("/ToUnicode"))
    if isinstance(letters, str):  # the name of a map that every reader has
        return True
    data, is_whole = _unfolded(letters, _LARGEST)
    return is_whole is not False and b"beginbf" in data


def _entry(table: PdfValue, key: str) -> PdfValue:
    return table.get(key) if isinstance(table, dict) else None


def _object(value: PdfValue) -> PdfValue:
    """What a reference refers to, None where that is nothing."""
    try:
        return value.get_object() if value is not None else None
    except MemoryError:
        raise
    except Exception:  # pypdf meets damage with whatever Python raises on it
        return None


def has_index(path: Path) -> bool:
    """Does the end of the file say where its index is, and is it there?

    Where bytes were lost or added, it is not, and pypdf searches for the objects.
    """
    with path.open("rb") as file:
        start = max(0, file.read(1024).find(b"%PDF-"))
        file.seek(max(0, path.stat().st_size - 2048))
        told = _INDEX_PLACE.findall(file.read())
        if not told:
            return False
        for before in {0, start}:
            file.seek(int(told[-1]) + before)
            if _INDEX.match(file.read(40)):
                return True
    return False
