"""Takes the pictures of the web chat in this folder, over the documents of `samples/`.

python docs/screenshots/take.py               # reads samples/ into a temporary store first
python docs/screenshots/take.py --store DIR   # over a store that is there
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "samples"
COMMAND = [sys.executable, "-m", "ui.command_line"]
BOX = "#cop-question textarea"
PATIENCE = 120_000
"""Milliseconds."""


class Picture(NamedTuple):
    """One picture: its name, the window, and what is asked; nothing: the start."""

    name: str
    width: int = 1280
    height: int = 800
    scheme: str = "light"
    locale: str = "en"
    question: str = ""


ASKED = "What did Malaysia say on AI?"
PICTURES = (
    Picture("start", question=""),
    Picture("desktop", question=ASKED),
    Picture("desktop-dark", scheme="dark", question=ASKED),
    Picture("tablet", 820, 1100, question="Compare what Poland and the Philippines said."),
    Picture("phone", 390, 844, question=ASKED),
    Picture("arabic", 390, 844, locale="ar", question="ماذا قالت ماليزيا عن الذكاء الاصطناعي؟"),
)


@contextmanager
def served(store: Path) -> Iterator[str]:
    """The web chat over a store; its URL."""
    server = subprocess.Popen(
        [*COMMAND, "serve", "--port", "0", "--store", str(store)],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={name: value for name, value in os.environ.items() if name != "COP_STORE"},
    )
    assert server.stdout is not None
    try:
        yield server.stdout.readline().removeprefix("Serving on ").strip()
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()


def take(browser: Any, address: str, picture: Picture) -> None:  # noqa: ANN401
    """Take one picture."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        color_scheme=picture.scheme,
        locale=picture.locale,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    page.locator(".cop-examples button").first.wait_for()
    page.wait_for_timeout(1_500)  # the words of the browser's language
    if picture.question:
        page.fill(BOX, picture.question)
        page.press(BOX, "Enter")
        page.locator("#cop-chat .cop-actions").first.wait_for()
        page.wait_for_timeout(1_500)  # the next questions
        page.evaluate("document.activeElement.blur()")
    path = HERE / f"{picture.name}.png"
    shot = Image.open(io.BytesIO(page.screenshot()))
    shot.quantize(128).save(path, optimize=True)  # letters on plain ground need few colours
    print(f"{path.name}: {path.stat().st_size // 1024} kB")
    context.close()


def main() -> None:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path)
    store = parser.parse_args().store
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        if store is None:
            store = Path(folder) / "store"
            subprocess.run([*COMMAND, "ingest", str(SAMPLES), "--store", str(store)], check=True)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        with served(store.absolute()) as address:
            for picture in PICTURES:
                take(browser, address, picture)
        browser.close()


if __name__ == "__main__":
    main()
