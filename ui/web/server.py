"""Runs the web chat: one process, one store, as many users as come."""

from __future__ import annotations

import errno
import os
import socket
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.errors import Failure

if TYPE_CHECKING:
    from ui.settings import Settings


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to this address; `port` 0 takes a free one.

    Raises `Failure` with one line where the address is taken or not to be had.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError:
        raise Failure(f"--host {host}: no such address on this machine") from None
    bound = socket.socket(family, kind, protocol)
    if os.name != "nt":
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(address)
        bound.listen(socket.SOMAXCONN)
    except OSError as error:
        bound.close()
        if error.errno == errno.EADDRINUSE:
            reason = "is in use: choose another with --port, or --port 0 for a free one"
        elif error.errno == errno.EACCES:
            reason = "needs rights that you do not have: choose a --port from 1024"
        else:
            reason = f"cannot be used: {error.strerror}"
        raise Failure(f"port {port} on {host} {reason}") from None
    return bound


def address(bound: socket.socket, host: str) -> str:
    """The URL to open in a browser."""
    port = bound.getsockname()[1]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}"


def serve(
    bound: socket.socket, host: str, settings: Settings, announce: Callable[[str], None]
) -> None:
    """Serve the chat on `bound` until interrupted; `announce` gets its URL when it is ready."""
    # Gradio reads these when it is imported.
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    uploads = settings.store / "uploads"
    os.environ["GRADIO_TEMP_DIR"] = str(uploads.absolute() / ".incoming")
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"

    import uvicorn

    from ui.opening import open_assistant, open_store
    from ui.web.app import create
    from ui.web.desk import Desk

    store = open_store(settings)
    desk = Desk(store, open_assistant(store, settings), uploads, settings.top_k, settings.limits)
    desk.warm_up()
    config = uvicorn.Config(create(desk), log_level="warning", access_log=False)
    server = uvicorn.Server(config)
    ready = threading.Thread(target=_announce, args=(server, address(bound, host), announce))
    ready.daemon = True
    ready.start()
    server.run(sockets=[bound])


def _announce(server: object, url: str, announce: Callable[[str], None]) -> None:
    import time

    while not getattr(server, "started", False):
        time.sleep(0.02)
    announce(url)
