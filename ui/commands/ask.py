"""`cop-assistant ask QUESTION`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.options import add_filters, add_top_k

if TYPE_CHECKING:
    from assistant.answer import Answer
    from ui.output import Output
    from ui.settings import Settings


def configure(parser: argparse.ArgumentParser) -> None:
    """A question or a batch of them, filters and how many passages to answer from."""
    from ui.batch import add_batch

    parser.add_argument("question", nargs="*", metavar="QUESTION", help="in your own words")
    add_top_k(parser, "how many passages to answer from")
    add_batch(parser)
    add_filters(parser)


def run(arguments: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Answer one question or each of a batch; an unanswered question is no failure."""
    from ui.batch import one_question, run_batch
    from ui.opening import open_assistant, open_filled_store
    from ui.options import filters

    question = one_question(arguments.question, arguments.batch, "a question")
    store = open_filled_store(settings)
    limits = filters(arguments, store, output)
    assistant = open_assistant(store, settings)

    def answer(question: str, history: Sequence[str]) -> Answer:
        return assistant.ask(question, history, limits, settings.top_k)

    if arguments.batch is not None:
        return run_batch(
            arguments.batch,
            output,
            lambda question, history: answer_json(answer(question, history)),
        )
    result = answer(question, ())
    if output.json:
        output.document(answer_json(result))
    else:
        from ui.rendering import show_answer

        show_answer(result, output)
    return 0


def answer_json(answer: Answer) -> dict[str, object]:
    """An answer with the keys of the contract."""
    return answer.model_dump(mode="json")
