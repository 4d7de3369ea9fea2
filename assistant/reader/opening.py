"""Which reader is used: the built-in one, or a CrossEncoder by name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from assistant.reader.cross_encoder import CrossEncoderReader
from assistant.reader.interface import Reader
from assistant.reader.model import BuiltInReader


def open_reader(name: str | None = None) -> Reader:
    """The reader of a name: None for the built-in one, else weights or a CrossEncoder.

    A folder with a reader.json holds weights as `evals.train_reader` writes them. Nothing is
    loaded before the first question, or `prepare()`, which raises `ReaderUnavailable`. The
    built-in one is the same for all of a process, with what it has judged.

    >>> open_reader().threshold                                           # doctest: +SKIP
    0.3
    """
    if name is None or not name.strip():
        return _built_in()
    folder = Path(name).expanduser()
    if (folder / "reader.json").is_file():
        return BuiltInReader(folder)
    return CrossEncoderReader(name)


@cache
def _built_in() -> BuiltInReader:
    return BuiltInReader()
