"""Where a command writes: results on stdout, everything else on stderr."""

from __future__ import annotations

import json as json_module
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, TextIO

from rich.console import Console

if TYPE_CHECKING:
    from rich.console import RenderableType

# Controls a terminal would obey (escape sequences, cursor moves) and marks that reorder text
# on screen: what a hostile document could use to show something that it does not say.
_HOSTILE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")

PIPED_WIDTH = 100
"""Columns where the output is no terminal and COLUMNS is not set."""


def printable(text: str) -> str:
    """`text` without the characters that steer a terminal.

    >>> printable("a\\x1b[31mb")
    'a[31mb'
    """
    return _HOSTILE.sub("", text)


class Output:
    """Results for the user or for a program; messages and progress beside them.

    >>> import sys
    >>> Output(sys.stdout, sys.stderr, json=True).line({"id": 1})
    {"id": 1}
    """

    def __init__(self, stdout: TextIO, stderr: TextIO, json: bool) -> None:
        """`json`: whether results are JSON."""
        self.json = json
        self.stdout = stdout
        self.terminal = _console(stdout)
        self.messages = _console(stderr)

    @property
    def interactive(self) -> bool:
        """Whether somebody reads the results on a terminal."""
        return self.terminal.is_terminal

    @property
    def width(self) -> int:
        """Columns that there are for results."""
        return self.terminal.width

    def document(self, value: object) -> None:
        """Write one JSON value, indented."""
        print(json_module.dumps(value, ensure_ascii=False, indent=2), file=self.stdout)

    def line(self, value: object) -> None:
        """Write one JSON value on one line, at once."""
        print(json_module.dumps(value, ensure_ascii=False), file=self.stdout, flush=True)

    def exactly(self, text: str) -> None:
        """Write `text` as UTF-8, byte for byte, with no newline added or changed."""
        binary = getattr(self.stdout, "buffer", None)
        if binary is None:
            self.stdout.write(text)
        else:
            self.stdout.flush()
            binary.write(text.encode("utf-8", "surrogatepass"))
        self.flush()

    def show(self, *renderables: RenderableType) -> None:
        """Write for people."""
        with self.terminal.capture() as capture:
            for renderable in renderables:
                self.terminal.print(renderable, markup=False, highlight=False)
        shown = capture.get()
        if not self.interactive:
            shown = "".join(f"{line.rstrip()}\n" for line in shown.splitlines())
        self.stdout.write(shown)

    @contextmanager
    def live(self) -> Iterator[Callable[[RenderableType], None]]:
        """A place on the terminal where each thing shown takes the place of the one before.

        Where the output is no terminal, only the last is written.
        """
        from rich.live import Live

        last: list[RenderableType] = []
        with (
            Live(console=self.terminal, auto_refresh=False, vertical_overflow="visible")
            if self.interactive
            else nullcontext() as live
        ):

            def show(renderable: RenderableType) -> None:
                last[:] = [renderable]
                if live is not None:
                    live.update(renderable, refresh=True)

            yield show
        if not self.interactive:
            self.show(*last)

    def say(self, message: str) -> None:
        """One message on stderr."""
        self.messages.print(printable(message), markup=False, highlight=False, soft_wrap=True)

    def error(self, message: str) -> None:
        """One error on stderr; the command goes on."""
        self.say(f"error: {' '.join(message.split())}")

    def flush(self) -> None:
        """Hand on what is buffered, so that a closed pipe shows here and not at exit."""
        self.stdout.flush()


def _console(stream: TextIO) -> Console:
    console = Console(file=stream, soft_wrap=False, emoji=False)
    if not console.is_terminal and "COLUMNS" not in console._environ:
        console = Console(file=stream, emoji=False, width=PIPED_WIDTH)
    return console
