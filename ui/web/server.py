"""Runs the web chat: one process, one store, as many users as come."""

from __future__ import annotations

import errno
import os
import socket
import threading
import time
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from ui.errors import Failure
from ui.web import limits

if TYPE_CHECKING:
    from types import FrameType

    import uvicorn

    from ui.access.audit import Audit
    from ui.hosts import Hosts
    from ui.settings import Settings
    from ui.web.guard import Guard


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
    bound: socket.socket,
    host: str,
    hosts: Hosts,
    settings: Settings,
    announce: Callable[[str], None],
) -> None:
    """Serve the chat on `bound` until interrupted; `announce` gets its URL when it is ready."""
    # Gradio reads these when it is imported.
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    uploads = settings.store / "uploads"
    os.environ["GRADIO_TEMP_DIR"] = str(uploads.absolute() / ".incoming")
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    # Around each function Gradio asks matplotlib for its backend, which looks for one unless told.
    os.environ["MPLBACKEND"] = "agg"

    import uvicorn

    from ui import logs
    from ui.access.audit import Audit
    from ui.access.conversations import Conversations
    from ui.opening import address as shared_address
    from ui.opening import assistants, open_store
    from ui.web.app import create
    from ui.web.desk import Desk
    from ui.web.faults import log_faults
    from ui.web.incoming import Room
    from ui.web.protocol import PatientProtocol
    from ui.web.rights import Rights

    logs.set_up(settings.log_level, settings.log_json)
    log_faults()
    store = open_store(settings)
    room = Room(settings.upload_mb, settings.uploads_mb)
    make, audit = assistants(settings), Audit(settings.store)
    guard = _guard(settings, audit)
    conversations = Conversations(settings.store, shared_address(settings))
    rights = Rights.of(host, settings.allow_uploads, guard is not None)
    desk = Desk(
        store,
        make(store),
        uploads,
        settings.top_k,
        settings.limits,
        room,
        rights,
        make,
        audit,
    )
    desk.warm_up()
    config = uvicorn.Config(
        create(desk, hosts, guard, conversations if guard else None),
        log_config=None,  # see `logs`
        access_log=False,
        http=PatientProtocol,
        ws="none",
        h11_max_incomplete_event_size=limits.HEADER_BYTES,
        limit_concurrency=limits.CONNECTIONS,
        timeout_graceful_shutdown=limits.STOPPING_SECONDS,
        server_header=False,
    )
    server = _ending_server(config, desk.sessions.stop_all)
    ready = threading.Thread(target=_announce, args=(server, address(bound, host), announce))
    ready.daemon = True
    ready.start()
    server.run(sockets=[bound])


def _guard(settings: Settings, audit: Audit) -> Guard | None:
    """Who may come in; None where there are no accounts."""
    from ui.opening import open_accounts
    from ui.web.guard import Guard
    from ui.web.signing_in import SigningIn
    from ui.web.signing_in_elsewhere import Elsewhere

    accounts = open_accounts(settings)
    if not accounts.any():
        return None
    elsewhere = None
    if settings.oidc_issuer and settings.oidc_client_id:
        secret = settings.oidc_client_secret
        elsewhere = Elsewhere(
            settings.oidc_issuer,
            settings.oidc_client_id,
            secret.get_secret_value() if secret else None,
            settings.oidc_name,
            settings.oidc_back,
        )
    signing = SigningIn(accounts, audit, elsewhere)
    return Guard(signing, audit, settings.questions_per_minute, settings.audit_questions)


def _ending_server(config: uvicorn.Config, stop_work: Callable[[], None]) -> uvicorn.Server:
    """A server that a signal ends, whatever it is doing."""
    import uvicorn

    def end(sig: int) -> None:
        stop_work()
        time.sleep(limits.ENDING_SECONDS)
        # A thread that hangs would keep the process; the store is whole at any moment.
        os._exit(128 + sig)

    class EndingServer(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            super().handle_exit(sig, frame)
            threading.Thread(target=end, args=(sig,), daemon=True).start()

    return EndingServer(config)


def _announce(server: uvicorn.Server, url: str, announce: Callable[[str], None]) -> None:
    while not server.started:
        time.sleep(0.02)
    announce(url)
    import_module("matplotlib")  # Gradio imports it with the first question, which need not wait
