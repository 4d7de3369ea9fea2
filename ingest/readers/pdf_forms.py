"""What was filled into the fields of a PDF form, and notes typed onto its pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ingest.cleaning import folded
from ingest.readers.lines import width
from ingest.readers.pdf_damage import PdfValue
from ingest.readers.pdf_state import Box, Matrix, box_of
from ingest.readers.pdf_writing import Run

if TYPE_CHECKING:
    from pypdf import PageObject

_HIDDEN = 0b100010  # flags of annotations that are not shown: hidden, no view
_PUSH_BUTTON, _PASSWORD = 1 << 16, 1 << 13
_MOST = 1_000
_DEEPEST = 20
CHECKED, UNCHECKED = "\u2612", "\u2610"


def field_runs(page: PageObject, base: Matrix) -> list[Run]:
    """The values of all fields of a page, each at the place of its field."""
    runs = []
    for box, text in _values(page):
        left, lower, right, upper = box_of(base, box)
        size = min(12.0, max(4.0, 0.6 * (upper - lower)))
        middle = (left + right) / 2, (lower + upper) / 2
        end = left + width(text) * size
        runs.append(Run([text], left, middle[1] - 0.3 * size, end, size, False, 0, 0.1, middle))
    return runs


def among(runs: Sequence[Run], fields: Sequence[Run]) -> list[Run]:
    """The runs of a page with those of its fields, each behind the words that it stands beside."""
    result = list(runs)
    for field in fields:
        best = None
        for index, run in enumerate(result):
            beside = run.angle == 0 and abs(run.y - field.y) < 0.8 * max(run.size, field.size)
            if beside and (run.x <= field.x or best is None):
                best = index
        if best is not None:
            field.y, field.size = result[best].y, result[best].size
            result.insert(best + 1, field)
            continue
        below = next((i for i, run in enumerate(result) if run.y < field.y), len(result))
        result.insert(below, field)
    return result


def _values(page: PageObject) -> Iterator[tuple[Box, str]]:
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
