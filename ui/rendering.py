"""Answers and passages as people read them on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.markdown import Markdown
from rich.table import Table
from rich.text import Text

from ui.markdown import parser
from ui.output import printable

if TYPE_CHECKING:
    from rich.console import RenderableType

    from assistant.answer import Answer, Citation, Suggestion
    from assistant.answerers.best_sentences import BestSentence
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
        for _, same in groupby(answer.citations, lambda citation: _told(answer, citation)):
            output.show(source(list(same), answer))
    elif answer.suggestions:
        output.show("", Text("The nearest passages", style="bold"))
        output.show(*passage_list(answer.suggestions, answer.language))
    for notice in answer.notices:
        output.say(f"note: {notice}")


def source(citations: Sequence[Citation], answer: Answer) -> RenderableType:
    """Numbers, document, paragraph, page and speaker of citations that have these in common.

    Below it the quote and what leads to it, unless the answer itself shows these words.
    """
    first, last = citations[0], citations[-1]
    numbers = f"[{first.n}]" if first.n == last.n else f"[{first.n}]–[{last.n}]"
    return _entry(numbers, first, "" if _shown(answer, first) else _quoted(first), answer.language)


def _told(answer: Answer, citation: Citation) -> tuple[str, tuple[str, ...], int]:
    """What the list of sources tells of a citation; what it quotes stands by itself."""
    alone = 0 if _shown(answer, citation) else citation.n
    return (citation.place(answer.language), tuple(citation.speakers), alone)


def _shown(answer: Answer, citation: Citation) -> bool:
    """Whether the sentences that a citation carries are the words that it quotes."""
    carried = [s.text for s in answer.sentences if citation.n in s.citations]
    return _folded(citation.quote) in _folded(" ".join(carried))


def _quoted(citation: Citation) -> str:
    leads = [_folded(lead.text.replace("\t", " | ")) for lead in citation.lead]
    words = _folded(citation.quote.replace("\t", " | ") if leads else citation.quote)
    return "\n".join([*leads, f"“{words}”"])


def passage_list(
    passages: Sequence[Suggestion], language: str = "en", surest: Sequence[BestSentence | None] = ()
) -> Iterator[RenderableType]:
    """Passages, best first, each below where it stands; the `surest` sentence of each is bold."""
    marks = surest or [None] * len(passages)
    for place, (passage, mark) in enumerate(zip(passages, marks, strict=True), 1):
        yield _entry(f"{place}.", passage, _passage(passage, mark), language)


def _passage(passage: Suggestion, mark: BestSentence | None) -> Text:
    leads = [_folded(lead.text.replace("\t", " | ")) for lead in passage.lead]
    words = Text("".join(f"{printable(lead)}\n" for lead in leads))
    start, end = (mark.start - passage.start, mark.end - passage.start) if mark else (0, 0)
    parts = (passage.text[:start], ""), (passage.text[start:end], "bold"), (passage.text[end:], "")
    told = [(_folded(part), style) for part, style in parts if part.strip()]
    return words.append(Text(" ").join(Text(printable(part), style) for part, style in told))


def _entry(number: str, source: Citation | Suggestion, words: str | Text, language: str) -> Table:
    """A number, and indented behind it a place and its words."""
    line = Text(printable(source.name))
    details = source.place(language).removeprefix(source.name)
    line.append(printable(f"{details}{_said_by(source)}"), style="dim")
    if words:
        line.append("\n").append(printable(words) if isinstance(words, str) else words)
    entry = Table.grid(padding=(0, 1))
    entry.add_column(min_width=4, no_wrap=True)
    entry.add_column()
    entry.add_row(Text(number, style="bold cyan"), line)
    return entry


def _said_by(source: Citation | Suggestion) -> str:
    return f" · {', '.join(source.speakers)}" if source.speakers else ""


def _folded(text: str) -> str:
    return " ".join(text.split())
