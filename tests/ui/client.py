"""A client of the web chat that speaks as its page does, for tests and for measuring."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx

ASK, LOAD, TAKE_IN = "ask", "refresh", "take_in"
"""Names of functions of the page."""


@dataclass
class Answered:
    """What came over the line for one request, and how many bytes."""

    events: list[dict[str, Any]] = field(default_factory=list)
    bytes: int = 0

    @property
    def done(self) -> bool:
        """Whether the function came to its end."""
        return any(
            event["msg"] == "process_completed" and event["success"] for event in self.events
        )

    @property
    def text(self) -> str:
        """Everything that was sent, as JSON."""
        return json.dumps(self.events, ensure_ascii=False)


class Client:
    """An open page of the chat, without a browser."""

    def __init__(
        self, address: str, timeout: float = 60, cookies: dict[str, str] | None = None
    ) -> None:
        self.http = httpx.Client(
            base_url=address, timeout=timeout, trust_env=False, cookies=cookies
        )
        self.host = urlsplit(address).netloc
        self.page = secrets.token_hex(6)
        opened = self.http.get("/")
        opened.raise_for_status()
        self.html = opened.text
        # Over plain HTTP the cookie is kept like any other.
        config = self.html.split("window.gradio_config = ", 1)[1].split(";</script>", 1)[0]
        self.functions = {
            dependency["api_name"]: (dependency["id"], len(dependency["inputs"]))
            for dependency in json.loads(config)["dependencies"]
        }

    def body(self, name: str, *data: object, event: object = None) -> dict[str, Any]:
        """What the page sends to run a function."""
        index, fields = self.functions[name]
        return {
            "data": [*data, *[None] * (fields - len(data))],
            "event_data": event,
            "fn_index": index,
            "trigger_id": None,
            "session_hash": self.page,
        }

    def join(self, name: str, *data: object, event: object = None) -> httpx.Response:
        """Ask for a function to be run."""
        return self.http.post("/gradio_api/queue/join", json=self.body(name, *data, event=event))

    def listen(self) -> Iterator[tuple[dict[str, Any], int]]:
        """What comes of it: events and their size in bytes."""
        parameters = {"session_hash": self.page}
        with self.http.stream("GET", "/gradio_api/queue/data", params=parameters) as stream:
            stream.raise_for_status()
            for line in stream.iter_lines():
                if line.startswith("data:"):
                    yield json.loads(line.removeprefix("data:")), len(line.encode()) + 2

    def run(self, name: str, *data: object, event: object = None) -> Answered:
        """Run a function and wait for its end; what other requests have left to tell is skipped."""
        asked = self.join(name, *data, event=event).raise_for_status().json()["event_id"]
        answered = Answered()
        for event, size in self.listen():
            if event.get("event_id", asked) != asked:
                continue
            answered.events.append(event)
            answered.bytes += size
            if event["msg"] in ("process_completed", "close_stream", "unexpected_error"):
                break
        return answered

    def ask(self, question: str) -> Answered:
        """Ask a question and wait for its answer."""
        return self.run(ASK, question)

    def upload(self, *files: tuple[str, bytes]) -> httpx.Response:
        """Upload files."""
        sent = [("files", (name, content, "text/plain")) for name, content in files]
        return self.http.post("/gradio_api/upload", files=sent)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Leave."""
        self.http.close()
