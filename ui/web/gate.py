"""What stands before Gradio: every request is looked at here before anything else sees it."""

from __future__ import annotations

import asyncio
import json
import time
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import structlog

from ui.access.viewer import WITHOUT_ACCOUNTS, Role, Viewer, on_behalf_of
from ui.hosts import Hosts, own_origin
from ui.web import limits
from ui.web.bodies import as_json, continued, counted, given, too_large, whole, with_length
from ui.web.doors import Body, Door, door_of
from ui.web.forms import Forms, Unfit
from ui.web.headers import page_policy, plain_policy, secured, sign_in_policy, with_first_script
from ui.web.health import FIGURES, LIVE, READY
from ui.web.incoming import Incoming, Refused
from ui.web.sessions import Sessions
from ui.web.words import chosen_language

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from ui.web.guard import Guard
    from ui.web.health import Figures

COOKIE = "cop_owner"
_LOG = structlog.stdlib.get_logger(__name__)


class Gate:
    """An ASGI application around Gradio's.

    In this order: the name the server is asked under, the page that asks, the door, the owner,
    the size, the form. What passes is handed on made anew; all else gets one line.
    """

    def __init__(
        self,
        app: ASGIApp,
        hosts: Hosts,
        sessions: Sessions,
        forms: Forms,
        incoming: Incoming,
        waiting: Callable[[str], int],
        figures: Figures,
        fault: Callable[[], str],
        note: Callable[..., None],
        guard: Guard | None = None,
    ) -> None:
        """`waiting`: how many requests of an open page are not done yet.

        `fault`: why nothing can be answered just now, "" where it can. `note`: takes what is
        brought and taken away for the audit log. `guard`: who may come in, where there are
        accounts.
        """
        self._figures = figures
        self._fault = fault
        self._note = note
        self._guard = guard
        self._app = app
        self._hosts = hosts
        self._sessions = sessions
        self._forms = forms
        self._incoming = incoming
        self._waiting = waiting

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        began, status = time.perf_counter(), 0

        async def counting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await wire(message)

        wire, send = send, counting
        try:
            await self._admit(scope, receive, send)
        except Refused as refused:
            await _line(send, refused.status, str(refused))
        except Unfit as unfit:
            await _line(send, 413 if "at most" in str(unfit) else 422, str(unfit))
        except TimeoutError:
            await _line(send, 408, "the request took too long")
        finally:
            found = door_of(scope["path"])
            name = found[0].path if found else "other"
            seconds = time.perf_counter() - began
            _LOG.info(
                "request",
                door=name,
                status=status,
                seconds=round(seconds, 3),
                user=scope.get("cop_user", ""),
            )
            self._figures.requests.labels(name, str(status)).inc()
            if found and not found[0].page:  # those stay open
                self._figures.seconds.labels(name).observe(seconds)

    async def _admit(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = _headers(scope)
        self._check_sender(scope, headers)
        if await self._watched(scope["path"], headers, send):
            return
        if self._guard is not None and scope["path"] in self._guard.paths:
            await self._sign(scope, receive, send, headers)
            return
        found = door_of(scope["path"]) if b"%" not in scope["raw_path"] else None
        if found is None:
            raise Refused("there is nothing here", 404)
        door, parts = found
        if scope["method"] not in door.methods:
            raise Refused(f"only {' and '.join(door.methods)} here", 405)
        query = door.kept_query(scope["query_string"])
        if query is None:
            raise Refused("a parameter is malformed", 400)
        if not door.html and headers.get("sec-fetch-site", "none") in _FOREIGN:
            raise Refused("requests from other sites are not answered", 403)
        viewer, owner = WITHOUT_ACCOUNTS, _owner(headers)
        if self._guard is not None:
            known = await self._guard.identified(headers, scope["path"])
            if known is None and door.html:
                await _to_sign_in(send)
                return
            if known is None:
                raise Refused("sign in first", 401)
            viewer, owner = known
            scope["cop_user"] = viewer.name
            await self._guard.admit(door, viewer)
        with on_behalf_of(viewer):
            await self._let_in(door, parts, query, headers, owner, viewer, scope, receive, send)

    async def _let_in(
        self,
        door: Door,
        parts: dict[str, str],
        query: dict[str, str],
        headers: dict[str, str],
        owner: str | None,
        viewer: Viewer,
        scope: Scope,
        receive: Receive,
        send: Send,
    ) -> None:
        """Hand a request on to what is behind its door."""
        if door.private and owner is None:
            raise Refused("open the page first", 403)
        page = {**parts, **query}.get(door.page or "", "")
        if door.page and not (page and self._sessions.owns(owner or "", page)):
            raise Refused("this is not your page", 403)
        _check_body(door, headers, self._incoming.most_bytes)
        if door.path in _TAKING:
            self._note("exported", door=door.path)
        handed = dict(scope)
        handed["query_string"] = urlencode(query).encode()
        handed["headers"] = _handed_on(scope["headers"], headers)
        if door.body is Body.FILES:
            await self._upload(handed, receive, send, owner or "", query)
        elif door.body in (Body.CALL, Body.NOTE):
            body = await whole(receive, door.most, limits.BODY_SECONDS)
            await self._app(with_length(handed, body), continued(body, receive), _securing(send))
        elif door.body is not Body.NONE:
            await self._call(door, handed, receive, send, owner or "", viewer)
        elif door.path.endswith("/upload_progress"):
            await self._progress(send, query)
        elif door.page:
            await self._listen(handed, receive, send, page, door.path.endswith("/data"))
        elif door.html:
            await self._page(door, handed, receive, send, owner)
        else:
            await self._app(handed, receive, _securing(send, door.framed))

    async def _watched(self, path: str, headers: dict[str, str], send: Send) -> bool:
        """Answers who watches the server; False where the path is another."""
        if path == LIVE:
            await _respond(send, 200, b"text/plain", b"alive\n")
        elif path == READY:
            fault = await asyncio.to_thread(self._fault)
            await _respond(
                send, 503 if fault else 200, b"text/plain", f"{fault or 'ready'}\n".encode()
            )
        elif path == FIGURES:
            if self._guard is not None:
                known = await self._guard.identified(headers, path)
                if known is None or known[0].role is not Role.ADMINISTRATOR:
                    raise Refused("figures are for administrators", 403)
            kind, text = self._figures.text()
            await _respond(send, 200, kind, text)
        else:
            return False
        return True

    async def _sign(
        self, scope: Scope, receive: Receive, send: Send, headers: dict[str, str]
    ) -> None:
        """The pages of signing in and out; a form is taken from these pages alone."""
        assert self._guard is not None
        body = b""
        if scope["method"] == "POST":
            if "origin" not in headers or headers.get("sec-fetch-site") in _FOREIGN:
                raise Refused("requests from other sites are not answered", 403)
            if int(headers.get("content-length", "0") or 0) > limits.SIGN_IN_BYTES:
                raise too_large(limits.SIGN_IN_BYTES)
            most = limits.SIGN_IN_BYTES
            body = await whole(receive, most, limits.BODY_SECONDS)

        async def secured_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                made = secured(message["headers"], sign_in_policy(), form=True)
                message = {**message, "headers": [*made, (b"cache-control", b"no-store")]}
            await send(message)

        await self._guard.pages(scope, given(body), secured_send)

    def _check_sender(self, scope: Scope, headers: dict[str, str]) -> None:
        """Refuses requests under another name and from pages of other sites."""
        host = headers.get("host", "")
        address = (scope.get("server") or ("", None))[0]
        if not self._hosts.allows(host, address):
            raise Refused(
                "this server does not answer to that name; "
                "whoever runs it can allow it with --allow-host",
                421,
            )
        origin = headers.get("origin")
        if origin is not None and not own_origin(origin, host):
            raise Refused("requests from other sites are not answered", 403)

    async def _call(
        self,
        door: Door,
        scope: Scope,
        receive: Receive,
        send: Send,
        owner: str,
        viewer: Viewer,
    ) -> None:
        """Run a function of the page."""
        raw = await whole(receive, door.most, limits.BODY_SECONDS)
        try:
            sent = json.loads(raw)
        except (ValueError, RecursionError):
            raise Unfit("a request is a JSON object") from None
        body, files = self._forms.read(sent)
        page = body["session_hash"]
        if not self._sessions.owns(owner, page):
            raise Refused("this is not your page", 403)
        if self._waiting(page) >= limits.WAITING_OF_ONE:
            raise Refused("too many requests wait already; wait for their answers", 429)
        if files:
            self._incoming.choose(files, owner, page)
        if self._guard is not None and self._forms.asks(body):
            await self._guard.count_question(viewer, body)
        elif self._guard is not None:
            self._guard.count_other(viewer)
        self._sessions.asked(page, viewer)
        self._wait_for(page, limits.LISTENING_SECONDS)
        await self._app(with_length(scope, made := as_json(body)), given(made), _securing(send))

    async def _upload(
        self, scope: Scope, receive: Receive, send: Send, owner: str, query: dict[str, str]
    ) -> None:
        from starlette.requests import Request

        request = Request(scope, counted(receive, self._incoming.most_bytes))
        async with asyncio.timeout(limits.UPLOAD_SECONDS):
            names = await self._incoming.receive(request, owner, query.get("upload_id", ""))
        self._note("uploaded", files=len(names))
        await _respond(send, 200, b"application/json", json.dumps(names).encode())

    async def _progress(self, send: Send, query: dict[str, str]) -> None:
        """One event once an upload is there: Gradio's page waits for it."""
        await self._incoming.finished(query.get("upload_id", ""))
        await _respond(send, 200, b"text/event-stream", b'data: {"msg": "done"}\n\n')

    async def _listen(
        self, scope: Scope, receive: Receive, send: Send, page: str, answers: bool
    ) -> None:
        """Hand on a connection that stays open; once its client has left, its work ends."""
        left = asyncio.Event()

        async def watch() -> None:
            while (await receive())["type"] != "http.disconnect":
                pass
            left.set()
            if not answers:  # this one is open as long as the page
                self._sessions.stop(page)

        async def disconnected() -> Message:
            await left.wait()
            return {"type": "http.disconnect"}

        watching = asyncio.create_task(watch())
        if answers:
            self._sessions.opened(page)
        try:
            await self._app(scope, disconnected, _securing(send))
        finally:
            if answers:
                self._sessions.closed(page)
                self._wait_for(page, limits.AWAY_SECONDS)
            watching.cancel()

    def _wait_for(self, page: str, seconds: float) -> None:
        """Where nobody listens for an open page, it counts as left unless somebody soon does."""
        silence = self._sessions.silence(page)
        if silence is not None:
            loop = asyncio.get_running_loop()
            loop.call_later(seconds, self._sessions.left, page, silence)

    async def _page(
        self, door: Door, scope: Scope, receive: Receive, send: Send, owner: str | None
    ) -> None:
        """A page, with a policy made for its scripts; the chat with a cookie for its owner."""
        start: dict[str, Any] = {}
        content = bytearray()

        async def keep(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            else:
                content.extend(message.get("body", b""))

        await self._app(scope, receive, keep)
        chat = door.path == "/"
        html = content.decode()
        policy = (page_policy if chat else plain_policy)(html)
        body = (with_first_script(html) if chat else html).encode()
        kept = [(name, value) for name, value in start["headers"] if name != b"content-length"]
        headers = secured([*kept, (b"content-length", str(len(body)).encode())], policy)
        headers.append((b"cache-control", b"no-store"))
        if chat and owner is None:
            cookie = f"{COOKIE}={self._sessions.new_owner()}; Path=/; HttpOnly; SameSite=Strict"
            headers.append((b"set-cookie", cookie.encode()))
        await send({**start, "headers": headers})
        await send({"type": "http.response.body", "body": body})


_TAKING = frozenset({"/note", "/api/v1/export"})
_FOREIGN = frozenset({"cross-site", "same-site"})
# Nothing that names another host, scheme or user reaches Gradio.
_HANDED_ON = frozenset(
    name.encode()
    for name in (
        *("host", "user-agent", "accept", "accept-language", "content-type", "content-length"),
        *("if-none-match", "if-modified-since"),
        *("mcp-protocol-version", "mcp-method", "mcp-name"),
    )
)


def _handed_on(
    sent: list[tuple[bytes, bytes]], headers: dict[str, str]
) -> list[tuple[bytes, bytes]]:
    """The headers that Gradio gets; a language chosen on the page is what the browser wants."""
    kept = [(name, value) for name, value in sent if name in _HANDED_ON]
    chosen = chosen_language(headers.get("cookie", ""))
    if chosen is None:
        return kept
    others = [(name, value) for name, value in kept if name != b"accept-language"]
    return [*others, (b"accept-language", chosen.encode())]


def _headers(scope: Scope) -> dict[str, str]:
    """The headers by name; refuses one that counts and comes twice."""
    size = len(scope["raw_path"]) + len(scope["query_string"])
    size += sum(len(name) + len(value) for name, value in scope["headers"])
    if size > limits.HEADER_BYTES or len(scope["headers"]) > limits.HEADERS:
        raise Refused("the headers are too large", 431)
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key = name.decode("latin-1").lower()
        if key in found and key in ("host", "origin", "cookie", "content-type", "sec-fetch-site"):
            raise Refused(f"the header {key} came twice", 400)
        found[key] = value.decode("latin-1")
    return found


def _owner(headers: dict[str, str]) -> str | None:
    """Who sends a request, by the cookie that came with the page."""
    try:
        morsel = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return None
    return morsel.value if morsel is not None and 16 <= len(morsel.value) <= 64 else None


def _check_body(door: Door, headers: dict[str, str], most_of_files: int) -> None:
    """Refuses a body that is too large or of another kind before any of it is read."""
    if "content-encoding" in headers:
        raise Refused("bodies are not compressed", 415)
    length = headers.get("content-length", "0")
    most = most_of_files if door.body is Body.FILES else door.most
    if not length.isascii() or not length.isdecimal() or len(length) > 15 or int(length) > most:
        raise too_large(most)
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    wanted = {Body.NONE: kind, Body.FILES: "multipart/form-data"}.get(door.body, "application/json")
    if kind != wanted:
        raise Refused(f"this takes {wanted}", 415)


async def _to_sign_in(send: Send) -> None:
    """Sends a browser that nobody is signed in with to where that is done."""
    headers = [
        (b"location", b"/sign-in"),
        (b"content-length", b"0"),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": 303, "headers": secured(headers)})
    await send({"type": "http.response.body", "body": b""})


def _securing(send: Send, framed: bool = False) -> Send:
    """Sends with the headers that protect; `framed`: what a frame of the page shows."""

    async def secured_send(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": secured(message["headers"], framed=framed)}
        await send(message)

    return secured_send


async def _line(send: Send, status: int, line: str) -> None:
    """One line in answer to a request that is not admitted.

    Gradio's page shows the `detail` of what it is answered in JSON.
    """
    await _respond(send, status, b"application/json", as_json({"detail": line}))


async def _respond(send: Send, status: int, kind: bytes, body: bytes) -> None:
    headers = [
        (b"content-type", kind),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
    ]
    if status >= 400:
        headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": status, "headers": secured(headers)})
    await send({"type": "http.response.body", "body": body})
