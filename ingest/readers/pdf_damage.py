"""What of a PDF is damaged, as far as that shows before its text is read."""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from typing import Any

PdfValue = Any
"""Any object of pypdf: a damaged file may hold anything anywhere."""

_FLATE = ("/FlateDecode", "/Fl")
_INDEX_PLACE = re.compile(rb"startxref\s+(\d{1,12})")
_INDEX = re.compile(rb"\s*(?:xref|\d+\s+\d+\s+obj)")
_ASCII85 = ("/ASCII85Decode", "/A85")
_MOST_PARTS = 1_000
_LARGEST = 75_000_000  # pypdf's own limit to what a stream may unfold to


def is_whole(stream: PdfValue) -> bool:
    """Is the data of a stream (or of each in a list) there and undamaged, as far as that shows?

    Only the usual compression carries a check sum.
    """
    from pypdf.filters import ASCII85Decode
    from pypdf.generic import ArrayObject, StreamObject

    try:
        found = stream.get_object()
        if isinstance(found, ArrayObject):
            parts = {getattr(part, "idnum", id(part)): part for part in found[:_MOST_PARTS]}
            return all(is_whole(part) for part in parts.values())
        if not isinstance(found, StreamObject):
            return False
        filters = found.get("/Filter")
        filters = filters.get_object() if filters is not None else []
        names = list(filters) if isinstance(filters, ArrayObject) else [filters]
        data = found._data
        if names and names[0] in _ASCII85:
            data = ASCII85Decode.decode(data)
            del names[0]
        if len(names) != 1 or names[0] not in _FLATE:
            return True
        unfolder = zlib.decompressobj()
        unfolder.decompress(data, _LARGEST)
        return unfolder.eof
    except MemoryError:
        raise
    except Exception:  # zlib, or whatever pypdf raises on damage
        return False


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
