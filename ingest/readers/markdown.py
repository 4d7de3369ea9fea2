"""Markdown: what it renders to, one block an element; numbers of lists are written out.

HTML in it is read as HTML, and front matter becomes properties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.cleaning import clean
from ingest.raw import BlockKind, RawDocument
from ingest.readers import html
from ingest.readers.blocks import BOLD, PLAIN, Piece, assemble, unmarked
from ingest.readers.decoding import decode
from ingest.readers.front_matter import properties
from ingest.readers.lines import starts_marked
from ingest.readers.tables import Cell, table_rows

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read(path: Path) -> RawDocument:
    """Reads a Markdown file; raises UnreadableFile where it is binary."""
    return from_markdown(decode(path.read_bytes(), path))


def from_markdown(text: str) -> RawDocument:
    """A raw document of Markdown text.

    >>> from_markdown("# 5 Presentations\\n\\n5.1 The *Chair* spoke.").text
    '5 Presentations\\n5.1 The Chair spoke.'
    """
    text = clean(text).replace("\f", "\n")
    tokens = _parser().parse(text)
    known: dict[str, str] | None = {}
    if tokens and tokens[0].type == "front_matter":
        known = properties(tokens[0].content)
        if known is None:  # a line, and text below it
            tokens = _parser().disable("front_matter").parse(text)
    return assemble(_Walk(tokens).pieces(), known or {})


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return parser.use(front_matter_plugin).use(footnote_plugin).use(deflist_plugin)


class _Walk:
    """Gathers the blocks of a parsed document, in order."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens, self._notes = _apart(tokens)
        self._term: Piece | None = None  # of a list of definitions
        self._depth = 0  # of lists

    def pieces(self) -> Iterator[Piece]:
        """The blocks; a footnote follows the block that refers to it."""
        marker, level = "", None
        rows: list[list[Cell]] = []
        in_table = False
        for token in self._tokens:
            if token.type == "heading_open":
                level = int(token.tag[1:])
            elif token.type == "heading_close":
                level = None
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                self._depth += 1
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                self._depth -= 1
            elif token.type == "list_item_open":
                marker = f"{token.info}{token.markup}\t" if token.info else "•\t"
            elif token.type == "table_open":
                rows, in_table = [], True
            elif token.type == "tr_open":
                rows.append([])
            elif token.type == "table_close":
                in_table = False
                yield from table_rows(rows)
            elif token.type in ("fence", "code_block"):
                yield from (Piece(line) for line in token.content.split("\n"))
            elif token.type == "html_block":
                yield from html.pieces(html.parse(token.content), in_front=False)
            elif token.type == "dl_close":
                self._term = None
            elif token.type == "inline" and in_table:
                text, _ = unmarked(_text(token))
                rows[-1].append(Cell(" ".join(text.split()), head=len(rows) == 1))
            elif token.type == "inline" and level is not None:
                text, _ = unmarked(_text(token))
                yield Piece(" ".join(text.split()), BlockKind.HEADING, level)
            elif token.type == "inline":
                yield from self._paragraphs(marker, token)
                marker = ""
            if token.type == "inline":
                yield from self._notes_of(token)

    def _paragraphs(self, marker: str, token: Token) -> Iterator[Piece]:
        """One paragraph, or several where its lines are numbered without blank lines between."""
        kind = BlockKind.LIST_ITEM if marker else BlockKind.PARAGRAPH
        level = self._depth if marker else None
        lines = _text(token).split("\n")
        plain = [unmarked(line)[0] for line in lines]
        start = 0
        for index in range(1, len(lines) + 1):
            if index < len(lines) and not (
                starts_marked(plain[index]) and starts_marked(plain[start])
            ):
                continue
            text, emphasis = unmarked("\n".join(lines[start:index]))
            shift = len(marker) if start == 0 else 0
            bold = shift + emphasis if emphasis else 0
            lead = ((self._term, 0, len(self._term.text)),) if self._term and not marker else ()
            piece = Piece((marker if start == 0 else "") + text, kind, level, bold, lead)
            if token.meta.get("term"):
                self._term = piece = Piece(text, kind, level, bold)
            yield piece
            start = index

    def _notes_of(self, token: Token) -> Iterator[Piece]:
        """The footnotes that a block refers to, each where it comes first."""
        for child in token.children or []:
            if child.type == "footnote_ref" and (text := self._notes.pop(child.meta["id"], "")):
                yield Piece(text, BlockKind.FOOTNOTE)


def _apart(tokens: Sequence[Token]) -> tuple[list[Token], dict[int, str]]:
    """The tokens of the text, and the footnotes by their ids."""
    text: list[Token] = []
    notes: dict[int, str] = {}
    note: int | None = None
    for token in tokens:
        if token.type == "footnote_open":
            note = token.meta["id"]
        elif token.type == "footnote_close":
            note = None
        elif note is None:
            if token.type == "inline" and text and text[-1].type == "dt_open":
                token.meta["term"] = True
            text.append(token)
        elif token.type == "inline":
            words = unmarked(_text(token))[0]
            notes[note] = "\n".join(part for part in (notes.get(note), words) if part)
    return text, notes


def _text(token: Token) -> str:
    """What an inline element shows, its bold words between marks; what is struck out is left."""
    parts = []
    struck = 0
    for child in token.children or []:
        if child.type in ("s_open", "s_close"):
            struck += 1 if child.type == "s_open" else -1
        elif struck:
            continue
        elif child.type in ("text", "code_inline", "text_special"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak") or (
            child.type == "html_inline" and _BREAK.match(child.content)
        ):
            parts.append("\n")
        elif child.type in ("strong_open", "strong_close"):
            parts.append(BOLD if child.type == "strong_open" else PLAIN)
        elif child.type == "image":
            parts.append(_text(child))
    return "".join(parts)
