"""`cop-assistant ask QUESTION`."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ui.completing import complete_with, nothing
from ui.errors import BadUsage
from ui.options import add_filters, add_top_k

if TYPE_CHECKING:
    from assistant.answer import Answer
    from index_store.filters import Filters
    from ui.output import Output
    from ui.settings import Settings

EXAMPLES = (
    'cop-assistant ask "What did Malaysia say on AI?"',
    'cop-assistant ask "Who spoke about helplines?" --meeting 24 --since 2025',
    'cop-assistant ask "What did Malaysia say on AI?" --export note.docx',
    "cop-assistant ask --batch evals/sets/samples.jsonl --json > answers.jsonl",
)


def configure(parser: argparse.ArgumentParser) -> None:
    """A question or a batch of them, filters and how many passages to answer from."""
    from ui.batch import add_batch

    words = parser.add_argument("question", nargs="*", metavar="QUESTION", help="in your own words")
    add_top_k(parser, "how many passages to answer from")
    add_batch(parser)
    complete_with(words, nothing)
    parser.add_argument(
        "--explain",
        action="store_true",
        help="also why: how the question was understood, what was read, what was chosen",
    )
    parser.add_argument(
        "--export",
        type=Path,
        metavar="FILE",
        help="also write the answer as a briefing note: a .docx, .md or .html file",
    )
    add_filters(parser)


def run(arguments: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Answer one question or each of a batch; an unanswered question is no failure."""
    from ui.batch import one_question, run_batch
    from ui.export import Entry, briefing, format_of, write
    from ui.opening import open_assistant, open_filled_store
    from ui.options import filters

    question = one_question(arguments.question, arguments.batch, "a question")
    if arguments.export is not None:
        if arguments.batch is not None:
            raise BadUsage(
                "--export takes one question; cop-assistant export takes a batch's answers"
            )
        format_of(arguments.export)  # told before the work, not after it
    store = open_filled_store(settings)
    limits = filters(arguments, store, output)
    assistant = open_assistant(store, settings)

    def answer(question: str, history: Sequence[str]) -> Answer:
        return assistant.ask(question, history, limits, settings.top_k)

    if arguments.batch is not None:
        return run_batch(
            arguments.batch,
            output,
            lambda question, history: answer_json(answer(question, history), arguments.explain),
        )
    result = answer(question, ())
    if arguments.export is not None:
        note = briefing([Entry(answer=result, filters=limits)], store.documents())
        write(note, arguments.export)
    if output.json:
        output.document(answer_json(result, arguments.explain))
    else:
        from ui.rendering import show_answer

        show_answer(result, output)
        for line in without_filters(result, limits):
            output.say(f"note: {line}")
        if arguments.explain and result.explanation is not None:
            from ui.explaining import show_explanation

            show_explanation(result.explanation, output)
    return 0


def without_filters(answer: Answer, limits: Filters) -> Iterator[str]:
    """Which filters a refusal was under, and the command that asks without them."""
    from ui.in_force import only_looked_at
    from ui.messages import messages

    says = messages(answer.language)
    if (line := only_looked_at(answer, limits, says)) is not None:
        command = shlex.join(["cop-assistant", "ask", answer.question])
        yield f"{line} {says.say('Without them: {command}', command=command)}"


def answer_json(answer: Answer, explained: bool = False) -> dict[str, object]:
    """An answer with the keys of the contract, and `explanation` where it is `explained`."""
    value: dict[str, object] = answer.model_dump(mode="json")
    if explained and answer.explanation is not None:
        value["explanation"] = answer.explanation.model_dump(mode="json")
    return value
