"""Requests that no page of this server sends, each with what must become of it."""

from __future__ import annotations

import gzip
import json
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

API = "/gradio_api"


@dataclass(frozen=True)
class Target:
    """A running server, somebody who has opened its page, and what they must not get at."""

    host: str
    port: int
    cookie: str
    page: str
    other_page: str
    functions: dict[str, tuple[int, int]]
    secret: Path
    elsewhere: str
    upload: str

    @property
    def authority(self) -> str:
        """What a browser sends as `Host`."""
        return f"{self.host}:{self.port}"


Raw = Callable[[Target], bytes]


@dataclass(frozen=True)
class Hostile:
    """One request; `statuses` that may come of it, none meaning a connection that is cut."""

    name: str
    raw: Raw
    statuses: tuple[int, ...]


def exchange(target: Target, raw: bytes, patience: float = 15) -> tuple[int | None, bytes]:
    """Send bytes as they are; the status and all that comes back until the connection ends."""
    received = bytearray()
    with socket.create_connection((target.host, target.port), timeout=patience) as connection:
        try:
            connection.sendall(raw)
            while len(received) < 4_000_000 and (part := connection.recv(65536)):
                received += part
        except (ConnectionResetError, BrokenPipeError):
            pass
    status = received.split(b" ", 2)[1] if received.startswith(b"HTTP/") else b""
    return (int(status) if status.isdigit() else None), bytes(received)


def request(
    target: Target,
    method: str,
    path: str,
    body: bytes = b"",
    kind: str = "application/json",
    **headers: str | None,
) -> bytes:
    """A request of somebody who has opened the page; a header of None is left out."""
    sent: dict[str, str | None] = {
        "Host": target.authority,
        "Cookie": f"cop_owner={target.cookie}",
        "Connection": "close",
    }
    if body or method == "POST":
        sent |= {"Content-Type": kind, "Content-Length": str(len(body))}
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{method} {path} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in sent.items() if value is not None]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def get(path: str, method: str = "GET", **headers: str | None) -> Raw:
    """A request without a body; `{secret}` and such in its path are filled in."""

    def raw(target: Target) -> bytes:
        filled = path.replace("{secret}", str(target.secret)).replace("{page}", target.page)
        filled = filled.replace("{other}", target.other_page)
        filled = filled.replace("{elsewhere}", target.elsewhere).replace("{upload}", target.upload)
        return request(target, method, filled, **headers)

    return raw


def post(path: str, value: Callable[[Target], object], **headers: str | None) -> Raw:
    """A request with JSON."""
    return lambda target: request(
        target, "POST", path, json.dumps(value(target)).encode(), **headers
    )


def join(
    name: str, *data: object, page: str | None = None, more: dict[str, Any] | None = None
) -> Callable[[Target], dict[str, Any]]:
    """What runs a function; callables among its fields are given the target."""

    def value(target: Target) -> dict[str, Any]:
        index, fields = target.functions[name]
        filled = [item(target) if callable(item) else item for item in data]
        return {
            "data": [*filled, *[None] * (fields - len(filled))],
            "event_data": None,
            "fn_index": index,
            "trigger_id": None,
            "session_hash": page or target.page,
            **(more or {}),
        }

    return value


def file_data(path: Callable[[Target], str], **more: str) -> Callable[[Target], object]:
    """A file as Gradio's clients name it."""
    return lambda target: {"path": path(target), "meta": {"_type": "gradio.FileData"}, **more}


def files(path: Callable[[Target], str], **more: str) -> Callable[[Target], object]:
    """A list of one such file."""
    return lambda target: [file_data(path, **more)(target)]


def multipart(*parts: tuple[str, bytes], **headers: str | None) -> Raw:
    """An upload of parts, each with its header line."""

    def raw(target: Target) -> bytes:
        body = b"".join(
            b"--cut\r\n" + head.encode() + b"\r\n\r\n" + content + b"\r\n"
            for head, content in parts
        )
        kind = "multipart/form-data; boundary=cut"
        return request(target, "POST", f"{API}/upload", body + b"--cut--\r\n", kind, **headers)

    return raw


def named(name: str) -> str:
    """The header line of a part that is a file."""
    return f'Content-Disposition: form-data; name="files"; filename="{name}"'


JOIN = f"{API}/queue/join"
GONE = (404,)
OTHER = (403,)
QUESTION = "What did Kenya say on age verification?"

HOSTILE = (
    # Reading files
    Hostile("take_in by name", post(f"{API}/call/take_in", join("take_in")), GONE),
    Hostile(
        "take_in of a server path",
        post(JOIN, join("take_in", files(lambda t: str(t.secret)))),
        (400,),
    ),
    Hostile(
        "take_in of /dev/zero", post(JOIN, join("take_in", files(lambda t: "/dev/zero"))), (400,)
    ),
    Hostile(
        "take_in out of the upload folder",
        post(JOIN, join("take_in", files(lambda t: f"{t.upload.split('/')[0]}/../../../x.txt"))),
        (400,),
    ),
    Hostile(
        "take_in of a URL",
        post(JOIN, join("take_in", files(lambda t: t.elsewhere, url="http://127.0.0.1:1/"))),
        (400,),
    ),
    Hostile(
        "a file in place of the question",
        post(JOIN, join("ask", file_data(lambda t: str(t.secret)))),
        (422,),
    ),
    Hostile(
        "a file in place of the earlier questions",
        post(JOIN, join("ask", QUESTION, file_data(lambda t: str(t.secret)))),
        (422,),
    ),
    Hostile(
        "a file in a filter",
        post(JOIN, join("ask", QUESTION, None, None, files(lambda t: str(t.secret)))),
        (422,),
    ),
    Hostile("file=", get(f"{API}/file={{secret}}"), GONE),
    Hostile("file= of an upload", get(f"{API}/file={{upload}}"), GONE),
    Hostile("file= of a URL", get(f"{API}/file={{elsewhere}}"), GONE),
    Hostile("file/", get(f"{API}/file/{{secret}}"), GONE),
    Hostile("proxy=", get(f"{API}/proxy={{elsewhere}}"), GONE),
    Hostile("static out of its folder", get("/static/../../../../../../../etc/passwd"), GONE),
    Hostile("assets, encoded", get("/assets/%2e%2e%2f%2e%2e%2fpackage.json"), GONE),
    Hostile("assets, a full path", get("/assets//etc/passwd"), GONE),
    Hostile("a NUL in the path", get("/assets/a%00b.js"), GONE),
    Hostile("svelte", get("/svelte/../gradio.css"), GONE),
    Hostile(
        "custom component", get(f"{API}/custom_component/1/client/component/..%2f..%2fx"), GONE
    ),
    Hostile("deep link", get(f"{API}/deep_link?session_hash={{page}}"), GONE),
    # Endpoints that are no doors
    Hostile("info", get(f"{API}/info"), GONE),
    Hostile("config", get("/config"), GONE),
    Hostile("openapi", get("/openapi.json"), GONE),
    Hostile("Gradio's openapi", get(f"{API}/openapi.json"), GONE),
    Hostile("docs", get("/docs"), GONE),
    Hostile("redoc", get("/redoc"), GONE),
    Hostile("monitoring", get("/monitoring"), GONE),
    Hostile("startup events", get(f"{API}/startup-events"), GONE),
    Hostile("app id", get(f"{API}/app_id"), GONE),
    Hostile("token", get(f"{API}/token"), GONE),
    Hostile("dev reload", get(f"{API}/dev/reload"), GONE),
    Hostile("queue status", get(f"{API}/queue/status"), GONE),
    Hostile("login", post("/login", lambda t: {"username": "a", "password": "b"}), GONE),
    Hostile("reset", post(f"{API}/reset", lambda t: {"event_id": "1"}), GONE),
    Hostile("run", post(f"{API}/run/ask", join("ask", QUESTION)), GONE),
    Hostile("api", post(f"{API}/api/ask", join("ask", QUESTION)), GONE),
    Hostile("call v2", post(f"{API}/call/v2/ask", lambda t: {"text": QUESTION}), GONE),
    Hostile(
        "component server",
        post(
            f"{API}/component_server",
            lambda t: {"data": ["/"], "component_id": 1, "fn_name": "ls", "session_hash": t.page},
        ),
        GONE,
    ),
    Hostile("process recording", post(f"{API}/process_recording", lambda t: {}), GONE),
    Hostile("stream", post(f"{API}/stream/1", lambda t: {"data": []}), GONE),
    Hostile("edit the program", post(f"{API}/vibe-code", lambda t: {"code": "1"}), GONE),
    Hostile("run history", post(f"{API}/run-history/connect", lambda t: {"token": "x"}), GONE),
    # Other names, other sites
    Hostile("another host", get("/", Host="evil.example"), (421,)),
    Hostile("another host, our port", get("/", Host="evil.example:7860"), (421,)),
    Hostile("no host", get("/", Host=None), (400, 421)),
    Hostile("a host with a name before it", get("/", Host="localhost@evil.example"), (421,)),
    Hostile("a forwarded host", get("/", X_Forwarded_Host="evil.example"), (200,)),
    Hostile("another origin", get("/", Origin="http://evil.example"), OTHER),
    Hostile("no origin at all", get("/", Origin="null"), OTHER),
    Hostile(
        "a question from another origin",
        post(JOIN, join("ask", QUESTION), Origin="http://evil.example"),
        OTHER,
    ),
    Hostile(
        "a question from another port",
        post(JOIN, join("ask", QUESTION), Sec_Fetch_Site="same-site"),
        OTHER,
    ),
    Hostile(
        "an upload from another site",
        multipart((named("a.txt"), b"Fiji"), Sec_Fetch_Site="cross-site"),
        OTHER,
    ),
    Hostile(
        "a form from another site", get(f"{API}/queue/data", Sec_Fetch_Site="cross-site"), OTHER
    ),
    Hostile("preflight", get(JOIN, "OPTIONS", Origin="http://evil.example"), OTHER),
    # Other people's pages
    Hostile("nobody", post(JOIN, join("ask", QUESTION), Cookie=None), OTHER),
    Hostile("somebody else's answers", get(f"{API}/queue/data?session_hash={{other}}"), OTHER),
    Hostile("somebody else's page", get(f"{API}/heartbeat/{{other}}"), OTHER),
    Hostile(
        "a question in somebody else's page",
        lambda t: post(JOIN, join("ask", QUESTION, page=t.other_page))(t),
        OTHER,
    ),
    Hostile(
        "stopping somebody else's answer",
        lambda t: post(JOIN, join("stop", "1", page=t.other_page))(t),
        OTHER,
    ),
    # Too much
    Hostile("a long question", post(JOIN, join("ask", "x" * 2001)), (413,)),
    Hostile("a question of 1 MB", post(JOIN, join("ask", "x" * 1_000_000)), (413,)),
    Hostile("many filters", post(JOIN, join("ask", QUESTION, None, None, ["x"] * 101)), (413, 422)),
    Hostile("a long filter", post(JOIN, join("ask", QUESTION, None, None, ["x" * 301])), (413,)),
    Hostile("many files", post(JOIN, join("take_in", [{"path": "x"}] * 201)), (413,)),
    Hostile(
        "an upload of 10 GB by its header",
        multipart((named("a.txt"), b"x"), Content_Length="10000000000"),
        (413,),
    ),
    Hostile("many uploads", multipart(*[(named("a.txt"), b"x")] * 201), (400, 413)),
    Hostile("a header of 100 kB", get("/", X_Long="x" * 100_000), (400, 431)),
    Hostile(
        "5,000 headers",
        lambda t: request(t, "GET", "/", **{f"X{n}": "1" for n in range(5000)}),
        (400, 431),
    ),
    Hostile("a long path", get("/" + "x" * 50_000), (400, 404, 431)),
    Hostile("a deep question", lambda t: request(t, "POST", JOIN, b"[" * 60_000), (422,)),
    # Malformed
    Hostile("no JSON", lambda t: request(t, "POST", JOIN, b"{"), (422,)),
    Hostile("a list", post(JOIN, lambda t: []), (422,)),
    Hostile("another kind", lambda t: request(t, "POST", JOIN, b"{}", "text/plain"), (415,)),
    Hostile(
        "compressed",
        lambda t: request(t, "POST", JOIN, gzip.compress(b"0" * 9**6), Content_Encoding="gzip"),
        (415,),
    ),
    Hostile("no such function", post(JOIN, join("ask", QUESTION, more={"fn_index": 9999})), (422,)),
    Hostile(
        "a function by true", post(JOIN, join("ask", QUESTION, more={"fn_index": True})), (422,)
    ),
    Hostile(
        "a function of the browser",
        post(JOIN, lambda t: {**join("ask")(t), "fn_index": t.functions["js_fn"][0], "data": []}),
        (422,),
    ),
    Hostile("a page of another form", post(JOIN, join("ask", QUESTION, page="../../x")), (422,)),
    Hostile(
        "prototypes",
        post(
            JOIN, join("load", more={"__proto__": {"a": 1}, "simple_format": True, "batched": True})
        ),
        (200,),
    ),
    Hostile(
        "NUL and half characters", post(JOIN, join("ask", "What\x00 did Kenya \ud800say?")), (200,)
    ),
    Hostile("an upload without a name", multipart((named(""), b"x")), (400,)),
    Hostile(
        "an upload without a file",
        multipart(('Content-Disposition: form-data; name="files"', b"x")),
        (400,),
    ),
    Hostile("an upload of a program", multipart((named("run.exe"), b"MZ")), (415,)),
    Hostile("an upload cut off", multipart((named("a.txt"), b"x"), Content_Length="20"), (400,)),
    Hostile(
        "no boundary",
        lambda t: request(t, "POST", f"{API}/upload", b"x", "multipart/form-data"),
        (400,),
    ),
    Hostile("two lengths", get(JOIN, "POST", Content_Length="5", content_length="6"), (400,)),
    Hostile(
        "smuggling",
        lambda t: request(
            t, "POST", JOIN, b"0\r\n\r\nGET / HTTP/1.1\r\n\r\n", Transfer_Encoding="chunked"
        ),
        (400, 422),
    ),
    Hostile("trace", get("/", "TRACE"), (405,)),
    Hostile("put", get("/theme.css", "PUT"), (405,)),
    Hostile("a made-up method", get("/", "BREW"), (405,)),
    Hostile("no HTTP", lambda t: b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 9, (400,)),
    Hostile(
        "a websocket",
        get(
            f"{API}/queue/join",
            Upgrade="websocket",
            Connection="Upgrade",
            Sec_WebSocket_Key="eA==",
            Sec_WebSocket_Version="13",
        ),
        (405,),
    ),
    Hostile("HTTP/2", lambda t: b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", (400, 404, 405, 421)),
)
