from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index_store import Embedder, Store
from tests.index_store.factories import document, transcript


@pytest.fixture
def store(tmp_path: Path, embedder: Embedder) -> Iterator[Store]:
    """An empty store."""
    with Store(tmp_path / "store", embedder) as store:
        yield store


@pytest.fixture
def filled(store: Store) -> Store:
    """A store with the report and the transcript of the factories."""
    store.add_many([(document(), None), (transcript(), None)])
    return store
