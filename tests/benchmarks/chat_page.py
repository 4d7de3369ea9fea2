"""How quick the chat is to those who use it: first words, the page itself, a long conversation.

    python -m tests.benchmarks.chat_page STORE [--sessions 8] [--turns 200]

Times are seconds. The first words are timed over HTTP, from sending a question to the first part
of its answer; the page and the conversation in a Chromium on the same machine, which takes part of
it. The load of the machine stands beside the figures.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.benchmarks.serving import QUESTIONS, served
from tests.conftest import ROOT
from tests.ui.client import ASK, Client
from tests.ui.page import BOX, LENGTHEN

READY = f"""() => document.querySelector('{BOX}')?.checkVisibility()
    && document.querySelector('.cop-welcome, .cop-asked')"""
LAST = "[...document.querySelectorAll('#cop-chat .cop-asked')].at(-1)?.className"
WORDS = f"""last => {LAST} !== last
    && [...document.querySelectorAll('#cop-chat .bot-row')].at(-1)?.querySelector('.cop-answer')"""


def first_words(address: str, sessions: int, each: int) -> list[float]:
    """Seconds until the first part of each answer, of all sessions at once."""

    def use(number: int) -> list[float]:
        took = []
        with Client(address) as client:
            for n in range(each):
                began = time.perf_counter()
                client.join(ASK, QUESTIONS[(number + n) % len(QUESTIONS)]).raise_for_status()
                first = None
                for event, _ in client.listen():
                    if event["msg"] in ("process_generating", "process_completed"):
                        first = first or time.perf_counter() - began
                    if event["msg"] == "process_completed":
                        break
                took.append(first or float("inf"))
        return took

    with ThreadPoolExecutor(sessions) as pool:
        return [second for took in pool.map(use, range(sessions)) for second in took]


def cold_page(browser: Any, address: str) -> float:  # noqa: ANN401
    """Seconds from opening the page, nothing cached, until a question can be typed."""
    context = browser.new_context()
    page = context.new_page()
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_function(READY)
    took = time.perf_counter() - began
    context.close()
    return took


def asked_after(browser: Any, address: str, turns: int, times: int) -> list[float]:  # noqa: ANN401
    """Seconds from Enter to the first words in a conversation of so many turns."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    page.wait_for_function(READY)
    page.fill(BOX, QUESTIONS[0])
    page.press(BOX, "Enter")
    page.wait_for_selector(".cop-actions")
    if turns > 1:
        page.evaluate(LENGTHEN, turns)
        page.reload()
        page.wait_for_selector("#cop-chat .cop-actions")
    took = []
    for n in range(times):
        last = page.evaluate(LAST)
        page.fill(BOX, QUESTIONS[n % len(QUESTIONS)])
        began = time.perf_counter()
        page.press(BOX, "Enter")
        page.wait_for_function(WORDS, arg=last)
        took.append(time.perf_counter() - began)
        page.wait_for_selector(".cop-actions")
    context.close()
    return took


def main() -> None:
    """Measure and print, as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("--sessions", type=int, default=8)
    parser.add_argument("--each", type=int, default=4, help="questions of each session")
    parser.add_argument("--turns", type=int, default=200)
    arguments = parser.parse_args()
    with served(ROOT, arguments.store.absolute()) as address:
        first_words(address, 2, 2)  # models are loaded, caches filled
        words = first_words(address, arguments.sessions, arguments.each)
        print(json.dumps({"load": os.getloadavg()[0], "first words": _figures(words)}), flush=True)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            cold = [cold_page(browser, address) for _ in range(5)]
            print(json.dumps({"load": os.getloadavg()[0], "page": _figures(cold)}), flush=True)
            for turns in (1, arguments.turns):
                took = asked_after(browser, address, turns, 8)
                named = {f"first words after {turns} turns": _figures(took)}
                print(json.dumps({"load": os.getloadavg()[0], **named}), flush=True)
            browser.close()


def _figures(took: list[float]) -> dict[str, float]:
    return {
        "median": round(statistics.median(took), 2),
        "p95": round(statistics.quantiles(took, n=20, method="inclusive")[-1], 2),
        "most": round(max(took), 2),
    }


if __name__ == "__main__":
    main()
