"""Texts to vectors in 8-bit integers, on all cores, without torch.

Processors that would lose something by it calculate with the same rounded weights in 32 bits.

Weights are rounded for each output, activations for each token, and no text is padded, so that a
text has the same vector alone and among others. Vectors differ from those in 32 bits by a cosine
of 0.994 to 0.999 (mean 0.997 over the passages of real meetings), and belong to the same model.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

import numpy as np

from index_store.equal_batches import equal_batches
from index_store.quick_model import token_limit
from ingest.cores import cores

# Tokens that go through the model together: what they need fits into a core's own cache.
_TOKENS_AT_ONCE = 320


class QuickEncoder:
    """A converted model (`quick_model.converted`) with its tokenizer; safe to use from threads.

    >>> folder = built_in_model()                                         # doctest: +SKIP
    >>> QuickEncoder(folder, converted(folder)).encode(["Who spoke on helplines?"]).shape
    (1, 384)
    """

    def __init__(self, folder: Path, model: Path) -> None:
        """`folder` holds the original model, `model` the converted one."""
        use_avx512()
        from ctranslate2 import Encoder
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(token_limit(folder))
        self._tokenizer.no_padding()
        workers = cores()
        self._model = Encoder(
            str(model),
            device="cpu",
            compute_type=_arithmetic(),
            inter_threads=workers,  # a batch a core scales better than a batch on all of them
            intra_threads=1,
        )
        self._pool = ThreadPoolExecutor(workers, "embedding")

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of the texts, float32, shape (len(texts), dimension), each of length 1."""
        ids = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        batches = equal_batches([len(each) for each in ids], _TOKENS_AT_ONCE)
        groups = [[ids[n] for n in batch] for batch in batches]
        # A single batch is run right here: a question need not wait for a thread.
        done = map(self._means, groups) if len(groups) < 2 else self._pool.map(self._means, groups)
        means = np.concatenate(list(done))
        vectors = np.empty_like(means)
        vectors[np.concatenate(batches)] = means
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    def _means(self, batch: list[list[int]]) -> np.ndarray:
        """Mean of the token vectors of texts of one length, shape (len(batch), dimension)."""
        states = np.asarray(self._model.forward_batch(batch).last_hidden_state)
        means: np.ndarray = states.mean(axis=1)
        return means


def use_avx512() -> None:
    """Lets CTranslate2 use AVX-512 where that pays; to be called before it is imported.

    It keeps its own kernels to AVX2 unless told, and reads this when it is imported.
    """
    if _has_avx512():
        os.environ.setdefault("CT2_FORCE_CPU_ISA", "AVX512")


def _arithmetic() -> str:
    """How CTranslate2 is to multiply here: in 8 bits where the processor does so without loss.

    Others cut off the sums of products (no VNNI); in 32 bits they take half as long again.
    """
    return "int8" if _has_avx512() else "float32"


def _has_avx512() -> bool:
    """True on processors with VNNI, which do not slow down for AVX-512 as older ones did."""
    try:
        core = import_module("numpy._core._multiarray_umath")
    except ImportError:
        return False
    features: dict[str, bool] = getattr(core, "__cpu_features__", {})
    return features.get("AVX512_ICL", False)
