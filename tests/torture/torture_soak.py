"""Three minutes of two assistants on one PostgreSQL and one Chroma server, each killed once.

Sixteen sessions ask, half of them as programs and half as the page does, while two processes
ingest 24 documents and some of these change. Prints p95 of answers, against that before.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from index_store import Store
from index_store.checking import check
from ingest import read
from tests.servers import ChromaServer, PostgresqlServer
from tests.torture.soak_documents import question, write
from tests.ui.client import Client
from tests.ui.conftest import COMMAND, clean_environment, served

IDLE, SECONDS = 40, 180  # without ingestion, and with it
SESSIONS = 16
BEFORE, MORE = 8, 24  # documents that are there, and that come meanwhile
AWAY = 8  # seconds that a killed server stays away
RECOVERY = 20  # seconds within which questions are answered again
AT = {"postgresql": 60, "chroma": 120}


@dataclass
class Seen:
    """What the sessions see, from all threads."""

    texts: dict[str, set[str]]
    seconds: list[tuple[float, float]] = field(default_factory=list)  # when asked, how long
    cited: int = 0
    wrong: list[str] = field(default_factory=list)
    errors: list[tuple[float, str]] = field(default_factory=list)

    def judge(self, answer: dict[str, object], state: str) -> None:
        """Holds an answer of the API against the documents, in any state they ever had."""
        for cited in answer["citations"]:  # type: ignore[attr-defined]
            self.cited += 1
            place = slice(cited["start"], cited["end"])
            texts = self.texts[cited["path"]]
            if not any(text[place] == cited["quote"] for text in texts):
                self.wrong.append(f"{cited['path']} {place}: {cited['quote']}")
            if state not in cited["speakers"]:
                self.wrong.append(f"asked about {state}: {cited['speakers']} {cited['quote']}")


def sessions(addresses: list[str], seconds: float, seen: Seen) -> None:
    """Asks with all sessions until the time is over."""
    end = time.monotonic() + seconds

    def program(number: int) -> None:
        chance = random.Random(number)
        address = addresses[number % len(addresses)]
        with httpx.Client(base_url=address, timeout=120, trust_env=False) as client:
            while time.monotonic() < end:
                asked, state = question(chance)
                began = time.monotonic()
                reply = client.post("/api/v1/ask", json={"question": asked})
                if reply.status_code == 200:
                    seen.seconds.append((began, time.monotonic() - began))
                    seen.judge(reply.json(), state)
                else:
                    told = reply.json()["detail"]
                    seen.errors.append((began, f"{reply.status_code} {told}"))
                    time.sleep(0.5)

    def page(number: int) -> None:
        chance = random.Random(number)
        with Client(addresses[number % len(addresses)], timeout=120) as client:
            while time.monotonic() < end:
                asked, _ = question(chance)
                began = time.monotonic()
                answered = client.ask(asked)
                if answered.done and "This did not work" not in answered.text:
                    seen.seconds.append((began, time.monotonic() - began))
                else:
                    seen.errors.append((began, answered.text))
                    time.sleep(0.5)

    with ThreadPoolExecutor(SESSIONS) as pool:
        work = [program if n < SESSIONS // 2 else page for n in range(SESSIONS)]
        for done in [pool.submit(each, n) for n, each in enumerate(work)]:
            done.result()


@dataclass
class Ingesting:
    """A process that ingests a folder again and again until told to stop."""

    command: list[str]
    environment: dict[str, str]
    failures: list[tuple[float, str]] = field(default_factory=list)
    last: int | None = None

    def run(self, stop: threading.Event) -> None:
        """Ends with a run that began after `stop` was set."""
        stopping = False
        while not (stopping and self.last == 0):
            stopping = stop.is_set()
            began = time.monotonic()
            done = subprocess.run(
                self.command,
                env=self.environment,
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            self.last = done.returncode
            if done.returncode:
                self.failures.append((began, done.stderr))
            time.sleep(1)


@contextmanager
def ingesting(processes: list[Ingesting]) -> Iterator[None]:
    """Runs them beside the block, and to their end."""
    stop = threading.Event()
    with ThreadPoolExecutor(len(processes)) as pool:
        running = [pool.submit(each.run, stop) for each in processes]
        try:
            yield
        finally:
            stop.set()
        for each in running:
            each.result()


def p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1]


def test_three_minutes_of_everything_at_once(
    tmp_path: Path, postgresql_server: PostgresqlServer, chroma_server: ChromaServer
) -> None:
    papers = tmp_path / "papers"
    known: dict[str, set[str]] = {}

    changes = [(number, 0) for number in range(1, BEFORE + MORE + 1)]
    changes += [(number, 1) for number in range(1, BEFORE, 2)]
    for number, seed in changes:
        path = write(tmp_path / str(seed), number, seed)
        known.setdefault(path.name, set()).add(read(path).text)
    papers.mkdir()

    def put(count: int) -> None:
        """Moves the next files to where they are ingested from, so that none is seen in part."""
        for number, seed in changes[:count]:
            path = write(tmp_path / str(seed), number, seed)
            path.rename(papers / path.name)
        del changes[:count]

    database = postgresql_server.database()
    settings = {"COP_DATABASE": database, "COP_CHROMA": chroma_server.address}
    environment = {**clean_environment(), **settings, "OMP_NUM_THREADS": "1"}
    processes = [
        Ingesting([*COMMAND, "ingest", "--store", str(tmp_path / name), str(papers)], environment)
        for name in ("third", "fourth")
    ]
    put(BEFORE)
    subprocess.run(processes[0].command, env=environment, check=True, capture_output=True)
    with ExitStack() as stack:
        addresses = [
            stack.enter_context(served(tmp_path / name, {**settings, "OMP_NUM_THREADS": "1"}))
            for name in ("first", "second")
        ]
        idle = Seen(known)
        sessions(addresses, IDLE, idle)
        assert not idle.errors, idle.errors
        busy = Seen(known)
        began = time.monotonic()
        asking = threading.Thread(target=sessions, args=(addresses, SECONDS, busy))
        asking.start()
        with ingesting(processes):
            every = SECONDS / (len(changes) + 1)
            due = began + every
            servers = {"postgresql": postgresql_server, "chroma": chroma_server}
            away: dict[str, tuple[float, float]] = {}
            while asking.is_alive():
                now = time.monotonic() - began
                for name, server in servers.items():
                    if now > AT[name] and name not in away:
                        lost = time.monotonic()
                        server.kill()
                        time.sleep(AWAY)
                        server.start()
                        away[name] = (lost, time.monotonic())
                if time.monotonic() > due:
                    put(1)
                    due += every
                time.sleep(1)
            put(len(changes))
    settled = [s for at, s in busy.seconds if not any(a <= at <= b for a, b in away.values())]
    before = [s for _, s in idle.seconds]
    report = (
        f"{len(before)} answers without ingestion, p95 {p95(before):.2f} s; "
        f"{len(busy.seconds)} with, p95 {p95(settled):.2f} s; {busy.cited} citations; "
        f"{len(busy.errors)} refused while PostgreSQL was away"
    )
    print(report)
    assert not idle.wrong and not busy.wrong, (idle.wrong + busy.wrong)[:5]
    assert busy.cited > 50
    assert set(away) == set(servers)
    lost, back = away["postgresql"]
    for at, told in busy.errors:
        assert "the database of the documents does not answer" in told, told
        assert "127.0.0.1" not in told and "Traceback" not in told, told
        assert lost - 60 <= at <= back + RECOVERY, (at - lost, told)
    assert any(lost <= at <= back for at, _ in busy.errors)
    for process in processes:
        for at, told in process.failures:
            lines = [line for line in told.splitlines() if line.startswith("error: ")]
            assert len(lines) == 1 and "Traceback" not in told, told
            assert min(lost for lost, _ in away.values()) - SECONDS < at
    _whole(tmp_path, database, chroma_server, papers)


def _whole(tmp_path: Path, database: str, chroma: ChromaServer, papers: Path) -> None:
    """Every document is there once, as its file is now, and in every copy."""
    with Store(tmp_path / "first", None, chroma.address, database) as store:
        store.flush()
        files = {path.name: read(path).text for path in papers.iterdir()}
        assert len(files) == BEFORE + MORE
        found = {Path(r.path).name: store.text(r.id) for r in store.documents()}
        assert found == files
        assert check(store).ok, check(store)


if __name__ == "__main__":
    pytest.main([__file__, "-q", "-s"])
