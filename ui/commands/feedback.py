"""`cop-assistant feedback`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.text import Text

    from ui.feedback import Feedback
    from ui.output import Output
    from ui.settings import Settings

EXAMPLES = (
    "cop-assistant feedback",
    'cop-assistant feedback --verdict "wrong speaker" --questions corrections.jsonl',
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Which verdicts, and whether they become questions."""
    parser.add_argument(
        "--verdict",
        choices=("helpful", "not helpful", "wrong speaker"),
        help="only these",
    )
    parser.add_argument(
        "--questions",
        type=Path,
        metavar="FILE.jsonl",
        help="write them as lines of a question set, which eval reads; those that were not "
        "helpful are to be completed by hand",
    )


def run(arguments: argparse.Namespace, settings: Settings, output: Output) -> int:
    """List what users said of answers, the oldest first; none is no failure."""
    from ui.feedback import kept_feedback

    kept = [
        (number, feedback)
        for number, feedback in kept_feedback(settings.store)
        if arguments.verdict in (None, feedback.verdict.value)
    ]
    if not kept:
        output.say("no feedback is kept")
    if arguments.questions is not None:
        _write(kept, arguments.questions)
        output.say(f"{arguments.questions}: {len(kept)} questions")
    elif output.json:
        output.document(
            [{"number": number, **said.model_dump(mode="json")} for number, said in kept]
        )
    elif kept:
        output.show(*(entry(number, said) for number, said in kept))
    return 0


def entry(number: int, feedback: Feedback) -> Text:
    """One verdict on a few lines."""
    from rich.text import Text

    from ui.output import printable

    result = Text(f"{number}  {feedback.verdict.value}", style="bold")
    result.append(f"  {feedback.at:%Y-%m-%d %H:%M}", style="not bold dim")
    for line in _lines(feedback):
        result.append(f"\n   {printable(line)}", style="not bold")
    return result


def _lines(feedback: Feedback) -> Iterator[str]:
    yield feedback.question
    if feedback.comment:
        yield f"“{' '.join(feedback.comment.split())}”"
    places = [
        f"{quote.document}{f' §{quote.paragraph}' if quote.paragraph else ''}"
        for quote in feedback.quoted
    ]
    yield f"→ {', '.join(dict.fromkeys(places)) or 'the documents do not say'}"


def _write(kept: list[tuple[int, Feedback]], path: Path) -> None:
    from ui.errors import Failure
    from ui.feedback.questions import question_lines

    lines = [json.dumps(line, ensure_ascii=False) + "\n" for line in question_lines(kept)]
    try:
        path.write_text("".join(lines), "utf-8")
    except OSError as error:
        raise Failure(f"{path} cannot be written: {error.strerror}") from None
