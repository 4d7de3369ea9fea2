"""The text inside a Word paragraph, as it is printed with tracked changes accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.readers.docx_numbering import W, value, whole
from ingest.readers.docx_styles import is_on
from ingest.wordlists import word_set

if TYPE_CHECKING:
    from ingest.readers.xml import Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_BOX = f"{W}txbxContent"
# What tracked changes take out, and what is no text of the paragraph.
_SKIPPED = frozenset(
    f"{W}{name}"
    for name in word_set(
        "del moveFrom instrText delText delInstrText pPr rPr sdtPr sdtEndPr commentReference "
        "footnoteRef endnoteRef annotationRef rt"
    )
)
_CHARACTERS = {
    "tab": "\t",
    "ptab": "\t",
    "cr": "\n",
    "noBreakHyphen": "-",
    "softHyphen": "",
    "lastRenderedPageBreak": "",
}
# The Symbol font's characters that documents insert by code.
_SYMBOLS = {0x2D: "–", 0xA7: "•", 0xA8: "•", 0xB7: "•", 0xBE: "—", 0xB0: "°", 0xB1: "±", 0xFC: "✓"}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look, a text box or the notes it refers to.

    `bold` is None where the paragraph's style decides.
    """

    text: str
    bold: bool | None = None
    hidden: bool = False
    box: Element | None = None
    notes: tuple[tuple[str, str], ...] = ()


def runs(paragraph: Element) -> Iterator[Run]:
    """The runs of a paragraph; the code of fields and all that is deleted left out."""
    fields: list[bool] = []  # of each open field: are we still in its code?
    for element in _leaves(paragraph):
        if element.tag == f"{W}fldChar":
            kind = element.get(f"{W}fldCharType")
            if kind == "begin":
                fields.append(True)
                if chosen := _chosen(element):
                    yield Run(chosen)
            elif kind == "separate" and fields:
                fields[-1] = False
            elif kind == "end" and fields:
                fields.pop()
        elif not any(fields):
            run = _run(element)
            if run is not None:
                yield run


def _leaves(parent: Element) -> Iterator[Element]:
    """Elements that carry text, in order, of the alternatives only the first."""
    for element in parent.iterchildren("*"):
        tag = element.tag
        if tag in _SKIPPED or (tag == f"{W}sdt" and is_placeholder(element)):
            continue
        if tag == f"{_MC}AlternateContent":
            chosen = element.find(f"{_MC}Choice")
            if chosen is None or next(chosen.iter(_BOX, f"{W}t"), None) is None:
                chosen = element.find(f"{_MC}Fallback")
            if chosen is not None:
                yield from _leaves(chosen)
        elif tag in (_BOX, f"{W}fldChar") or len(element) == 0:
            yield element
        else:
            yield from _leaves(element)


def is_placeholder(control: Element) -> bool:
    """Does a content control show only its prompt, "Click here to enter text"?"""
    return is_on(control.find(f"{W}sdtPr/{W}showingPlcHdr"))


def _run(element: Element) -> Run | None:
    tag = element.tag
    if tag == _BOX:
        return Run("", box=element)
    name = tag.removeprefix(W)
    if name in ("footnoteReference", "endnoteReference"):
        return Run("", notes=((name, element.get(f"{W}id", "")),))
    if tag in (f"{W}t", f"{_M}t"):
        text = element.text or ""
    elif name == "br":
        text = "" if element.get(f"{W}type") in ("page", "column") else "\n"
    elif name == "sym":
        text = _symbol(element.get(f"{W}char", ""))
    elif name in _CHARACTERS:
        text = _CHARACTERS[name]
    else:
        return None
    parent = element.getparent()
    looks = parent.find(f"{W}rPr") if parent is not None else None
    if looks is None:
        return Run(text)
    bold = looks.find(f"{W}b")
    return Run(
        text,
        bold=None if bold is None else is_on(bold),
        hidden=is_on(looks.find(f"{W}vanish")),
    )


def _chosen(field: Element) -> str:
    """What is chosen in the drop-down list of a form field."""
    options = field.find(f"{W}ffData/{W}ddList")
    if options is None:
        return ""
    entries = [value(entry) for entry in options.iterchildren(f"{W}listEntry")]
    at = options.find(f"{W}result")
    if at is None:
        at = options.find(f"{W}default")
    place = whole(value(at, "0"), 0)
    return entries[place] if 0 <= place < len(entries) else ""


def _symbol(code: str) -> str:
    """The character of a w:sym, whose fonts lie in the private use area."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if 0xF000 <= number <= 0xF0FF:
        return _SYMBOLS.get(number - 0xF000, "")
    return chr(number) if 0x20 <= number < 0xD800 else ""
