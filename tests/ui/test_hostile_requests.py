"""Hostile requests against a running server: none reads, writes or hangs anything."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.ui.client import Client
from tests.ui.conftest import served
from tests.ui.hostile_requests import API, HOSTILE, QUESTION, Hostile, Target, exchange, request

# A word, as the page holds random figures.
SECRET = "Kenya said on age verification that the vault opens with quillwort."


@pytest.fixture(scope="module")
def reached() -> Iterator[tuple[str, list[str]]]:
    """Another server on this machine, and which requests reached it."""
    paths: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_HEAD = do_POST = do_GET

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/elsewhere.txt", paths
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[Client]:
    with served(store) as url:
        client = Client(url)
        assert client.run("refresh").done
        yield client
        client.close()


@pytest.fixture(scope="module")
def target(
    client: Client, reached: tuple[str, list[str]], tmp_path_factory: pytest.TempPathFactory
) -> Target:
    secret = tmp_path_factory.mktemp("private") / "secret.txt"
    secret.write_text(SECRET, "utf-8")
    url = urlsplit(str(client.http.base_url))
    with Client(str(client.http.base_url)) as other:
        assert other.run("refresh").done
    (uploaded,) = client.upload(("mine.txt", b"Fiji opened a harbour.")).json()
    return Target(
        str(url.hostname), url.port or 0, client.http.cookies["cop_owner"], client.page,
        other.page, {**client.functions, "load": client.functions["refresh"]}, secret,
        reached[0], uploaded,
    )  # fmt: skip


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.name)
@pytest.mark.owasp("API4")
def test_a_hostile_request_reads_writes_and_hangs_nothing(
    hostile: Hostile,
    target: Target,
    client: Client,
    store: Path,
    reached: tuple[str, list[str]],
) -> None:
    before = tree(store / "uploads")
    began = time.monotonic()
    status, answered = exchange(target, hostile.raw(target))
    assert status in hostile.statuses, answered[:400]
    assert time.monotonic() - began < 20
    lowered = answered.lower()
    assert b"quillwort" not in lowered and b"root:" not in answered
    assert b"access-control-" not in lowered and b"traceback" not in lowered
    assert b"evil.example" not in answered
    assert str(store).encode() not in answered
    if status is not None and status >= 400:
        line = answered.partition(b"\r\n\r\n")[2]
        assert 0 < len(line) < 300 and b"\n" not in line.strip()
    assert tree(store / "uploads") == before
    assert reached[1] == []
    health = client.http.get("/favicon.ico")
    assert health.status_code == 200


def test_after_all_of_them_questions_are_answered_from_the_documents_alone(
    client: Client, target: Target
) -> None:
    answered = client.ask(QUESTION)
    assert answered.done and "Kenya" in answered.text
    assert "quillwort" not in answered.text


def test_what_was_uploaded_is_taken_in_once_and_by_its_owner_alone(
    client: Client, target: Target, store: Path
) -> None:
    added = b"Document CWG-COP-41/INF/8-E\nInformation document by Fiji\n\n1\tFiji has a harbour.\n"
    (name,) = client.upload(("harbour.txt", added)).json()
    assert not name.startswith("/") and str(store) not in name
    with Client(str(client.http.base_url)) as thief:
        stolen = thief.join("take_in", [{"path": name}])
    assert stolen.status_code == 400 and "no such file" in stolen.text
    taken = client.run("take_in", [{"path": name, "meta": {"_type": "gradio.FileData"}}])
    assert "<strong>Added</strong>: harbour.txt" in taken.text
    again = client.join("take_in", [{"path": name}])
    assert again.status_code == 400
    assert (store / "uploads" / "harbour.txt").read_bytes() == added
    waiting = [p.name for p in (store / "uploads" / ".incoming").rglob("*") if p.is_file()]
    assert waiting == ["mine.txt"]  # of another test; the one taken in is gone


@pytest.mark.owasp("API8")
def test_every_response_has_the_headers_that_protect(client: Client) -> None:
    for path in ("/", "/theme.css", "/favicon.ico", "/nothing", f"{API}/info"):
        headers = client.http.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-frame-options"] == "DENY"
        policy = headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy and "default-src 'none'" in policy
        assert "server" not in headers and "access-control-allow-origin" not in headers
    script = client.http.get("/").headers["content-security-policy"].split("script-src")[1]
    assert "'unsafe-inline'" not in script.split(";")[0] and "'sha256-" in script
    with Client(str(client.http.base_url)) as another:
        (kept,) = list(another.http.cookies.jar)
    assert kept.has_nonstandard_attr("HttpOnly") and kept.has_nonstandard_attr("SameSite")


def test_the_page_is_the_same_whatever_a_proxy_is_said_to_be(target: Target) -> None:
    _, answered = exchange(
        target, request(target, "GET", "/", X_Forwarded_Host="evil.example", X_Forwarded_Proto="x")
    )
    assert b"evil.example" not in answered


@pytest.mark.owasp("API4")
def test_what_keeps_waiting_is_limited_for_one_page(client: Client) -> None:
    with Client(str(client.http.base_url)) as greedy:
        codes = [greedy.join("ask", QUESTION).status_code for _ in range(12)]
    assert codes[:8] == [200] * 8 and codes[8:] == [429] * 4
    assert client.ask(QUESTION).done
