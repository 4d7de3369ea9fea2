"""Bodies of requests: read with a limit of size and patience, and made anew."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from ui.web import limits
from ui.web.incoming import Refused

if TYPE_CHECKING:
    from starlette.types import Message, Receive, Scope


def too_large(most: int) -> Refused:
    """What is said to a request that brings more than `most` bytes."""
    size = f"{most // 1024:,} kB" if most < 2**20 else f"{most // 2**20:,} MB"
    return Refused(f"a request has at most {size} here", 413)


async def whole(receive: Receive, most: int, seconds: float) -> bytes:
    """The body of a request.

    Raises `Refused` where it is larger than `most` bytes, TimeoutError where it is not there
    after `seconds`.
    """
    body = bytearray()
    receive_counted = counted(receive, most)
    async with asyncio.timeout(seconds):
        while True:
            message = await receive_counted()
            body += message.get("body", b"")
            if not message.get("more_body", False):
                return bytes(body)


def counted(receive: Receive, most: int) -> Receive:
    """Receives until there were more than `most` bytes, or nothing for too long."""
    read = 0

    async def receive_next() -> Message:
        nonlocal read
        # not `wait_for`: up to 3.11 a time-out around it is lost where a piece comes just then
        async with asyncio.timeout(limits.SILENCE_SECONDS):
            message = await receive()
        if message["type"] == "http.disconnect":
            raise Refused("the request broke off")
        read += len(message.get("body", b""))
        if read > most:
            raise too_large(most)
        return message

    return receive_next


def given(body: bytes) -> Receive:
    """Receives this body."""
    messages = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_given() -> Message:
        if messages:
            return messages.pop()
        await asyncio.Event().wait()
        raise AssertionError("unreachable")

    return receive_given


def continued(body: bytes, receive: Receive) -> Receive:
    """Receives this body, and then what else comes: that the client has left."""
    first = given(body)
    read = False

    async def receive_next() -> Message:
        nonlocal read
        if read:
            return await receive()
        read = True
        return await first()

    return receive_next


def as_json(value: object) -> bytes:
    """JSON as it is sent."""
    return json.dumps(value).encode()


def with_length(scope: Scope, body: bytes) -> Scope:
    """A request with this body, by its headers."""
    headers = [(name, value) for name, value in scope["headers"] if name != b"content-length"]
    return {**scope, "headers": [*headers, (b"content-length", str(len(body)).encode())]}
