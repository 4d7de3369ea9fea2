"""Opens the store and the assistant that the settings describe."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ui.errors import Failure

if TYPE_CHECKING:
    from assistant import Assistant
    from index_store import Store
    from ui.settings import Settings


def nothing_ingested(folder: Path) -> Failure:
    """The error of every command that needs documents where there are none."""
    return Failure(f"nothing is ingested yet in {folder}: run cop-assistant ingest PATH")


def open_store(settings: Settings) -> Store:
    """The store, created where it is missing."""
    from index_store.embedding import Embedder

    from index_store import Store

    return Store(settings.store, Embedder(settings.embedding_model))


def open_filled_store(settings: Settings) -> Store:
    """The store; raises `Failure` where it is missing or holds no document."""
    # Looking must not create: a mistyped --store leaves no empty folder behind.
    if not settings.store.is_dir() or not any(settings.store.iterdir()):
        raise nothing_ingested(settings.store)
    store = open_store(settings)
    if not store.documents():
        raise nothing_ingested(settings.store)
    return store


def open_assistant(store: Store, settings: Settings) -> Assistant:
    """The assistant over this store."""
    from assistant import Assistant

    return Assistant(store)
