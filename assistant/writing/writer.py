"""A language model as a writer: text comes piece by piece, and never later than a deadline.

At most so many requests are with the model at once; whoever comes then waits in a queue and is
told so. Any llama-index LLM will do. Whatever goes wrong with it becomes a `WriterFailed` with a
reason fit for the reader.
"""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.stopping import Stop, check, never
from assistant.writing.failures import BrokenOff, WriterFailed, reason, status_of

if TYPE_CHECKING:
    from llama_index.core.base.llms.types import ChatMessage, ChatResponse
    from llama_index.core.llms import LLM

LONGEST = 8000  # characters of a reply that are read
GLANCE = 0.25  # seconds between two looks whether the reply is still wanted
AT_ONCE = 4  # requests that are with the model together
_NO_SCHEMA = (400, 415, 422, 501)  # HTTP statuses of a service that knows no JSON schema

Format = Callable[[dict[str, Any]], dict[str, Any]]
"""The arguments that make a service keep to a JSON schema (`llm.reply_format`)."""


@dataclass(frozen=True)
class Waiting:
    """A sign of life from the queue; `ahead`: requests that come first, 1 or more."""

    ahead: int


@dataclass(frozen=True)
class Cut:
    """The end of a reply that reached the longest one allowed: its last sentence is half."""


class Writer:
    """Writes with a model, and gives up after `timeout` seconds in all.

    >>> writer = Writer(open_llm("http://localhost:11434/v1", "llama3.2", 60), 60)
    ...                                                                   # doctest: +SKIP
    >>> "".join(writer.write("Answer in one word.", "Is water wet?"))     # doctest: +SKIP
    'Yes'
    """

    def __init__(
        self,
        llm: LLM,
        timeout: float,
        at_once: int = AT_ONCE,
        reply_format: Format | None = None,
        context: int = 4096,
    ) -> None:
        """`timeout`: seconds from the model's turn to its last word, and those in the queue.

        `at_once`: requests that may be with the model together. `reply_format`: how its service
        is told a JSON schema, None where it takes none. `context`: tokens that it takes in.
        """
        if timeout <= 0:
            raise ValueError("timeout must be greater than 0 seconds")
        if at_once < 1:
            raise ValueError("at_once must be 1 or more requests")
        self.llm = llm
        self.timeout = timeout
        self.context = context
        self._format = reply_format
        self._queue = _Queue(at_once)

    @property
    def structured(self) -> bool:
        """Whether the service is told the form of a reply."""
        return self._format is not None

    def pieces(
        self, system: str, user: str, stop: Stop = never, schema: dict[str, Any] | None = None
    ) -> Iterator[str | Waiting | Cut]:
        """The reply piece by piece, signs of life ahead of it while others come first.

        `Cut` comes last where the reply was longer than is read.

        Raises `WriterFailed` where it does not come to an end, and `Stopped` soon after `stop` is
        true; either way the request itself is ended. `schema`: what the reply is to keep to,
        where the service can be told.
        """
        place = self._queue.enter()
        try:
            yield from self._waited(place, stop)
            yield from self._reply(system, user, stop, schema)
        finally:
            self._queue.leave(place)

    def write(self, system: str, user: str, stop: Stop = never) -> Iterator[str]:
        """The reply piece by piece, without signs of life."""
        return (piece for piece in self.pieces(system, user, stop) if isinstance(piece, str))

    def _waited(self, place: int, stop: Stop) -> Iterator[Waiting]:
        """Signs of life until it is this request's turn."""
        deadline = time.monotonic() + self.timeout
        told = 0
        while ahead := self._queue.ahead(place, GLANCE if told else 0.0):
            check(stop)
            if time.monotonic() > deadline:
                raise WriterFailed(f"was busy with other questions for {self.timeout:g} seconds")
            if ahead != told:
                told = ahead
                yield Waiting(ahead)

    def _reply(
        self, system: str, user: str, stop: Stop, schema: dict[str, Any] | None
    ) -> Iterator[str | Cut]:
        from llama_index.core.llms import ChatMessage

        messages = [
            ChatMessage(role="system", content=system),
            ChatMessage(role="user", content=user),
        ]
        deadline = time.monotonic() + self.timeout
        pieces: queue.Queue[str | Cut | Exception | None] = queue.Queue()
        # In a loop of its own: a service may keep the line open and say nothing, its client's
        # time-outs begin anew with every byte, and only what is awaited can be ended.
        request = _run(self._read(messages, pieces, schema))
        length = 0
        try:
            while True:
                check(stop)
                # What has come already is read to its end: checking it takes time of its own.
                left = deadline - time.monotonic()
                try:
                    piece = pieces.get(timeout=max(0.0, min(left, GLANCE)))
                except queue.Empty:
                    if left > 0:
                        continue
                    raise WriterFailed(f"did not finish in {self.timeout:g} seconds") from None
                if isinstance(piece, Exception):
                    raise WriterFailed(reason(piece, self.timeout)) from piece
                if piece is None:
                    break
                yield piece
                length += len(piece) if isinstance(piece, str) else 0
                if length > LONGEST:
                    yield Cut()
                    return
        finally:
            request.cancel()
        if not length:
            raise WriterFailed("sent an empty reply")

    async def _read(
        self,
        messages: Sequence[ChatMessage],
        pieces: queue.Queue[str | Cut | Exception | None],
        schema: dict[str, Any] | None,
    ) -> None:
        form = self._format(schema) if self._format and schema else {}
        try:
            try:
                await self._stream(messages, pieces, form)
            except Exception as error:
                if not form or status_of(error) not in _NO_SCHEMA:
                    raise
                self._format = None  # it is not asked again
                await self._stream(messages, pieces, {})
            pieces.put(None)
        # Every integration has errors of its own, and none of them may end the answer.
        except Exception as error:
            pieces.put(error)

    async def _stream(
        self,
        messages: Sequence[ChatMessage],
        pieces: queue.Queue[str | Cut | Exception | None],
        form: dict[str, Any],
    ) -> None:
        said: str | None = None
        async for response in _responses(self.llm, messages, form):
            said = _ending(response, said)
            if response.delta:
                pieces.put(response.delta)
        if said == "":
            raise BrokenOff
        if said == "length":
            pieces.put(Cut())


class _Queue:
    """Places in a line, the first few of which may be with the model."""

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._line: list[int] = []
        self._last = 0
        self._moved = threading.Condition()

    def enter(self) -> int:
        with self._moved:
            self._last += 1
            self._line.append(self._last)
            return self._last

    def leave(self, place: int) -> None:
        with self._moved:
            self._line.remove(place)
            self._moved.notify_all()

    def ahead(self, place: int, wait: float) -> int:
        """Requests that must end first; waits up to `wait` seconds for the line to move."""
        with self._moved:
            if wait and self._line.index(place) >= self._at_once:
                self._moved.wait(wait)
            return max(0, self._line.index(place) - self._at_once + 1)


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """The event loop in which all requests run, in a thread that ends with the program."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True, name="llm").start()
    return loop


def _run(work: Coroutine[Any, Any, None]) -> Future[None]:
    return asyncio.run_coroutine_threadsafe(work, _loop())


async def _responses(
    llm: LLM, messages: Sequence[ChatMessage], form: dict[str, Any]
) -> AsyncIterator[ChatResponse]:
    from llama_index.core.llms import CustomLLM

    if not isinstance(llm, CustomLLM):
        async for response in await llm.astream_chat(messages, **form):
            yield response
        return
    # Its asynchronous form would hold up all other requests.
    stream = iter(await asyncio.to_thread(llm.stream_chat, messages, **form))
    while (found := await asyncio.to_thread(next, stream, None)) is not None:
        yield found


def _ending(response: ChatResponse, before: str | None) -> str | None:
    """Why the model has ended, "" as long as it has not; None where its service never says."""
    raw = response.raw
    if isinstance(raw, dict):  # Ollama's
        return raw.get("done_reason") or before
    choices = getattr(raw, "choices", None)
    if not choices or not hasattr(choices[0], "finish_reason"):
        return before
    return before or choices[0].finish_reason or ""
