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
    """

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int | None = None


@dataclass(frozen=True)
class RawDocument:
    """Canonical text, its blocks in reading order, page starts and the file's own properties.

    Automatic numbers of the format stand in the text as they are printed ("5.4\\t…"), so that
    structure is read from the text alone, whatever the format.
    `properties` holds what the format knows beside the text, such as "title".
    """

    text: str
    blocks: tuple[Block, ...]
    page_starts: tuple[int, ...] = ()
    properties: dict[str, str] = field(default_factory=dict)
