"""An OpenAI-compatible service on this machine that answers what a test tells it to.

It is a real HTTP server that streams as the real ones do (server-sent events), so that the client,
its time-outs and its parsing run as they are. What it answers is a `Reply`:

>>> with LyingServer() as server:                                         # doctest: +SKIP
...     server.reply = says("Norway opened a line at night. {Nattlys}")
...     llm = open_llm(server.url, "liar", timeout=5)

`{words}` in a text stands for the number of the passage in the prompt that has these words, so a
script does not depend on the order in which passages are retrieved; `[3]` stays as it is.
"""

from __future__ import annotations

import contextlib
import json
import re
import select
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

_MARK = re.compile(r"\{([^{}]+)\}")
PIECE = 9  # characters of an event: words, numbers and marks are cut in the middle


@dataclass(frozen=True)
class Reply:
    """One reply of the server.

    `text` is streamed in events; `status` other than 200 sends `body` instead. `body`, where it
    is given, is sent as it is. `pause`: seconds before each event. `stall`: seconds of silence
    after the text, before the end. `cut`: the connection closes without the closing event.
    `finish`: why the text ends, as the closing event tells.
    """

    text: str | Callable[[str], str] = ""
    status: int = 200
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0
    stall: float = 0.0
    cut: bool = False
    finish: str = "stop"


def says(text: str) -> Reply:
    """A reply with this text, its `{words}` replaced by the numbers of passages."""
    return Reply(lambda prompt: resolve(text, prompt))


def resolve(text: str, prompt: str) -> str:
    """`text` with `[n]` for each `{words}`; `[99]` where no passage of the prompt has them."""
    found = passages(prompt)

    def number(match: re.Match[str]) -> str:
        wanted = " ".join(match[1].split()).lower()
        hits = [n for n, words in found.items() if wanted in " ".join(words.split()).lower()]
        return f"[{hits[0] if hits else 99}]"

    return _MARK.sub(number, text)


def passages(prompt: str) -> dict[int, str]:
    """Number → text of the passages in a prompt: one JSON object a line, with "n" and "text"."""
    found: dict[int, str] = {}
    for line in prompt.splitlines():
        if line.startswith('{"n"'):
            value = json.loads(line)
            found[value["n"]] = value["text"]
    return found


class LyingServer:
    """The server; `reply` may be changed between questions, `prompts` holds what was asked.

    `requests` holds whole requests, `most_at_once` how many were answered together at most.
    """

    def __init__(self, reply: Reply | None = None) -> None:
        self.reply: Reply | Callable[[str], Reply] = reply or Reply()
        self.prompts: list[str] = []
        self.keys: list[str | None] = []
        self.requests: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.most_at_once = 0
        self._now = 0
        self._counting = threading.Condition()
        self._ending = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))

    @property
    def url(self) -> str:
        """Address up to /v1."""
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> LyingServer:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Nobody listens any more; what is being answered breaks off."""
        self._ending.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def wait_until_idle(self, seconds: float) -> None:
        """Until no request is being answered; raises TimeoutError where one still is."""
        with self._counting:
            if not self._counting.wait_for(lambda: self._now == 0, seconds):
                raise TimeoutError("a request is still being answered")

    @contextlib.contextmanager
    def _counted(self) -> Iterator[None]:
        with self._counting:
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)
        try:
            yield
        finally:
            with self._counting:
                self._now -= 1
                self._counting.notify_all()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.0"  # the end of the connection is the end of the reply

            def log_message(self, format: str, *args: object) -> None:
                """Says nothing."""

            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                prompt = "\n".join(m["content"] for m in asked["messages"])
                outer.requests.append(asked)
                outer.paths.append(self.path)
                outer.keys.append(self.headers.get("Authorization"))
                outer.prompts.append(prompt)
                reply = outer.reply if isinstance(outer.reply, Reply) else outer.reply(prompt)
                # Some tests want the client to give up.
                with outer._counted(), contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    self._answer(reply, prompt)

            def _answer(self, reply: Reply, prompt: str) -> None:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                streamed = reply.status == 200 and reply.body is None
                kind = "text/event-stream" if streamed else "application/json"
                self.send_header("Content-Type", kind)
                self.end_headers()
                if not streamed:
                    body = reply.body
                    self.wfile.write(b'{"error": {"message": "no"}}' if body is None else body)
                    return
                text = reply.text if isinstance(reply.text, str) else reply.text(prompt)
                if self.path == "/api/chat":
                    self._answer_as_ollama(text)
                    return
                for event in _events(text):
                    if reply.pause and outer._ending.wait(reply.pause):
                        return
                    self.wfile.write(b"data: " + json.dumps(event).encode() + b"\n\n")
                    self.wfile.flush()
                if reply.stall:
                    self._stall(reply.stall)
                if not reply.cut:
                    closing = json.dumps(_event("", reply.finish)).encode()
                    self.wfile.write(b"data: " + closing + b"\n\n")
                    self.wfile.write(b"data: [DONE]\n\n")

            def _answer_as_ollama(self, text: str) -> None:
                """The reply in Ollama's own protocol: an object a line, the last says so."""
                for at in range(0, len(text) + PIECE, PIECE):
                    event = {
                        "model": "liar",
                        "created_at": "2031-03-03T09:00:00Z",
                        "message": {"role": "assistant", "content": text[at : at + PIECE]},
                        "done": at >= len(text),
                    }
                    self.wfile.write(json.dumps(event).encode() + b"\n")

            def _stall(self, seconds: float) -> None:
                """Says nothing for so long, or until the client hangs up."""
                ends = time.monotonic() + seconds
                while time.monotonic() < ends and not outer._ending.wait(0.05):
                    readable, _, _ = select.select([self.connection], [], [], 0)
                    if readable and not self.connection.recv(1, socket.MSG_PEEK):
                        raise BrokenPipeError

        return Handler


def _events(text: str) -> Iterator[dict[str, Any]]:
    yield _event("", None, role="assistant")
    for at in range(0, len(text), PIECE):
        yield _event(text[at : at + PIECE], None)


def _event(text: str, finish: str | None, **delta: str) -> dict[str, Any]:
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": int(time.time()),
        "model": "liar",
        "choices": [{"index": 0, "delta": {**delta, "content": text}, "finish_reason": finish}],
    }
