"""`cop-assistant search QUERY`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ui.completing import complete_with, nothing
from ui.options import add_filters, add_top_k

if TYPE_CHECKING:
    from assistant.answer import Suggestion
    from assistant.answerers.best_sentences import BestSentence
    from ui.output import Output
    from ui.settings import Settings

TOP_K = 10

EXAMPLES = (
    'cop-assistant search "age checks in games"',
    'cop-assistant search "helplines at night" --speaker Ghana --top-k 3',
)


def configure(parser: argparse.ArgumentParser) -> None:
    """A query or a batch of them, filters and how many passages."""
    from ui.batch import add_batch

    words = parser.add_argument("query", nargs="*", metavar="QUERY", help="what to look for")
    add_top_k(parser, f"how many passages (default: those that are near, {TOP_K} at most)")
    add_batch(parser)
    complete_with(words, nothing)
    add_filters(parser)


def run(arguments: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Search for one query or for each of a batch."""
    from ui.batch import one_question, run_batch
    from ui.opening import open_assistant, open_filled_store
    from ui.options import filters

    query = one_question(arguments.query, arguments.batch, "a query")
    store = open_filled_store(settings)
    limits = filters(arguments, store, output)
    assistant = open_assistant(store, settings)
    k = settings.top_k or TOP_K

    def find(question: str, history: Sequence[str]) -> list[Suggestion]:
        return assistant.search(question, history, limits, k)

    if arguments.batch is not None:
        return run_batch(
            arguments.batch,
            output,
            lambda question, history: passages_json(find(question, history)),
        )
    passages = find(query, ())
    if output.json:
        output.document(passages_json(passages))
        return 0
    marks: list[BestSentence | None] = []
    reading: Any = assistant
    if hasattr(reading, "gatherer"):  # only the reader tells which sentence answers
        from assistant.answerers.best_sentences import best_sentences

        marks = best_sentences(reading.gatherer, reading.understand(query), passages, limits)
        if settings.top_k is None:  # who says how many gets as many
            near = [pair for pair in zip(passages, marks, strict=True) if pair[1] and pair[1].near]
            passages, marks = [passage for passage, _ in near], [mark for _, mark in near]
    if passages:
        from ui.rendering import passage_list

        output.show(*passage_list(passages, surest=marks))
    else:
        output.say("nothing near to this is found")
    return 0


def passages_json(passages: Sequence[Suggestion]) -> dict[str, object]:
    """Passages with the keys of the contract."""
    from ui.results import SearchResult

    return SearchResult(passages=list(passages)).model_dump(mode="json")
