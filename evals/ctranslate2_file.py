"""Model files of CTranslate2 (format 6): the arrays in them, and how coarsely they are rounded."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

_TYPES = dict(enumerate(map(np.dtype, ("<f4", "<i1", "<i2", "<i4", "<f2"))))
_STEP = 0.17  # of the values' root mean square, between two values of a matrix
_SCALE = "_scale"  # behind a matrix's name: what its rounded values are divided by


@dataclass(frozen=True)
class Stored:
    """An array in a file: its name, and where in the file its values lie."""

    name: str
    shape: tuple[int, ...]
    kind: np.dtype[Any]
    start: int
    size: int

    def values(self, model: bytes | bytearray) -> np.ndarray:
        """The values, of the array's shape."""
        raw = bytes(model[self.start : self.start + self.size])
        return np.frombuffer(raw, self.kind).reshape(self.shape)


def arrays(model: bytes | bytearray) -> Iterator[Stored]:
    """Every array of a model file, in its order."""
    at = 0

    def number(form: str) -> int:
        nonlocal at
        (value,) = struct.unpack_from(f"<{form}", model, at)
        at += struct.calcsize(form)
        return int(value)

    def text() -> str:
        nonlocal at
        length = number("H")
        at += length
        return bytes(model[at - length : at]).rstrip(b"\0").decode()

    number("I"), text(), number("I")  # version of the format, name and version of the form
    for _ in range(number("I")):
        name = text()
        shape = tuple(number("I") for _ in range(number("B")))
        kind = _TYPES[number("B")]
        size = number("I")
        yield Stored(name, shape, kind, at, size)
        at += size


def coarser(model: bytes) -> bytes:
    """The model with its 8-bit matrices in steps so coarse that a zip archive halves them.

    All rows of a matrix are rounded to the same steps, of which its values take some thirty;
    what is rare costs more bits than what is frequent (Gersho, Gray, "Vector quantization and
    signal compression", 1992, chapter 9). They are stored as they were, to be multiplied in 8 bits.
    A row with a value out of all proportion keeps its own steps, which are coarser still: few
    networks of this kind survive the loss of such values (Kovaleva et al., "BERT busters: outlier
    dimensions that disrupt transformers", 2021).
    """
    made = bytearray(model)
    found = {stored.name: stored for stored in arrays(model)}
    for scale in found.values():
        matrix = found.get(scale.name.removesuffix(_SCALE))
        if not scale.name.endswith(_SCALE) or matrix is None:
            continue
        stored, scales = matrix.values(model), scale.values(model)
        values = stored / scales.reshape(-1, 1).astype(np.float64)
        if not values.any():
            continue  # a part that nothing reads
        step = _STEP * float(np.sqrt(np.mean(values**2)))
        apart = scales.reshape(-1) < 1 / step
        rounded = np.where(apart[:, None], stored, np.round(values / step)).astype(np.int8)
        _write(made, matrix, rounded)
        _write(made, scale, np.where(apart, scales, np.float32(1 / step)).reshape(scale.shape))
    return bytes(made)


def _write(model: bytearray, stored: Stored, values: np.ndarray) -> None:
    model[stored.start : stored.start + stored.size] = values.tobytes()
