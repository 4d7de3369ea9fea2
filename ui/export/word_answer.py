"""The text of an answer in a Word file: paragraphs and lists, its citations as notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docx.document import Document
from docx.text.paragraph import Paragraph
from markdown_it.token import Token

from ui.export.notes import CITATION
from ui.export.word_text import add_text, reverse

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
    for token in tokens:
        block, _, change = token.type.rpartition("_")
        if block in _STYLES:
            styles = [*styles, _STYLES[block]] if change == "open" else styles[:-1]
        elif token.content:  # a paragraph; a rule across the page has no content
            paragraph = document.add_paragraph(style=styles[-1] if styles else None)
            _fill(paragraph, token, reversed_, refer)


def _fill(paragraph: Paragraph, inline: Token, reversed_: bool, refer: Refer) -> None:
    if reversed_:
        reverse(paragraph)
    heavy, slanted = 0, 0
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
