"""One user's conversation and how its turns read in the chat."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from assistant.framing import nearest_in
from ui.markdown import to_html
from ui.web import limits

if TYPE_CHECKING:
    from assistant.answer import Answer, Citation, Suggestion

EXCERPT = 160
"""Characters of a suggestion that the chat shows; the panel has it whole."""


@dataclass
class Turn:
    """One question, its number from 1, and what became of it; `sources`: HTML of its panel."""

    question: str
    number: int
    answer: Answer | None = None
    problem: str | None = None
    sources: str = ""

    def shown(self) -> str:
        """The turn in JSON, as chat.js puts it into the chat and the sources panel."""
        content = ""
        if self.problem is not None:
            content = f"<div class='cop-problem'><p>{escape(self.problem)}</p></div>"
        elif self.answer is not None:
            content = answer_html(self.answer, self.number)
        shown = {
            "turn": self.number,
            "question": question_html(self.question, self.number),
            "answer": content,
            "sources": self.sources,
        }
        return json.dumps(shown, ensure_ascii=False)


class Conversation:
    """What the server keeps of one user's conversation: the latest questions, and how many.

    The page has the answers; it is sent the turn that grows, never the ones before it.
    """

    def __init__(self) -> None:
        self.history: list[str] = []
        self.turns = 0

    def begin(self, question: str) -> Turn:
        """A new turn; its question belongs to the history of the next."""
        self.turns += 1
        self.history = [*self.history, question][-limits.HISTORY :]
        return Turn(question, self.turns)


def anchor(turn: int, n: int) -> str:
    """The id of the `n`th source of a turn in the sources panel, both from 1."""
    return f"cop-{turn}-{n}"


def question_html(question: str, turn: int) -> str:
    """A question as it was typed; chat.js knows it again by its turn."""
    return f"<div class='cop-asked' data-turn='{turn}'>{_one_block(escape(question))}</div>"


def answer_html(answer: Answer, turn: int) -> str:
    """The answer, its sources in short, and the nearest passages where there is no answer."""
    numbers = {citation.n for citation in answer.citations}
    seen: set[int] = set()
    text = to_html(answer.answer, numbers, lambda n: _marker(turn, n, seen))
    parts = ["<div class='cop-answer'>", _one_block(text)]
    if answer.citations:
        items = "".join(_cited(citation, turn, answer.language) for citation in answer.citations)
        parts.append(f"<ul class='cop-cited' aria-label='Sources'>{items}</ul>")
    elif answer.suggestions:
        items = "".join(
            _suggested(suggestion, turn, n, answer.language)
            for n, suggestion in enumerate(answer.suggestions, 1)
        )
        near = escape(nearest_in(answer.language))
        parts.append(f"<p class='cop-near'>{near}</p><ol>{items}</ol>")
    for notice in answer.notices:
        parts.append(f"<p class='cop-notice'>{escape(notice)}</p>")
    return "".join(parts) + "</div>"


def _marker(turn: int, n: int, seen: set[int]) -> str:
    """The link to a source; where it is used again, lighter."""
    again = " cop-again" if n in seen else ""
    seen.add(n)
    return f"<a class='cop-mark{again}' href='#{anchor(turn, n)}' aria-label='Source {n}'>[{n}]</a>"


def _cited(citation: Citation, turn: int, language: str) -> str:
    who = f" <span class='cop-who'>{escape(', '.join(citation.speakers))}</span>"
    return (
        f"<li><a href='#{anchor(turn, citation.n)}'>[{citation.n}] "
        f"{escape(citation.place(language))}</a>{who if citation.speakers else ''}</li>"
    )


def _suggested(suggestion: Suggestion, turn: int, n: int, language: str) -> str:
    text = " ".join(suggestion.text.split())
    if len(text) > EXCERPT:
        text = text[:EXCERPT].rsplit(" ", 1)[0] + " …"
    who = f"{', '.join(suggestion.speakers)}: " if suggestion.speakers else ""
    return (
        f"<li><a href='#{anchor(turn, n)}'>{escape(suggestion.place(language))}</a><br>"
        f"<span class='cop-excerpt'>{_one_block(escape(who + text))}</span></li>"
    )


def _one_block(html: str) -> str:
    """HTML without line ends: the chat reads Markdown, and an empty line would end the block."""
    return html.replace("\r", "").replace("\n", " ")
