"""`cop-assistant chat`."""

from __future__ import annotations

import argparse
import contextlib
import sys
from typing import TYPE_CHECKING

from ui.errors import one_line
from ui.options import add_filters, add_top_k

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.assistant import Assistant
    from index_store.filters import Filters
    from ui.output import Output
    from ui.settings import Settings

HELP = (
    "Ask a question. /new starts a new conversation, /all asks the last question again without "
    "filters, exit, quit or Ctrl-D ends it."
)
_END = frozenset({"exit", "quit", "/exit", "/quit"})

EXAMPLES = (
    "cop-assistant chat",
    "cop-assistant chat --meeting 24",
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Filters, which hold for the whole conversation."""
    add_top_k(parser, "how many passages to answer from")
    add_filters(parser)


def run(arguments: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Answer line after line; with `--json` one JSON line for each."""
    from index_store.filters import Filters
    from ui.command_line import tell
    from ui.commands.ask import answer_json
    from ui.opening import open_shown
    from ui.options import filters
    from ui.rendering import show_sources

    shown = open_shown(settings)
    limits = filters(arguments, shown.store, output)
    shown.assistant.warm_up()
    history: list[str] = []
    if sys.stdin.isatty():
        output.say(HELP)
    while (line := _read_line()) is not None:
        question = " ".join(line.split())
        if not question:
            continue
        if question.lower() in _END:
            break
        if question == "/new":
            history.clear()
            output.say("A new conversation.")
            continue
        filters_now = limits
        if question == "/all" and history:
            question, filters_now = history.pop(), Filters()
        if question.startswith("/"):
            output.say(HELP)
            continue
        try:
            if output.json:
                answer = shown.assistant.ask(question, history, filters_now, settings.top_k)
                output.line(answer_json(answer))
            else:
                answer = _stream(
                    shown.assistant, question, history, filters_now, settings.top_k, output
                )
                show_sources(answer, output)
                _tell_filters(answer, filters_now, output)
        except BrokenPipeError:  # nobody reads on
            raise
        except Exception as error:  # one question that fails does not end the conversation
            tell(error)
            if output.json:
                output.line({"question": question, "error": one_line(error)})
            continue
        history.append(question)
    return 0


def _tell_filters(answer: Answer, limits: Filters, output: Output) -> None:
    """Say under which filters a question was refused."""
    from ui.in_force import only_looked_at
    from ui.messages import messages

    says = messages(answer.language)
    if (line := only_looked_at(answer, limits, says)) is not None:
        offer = says.say("/all asks the last question again without filters.")
        output.say(f"note: {line} {offer}")


def _read_line() -> str | None:
    """One line from the user, None at the end."""
    if not sys.stdin.isatty():
        return sys.stdin.readline() or None
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401  # line editing for input(), where the system has it
    # input() edits lines only where sys.stdout is the terminal itself.
    with contextlib.redirect_stdout(sys.__stdout__ or sys.stderr):
        try:
            return input("\n> ")
        except EOFError:
            print()
            return None


def _stream(
    assistant: Assistant,
    question: str,
    history: list[str],
    limits: Filters,
    top_k: int | None,
    output: Output,
) -> Answer:
    """Show the answer as it grows; give it when it is complete."""
    from ui.rendering import AnswerText

    answers = assistant.stream(question, history, limits, top_k)
    output.show("")
    with output.live() as show:
        for answer in answers:
            show(AnswerText(answer.answer))
    return answer
