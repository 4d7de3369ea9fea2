"""A language model as a writer: text comes piece by piece, and never later than a deadline.

Any llama-index LLM will do; `open_llm` makes one of an OpenAI-compatible service. Whatever goes
wrong with it becomes a `WriterFailed` with a reason fit for the reader.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.stopping import Stop, check, never

if TYPE_CHECKING:
    from llama_index.core.base.llms.types import ChatResponse
    from llama_index.core.llms import LLM

LONGEST = 8000  # characters of a reply that are read
MAX_TOKENS = 600
GLANCE = 0.25  # seconds between two looks whether the reply is still wanted
_NO_KEY = "none"  # services without keys want something in the header all the same


class WriterFailed(Exception):
    """The model gave no answer; `str()` says why, as the end of "The language model …"."""


class LlmUnavailable(Exception):
    """A language model that cannot be set up; `str()` is one line fit for the user."""


def open_llm(base_url: str, model: str, timeout: float, key: str | None = None) -> LLM:
    """The model `model` at an OpenAI-compatible address up to /v1; nothing is sent yet.

    >>> open_llm("http://localhost:11434/v1", "llama3.2", timeout=60).model  # doctest: +SKIP
    'llama3.2'
    """
    try:
        from llama_index.llms.openai_like import OpenAILike
        from openai import DefaultAsyncHttpxClient, DefaultHttpxClient
    except ImportError:
        raise LlmUnavailable(
            "a language model is set but the package for it is missing: "
            "pip install 'cop-assistant[llm]'"
        ) from None
    return OpenAILike(
        model=model,
        api_base=base_url,
        api_key=key or _NO_KEY,
        is_chat_model=True,
        is_function_calling_model=False,
        temperature=0.0,
        max_tokens=MAX_TOKENS,
        timeout=timeout,
        # The reader waits: the quoted answer at once is better than a second try.
        max_retries=0,
        # The question and the documents go to the address that was set, and to no other.
        http_client=DefaultHttpxClient(follow_redirects=False, timeout=timeout),
        async_http_client=DefaultAsyncHttpxClient(follow_redirects=False, timeout=timeout),
    )


class Writer:
    """Writes with a model, and gives up after `timeout` seconds in all.

    >>> writer = Writer(open_llm("http://localhost:11434/v1", "llama3.2", 60), 60)
    ...                                                                   # doctest: +SKIP
    >>> "".join(writer.write("Answer in one word.", "Is water wet?"))     # doctest: +SKIP
    'Yes'
    """

    def __init__(self, llm: LLM, timeout: float) -> None:
        """`timeout`: seconds from the question to the last word."""
        if timeout <= 0:
            raise ValueError("timeout must be greater than 0 seconds")
        self.llm = llm
        self.timeout = timeout

    def write(self, system: str, user: str, stop: Stop = never) -> Iterator[str]:
        """The reply piece by piece; raises `WriterFailed` where it does not come to an end.

        Raises `Stopped` soon after `stop` is true, also while the model says nothing.
        """
        deadline = time.monotonic() + self.timeout
        pieces: queue.Queue[str | Exception | None] = queue.Queue()
        ended = threading.Event()
        # A thread of its own: a service may keep the line open and say nothing, and its client's
        # time-outs begin anew with every byte.
        threading.Thread(
            target=self._read, args=(system, user, pieces, ended), daemon=True, name="llm"
        ).start()
        length = 0
        try:
            while True:
                check(stop)
                left = deadline - time.monotonic()
                try:
                    piece = pieces.get(timeout=max(0.0, min(left, GLANCE)))
                except queue.Empty:
                    if left > GLANCE:
                        continue
                    raise WriterFailed(f"did not finish in {self.timeout:g} seconds") from None
                if isinstance(piece, Exception):
                    raise WriterFailed(_reason(piece, self.timeout)) from piece
                if piece is None:
                    break
                length += len(piece)
                yield piece
                if length > LONGEST:
                    return
        finally:
            ended.set()
        if not length:
            raise WriterFailed("sent an empty reply")

    def _read(
        self,
        system: str,
        user: str,
        pieces: queue.Queue[str | Exception | None],
        stop: threading.Event,
    ) -> None:
        try:
            from llama_index.core.llms import ChatMessage

            messages = [
                ChatMessage(role="system", content=system),
                ChatMessage(role="user", content=user),
            ]
            ended: bool | None = None
            for response in self.llm.stream_chat(messages):
                if stop.is_set():
                    return
                ended = _ended(response, ended)
                if response.delta:
                    pieces.put(response.delta)
            if ended is False:
                raise BrokenOff
            pieces.put(None)
        # Every integration has errors of its own, and none of them may end the answer.
        except Exception as error:
            pieces.put(error)


class BrokenOff(Exception):
    """The stream ended before the model had."""


def _ended(response: ChatResponse, before: bool | None) -> bool | None:
    """Whether the model has said that it is done; None where its service never says so."""
    choices = getattr(response.raw, "choices", None)
    if not choices or not hasattr(choices[0], "finish_reason"):
        return before
    return bool(before or choices[0].finish_reason)


def _reason(error: Exception, timeout: float) -> str:
    """Why there is no answer; never the words of the error, which may hold an address or a key."""
    status = getattr(error, "status_code", None)
    kinds = " ".join(kind.__name__ for kind in type(error).__mro__)
    if status == 429:
        return "is answering too many requests (HTTP 429)"
    if status in (401, 403):
        return f"refused the key (HTTP {status}, check COP_LLM_API_KEY)"
    if status == 404:
        return "is not at this address (HTTP 404, check llm_base_url and llm_model)"
    if isinstance(status, int) and 300 <= status < 400:
        return f"sends to another address (HTTP {status}, not followed: check llm_base_url)"
    if isinstance(status, int):
        return f"failed (HTTP {status})"
    if "Timeout" in kinds:
        return f"did not answer in {timeout:g} seconds"
    if isinstance(error, BrokenOff) or "Protocol" in kinds or "ReadError" in kinds:
        return "broke off in the middle"
    if "Connect" in kinds:
        return "cannot be reached"
    return "sent something that is no reply"
