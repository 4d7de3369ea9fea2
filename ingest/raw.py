"""What a reader hands on: the canonical text of a file and the blocks it is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What the format itself says a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    TABLE_ROW = "table row"
    FOOTNOTE = "footnote"


@dataclass(frozen=True)
class Block:
    """One paragraph of the file: `text[start:end]` of the raw document.

    `level` is the outline level of a heading (1 is the outermost), where the format tells.
    `emphasis` is the end of the bold words that it begins with (an offset of the text), None where
    it does not begin in bold or the format does not tell. `lead` are the spans of the text that a
    table's row or a list item cannot be read without: its column heads, the words leading to it.
    """

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int | None = None
    emphasis: int | None = None
    lead: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class RawDocument:
    """Canonical text, its blocks in reading order, page starts and the file's own properties.

    Automatic numbers of the format stand in the text as they are printed ("5.4\\t…"), so that
    structure is read from the text alone, whatever the format.
    `properties` holds what the format knows beside the text, such as "title".
    `furniture` are the lines of page headers and footers, each once: no text, but a number, date
    or meeting may stand only there. `warnings` say what could not be read, one line each.
    `recognition` are the languages that text recognition read where pages are pictures, none
    where it is not installed; None where no page is a picture.
    """

    text: str
    blocks: tuple[Block, ...]
    page_starts: tuple[int, ...] = ()
    properties: dict[str, str] = field(default_factory=dict)
    furniture: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    recognition: tuple[str, ...] | None = None
