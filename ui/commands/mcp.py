"""`cop-assistant mcp`."""

from __future__ import annotations

import argparse
import contextlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.output import Output
    from ui.settings import Settings

EXAMPLES = ("cop-assistant --store /srv/cop-store mcp",)


def configure(parser: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def run(arguments: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Serve the tools to the program that started this, over stdin and stdout, until it leaves."""
    from ui.api.library import Library
    from ui.mcp_server import mcp_server
    from ui.opening import open_shown
    from ui.web.sessions import Sessions

    library = Library(open_shown(settings), Sessions(), settings.top_k)
    # The protocol has stdout for itself: the library keeps what else is printed away from it.
    with contextlib.redirect_stdout(output.stdout):
        mcp_server(lambda _: library).run("stdio")
    return 0
