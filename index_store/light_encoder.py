"""A small BERT encoder in NumPy, for few texts: a question is embedded without loading torch.

Importing torch and sentence-transformers takes several seconds, which a command that answers one
question would spend on a sentence of a dozen words. The arithmetic is that of the model's own
files in float32, so vectors agree with those of sentence-transformers to rounding (a test
compares them). Models of another kind are left to sentence-transformers (`fits`).

Architecture: Devlin et al., "BERT: Pre-training of Deep Bidirectional Transformers" (NAACL 2019);
mean pooling: Reimers and Gurevych, "Sentence-BERT" (EMNLP 2019).
"""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

_MODULES = ["Transformer", "Pooling", "Normalize"]
_TOKENS_AT_ONCE = 4096  # bounds memory: the widest array is this times the intermediate size
_TOKENS_OF_A_QUESTION = 160


def fits(folder: Path) -> bool:
    """True where `folder` holds a plain BERT with mean pooling, of which this knows every part."""
    try:
        modules = [module["type"].rsplit(".", 1)[-1] for module in _json(folder, "modules.json")]
        config = _json(folder, "config.json")
        pooling = _json(folder, "1_Pooling/config.json")
        prompts = _json(folder, "config_sentence_transformers.json").get("prompts")
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return (
        modules == _MODULES
        and config.get("model_type") == "bert"
        and config.get("hidden_act") == "gelu"
        and config.get("position_embedding_type", "absolute") == "absolute"
        and [key for key, value in pooling.items() if value is True] == ["pooling_mode_mean_tokens"]
        and not any((prompts or {}).values())
        and (folder / "model.safetensors").is_file()
        and (folder / "tokenizer.json").is_file()
    )


@dataclass(frozen=True)
class _Linear:
    weight: np.ndarray  # (in, out)
    bias: np.ndarray

    def __call__(self, x: np.ndarray) -> np.ndarray:
        y: np.ndarray = x @ self.weight
        y += self.bias
        return y


@dataclass(frozen=True)
class _Norm:
    weight: np.ndarray
    bias: np.ndarray
    epsilon: float

    def __call__(self, x: np.ndarray) -> np.ndarray:
        x = x - x.mean(axis=-1, keepdims=True)
        x /= np.sqrt((x * x).mean(axis=-1, keepdims=True) + self.epsilon)
        x *= self.weight
        x += self.bias
        return x


@dataclass(frozen=True)
class _Layer:
    attention: _Linear  # queries, keys and values in one product
    attended: _Linear
    attention_norm: _Norm
    wide: _Linear
    narrow: _Linear
    norm: _Norm


class LightEncoder:
    """Embeds few texts quickly from a cold start.

    >>> LightEncoder(built_in_model()).encode(["Who spoke on helplines?"]).shape  # doctest: +SKIP
    (1, 384)
    """

    def __init__(self, folder: Path) -> None:
        """Reads the model in `folder`, for which `fits` must hold."""
        from safetensors import safe_open
        from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]
        from tokenizers import Tokenizer

        self._threads = ThreadpoolController()
        self._alone = threading.Lock()
        config = _json(folder, "config.json")
        limit = _json(folder, "sentence_bert_config.json").get("max_seq_length")
        self._heads = int(config["num_attention_heads"])
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(int(limit or config["max_position_embeddings"]))
        self._tokenizer.no_padding()
        self._file = safe_open(str(folder / "model.safetensors"), "np")
        # The largest table is left in the file: a question needs a dozen of its 30,000 rows.
        self._words = self._file.get_slice("embeddings.word_embeddings.weight")
        self._positions = self._tensor("embeddings.position_embeddings.weight")
        self._positions = (
            self._positions + self._tensor("embeddings.token_type_embeddings.weight")[0]
        )
        epsilon = float(config["layer_norm_eps"])
        self._norm = self._read_norm("embeddings.LayerNorm", epsilon)
        self._layers = [
            self._read_layer(f"encoder.layer.{n}.", epsilon)
            for n in range(int(config["num_hidden_layers"]))
        ]

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of the texts, float32, shape (len(texts), dimension), each of length 1."""
        ids = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        if sum(map(len, ids)) <= _TOKENS_OF_A_QUESTION:
            # Products this small gain nothing from a second thread, and on a busy machine the
            # threads wait for one another. The limit is the whole process's: one at a time.
            with self._alone, self._threads.limit(limits=1, user_api="blas"):
                return self._forward(ids)
        parts: list[np.ndarray] = []
        batch: list[list[int]] = []
        for each in ids:
            if batch and sum(map(len, batch)) + len(each) > _TOKENS_AT_ONCE:
                parts.append(self._forward(batch))
                batch = []
            batch.append(each)
        parts.append(self._forward(batch))
        return np.concatenate(parts)

    def _forward(self, batch: list[list[int]]) -> np.ndarray:
        # All texts one behind the other, without padding; only attention looks at them singly.
        ends = np.cumsum([len(ids) for ids in batch])
        spans = [slice(end - len(ids), end) for ids, end in zip(batch, ends, strict=True)]
        unique, places = np.unique(np.concatenate(batch), return_inverse=True)
        x = np.concatenate([self._words[int(n) : int(n) + 1] for n in unique])[places]
        x += np.concatenate([self._positions[: len(ids)] for ids in batch])
        x = self._norm(x)
        for layer in self._layers:
            heads = layer.attention(x)
            mixed = np.concatenate([_attend(heads[span], self._heads) for span in spans])
            x = layer.attention_norm(x + layer.attended(mixed))
            x = layer.norm(x + layer.narrow(_gelu(layer.wide(x))))
        means = np.stack([x[span].mean(axis=0) for span in spans])
        vectors: np.ndarray = means / np.linalg.norm(means, axis=1, keepdims=True)
        return vectors

    def _tensor(self, name: str) -> np.ndarray:
        tensor: np.ndarray = self._file.get_tensor(name)
        return tensor.astype(np.float32, copy=False)

    def _read_linear(self, *names: str) -> _Linear:
        weights = [self._tensor(f"{name}.weight") for name in names]
        biases = [self._tensor(f"{name}.bias") for name in names]
        return _Linear(np.concatenate(weights).T, np.concatenate(biases))

    def _read_norm(self, name: str, epsilon: float) -> _Norm:
        return _Norm(self._tensor(f"{name}.weight"), self._tensor(f"{name}.bias"), epsilon)

    def _read_layer(self, prefix: str, epsilon: float) -> _Layer:
        own = f"{prefix}attention.self."
        return _Layer(
            attention=self._read_linear(f"{own}query", f"{own}key", f"{own}value"),
            attended=self._read_linear(f"{prefix}attention.output.dense"),
            attention_norm=self._read_norm(f"{prefix}attention.output.LayerNorm", epsilon),
            wide=self._read_linear(f"{prefix}intermediate.dense"),
            narrow=self._read_linear(f"{prefix}output.dense"),
            norm=self._read_norm(f"{prefix}output.LayerNorm", epsilon),
        )


def _attend(heads: np.ndarray, count: int) -> np.ndarray:
    """Scaled dot-product attention of one text; `heads` holds queries, keys and values."""
    n = len(heads)
    queries, keys, values = heads.reshape(n, 3, count, -1).transpose(1, 2, 0, 3)
    scores = queries @ keys.transpose(0, 2, 1)
    scores *= 1.0 / np.sqrt(queries.shape[-1])
    scores -= scores.max(axis=-1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=-1, keepdims=True)
    mixed: np.ndarray = (scores @ values).transpose(1, 0, 2).reshape(n, -1)
    return mixed


def _gelu(x: np.ndarray) -> np.ndarray:
    """x·Φ(x), with erf by Abramowitz and Stegun, formula 7.1.26 (error below 1.5e-7)."""
    z = np.abs(x) * np.float32(0.7071067811865476)
    t = 1.0 / (1.0 + np.float32(0.3275911) * z)
    tail = np.float32(1.061405429) * t
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        tail += np.float32(factor)
        tail *= t
    tail *= np.exp(-z * z)
    y: np.ndarray = 0.5 * x * (1.0 + np.copysign(1.0 - tail, x))
    return y


def _json(folder: Path, name: str) -> Any:  # noqa: ANN401
    return json.loads((folder / name).read_text(encoding="utf-8"))
