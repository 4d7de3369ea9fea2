"""How long answers take while many people ask at once.

    python -m tests.benchmarks.serving STORE [--users 8 32] [--beside CHECKOUT]

Each user opens the page and asks one question after the other, as fast as the answers come: a
harder load than people make. Clients run on the same machine and take part of it. With `--beside`
the server of another checkout is measured in the same run, in turns, so that the ratio stands
where the seconds do not.
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import ROOT
from tests.ui.client import Client

QUESTIONS = (
    "What did Norway say about waiting time?",
    "Which delegations spoke about helplines?",
    "How many calls did the helpline answer?",
    "What did Malaysia say on AI?",
    "What was proposed on age verification?",
    "What did Poland say about its hotline?",
)


@contextmanager
def served(checkout: Path, store: Path) -> Iterator[str]:
    """The web chat of a checkout over a store; its URL."""
    server = subprocess.Popen(
        [sys.executable, "-m", "ui.command_line", "serve", "--port", "0", "--store", str(store)],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout)},
    )
    with server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().removeprefix("Serving on ").strip()
        finally:
            server.send_signal(signal.SIGINT)
            try:
                server.wait(15)
            except subprocess.TimeoutExpired:
                server.kill()


def seconds(address: str, users: int, each: int) -> list[float]:
    """Seconds from question to complete answer, of all questions of all users."""

    def use(number: int) -> list[float]:
        client = Client(address)
        took = []
        for n in range(each):
            began = time.perf_counter()
            answered = client.ask(QUESTIONS[(number + n) % len(QUESTIONS)])
            took.append(time.perf_counter() - began)
            assert answered.done, answered.text[-500:]
        client.close()
        return took

    with ThreadPoolExecutor(users) as pool:
        return [second for took in pool.map(use, range(users)) for second in took]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("--users", type=int, nargs="+", default=[8, 32])
    parser.add_argument("--each", type=int, default=4, help="questions of each user")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--beside", type=Path, help="another checkout, measured in turns")
    arguments = parser.parse_args()
    checkouts = {"this": ROOT}
    if arguments.beside:
        checkouts["beside"] = arguments.beside.absolute()
    measured: dict[tuple[str, int], list[float]] = {}
    for _ in range(arguments.rounds):
        for name, checkout in checkouts.items():
            with served(checkout, arguments.store.absolute()) as address:
                seconds(address, 2, 2)  # models are loaded, caches filled
                for users in arguments.users:
                    took = seconds(address, users, arguments.each)
                    measured.setdefault((name, users), []).extend(took)
    for users in arguments.users:
        p95 = {}
        for name in checkouts:
            took = measured[name, users]
            p95[name] = statistics.quantiles(took, n=20)[-1]
            print(
                f"{users:3} users, {name:6}: median {statistics.median(took):.2f} s, "
                f"p95 {p95[name]:.2f} s, {len(took)} answers"
            )
        if "beside" in p95:
            print(f"{users:3} users: p95 {p95['this'] / p95['beside']:.2f} of that beside")


if __name__ == "__main__":
    main()
