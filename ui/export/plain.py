"""A briefing note as plain text: for a mail, or wherever nothing but text goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ui.export.briefing import Briefing
from ui.export.notes import CITATION, NumberedAnswer, numbered
from ui.export.wording import place, quotation, remarks
from ui.messages import messages

if TYPE_CHECKING:
    from markdown_it.token import Token


def plain(briefing: Briefing) -> str:
    """Each question with its answer, the marks as "[1]", and below all of them their sources."""
    return "\n\n".join(_blocks(briefing)) + "\n"


def _blocks(briefing: Briefing) -> Iterator[str]:
    says = briefing.messages
    answers, notes = numbered(briefing)
    for n, (entry, answer) in enumerate(zip(briefing.entries, answers, strict=True)):
        yield ("\n" if n else "") + entry.answer.question  # what is next stands a little apart
        yield from _paragraphs(answer)
        if not entry.answer.citations and entry.answer.suggestions:
            yield says.say("The nearest passages:")
            for near in entry.answer.suggestions:
                yield f"- {place(near, says)}: {quotation(near)}"
        yield from remarks(entry, says, unfiltered=False)
    if notes:
        yield "\n" + messages(says.language).say("Sources")
    for number, note in enumerate(notes, 1):
        yield f"[{number}] {place(note, says)}: {quotation(note)}"


def _paragraphs(answer: NumberedAnswer) -> Iterator[str]:
    """The paragraphs of an answer, those of a list with a dash or their number."""
    item = ""
    for token in answer.tokens:
        if token.type == "list_item_open":
            item = f"{token.info}. " if token.info else "- "
        elif token.type == "inline":
            yield item + _words(token.children or ())
            item = ""


def _words(tokens: Sequence[Token]) -> str:
    text = ""
    marked = False  # whether a mark stands last
    for token in tokens:
        if token.type == CITATION:
            text += f"{'' if marked else ' '}[{token.content}]"
        elif token.type in ("softbreak", "hardbreak"):
            text += "\n"
        else:
            text += token.content
        marked = token.type == CITATION or (marked and not token.content)
    return text.strip()
