"""Where passages live and how they are found: catalogue, vectors and full text as one store."""

from index_store.embedding import Embedder
from index_store.errors import StoreBusy, StoreError, UnknownDocument, WrongModel
from index_store.filters import Filters
from index_store.records import DocumentRecord, Hit, SpeakerCount
from index_store.store import Store

__all__ = [
    "DocumentRecord",
    "Embedder",
    "Filters",
    "Hit",
    "SpeakerCount",
    "Store",
    "StoreBusy",
    "StoreError",
    "UnknownDocument",
    "WrongModel",
]
