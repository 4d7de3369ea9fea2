"""spaCy without the frameworks that it would load wherever it finds them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import ModuleType


@cache
def import_spacy() -> ModuleType:
    """The package, imported; to be called ahead of whatever imports a part of it.

    It imports every framework that it finds, torch for more than a second; small pipelines need
    none.
    """
    with _absent("torch", "tensorflow", "mxnet"):
        import spacy
    return spacy


@contextmanager
def _absent(*packages: str) -> Iterator[None]:
    """Keeps packages from being imported meanwhile, unless they are already."""
    kept = [name for name in packages if name not in sys.modules]
    sys.modules.update(dict.fromkeys(kept))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in kept:
            sys.modules.pop(name, None)
