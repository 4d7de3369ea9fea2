"""Why an answer is as it is, as a table in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from ui.output import printable

if TYPE_CHECKING:
    from assistant.explanation import Explanation, ReadSentence
    from assistant.question.question import Question
    from ui.output import Output

LEAST = 0.05
"""Probability below which a sentence is not listed, only counted."""

SHOWN = 240
"""Characters of a sentence that are shown."""


def show_explanation(explanation: Explanation, output: Output) -> None:
    """How the question was understood, then what was read: passages, sentences, their scores."""
    output.show("", Text("Understood", style="bold"), understood(explanation.question))
    output.show("", Text(f"Read (answers from {explanation.threshold:.2f} on)", style="bold"))
    output.show(_read(explanation))
    if explanation.silence:
        output.show("", Text(f"No answer: {explanation.silence}", style="bold"))


def understood(question: Question) -> Table:
    """The parsed question, field by field; empty ones are left out."""
    table = Table.grid(padding=(0, 2))
    scope = question.scope
    fields = {
        "question": question.full,
        "kind": question.kind.value,
        "own words of": ", ".join(speaker.name for speaker in question.asked),
        "about": ", ".join(speaker.name for speaker in question.about),
        "unknown": ", ".join(question.unknown),
        "left out": ", ".join(speaker.name for speaker in question.without),
        "topic": question.topic,
        "documents": ", ".join(scope.documents),
        "meetings": ", ".join(map(str, scope.meetings)),
        "section": scope.section or "",
        "since": scope.since or "",
        "until": scope.until or "",
        "not in the store": ", ".join(scope.missing),
        "language": question.language,
    }
    for name, value in fields.items():
        if value:
            table.add_row(Text(name, style="dim"), Text(printable(value)))
    return table


def _read(explanation: Explanation) -> Table:
    table = Table(show_edge=False, pad_edge=False, header_style="dim")
    table.add_column("passage", max_width=26)
    table.add_column("p", justify="right", width=4)
    table.add_column("", max_width=12)
    table.add_column("sentence")
    for n, passage in enumerate(explanation.passages, 1):
        number = f" §{passage.paragraph}" if passage.paragraph else ""
        place = f"{n}. {passage.document}{number} ({passage.score:.1f})"
        listed = [s for s in passage.sentences if s.probability >= LEAST]
        for sentence in listed:
            table.add_row(printable(place), *_row(sentence))
            place = ""
        if rest := len(passage.sentences) - len(listed):
            table.add_row(printable(place), "", "", Text(f"{rest} below {LEAST}", style="dim"))
    return table


def _row(sentence: ReadSentence) -> tuple[str, str, Text]:
    said = f"{', '.join(sentence.speakers)}: " if sentence.speakers else ""
    words = f"{said}{sentence.text}"
    if len(words) > SHOWN:
        words = words[:SHOWN].rsplit(" ", 1)[0] + " …"
    return f"{sentence.probability:.2f}", sentence.fate.value, Text(printable(words))
