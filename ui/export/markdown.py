"""A briefing note in Markdown, with footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.markdown import escape
from ui.export.briefing import Briefing
from ui.export.notes import NumberedAnswer, numbered
from ui.export.wording import document_line, made, place, quotation, remarks, title

_MARK = re.compile(r"(?<!\\)\[(\d+)\]")


def markdown(briefing: Briefing) -> str:
    """The note; footnotes are written as GitHub, Pandoc and most editors read them."""
    return "\n\n".join(_blocks(briefing)) + "\n"


def _blocks(briefing: Briefing) -> Iterator[str]:
    says = briefing.messages
    answers, notes = numbered(briefing)
    yield f"# {escape(title(briefing))}"
    yield escape(made(briefing))
    for entry, answer in zip(briefing.entries, answers, strict=True):
        yield f"## {escape(entry.answer.question)}"
        yield _cited(answer)
        if not entry.answer.citations and entry.answer.suggestions:
            yield escape(says.say("The nearest passages:"))
            yield "\n".join(
                f"- {escape(quotation(near))} ({escape(place(near, says))})"
                for near in entry.answer.suggestions
            )
        for remark in remarks(entry, says):
            yield f"*{escape(remark)}*"
    if briefing.documents:
        yield f"## {escape(says.say('Documents'))}"
        yield "\n".join(f"- {escape(document_line(d, says))}" for d in briefing.documents)
    for number, note in enumerate(notes, 1):
        where = place(note, says)
        yield f"[^{number}]: {escape(where)}. {escape(quotation(note))}"


def _cited(answer: NumberedAnswer) -> str:
    """The answer's own Markdown, its marks as references to footnotes."""
    return _MARK.sub(r"[^\1]", answer.text)
