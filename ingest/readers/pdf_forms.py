"""What was filled into the fields of a PDF form, and notes typed onto its pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ingest.cleaning import folded
from ingest.readers.lines import width
from ingest.readers.pdf_damage import PdfValue
from ingest.readers.pdf_writing import Box, Look, Run

if TYPE_CHECKING:
    from pypdf import PageObject

_HIDDEN = 0b100010  # flags of annotations that are not shown: hidden, no view
_PUSH_BUTTON, _PASSWORD = 1 << 16, 1 << 13
_MOST = 1_000
_DEEPEST = 20
CHECKED, UNCHECKED = "\u2612", "\u2610"


def among(runs: Sequence[Run], fields: Sequence[tuple[Box, str]]) -> list[Run]:
    """The runs of a page with the values of its fields, each behind the words it stands beside."""
    result = list(runs)
    for (left, lower, _, upper), text in fields:
        size = min(12.0, max(4.0, 0.6 * (upper - lower)))
        base = (lower + upper) / 2 - 0.3 * size
        best = None
        for index, run in enumerate(result):
            beside = abs(run.y - base) < 0.8 * max(run.size, size)
            if beside and (run.x <= left or best is None):
                best = index
        if best is not None:
            base, size = result[best].y, result[best].size
        else:
            best = next((i for i, run in enumerate(result) if run.y < base), len(result)) - 1
        field = Run([text], left, base, left + width(text) * size, Look(0, size))
        result.insert(best + 1, field)
    return result


def field_values(page: PageObject) -> Iterator[tuple[Box, str]]:
    """The values of all fields of a page, each with the place of its field."""
    found = page.get("/Annots")
    annotations = found.get_object() if found is not None else None
    if not isinstance(annotations, list):
        return
    for reference in annotations[:_MOST]:
        try:
            annotation = reference.get_object()
            text = _shown(annotation)
            if text:
                x0, y0, x1, y1 = (float(value) for value in annotation["/Rect"])
                yield (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), text
        except MemoryError:
            raise
        except Exception:  # one damaged field must not cost the others
            continue


def _shown(annotation: PdfValue) -> str:
    """What an annotation shows on the page, "" where that is no text."""
    if not isinstance(annotation, dict) or int(annotation.get("/F", 0)) & _HIDDEN:
        return ""
    if annotation.get("/Subtype") == "/FreeText":
        return folded(str(annotation.get("/Contents", "")))
    if annotation.get("/Subtype") != "/Widget":
        return ""
    kind, flags = _inherited(annotation, "/FT"), int(_inherited(annotation, "/Ff") or 0)
    value = _inherited(annotation, "/V")
    if kind == "/Btn":
        if flags & _PUSH_BUTTON:
            return ""
        state = annotation.get("/AS") or value
        return UNCHECKED if state in (None, "/Off") else CHECKED
    if kind not in ("/Tx", "/Ch") or (kind == "/Tx" and flags & _PASSWORD):
        return ""
    if isinstance(value, list):
        return folded(", ".join(str(part) for part in value))
    if hasattr(value, "get_data"):
        return folded(value.get_data().decode("utf-8", "replace"))
    return folded(str(value)) if value is not None else ""


def _inherited(field: PdfValue, key: str) -> PdfValue:
    """A value of a field, or of the fields it belongs to."""
    for _ in range(_DEEPEST):
        if not isinstance(field, dict):
            return None
        if key in field:
            return field[key].get_object()
        parent = field.get("/Parent")
        field = parent.get_object() if parent is not None else None
    return None
