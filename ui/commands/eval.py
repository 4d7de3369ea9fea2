"""`cop-assistant eval QUESTIONS.jsonl`."""

from __future__ import annotations

import argparse
import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.output import Output
    from ui.settings import Settings

EXAMPLES = (
    "cop-assistant eval evals/sets/samples.jsonl --report report.html",
    "cop-assistant eval evals/sets/samples.jsonl --json > before.json",
    "cop-assistant eval evals/sets/samples.jsonl --baseline before.json",
)


def configure(parser: argparse.ArgumentParser) -> None:
    """The questions, where the report goes and what it is compared with."""
    parser.add_argument(
        "questions", type=Path, metavar="QUESTIONS.jsonl", help="questions with what answers them"
    )
    parser.add_argument(
        "--report", type=Path, metavar="FILE.html", help="write the report as a page with plots"
    )
    parser.add_argument(
        "--baseline",
        type=Path,
        metavar="FILE.json",
        help="compare with a report that --json wrote earlier",
    )
    parser.add_argument(
        "--compare",
        action="append",
        default=[],
        metavar="NAME",
        help="compare with another retriever on the same questions: llamaindex-1024, "
        "llamaindex-256, bm25-1024 or all (may be given several times)",
    )
    parser.add_argument(
        "--split", metavar="NAME", help='only the questions marked so, such as "held-out"'
    )
    parser.add_argument(
        "--ablate", action="store_true", help="also tell what each part of the retriever brings"
    )


def run(arguments: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Evaluate and report."""
    from evals.command import run_eval
    from ui.opening import open_assistant, open_filled_store

    assistant = open_assistant(open_filled_store(settings), settings)
    with contextlib.redirect_stdout(output.stdout):  # run_eval writes its JSON itself
        return run_eval(
            assistant,
            arguments.questions,
            json=output.json,
            report=arguments.report,
            baseline=arguments.baseline,
            console=output.terminal,
            compare=arguments.compare,
            split=arguments.split,
            ablate=arguments.ablate,
        )
