"""Parts that every test may use; models are loaded once per session."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from index_store import Embedder, Store
from index_store.ingestion import ingest_paths
from tests.servers import ChromaServer, PostgresqlServer, postgresql_binaries

ROOT = Path(__file__).resolve().parent.parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The folders of the longest tests come first, so that no process has one left at the end."""
    longest = [ROOT / "tests" / name for name in ("ui", "assistant", "index_store", "evals")]

    def place(item: pytest.Item) -> int:
        folders = item.path.parents
        return next((n for n, folder in enumerate(longest) if folder in folders), len(longest))

    items.sort(key=place)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder with the development corpus and questions; absent outside of development."""
    folder = Path(os.environ.get("COP_SHARED", ROOT.parent / "shared"))
    if not (folder / "corpus").is_dir():
        pytest.skip(f"development corpus not found at {folder} (set COP_SHARED)")
    return folder


@pytest.fixture(scope="session")
def samples() -> Path:
    """The documents that come with the project."""
    return ROOT / "samples"


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The built-in model, loaded once."""
    return Embedder()


@pytest.fixture(scope="session")
def samples_store(
    samples: Path, embedder: Embedder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """A store with the samples, a copy of the one made for all processes; for reading only."""
    base = tmp_path_factory.getbasetemp()
    common = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    made, own = common / "samples-made", base / "samples-store"
    with FileLock(common / "samples-made.lock"):
        if not made.exists():
            with Store(common / "samples-begun", embedder) as store:
                assert not ingest_paths(store, [samples]).failed
            (common / "samples-begun").rename(made)
    shutil.copytree(made, own)
    with Store(own, embedder) as store:
        yield store


@pytest.fixture(scope="session", params=["txt", "docx", "pdf"])
def report_store(
    request: pytest.FixtureRequest,
    shared: Path,
    embedder: Embedder,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Store]:
    """A store with the real report alone, in each of its formats; for reading only."""
    with Store(tmp_path_factory.mktemp("report") / "store", embedder) as store:
        report = ingest_paths(store, [shared / "corpus" / f"cwg-cop-24-report.{request.param}"])
        assert not report.failed
        yield store


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgresqlServer]:
    """A PostgreSQL server on the loopback; each test asks it for a database of its own."""
    binaries = postgresql_binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    # Not below pytest's own folder, which the server's user may not enter.
    with tempfile.TemporaryDirectory(prefix="cop-postgresql-") as folder:
        Path(folder).chmod(0o755)
        server = PostgresqlServer(Path(folder, "server"), binaries)
        server.start()
        yield server
        server.kill()


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    """A Chroma server on the loopback; each store has a collection of its own there."""
    server = ChromaServer(tmp_path_factory.mktemp("chroma-server"))
    server.start()
    yield server
    server.kill()
