"""`cop-assistant bench [PATH…]`."""

from __future__ import annotations

import argparse
import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from ui.options import positive

if TYPE_CHECKING:
    from ui.output import Output
    from ui.settings import Settings

NOBODY = "none"
"""The name of a measurement beside nothing."""
EXAMPLES = ("cop-assistant bench --report bench.html",)


def configure(parser: argparse.ArgumentParser) -> None:
    """What is measured, on how much, and where the report goes."""
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="documents to measure on (default: generated ones)",
    )
    parser.add_argument(
        "--sizes",
        default=[],
        type=_sizes,
        metavar="N,N…",
        help="passages of generated documents, one measurement each (default: 1000,10000)",
    )
    parser.add_argument(
        "--beside",
        action="append",
        default=[],
        metavar="NAME",
        help="measure beside this one only: llamaindex-256, llamaindex-1024 (default: both), none",
    )
    parser.add_argument(
        "--questions", type=positive, default=50, metavar="N", help="how many are asked (50)"
    )
    parser.add_argument(
        "--random-vectors",
        action="store_true",
        help="do without the embedding model, which takes most of the time of large sizes",
    )
    parser.add_argument(
        "--report", type=Path, metavar="FILE.html", help="write the report as a page with plots"
    )


def _sizes(text: str) -> list[int]:
    """`1000,10000`, in any order."""
    return [positive(number) for number in text.split(",")]


def run(arguments: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Measure in stores of its own, made for it and removed; the settings' store stays as it is."""
    from evals.command import run_bench

    with contextlib.redirect_stdout(output.stdout):  # run_bench writes its JSON itself
        return run_bench(
            arguments.paths,
            arguments.sizes,
            json=output.json,
            report=arguments.report,
            console=output.terminal,
            questions=arguments.questions,
            random_vectors=arguments.random_vectors,
            model=settings.embedding_model,
            beside=() if arguments.beside == [NOBODY] else arguments.beside or None,
        )
