"""Assistants over the samples and over documents that a test writes; the reader is loaded once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from assistant import Assistant
from assistant.reader import Reader, open_reader
from index_store import Embedder, Store
from index_store.ingestion import ingest_paths

Over = Callable[..., Assistant]


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The built-in reader; what it has judged it remembers."""
    return open_reader()


@pytest.fixture(scope="session")
def samples_assistant(samples_store: Store, reader: Reader) -> Assistant:
    """An assistant over the samples."""
    return Assistant(samples_store, reader=reader)


@pytest.fixture(scope="module")
def over(
    tmp_path_factory: pytest.TempPathFactory, embedder: Embedder, reader: Reader
) -> Iterator[Over]:
    """Makes an assistant over documents: `over(report="Document CWG-COP-41/9…")`."""
    with ExitStack() as stack:

        def make(**papers: str) -> Assistant:
            folder = tmp_path_factory.mktemp("over")
            for name, text in papers.items():
                (folder / f"{name}.txt").write_text(text, encoding="utf-8")
            store = stack.enter_context(Store(folder / "store", embedder))
            assert not ingest_paths(store, sorted(folder.glob("*.txt"))).failed
            return Assistant(store, reader=reader)

        yield make
