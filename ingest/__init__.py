"""From files to documents: readers, structure, speakers, passages.

>>> from pathlib import Path
>>> from ingest import read
>>> read(Path("report.docx")).passages[0].paragraph  # doctest: +SKIP
'1.1'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.parallel import read_many
    from ingest.readers import SUFFIXES, read_raw
    from ingest.reading import read

# Loaded when first used: whoever needs only the nouns does not wait for readers and gazetteers.
_HOMES = {
    "SUFFIXES": "ingest.readers",
    "read": "ingest.reading",
    "read_many": "ingest.parallel",
    "read_raw": "ingest.readers",
}

__all__ = ["SUFFIXES", "read", "read_many", "read_raw"]


def __getattr__(name: str) -> object:
    """Imports the module that a public name lives in."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
