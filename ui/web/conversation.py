"""One question, its answer, and how both read in the chat."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from assistant.messages.catalogue import Messages
from ui.markdown import to_html

if TYPE_CHECKING:
    from assistant.answer import Answer, Citation, Suggestion

EXCERPT = 160
"""Characters of a suggestion that the chat shows; the panel has it whole."""


@dataclass
class Turn:
    """One question, the number that the page gave it, and what became of it.

    `sources`: HTML of its panel; `above` and `below`: HTML around the answer. `entry`: what the
    page keeps of it, to take it away (see `takeaway.entry_json`). `spoken`: the language of a
    document by its id.
    """

    question: str
    number: int
    answer: Answer | None = None
    problem: str | None = None
    sources: str = ""
    above: str = ""
    below: str = ""
    entry: dict[str, object] | None = None
    spoken: Callable[[str], str] | None = None

    def shown(self, done: bool = False) -> str:
        """The turn in JSON, as the page puts it into the conversation."""
        content = ""
        if self.problem is not None:
            content = f"<div class='cop-problem'><p>{escape(self.problem)}</p></div>"
        elif self.answer is not None:
            answer = answer_html(self.answer, self.number, self.spoken)
            content = self.above + answer + self.below
        shown = {
            "turn": self.number,
            "answer": one_block(content),
            "sources": self.sources,
            "entry": self.entry,
            "more": len(self.answer.more) if self.answer and self.problem is None else 0,
            "done": done,
        }
        return json.dumps(shown, ensure_ascii=False)


def anchor(turn: int, n: int) -> str:
    """The id of the `n`th source of a turn in the sources panel, both from 1."""
    return f"cop-{turn}-{n}"


def answer_html(answer: Answer, turn: int, spoken: Callable[[str], str] | None = None) -> str:
    """The answer, its sources in short, and the nearest passages where there is no answer.

    `spoken`: the language of a document by its id; its words are in it, all others in the answer's.
    """
    own = {n: spoken(document) for n, document in _quoted(answer)} if spoken else {}
    numbers = {citation.n for citation in answer.citations}
    seen: set[int] = set()
    text = to_html(answer.answer, numbers, lambda n: _marker(turn, n, seen), own.get)
    parts = [f"<div class='cop-answer' lang='{escape(answer.language)}'>", one_block(text)]
    if answer.citations:
        items = "".join(_cited(citation, turn, answer.language) for citation in answer.citations)
        parts.append(f"<ul class='cop-cited' role='list'>{items}</ul>")
    elif answer.suggestions:
        items = "".join(
            _suggested(suggestion, turn, n, answer.language)
            for n, suggestion in enumerate(answer.suggestions, 1)
        )
        near = escape(Messages(answer.language).say("The nearest passages:"))
        parts.append(f"<p class='cop-near' dir='auto'>{near}</p><ol>{items}</ol>")
    for notice in answer.notices:
        parts.append(f"<p class='cop-notice' dir='auto'>{escape(notice)}</p>")
    return "".join(parts) + "</div>"


def _quoted(answer: Answer) -> Iterator[tuple[int, str]]:
    """The citations whose words the answer has as they stand, and their documents."""
    quotes = {citation.n: citation for citation in answer.citations}
    for sentence in answer.sentences:
        for n in sentence.citations:
            quote = quotes[n].quote if n in quotes else ""
            if sentence.text in quote or (quote and quote in sentence.text):
                yield n, quotes[n].document


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
    who = f" <span class='cop-who'>{escape(', '.join(suggestion.speakers))}</span>"
    return (
        f"<li><a href='#{anchor(turn, n)}'>{escape(suggestion.place(language))}</a>"
        f"{who if suggestion.speakers else ''}<br>"
        f"<span class='cop-excerpt'>{one_block(escape(text))}</span></li>"
    )


def one_block(html: str) -> str:
    """HTML without line ends: the chat reads Markdown, and an empty line would end the block."""
    return html.replace("\r", "").replace("\n", " ")
