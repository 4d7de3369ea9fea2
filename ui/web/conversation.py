"""One user's conversation and how its turns read in the chat."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from assistant.framing import nearest_in
from ui.markdown import to_html

if TYPE_CHECKING:
    from gradio.components.chatbot import Message, MessageDict

    from assistant.answer import Answer, Citation, Suggestion

EXCERPT = 160
"""Characters of a suggestion that the chat shows; the panel has it whole."""


@dataclass
class Turn:
    """One question and what became of it; `sources` is the HTML of its sources panel."""

    question: str
    answer: Answer | None = None
    problem: str | None = None
    sources: str = ""


class Conversation:
    """The turns of one user, oldest first."""

    def __init__(self) -> None:
        self.turns: list[Turn] = []

    @property
    def history(self) -> list[str]:
        """The questions asked before, for the assistant."""
        return [turn.question for turn in self.turns]

    def messages(self) -> list[MessageDict | Message]:
        """The whole conversation as the chat shows it."""
        messages: list[MessageDict | Message] = []
        for number, turn in enumerate(self.turns, 1):
            messages.append({"role": "user", "content": question_html(turn.question)})
            if turn.problem is not None:
                content = f"<div class='cop-problem'><p>{escape(turn.problem)}</p></div>"
                messages.append({"role": "assistant", "content": content})
            elif turn.answer is not None:
                content = answer_html(turn.answer, number)
                messages.append({"role": "assistant", "content": content})
        return messages


def anchor(turn: int, n: int) -> str:
    """The id of the `n`th source of a turn in the sources panel, both from 1."""
    return f"cop-{turn}-{n}"


def question_html(question: str) -> str:
    """A question as it was typed."""
    return f"<div class='cop-asked'>{_one_block(escape(question))}</div>"


def answer_html(answer: Answer, turn: int) -> str:
    """The answer, its sources in short, and the nearest passages where there is no answer."""
    numbers = {citation.n for citation in answer.citations}
    text = to_html(answer.answer, numbers, lambda n: _marker(turn, n))
    parts = ["<div class='cop-answer'>", _one_block(text)]
    if answer.citations:
        items = "".join(_cited(citation, turn) for citation in answer.citations)
        parts.append(f"<ul class='cop-cited' aria-label='Sources'>{items}</ul>")
    elif answer.suggestions:
        items = "".join(
            _suggested(suggestion, turn, n) for n, suggestion in enumerate(answer.suggestions, 1)
        )
        near = escape(nearest_in(answer.language))
        parts.append(f"<p class='cop-near'>{near}</p><ol>{items}</ol>")
    for notice in answer.notices:
        parts.append(f"<p class='cop-notice'>{escape(notice)}</p>")
    return "".join(parts) + "</div>"


def _marker(turn: int, n: int) -> str:
    return f"<a class='cop-mark' href='#{anchor(turn, n)}' aria-label='Source {n}'>[{n}]</a>"


def _cited(citation: Citation, turn: int) -> str:
    who = f" <span class='cop-who'>{escape(', '.join(citation.speakers))}</span>"
    return (
        f"<li><a href='#{anchor(turn, citation.n)}'>[{citation.n}] {escape(citation.place())}</a>"
        f"{who if citation.speakers else ''}</li>"
    )


def _suggested(suggestion: Suggestion, turn: int, n: int) -> str:
    place = [suggestion.document]
    if suggestion.paragraph:
        place.append(f"§{suggestion.paragraph}")
    if suggestion.page:
        place.append(f"p. {suggestion.page}")
    place += suggestion.standing
    text = " ".join(suggestion.text.split())
    if len(text) > EXCERPT:
        text = text[:EXCERPT].rsplit(" ", 1)[0] + " …"
    who = f"{', '.join(suggestion.speakers)}: " if suggestion.speakers else ""
    return (
        f"<li><a href='#{anchor(turn, n)}'>{escape(', '.join(place))}</a><br>"
        f"<span class='cop-excerpt'>{_one_block(escape(who + text))}</span></li>"
    )


def _one_block(html: str) -> str:
    """HTML without line ends: the chat reads Markdown, and an empty line would end the block."""
    return html.replace("\r", "").replace("\n", " ")
