"""`cop-assistant serve`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.output import Output
    from ui.settings import Settings

EXAMPLES = (
    "cop-assistant serve",
    "cop-assistant serve --host 0.0.0.0 --port 8080 --allow-host cop.example.org",
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1: this machine)"
    )
    parser.add_argument(
        "--allow-host",
        action="append",
        type=_host,
        metavar="NAME",
        help="a further name under which the chat may be opened, such as that of a proxy",
    )
    parser.add_argument(
        "--allow-uploads",
        action=argparse.BooleanOptionalAction,
        help="whether whoever opens the chat may add, read again and remove documents (default: "
        "only where it listens on this machine alone)",
    )
    parser.add_argument(
        "--open",
        action="store_true",
        help="serve also beyond this machine without accounts: whoever reaches it may read all "
        "open documents and add some",
    )
    parser.add_argument(
        "--port", type=_port, default=7860, help="port to listen on (default 7860; 0: a free one)"
    )


def run(arguments: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Serve the web chat until interrupted; its address is one line on stdout."""
    from ui.errors import BadUsage
    from ui.hosts import LOOPBACK, Hosts
    from ui.opening import open_accounts
    from ui.web.server import listen, serve

    if not open_accounts(settings).any():
        if arguments.host.casefold().strip("[]") not in LOOPBACK and not arguments.open:
            raise BadUsage(
                f"--host {arguments.host} lets others in, and there are no accounts: add some "
                "with cop-assistant user add NAME, or say --open to let in everybody"
            )
        if not arguments.open:
            output.say("no accounts: this serves this machine alone (cop-assistant user add)")
    # Bind before the models load: a port in use is told at once.
    with listen(arguments.host, arguments.port) as socket:

        def announce(url: str) -> None:
            if output.json:
                output.line({"url": url})
            else:
                output.exactly(f"Serving on {url}\n")

        further = arguments.allow_host or []
        hosts = Hosts(arguments.host, [*settings.allowed_hosts, *further])
        serve(socket, arguments.host, hosts, settings, announce)
    return 0


def _host(text: str) -> str:
    """A host by its name.

    >>> _host("cop.example")
    'cop.example'
    """
    from ui.hosts import host_name

    if host_name(text) != text.casefold().strip("[]."):
        raise argparse.ArgumentTypeError(f"{text!r} is no host name; give it without port")
    return text


def _port(text: str) -> int:
    """A port by its number.

    >>> _port("80")
    80
    """
    if text.isdecimal() and int(text) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no port; ports are 0 to 65535")
