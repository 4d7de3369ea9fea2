"""`cop-assistant bench`."""

from __future__ import annotations

import argparse
import contextlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.output import Output
    from ui.settings import Settings


def configure(parser: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def run(arguments: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Measure and report."""
    from evals.command import run_bench

    with contextlib.redirect_stdout(output.stdout):
        return run_bench(json=output.json)
