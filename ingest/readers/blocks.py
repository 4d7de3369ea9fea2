"""Canonical text put together from the blocks of a format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.raw import Block, BlockKind, RawDocument


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of one block before it has a place in the document."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int | None = None


def assemble(pieces: Iterable[Piece], properties: dict[str, str]) -> RawDocument:
    """A raw document of `pieces`, one a line; pieces without any text are left out."""
    texts: list[str] = []
    blocks: list[Block] = []
    position = 0
    for piece in pieces:
        text = piece.text.strip("\n")
        if not text.strip():
            continue
        start = position + len(text) - len(text.lstrip())
        blocks.append(Block(start, position + len(text.rstrip()), piece.kind, piece.level))
        texts.append(text)
        position += len(text) + 1
    return RawDocument("\n".join(texts), tuple(blocks), (), properties)
