"""What programs keep in the store's folder beside the catalogue, as backups take it along.

A name that ends in ".sqlite" is a database, which may be in use; any other is a log, only ever
written at its end.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

_DATABASE = ".sqlite"
_OWN = 0o600  # accounts and logs are for whoever runs the program alone


def copied(store: Path, names: Sequence[str], folder: Path) -> Iterator[Path]:
    """Copies in `folder` of those files that there are, each as it is at one moment."""
    for name in names:
        if (store / name).is_file():
            _copy(store / name, folder / name)
            yield folder / name


def put_back(folder: Path, names: Sequence[str], store: Path) -> None:
    """Puts copies into a store: databases in the place of those there; a log there stays."""
    for name in names:
        copy, target = folder / name, store / name
        if copy.is_file() and (name.endswith(_DATABASE) or not target.exists()):
            _copy(copy, target)
            target.chmod(_OWN)


def _copy(source: Path, target: Path) -> None:
    if not source.name.endswith(_DATABASE):
        shutil.copyfile(source, target)
        return
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
        read.backup(written)
