"""Answers and passages as people read them on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.markdown import Markdown
from rich.padding import Padding
from rich.text import Text

from ui.markdown import parser
from ui.output import printable

if TYPE_CHECKING:
    from rich.console import RenderableType

    from assistant.answer import Answer, Citation, Suggestion
    from ui.output import Output


class AnswerText(Markdown):
    """The Markdown of an answer; what looks like HTML or a link in it is shown as text."""

    def __init__(self, markdown: str) -> None:
        """`markdown`: as the assistant writes it."""
        super().__init__("")
        self.markup = printable(markdown)
        self.parsed = parser().parse(self.markup)


def show_answer(answer: Answer, output: Output) -> None:
    """The answer, the sources below it, or the nearest passages where there is no answer."""
    output.show("", AnswerText(answer.answer))
    show_sources(answer, output)


def show_sources(answer: Answer, output: Output) -> None:
    """What stands below an answer."""
    if answer.citations:
        output.show("", Text("Sources", style="bold"))
        for citation in answer.citations:
            output.show(*source(citation))
    elif answer.suggestions:
        output.show("", Text("The nearest passages", style="bold"))
        output.show(*passage_list(answer.suggestions))
    for notice in answer.notices:
        output.say(f"note: {notice}")


def source(citation: Citation) -> Iterator[RenderableType]:
    """Number, document, paragraph, page and speaker on one line; the quoted words below."""
    number = f"[{citation.n}] "
    line = Text(number, style="bold cyan")
    line.append(printable(citation.title), style="not bold default")
    line.append(printable(_details(citation)), style="not bold dim")
    yield line
    yield Padding(Text(f"“{printable(_folded(citation.quote))}”"), (0, 0, 0, len(number)))


def passage_list(passages: Sequence[Suggestion]) -> Iterator[RenderableType]:
    """Passages, best first, each below where it stands."""
    for place, passage in enumerate(passages, 1):
        number = f"{place}. "
        line = Text(number, style="bold cyan")
        line.append(printable(passage.title), style="not bold default")
        line.append(printable(_details(passage)), style="not bold dim")
        yield line
        yield Padding(Text(printable(_folded(passage.text))), (0, 0, 0, len(number)))


def _details(source: Citation | Suggestion) -> str:
    """What identifies the place, behind the title."""
    parts = [source.document]
    if source.paragraph:
        parts.append(f"§{source.paragraph}")
    if source.page:
        parts.append(f"p. {source.page}")
    if source.speakers:
        parts.append(", ".join(source.speakers))
    return "".join(f" · {part}" for part in parts)


def _folded(text: str) -> str:
    return " ".join(text.split())
