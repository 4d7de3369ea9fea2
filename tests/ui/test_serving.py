"""How the server bears slow clients, clients that leave, long conversations and being ended."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.types import Message

from assistant.assistant import Assistant
from assistant.stopping import Stopped
from index_store import Embedder, Store
from tests.conftest import ROOT
from tests.ui.client import Client
from tests.ui.conftest import COMMAND, Run, clean_environment
from tests.ui.hostile_requests import QUESTION
from ui.access.viewer import NOBODY
from ui.web import limits
from ui.web.answering import history
from ui.web.bodies import whole
from ui.web.sessions import Sessions

BUSY = 20
"""Seconds that a busy machine may add to any time."""
HEADERS_WITHIN, BODY_WITHIN = 6, 7
IMPATIENT = f"""
from ui.web import limits
limits.HEADER_SECONDS, limits.BODY_SECONDS = {HEADERS_WITHIN}, {BODY_WITHIN}
from ui.command_line import main
main()
"""


@contextmanager
def process(
    store: Path, *options: str, command: Sequence[str] = COMMAND
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The server as a user starts it, and its URL."""
    server = subprocess.Popen(
        [*command, "serve", "--port", "0", "--store", str(store), *options],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=store.parent,
        env=clean_environment(),
    )
    with server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().removeprefix("Serving on ").strip(), server
        finally:
            server.kill()


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[Client]:
    impatient = [COMMAND[0], "-c", IMPATIENT]
    with process(store, "--allow-host", "cop.example", command=impatient) as (url, _):
        client = Client(url)
        assert client.run("refresh").done
        yield client
        client.close()


def connect(client: Client) -> socket.socket:
    url = urlsplit(str(client.http.base_url))
    return socket.create_connection((str(url.hostname), url.port or 0), timeout=60)


def ended(connection: socket.socket) -> tuple[float, bytes]:
    """Seconds until the server ends a connection, and what came."""
    began, received = time.monotonic(), b""
    try:
        while part := connection.recv(65536):
            received += part
    except ConnectionResetError:
        pass
    return time.monotonic() - began, received


def test_the_long_conversation_costs_no_more_than_the_short_one(client: Client) -> None:
    sizes = [client.ask(QUESTION).bytes for _ in range(30)]
    assert max(sizes) < 40_000
    assert sizes[-1] < sizes[0] * 1.2


def test_of_a_long_conversation_an_answer_gets_what_it_may_need_and_no_more() -> None:
    kept = history("\n".join(f"What of {n}?" for n in range(200)))
    assert len(kept) == limits.HISTORY
    assert kept[-1] == "What of 199?"
    assert history("") == []


def test_slow_clients_are_cut_off(client: Client) -> None:
    slow_headers, slow_body, silent = connect(client), connect(client), connect(client)
    slow_headers.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
    cookie = client.http.cookies["cop_owner"]
    slow_body.sendall(
        f"POST /gradio_api/queue/join HTTP/1.1\r\nHost: {client.host}\r\n"
        f"Cookie: cop_owner={cookie}\r\n"
        "Content-Type: application/json\r\nContent-Length: 900\r\n\r\n{".encode()
    )

    def drip(connection: socket.socket) -> None:
        for _ in range(40):
            time.sleep(1)
            try:
                connection.sendall(b"x")
            except OSError:
                return

    for connection in (slow_headers, slow_body):
        threading.Thread(target=drip, args=(connection,), daemon=True).start()
    with slow_headers, slow_body, silent, ThreadPoolExecutor(3) as pool:
        results = list(pool.map(ended, (slow_headers, slow_body, silent)))
    assert results[0][0] < HEADERS_WITHIN + BUSY
    assert results[1][0] < BODY_WITHIN + BUSY
    assert b"408" in results[1][1] and b"took too long" in results[1][1]
    assert results[2][0] < HEADERS_WITHIN + BUSY
    assert client.ask(QUESTION).done


def test_patience_ends_however_the_pieces_of_a_body_fall() -> None:
    """Also where a piece comes in the very moment in which time is up."""
    for pieces in range(1, 11):
        left = pieces

        async def piece() -> Message:
            nonlocal left
            left -= 1
            if left == 0:
                await asyncio.sleep(0.05)  # as long as the patience, as well as two clocks agree
            assert left >= 0, "waited on"
            return {"type": "http.request", "body": b"x", "more_body": True}

        # In a thread of its own: a browser of another test may run a loop in this one.
        with pytest.raises(TimeoutError), ThreadPoolExecutor(1) as pool:
            pool.submit(asyncio.run, whole(piece, 1000, 0.05)).result()


def test_a_name_that_was_allowed_is_answered_to(client: Client) -> None:
    for host, status in (("cop.example", 200), ("cop.example.", 200), ("other.example", 421)):
        assert client.http.get("/favicon.ico", headers={"Host": host}).status_code == status


def test_work_for_a_page_ends_between_two_steps_when_its_client_is_gone(
    store: Path,
    embedder: Embedder,
) -> None:
    sessions = Sessions()
    sessions.opened("page")
    with Store(store, embedder) as opened, sessions.working("page") as stop:
        assistant = Assistant(opened)
        steps = assistant.stream(QUESTION, stop=stop)
        next(steps)
        sessions.closed("page")
        sessions.left("page", sessions.silence("page"))
        with pytest.raises(Stopped):
            list(steps)
        with pytest.raises(Stopped):
            next(assistant.stream(QUESTION, stop=stop))


def test_nothing_is_done_for_a_page_that_nobody_listens_to() -> None:
    sessions = Sessions()
    sessions.asked("page", NOBODY)
    silence = sessions.silence("page")
    with sessions.working("page") as stop:
        assert not stop()  # whoever is to listen may be slow
        sessions.left("page", silence)
        assert stop()
    with sessions.working("page") as stop:
        assert stop()  # at once
    sessions.asked("page", NOBODY)
    sessions.opened("page")
    with sessions.working("page") as stop:
        assert not stop()
        sessions.closed("page")  # all answers came: the next question may be on its way
        assert not stop()
        sessions.stop("page")
        assert stop()


def test_a_question_is_not_given_up_where_the_page_stopped_listening_just_before_it() -> None:
    sessions = Sessions()
    sessions.opened("page")
    sessions.asked("page", NOBODY)  # while something before it was still listened for
    with sessions.working("page") as stop:
        sessions.closed("page")
        silence = sessions.silence("page")
        sessions.opened("page")
        sessions.left("page", silence)
        assert not stop()
        assert sessions.silence("page") is None
        sessions.closed("page")
        earlier, later = sessions.silence("page"), sessions.silence("page")
        sessions.left("page", earlier)
        assert not stop()
        sessions.left("page", later)
        assert stop()


def test_a_question_that_was_stopped_is_given_up_whenever_its_work_begins() -> None:
    sessions = Sessions()
    with sessions.working("page", 7) as earlier, sessions.working("page", 8) as later:
        sessions.give_up("page", 7)
        assert earlier() and not later()
    with sessions.working("page", 7) as begun_after, sessions.working("other", 7) as elsewhere:
        assert begun_after() and not elsewhere()


@pytest.mark.parametrize("kind", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_server_while_pages_are_open_and_answers_are_worked_on(
    store: Path,
    kind: signal.Signals,
) -> None:
    with process(store) as (url, server):
        clients = [Client(url) for _ in range(4)]
        listening = [threading.Event() for _ in clients]

        def keep_open(client: Client, begun: threading.Event) -> None:
            try:
                client.join("ask", QUESTION)
                for _ in client.listen():
                    begun.set()
                client.http.get(f"/gradio_api/heartbeat/{client.page}")
            except Exception:  # the server ends
                return

        for keeping in zip(clients, listening, strict=True):
            threading.Thread(target=keep_open, args=keeping, daemon=True).start()
        stuck = connect(clients[0])
        stuck.sendall(b"GET / HTTP/1.1\r\n")
        assert all(begun.wait(60) for begun in listening)
        server.send_signal(kind)
        status = server.wait(limits.ENDING_SECONDS + BUSY)
        assert status in (130, -signal.SIGTERM, 128 + signal.SIGTERM)
        stuck.close()
        for client in clients:
            client.close()


def test_a_signal_ends_a_server_whose_loop_hangs(tmp_path: Path) -> None:
    hanging = tmp_path / "hanging.py"
    hanging.write_text(
        "import signal, socket, sys, uvicorn\n"
        "from ui.web import limits\n"
        "limits.ENDING_SECONDS = 1.0\n"
        "from ui.web.server import _ending_server\n"
        "async def hang(scope, receive, send):\n"
        "    print('hangs', flush=True)\n"
        "    while True: pass\n"
        "bound = socket.create_server(('127.0.0.1', 0))\n"
        "print(bound.getsockname()[1], flush=True)\n"
        "config = uvicorn.Config(hang, lifespan='off', log_level='error')\n"
        "_ending_server(config, lambda: None).run(sockets=[bound])\n",
        "utf-8",
    )
    server = subprocess.Popen(
        [COMMAND[0], str(hanging)],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**clean_environment(), "PYTHONPATH": str(ROOT)},
    )
    with server:
        assert server.stdout is not None
        port = int(server.stdout.readline())
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            assert server.stdout.readline() == "hangs\n"
            server.send_signal(signal.SIGTERM)
            try:
                assert server.wait(10 + BUSY) == 128 + signal.SIGTERM
            finally:
                server.kill()


def test_what_was_left_in_the_upload_folder_is_gone_at_the_start(cop: Run, tmp_path: Path) -> None:
    uploads = tmp_path / "store" / "uploads"
    left = uploads / ".incoming" / "abc" / "left.txt"
    left.parent.mkdir(parents=True)
    left.write_text("left", "utf-8")
    with process(tmp_path / "store"):
        assert not left.exists()


def test_the_work_of_clients_that_leave_ends_with_them(store: Path) -> None:
    hard = "Who " + "and when and where " * 100
    with process(store) as (url, server):
        clients = [Client(url) for _ in range(6)]

        def leave(client: Client) -> None:
            for _ in range(3):
                assert client.join("ask", hard).status_code == 200
            for event, _ in client.listen():
                if event["msg"] == "process_starts":
                    break
            client.close()

        with ThreadPoolExecutor(6) as pool:
            list(pool.map(leave, clients))
        before = used = processor_seconds(server.pid)
        while True:
            time.sleep(1)
            last, used = used, processor_seconds(server.pid)
            # Eighteen such answers would keep it busy for a minute.
            assert used - before < 30
            if used - last < 0.1:
                break


def processor_seconds(pid: int) -> float:
    """What a process has used of the processors; Linux alone tells."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    except FileNotFoundError:
        pytest.skip("no /proc on this system")
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
