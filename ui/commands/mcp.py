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
    from ui.access.seen import ShownToOne
    from ui.api.library import Library
    from ui.mcp_server import mcp_server
    from ui.opening import open_assistant, open_filled_store
    from ui.web.sessions import Sessions

    store = open_filled_store(settings)
    shown = ShownToOne(store, open_assistant(store, settings))
    library = Library(shown, Sessions(), settings.top_k)
    # The protocol has stdout for itself: the library keeps what else is printed away from it.
    with contextlib.redirect_stdout(output.stdout):
        mcp_server(lambda _: library).run("stdio")
    return 0
