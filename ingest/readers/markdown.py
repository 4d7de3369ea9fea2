"""Markdown: what it renders to, one block an element; numbers of lists are written out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.cleaning import clean
from ingest.raw import BlockKind, RawDocument
from ingest.readers.blocks import Piece, assemble
from ingest.readers.decoding import decode
from ingest.readers.lines import starts_marked

if TYPE_CHECKING:
    from markdown_it.token import Token


def read(path: Path) -> RawDocument:
    """Reads a Markdown file; raises UnreadableFile where it is binary."""
    return from_markdown(decode(path.read_bytes(), path))


def from_markdown(text: str) -> RawDocument:
    """A raw document of Markdown text.

    >>> from_markdown("# 5 Presentations\\n\\n5.1 The *Chair* spoke.").text
    '5 Presentations\\n5.1 The Chair spoke.'
    """
    from markdown_it import MarkdownIt

    text = clean(text).replace("\f", "\n")
    if text.startswith("---\n") and "\n---\n" in text[4:]:
        # Settings of static site generators, no part of the text.
        text = text[text.index("\n---\n", 4) + 5 :]
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    return assemble(_pieces(tokens), {})


def _pieces(tokens: Sequence[Token]) -> Iterator[Piece]:
    """The blocks of a parsed document, in order."""
    marker, level = "", None
    cells: list[str] | None = None
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "heading_close":
            level = None
        elif token.type == "list_item_open":
            marker = f"{token.info}{token.markup}\t" if token.info else "•\t"
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            yield Piece("\t".join(cells or []), BlockKind.TABLE_ROW)
            cells = None
        elif token.type in ("fence", "code_block"):
            yield from (Piece(line) for line in token.content.split("\n"))
        elif token.type == "inline":
            content = _text(token)
            if cells is not None:
                cells.append(" ".join(content.split()))
            elif level is not None:
                yield Piece(" ".join(content.split()), BlockKind.HEADING, level)
            else:
                kind = BlockKind.LIST_ITEM if marker else BlockKind.PARAGRAPH
                yield from _paragraphs(marker + content, kind)
                marker = ""


def _paragraphs(content: str, kind: BlockKind) -> Iterator[Piece]:
    """One paragraph, or several where its lines are numbered without blank lines between."""
    lines = content.split("\n")
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or (starts_marked(lines[index]) and starts_marked(lines[start])):
            yield Piece("\n".join(lines[start:index]), kind)
            start = index


def _text(token: Token) -> str:
    """What an inline element shows."""
    parts = []
    for child in token.children or []:
        if child.type in ("text", "code_inline", "text_special"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type == "image":
            parts.append(_text(child))
    return "".join(parts)
