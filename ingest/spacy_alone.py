"""spaCy without the frameworks and programs that it would load wherever it finds them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
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
    command = ModuleType(_COMMAND)
    command.info = None  # type: ignore[attr-defined]
    with _standing_in({**dict.fromkeys(("torch", "tensorflow", "mxnet")), _COMMAND: command}):
        import spacy
    return spacy


@contextmanager
def _standing_in(modules: Mapping[str, ModuleType | None]) -> Iterator[None]:
    """Puts these in place of modules that are not imported yet, meanwhile; None: cannot be.

    Whoever wants the real ones later imports them.
    """
    put = {name: module for name, module in modules.items() if name not in sys.modules}
    sys.modules.update(put)  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in put:
            sys.modules.pop(name, None)
