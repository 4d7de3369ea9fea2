"""Which colours of a PDF are white, and which of its layers are switched off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.readers.pdf_damage import PdfValue

if TYPE_CHECKING:
    from pypdf import PdfReader

_BRIGHT, _FAINT = 0.97, 0.03
_DEVICES = {"/DeviceGray": "grey", "/G": "grey", "/CalGray": "grey", "/DeviceRGB": "rgb"} | {
    "/RGB": "rgb",
    "/CalRGB": "rgb",
    "/DeviceCMYK": "ink",
    "/CMYK": "ink",
    "/Separation": "ink",
    "/DeviceN": "ink",
}


def colour_space(name: PdfValue, definition: PdfValue) -> str:
    """The kind of a colour space: "grey", "rgb", "ink" (more is darker), "" where unknown."""
    if definition is None:
        return _DEVICES.get(str(name), "")
    if not isinstance(definition, list):
        return _DEVICES.get(str(definition), "")
    family = str(definition[0]) if definition else ""
    if family == "/ICCBased":
        profile = definition[1].get_object()
        return {1: "grey", 3: "rgb", 4: "ink"}.get(profile.get("/N"), "")
    return _DEVICES.get(family, "")


def is_white(kind: str, values: list[PdfValue]) -> bool:
    """Does paper show through a colour as if nothing was painted?"""
    levels = [float(value) for value in values if isinstance(value, (int, float))]
    if not levels or len(levels) != len(values):
        return False
    if kind == "ink":
        return max(levels) < _FAINT
    return kind in ("grey", "rgb") and min(levels) > _BRIGHT


class Layers:
    """The layers (optional content) of a file."""

    def __init__(self, reader: PdfReader) -> None:
        """Reads which layers are off when the file is opened."""
        self._off: set[int] = set()
        self._on: set[int] = set()
        self._base_off = False
        try:
            properties = reader.root_object.get("/OCProperties")
            default = properties.get_object()["/D"].get_object() if properties else {}
            self._base_off = default.get("/BaseState") == "/OFF"
            self._off = _numbers(default.get("/OFF"))
            self._on = _numbers(default.get("/ON"))
        except Exception:  # without a readable list, everything is shown
            return

    def hides(self, layer: PdfValue) -> bool:
        """Is a layer, or a membership of several, off?"""
        if layer is None or not (self._off or self._base_off):
            return False
        number = getattr(layer, "idnum", None)
        if number is None:
            reference = getattr(layer, "indirect_reference", None)
            number = getattr(reference, "idnum", None)
        found = layer.get_object()
        if isinstance(found, dict) and found.get("/Type") == "/OCMD":
            return self._hides_all(found)
        if number in self._off:
            return True
        return self._base_off and number not in self._on

    def _hides_all(self, membership: PdfValue) -> bool:
        groups = membership.get("/OCGs")
        if groups is None:
            return False
        if isinstance(groups.get_object(), dict):
            return self.hides(groups)
        verdicts = [self.hides(group) for group in groups.get_object()]
        policy = membership.get("/P", "/AnyOn")
        shown = {
            "/AllOn": not any(verdicts),
            "/AnyOff": any(verdicts),
            "/AllOff": all(verdicts),
        }.get(policy, not all(verdicts))
        return bool(verdicts) and not shown


def _numbers(references: PdfValue) -> set[int]:
    if references is None:
        return set()
    return {reference.idnum for reference in references.get_object() if hasattr(reference, "idnum")}
