"""The store's embedding model as llama-index knows embeddings."""

from __future__ import annotations

from typing import Any

from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.bridge.pydantic import PrivateAttr

from index_store.embedding import BATCH, Embedder


class StoreEmbedding(BaseEmbedding):
    """Gives any part of llama-index the vectors that the store itself uses.

    llama-index's own HuggingFaceEmbedding would load the weights a second time, and turns every
    vector into a list of Python floats on the way.
    """

    _embedder: Embedder = PrivateAttr()

    @classmethod
    def of(cls, embedder: Embedder) -> StoreEmbedding:
        """Wraps `embedder`."""
        embedding = cls(model_name=embedder.name, embed_batch_size=BATCH)
        embedding._embedder = embedder
        return embedding

    @classmethod
    def class_name(cls) -> str:
        """Name under which llama-index knows the class."""
        return "StoreEmbedding"

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._embedder.embed(texts).tolist()
        return vectors

    def _get_query_embedding(self, query: str) -> list[float]:
        vector: list[float] = self._embedder.embed_query(query).tolist()
        return vector

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    async def _aget_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embedding(text)

    def __getstate__(self) -> dict[str, Any]:
        raise TypeError("a StoreEmbedding holds a model and cannot be pickled: make a new one")
