"""spaCy without the frameworks and programs that it would load wherever it finds them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import ModuleType

_COMMAND = "spacy.cli.info"  # all that the package itself takes from its command line


@cache
def import_spacy() -> ModuleType:
    """The package, imported; to be called ahead of whatever imports a part of it.

    It imports every framework that it finds, torch for more than a second; small pipelines need
    none. Its command line, with the libraries that draw terminals, takes a quarter of a second.
    """
    with _absent("torch", "tensorflow", "mxnet"), _without_command_line():
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


@contextmanager
def _without_command_line() -> Iterator[None]:
    """Stands in for spaCy's command line meanwhile; whoever wants it later imports it."""
    if _COMMAND in sys.modules:
        yield
        return
    stands_in = ModuleType(_COMMAND)
    stands_in.info = None  # type: ignore[attr-defined]
    sys.modules[_COMMAND] = stands_in
    try:
        yield
    finally:
        sys.modules.pop(_COMMAND, None)
