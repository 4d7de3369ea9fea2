"""The command as a user runs it, a store filled through it, one web server and one browser."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pytest

from index_store import Embedder, Store
from index_store.ingestion import ingest_paths
from tests.ui.forked import ForkedCommands
from tests.ui.page import Page
from tests.ui.writing import HOSTILE, write_all, write_pdf

COMMAND = [sys.executable, "-m", "ui.command_line"]
_READ_AT_START = ("LC_", "PYTHON")  # variables that Python reads when it starts
Run = Callable[..., subprocess.CompletedProcess[str]]


def clean_environment() -> dict[str, str]:
    """The environment without settings of whoever runs the tests."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COP_")}


@pytest.fixture(scope="session")
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder without a cop.toml, in which commands run."""
    return tmp_path_factory.mktemp("nowhere")


@pytest.fixture(scope="session")
def cop(nowhere: Path) -> Iterator[Run]:
    """Runs `cop-assistant`."""
    commands = ForkedCommands()

    def run(
        *arguments: object,
        text: str | None = None,
        environment: dict[str, str] | None = None,
        folder: Path = nowhere,
    ) -> subprocess.CompletedProcess[str]:
        named, whole = environment or {}, {**clean_environment(), **(environment or {})}
        if not any(variable.startswith(_READ_AT_START) for variable in named):
            return commands.run([*map(str, arguments)], folder, whole, text)
        return subprocess.run(
            [*COMMAND, *map(str, arguments)],
            input=text,
            capture_output=True,
            encoding="utf-8",
            cwd=folder,
            env=whole,
            timeout=180,
        )

    yield run
    commands.close()


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of documents."""
    return write_all(tmp_path_factory.mktemp("documents"))


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, written: Path, embedder: Embedder) -> Path:
    """A store with the documents."""
    return _ingested(written, tmp_path_factory.mktemp("filled") / "store", embedder)


def _ingested(documents: Path, folder: Path, embedder: Embedder) -> Path:
    """A store, made with the model that the tests have loaded; the command has its own tests."""
    with Store(folder, embedder) as store:
        assert not ingest_paths(store, [documents]).failed
    return folder


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """A store with the documents that a module may change."""
    folder = write_all(tmp_path_factory.mktemp("own"))
    return _ingested(folder, folder / "store", embedder)


@pytest.fixture(scope="session")
def ask_json(cop: Run, filled: Path) -> Callable[..., Any]:
    """Runs a command on the filled store and reads its JSON."""

    def run(*arguments: object) -> Any:  # noqa: ANN401
        done = cop("--store", filled, "--json", *arguments)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


@contextmanager
def served(
    store: Path,
    environment: dict[str, str] | None = None,
    options: Sequence[str] = (),
    log: IO[str] | None = None,
) -> Iterator[str]:
    """The web chat over a store, as a user starts it; its URL. `log`: where its stderr goes."""
    server = subprocess.Popen(
        [*COMMAND, "serve", "--port", "0", "--store", str(store), *options],
        stdout=subprocess.PIPE,
        stderr=log,
        encoding="utf-8",
        cwd=store.parent,
        env={**clean_environment(), **(environment or {})},
    )
    with server:
        assert server.stdout is not None
        try:
            line = server.stdout.readline()
            assert line.startswith("Serving on http://127.0.0.1:"), line
            yield line.removeprefix("Serving on ").strip()
        finally:
            server.send_signal(signal.SIGINT)
            try:
                server.wait(60)
            except subprocess.TimeoutExpired:
                server.kill()
    assert server.returncode == 130


@pytest.fixture(scope="session")
def served_store(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """The store of `address`."""
    folder = write_all(tmp_path_factory.mktemp("served"))
    (folder / "hostile.txt").write_text(HOSTILE, "utf-8")
    write_pdf(folder / "lanterns.pdf")
    return _ingested(folder, folder / "store", embedder)


@pytest.fixture(scope="session")
def address(served_store: Path) -> Iterator[str]:
    """A web chat over the documents and a hostile one; its URL."""
    with served(served_store) as url:
        yield url


@pytest.fixture(scope="session")
def launch() -> Iterator[Callable[..., Any]]:
    """Launches Debian's Chromium, with further switches."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("no chromium on this machine (apt-get install chromium)")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:

        def launched(*switches: str) -> Any:  # noqa: ANN401
            return playwright.chromium.launch(
                executable_path=chromium,
                args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", *switches],
            )

        yield launched


@pytest.fixture(scope="session")
def browser(launch: Callable[..., Any]) -> Iterator[Any]:
    """A browser that finds no other machine."""
    launched = launch("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost")
    yield launched
    launched.close()


@pytest.fixture(scope="session")
def profile(browser: Any) -> Iterator[Any]:  # noqa: ANN401
    """A desktop's profile: scripts of the page are read and compiled once for all tests."""
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    yield context
    context.close()


@pytest.fixture
def chat(profile: Any, address: str) -> Iterator[Page]:  # noqa: ANN401
    """The chat on a desktop, seen for the first time; nothing may leave the machine or fail."""
    tab = profile.new_page()
    developer = profile.new_cdp_session(tab)
    kept = {"origin": address.rstrip("/"), "storageTypes": "cookies,indexeddb,local_storage"}
    developer.send("Storage.clearDataForOrigin", kept)
    page = Page(tab, address)
    yield page
    tab.close()
    assert page.beyond == []
    assert page.dialogs == []
    assert page.errors == []
