"""HTTP/1.1 with an end to patience: clients that send or read too slowly are cut off."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

from ui.web import limits


class PatientProtocol(H11Protocol):
    """uvicorn's protocol, with a time limit for headers and for reading what is sent.

    Bodies have theirs in `Gate`, which knows how long each may take.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401
        super().__init__(*arguments, **named)
        self._until_headers: asyncio.TimerHandle | None = None
        self._until_read: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Starts to wait for headers."""
        super().connection_made(transport)
        self._until_headers = self.loop.call_later(limits.HEADER_SECONDS, transport.abort)

    def connection_lost(self, exc: Exception | None) -> None:
        """Waits no more."""
        self._headers_there()
        self.resume_writing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Waits for headers from their first byte to the request they make."""
        before = self.cycle
        if self._until_headers is None and (before is None or before.response_complete):
            self._until_headers = self.loop.call_later(limits.HEADER_SECONDS, self.transport.abort)
        super().data_received(data)
        if self.cycle is not before:
            self._headers_there()

    def pause_writing(self) -> None:
        """The client has not read what was sent: it gets a while."""
        super().pause_writing()
        if self._until_read is None:
            self._until_read = self.loop.call_later(limits.READING_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """The client has read."""
        if self._until_read is not None:
            self._until_read.cancel()
            self._until_read = None
        if self.flow is not None:
            super().resume_writing()

    def _headers_there(self) -> None:
        if self._until_headers is not None:
            self._until_headers.cancel()
            self._until_headers = None
