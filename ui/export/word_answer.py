"""The text of an answer in a Word file: paragraphs, lists and tables, its citations as notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docx.document import Document
from docx.enum.table import WD_TABLE_DIRECTION
from docx.text.paragraph import Paragraph
from markdown_it.token import Token

from ui.export.notes import CITATION
from ui.export.word_text import add_text, element, reverse

_STYLES = {
    "bullet_list": "List Bullet",
    "ordered_list": "List Number",
    "blockquote": "Quote",
    "heading": "Heading 3",
}

Refer = Callable[[Paragraph, int], None]
"""Puts the mark of a citation, by the number of its note, at the end of a paragraph."""


def add_answer(document: Document, tokens: Sequence[Token], reversed_: bool, refer: Refer) -> None:
    """Writes an answer at the end of a document.

    `tokens`: its Markdown as `NumberedAnswer.tokens` has it; `reversed_`: whether its language runs
    from right to left.
    """
    styles: list[str] = []
    rows: list[list[Token]] | None = None
    for token in tokens:
        block, _, change = token.type.rpartition("_")
        if block in _STYLES:
            styles = [*styles, _STYLES[block]] if change == "open" else styles[:-1]
        elif token.type == "table_open":
            rows = []
        elif token.type == "table_close" and rows is not None:
            _add_table(document, rows, reversed_, refer)
            rows = None
        elif token.type == "tr_open" and rows is not None:
            rows.append([])
        elif token.type == "inline" and rows is not None:
            rows[-1].append(token)
        elif token.content:  # a paragraph; a rule across the page has no content
            paragraph = document.add_paragraph(style=styles[-1] if styles else None)
            _fill(paragraph, token, reversed_, refer)


def _add_table(
    document: Document, rows: Sequence[Sequence[Token]], reversed_: bool, refer: Refer
) -> None:
    """Rows of cells, the first of which are heads; an empty paragraph parts it from the next."""
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    if reversed_:
        table.table_direction = WD_TABLE_DIRECTION.RTL
    for row, tokens in enumerate(rows):
        table.rows[row]._tr.get_or_add_trPr().append(element("w:cantSplit"))
        for cell, token in zip(table.rows[row].cells, tokens, strict=False):
            _fill(cell.paragraphs[0], token, reversed_, refer, bold=row == 0)
    document.add_paragraph()


def _fill(
    paragraph: Paragraph, inline: Token, reversed_: bool, refer: Refer, bold: bool = False
) -> None:
    if reversed_:
        reverse(paragraph)
    heavy, slanted = int(bold), 0
    for token in inline.children or ():
        if token.type == CITATION:
            refer(paragraph, int(token.content))
        elif token.tag == "strong":
            heavy += token.nesting
        elif token.tag == "em":
            slanted += token.nesting
        elif token.type == "hardbreak":
            paragraph.add_run().add_break()
        else:
            text = " " if token.type == "softbreak" else token.content
            add_text(paragraph, text, heavy > 0, slanted > 0)
