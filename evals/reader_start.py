"""The weights of a reader as they ship, as a network's to go on training from.

They were rounded to 8 bits on their way out: q = round(w · scale), so that w ≈ q / scale.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
import torch

from evals.ctranslate2_file import arrays

_PARTS = {
    "attention.output.dense": "self_attention/linear_1",
    "intermediate.dense": "ffn/linear_0",
    "output.dense": "ffn/linear_1",
}
_NORMS = {
    "attention.output.LayerNorm": "self_attention/layer_norm",
    "output.LayerNorm": "ffn/layer_norm",
}


def shipped_weights(path: Path) -> dict[str, torch.Tensor]:
    """Weights of `ReaderNetwork`, but for the output of whole windows, which does not ship.

    `path`: the file of a network, as `evals.reader_export` writes it.
    """
    with zipfile.ZipFile(path) as archive:
        model = archive.read("model.bin")
        outputs = _outputs(archive.read("head.npz"))
    saved = {stored.name: stored.values(model) for stored in arrays(model)}

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
    named = {**{f"bert.{name}": values for name, values in found.items()}, **outputs}
    return {name: torch.tensor(values, dtype=torch.float32) for name, values in named.items()}


def _outputs(raw: bytes) -> dict[str, np.ndarray]:
    with np.load(io.BytesIO(raw)) as head:
        return {
            "sentence.weight": head["sentence"].reshape(1, -1),
            "sentence.bias": head["sentence_bias"],
        }


def _norm(saved: dict[str, np.ndarray], mine: str, theirs: str) -> dict[str, np.ndarray]:
    return {f"{mine}.weight": saved[f"{theirs}/gamma"], f"{mine}.bias": saved[f"{theirs}/beta"]}
