"""What the paragraph styles of a Word document say: headings, lists, bold, numbering."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.raw import BlockKind
from ingest.readers.docx_numbering import W, value, whole
from ingest.readers.xml import Element

_HEADING = re.compile(r"(?:heading|titre|título|überschrift|заголовок)\s*(\d)", re.IGNORECASE)
# Styles of the ITU templates: "Heading_b", "Annex_No", "Annex_title", "Title 1", "enumlev1".
_UNNUMBERED_HEADING = re.compile(r"heading[ _]?[bi]\b|sub-?heading", re.IGNORECASE)
_OUTER_HEADING = re.compile(
    r"(?:annex|appendix|part|section|chap|rec|res)[ _]?(?:no|title)\b", re.IGNORECASE
)
_TITLE = re.compile(r"(?:title|titre|título)\s*\d?$|subtitle$", re.IGNORECASE)
_LIST = re.compile(r"list\b|enumlev|bullet", re.IGNORECASE)


@dataclass(frozen=True)
class Style:
    """A paragraph style with what it inherits."""

    name: str = ""
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int | None = None
    bold: bool = False
    hidden: bool = False
    number_id: str | None = None
    depth: int | None = None


class Styles:
    """The paragraph styles of a document by their ids."""

    def __init__(self, root: Element | None) -> None:
        """`root` is the w:styles element, None where the document has none."""
        self._elements: dict[str, Element] = {}
        self._default = ""
        self._known: dict[str, Style] = {}
        for element in root.iterchildren(f"{W}style") if root is not None else ():
            if element.get(f"{W}type", "paragraph") == "paragraph":
                key = element.get(f"{W}styleId", "")
                self._elements[key] = element
                if element.get(f"{W}default") in ("1", "true", "on"):
                    self._default = key

    def get(self, key: str) -> Style:
        """The style of an id; the default style where there is none."""
        key = key or self._default
        if key not in self._known:
            self._known[key] = self._resolve(key)
        return self._known[key]

    def _resolve(self, key: str) -> Style:
        chain: list[Element] = []
        seen: set[str] = set()
        while key in self._elements and key not in seen:
            seen.add(key)
            chain.append(self._elements[key])
            key = value(chain[-1].find(f"{W}basedOn"))
        if not chain:
            return Style()
        name = value(chain[0].find(f"{W}name"))
        outline = _first(chain, f"{W}pPr/{W}outlineLvl")
        kind, level = _kind(name, chain, outline)
        return Style(
            name=name,
            kind=kind,
            level=level,
            bold=is_on(_first(chain, f"{W}rPr/{W}b")),
            hidden=is_on(_first(chain, f"{W}rPr/{W}vanish")),
            number_id=value(_first(chain, f"{W}pPr/{W}numPr/{W}numId")) or None,
            depth=_depth(_first(chain, f"{W}pPr/{W}numPr/{W}ilvl")),
        )


def is_on(element: Element | None) -> bool:
    """Is a toggle property such as w:b there and not switched off?"""
    return element is not None and value(element, "1") not in ("0", "false", "off", "none")


def _first(chain: list[Element], path: str) -> Element | None:
    return next((found for style in chain if (found := style.find(path)) is not None), None)


def _depth(element: Element | None) -> int | None:
    return None if element is None else whole(value(element, "0"), 0)


def _kind(name: str, chain: list[Element], outline: Element | None) -> tuple[BlockKind, int | None]:
    """What blocks of a style are, and the level of its headings."""
    for element in chain:
        inherited = value(element.find(f"{W}name"))
        if match := _HEADING.match(inherited):
            if int(match.group(1)) > 0 and not _UNNUMBERED_HEADING.match(name):
                return BlockKind.HEADING, int(match.group(1))
            return BlockKind.HEADING, None
        if _UNNUMBERED_HEADING.match(inherited):
            return BlockKind.HEADING, None
        if _OUTER_HEADING.match(inherited) or _TITLE.match(inherited):
            return BlockKind.HEADING, 1
        if _LIST.match(inherited):
            return BlockKind.LIST_ITEM, None
    level = whole(value(outline, "9"), 9)
    return (BlockKind.HEADING, level + 1) if level < 9 else (BlockKind.PARAGRAPH, None)
