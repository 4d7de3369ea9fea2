"""Canonical text put together from the blocks of a format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.raw import Block, BlockKind, RawDocument

# While a reader gathers text, these stand around its bold words; no document uses them.
BOLD, PLAIN = "\ue0f0", "\ue0f1"


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """The text of one block before it has a place in the document.

    `lead` are stretches of other pieces that it cannot be read without, as (piece, start, end).
    `emphasis` is how many characters it begins with in bold, 0 for none.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int | None = None
    emphasis: int = 0
    lead: tuple[tuple[Piece, int, int], ...] = ()


def unmarked(text: str) -> tuple[str, int]:
    """`text` without the marks around bold words, and how many characters it begins with in bold.

    >>> unmarked(f"{BOLD}Fiji{PLAIN}: we agree")
    ('Fiji: we agree', 4)
    """
    plain = text.replace(BOLD, "").replace(PLAIN, "")
    start = len(text) - len(text.lstrip())
    if not text.startswith(BOLD, start):
        return plain, 0
    bold = text[start:]
    # Runs of one look that a format parts are one.
    while (end := bold.find(PLAIN)) >= 0 and bold.startswith(BOLD, end + 1):
        bold = bold[:end] + bold[end + 2 :]
    inside = bold[1 : end if end >= 0 else len(bold)].replace(BOLD, "")
    return plain, start + len(inside.rstrip())


def assemble(
    pieces: Iterable[Piece], properties: dict[str, str], furniture: Sequence[str] = ()
) -> RawDocument:
    """A raw document of `pieces`, one a line; pieces without any text are left out."""
    texts: list[str] = []
    blocks: list[Block] = []
    starts: dict[int, int] = {}
    position = 0
    kept = list(pieces)  # their ids stay theirs as long as they live
    for piece in kept:
        text = piece.text.strip("\n")
        if not text.strip():
            continue
        cut = len(piece.text) - len(piece.text.lstrip("\n"))
        starts[id(piece)] = position - cut
        blocks.append(
            Block(
                start=position + len(text) - len(text.lstrip()),
                end=position + len(text.rstrip()),
                kind=piece.kind,
                level=piece.level,
                emphasis=position - cut + piece.emphasis if piece.emphasis else None,
                lead=tuple(
                    (starts[id(other)] + start, starts[id(other)] + end)
                    for other, start, end in piece.lead
                    if id(other) in starts
                ),
            )
        )
        texts.append(text)
        position += len(text) + 1
    return RawDocument("\n".join(texts), tuple(blocks), (), properties, tuple(furniture))
