"""The number format in which a model runs fastest on this processor, at the same quality."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

# Two vectors of the same text may differ by this much before a format is refused; passages that
# are about different things differ by a hundred times more.
SAME = 0.995
_GAIN = 1.2  # a smaller gain is not worth the rounding

_PROBE = [
    "The delegation presented its national strategy and thanked the secretariat for the support. "
    f"It asked whether item {n} of the agenda could be taken together with the next one, and "
    "proposed that the guidelines for parents and educators be translated and promoted."
    for n in range(32)
]


def fastest(model: SentenceTransformer) -> SentenceTransformer:
    """The model in bfloat16 where the processor computes in it and it pays, else as it was.

    Processors without AMX, AVX512-BF16 or a GPU that knows the format are not tried: they
    emulate it, many times slower.
    """
    import torch

    if not supports_bfloat16(model.device):
        return model
    try:
        before, exact = _timed(model)
        model.to(torch.bfloat16)
        after, rounded = _timed(model)
        alike = float((exact * rounded).sum(dim=1).min())
    except RuntimeError:  # an operation that this build of torch has not got in bfloat16
        before, after, alike = 1.0, 1.0, 0.0
    if alike < SAME or after * _GAIN > before:
        model.to(torch.float32)
    return model


def supports_bfloat16(device: torch.device) -> bool:
    """True where the device computes in bfloat16 rather than emulating it."""
    import torch

    if device.type == "cuda":
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    flags = ("_is_amx_tile_supported", "_is_avx512_bf16_supported")
    return device.type == "cpu" and any(
        bool(getattr(torch.cpu, flag, lambda: False)()) for flag in flags
    )


def _timed(model: SentenceTransformer) -> tuple[float, torch.Tensor]:
    """Seconds for the probe, and its vectors in float32."""

    def encode() -> torch.Tensor:
        vectors: torch.Tensor = model.encode(
            _PROBE, convert_to_tensor=True, normalize_embeddings=True, show_progress_bar=False
        )
        return vectors.float().cpu()

    encode()  # the first run in a format prepares the weights for it
    started = time.perf_counter()
    vectors = encode()
    return time.perf_counter() - started, vectors
