"""The weights of a reader as they ship, as a network's to go on training from.

They were rounded to 8 bits on their way out: q = round(w · scale), one scale a row, so that
w ≈ q / scale (the file format is CTranslate2's, version 6).
"""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import torch

_TYPES = {0: np.float32, 1: np.int8, 2: np.int16, 3: np.int32, 4: np.float16}
_PARTS = {
    "attention.output.dense": "self_attention/linear_1",
    "intermediate.dense": "ffn/linear_0",
    "output.dense": "ffn/linear_1",
}
_NORMS = {
    "attention.output.LayerNorm": "self_attention/layer_norm",
    "output.LayerNorm": "ffn/layer_norm",
}


def shipped_weights(folder: Path) -> dict[str, torch.Tensor]:
    """Weights of `ReaderNetwork`, but for the output of whole windows, which does not ship."""
    saved = _variables(folder / "model.bin")

    def weight(name: str) -> np.ndarray:
        values = saved[f"{name}/weight"].astype(np.float32)
        scale = saved.get(f"{name}/weight_scale")
        return values if scale is None else values / scale.reshape(-1, 1)

    found = {
        "embeddings.word_embeddings.weight": weight("encoder/embeddings_0"),
        "embeddings.token_type_embeddings.weight": weight("encoder/embeddings_1"),
        "embeddings.position_embeddings.weight": saved["encoder/position_encodings/encodings"],
        **_norm(saved, "embeddings.LayerNorm", "encoder/layernorm_embedding"),
    }
    layer = 0
    while f"encoder/layer_{layer}/ffn/linear_0/weight" in saved:
        mine, theirs = f"encoder.layer.{layer}", f"encoder/layer_{layer}"
        together = weight(f"{theirs}/self_attention/linear_0")
        biases = saved[f"{theirs}/self_attention/linear_0/bias"]
        for n, part in enumerate(("query", "key", "value")):
            name = f"{mine}.attention.self.{part}"
            found[f"{name}.weight"] = np.split(together, 3)[n]
            found[f"{name}.bias"] = np.split(biases, 3)[n]
        for name, stored in _PARTS.items():
            found[f"{mine}.{name}.weight"] = weight(f"{theirs}/{stored}")
            found[f"{mine}.{name}.bias"] = saved[f"{theirs}/{stored}/bias"]
        for name, stored in _NORMS.items():
            found |= _norm(saved, f"{mine}.{name}", f"{theirs}/{stored}")
        layer += 1
    with np.load(folder / "head.npz") as head:
        outputs = {
            "sentence.weight": head["sentence"].reshape(1, -1),
            "sentence.bias": head["sentence_bias"],
        }
    named = {**{f"bert.{name}": values for name, values in found.items()}, **outputs}
    return {name: torch.tensor(values, dtype=torch.float32) for name, values in named.items()}


def _norm(saved: dict[str, np.ndarray], mine: str, theirs: str) -> dict[str, np.ndarray]:
    return {f"{mine}.weight": saved[f"{theirs}/gamma"], f"{mine}.bias": saved[f"{theirs}/beta"]}


def _variables(path: Path) -> dict[str, np.ndarray]:
    """The arrays of a model file by name."""
    with path.open("rb") as file:

        def number(form: str) -> int:
            (value,) = struct.unpack(f"<{form}", file.read(struct.calcsize(form)))
            return int(value)

        def text() -> str:
            return file.read(number("H")).rstrip(b"\0").decode()

        number("I"), text(), number("I")  # version of the format, name and version of the form
        found = {}
        for _ in range(number("I")):
            name = text()
            shape = [number("I") for _ in range(number("B"))]
            kind = _TYPES[number("B")]
            found[name] = np.frombuffer(file.read(number("I")), kind).reshape(shape)
        return found
