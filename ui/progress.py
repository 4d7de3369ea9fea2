"""The progress bar of long work, on stderr."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.output import Output

Advance = Callable[[float, int, str], None]
"""Called with how many are done, one of them perhaps in part, of how many, and which it is."""


@contextmanager
def progress(output: Output) -> Iterator[Advance]:
    """A bar on stderr, where that is a terminal; nothing otherwise."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from ui.output import printable

    with Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=output.messages,
        transient=True,
        disable=not output.messages.is_terminal,
    ) as bar:
        task = bar.add_task("Reading", total=None)

        def advance(done: float, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, description=printable(name)[-40:])

        yield advance
