"""Where feedback is kept: an SQLite file in the store's folder, which nothing sends anywhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pydantic import ValidationError

from ui.errors import Failure
from ui.feedback.record import Feedback

FILE = "feedback.sqlite"
MOST = 2_000
"""Verdicts that are kept, the latest, some 20 kB each at most; the oldest make room."""
_TABLE = "CREATE TABLE IF NOT EXISTS feedback (number INTEGER PRIMARY KEY AUTOINCREMENT, said TEXT)"
_PATIENCE = 10  # seconds to wait for another process that writes


def keep_feedback(folder: Path, feedback: Feedback, most: int = MOST) -> int:
    """Keeps one verdict beside the store in `folder`; its number, from 1.

    `most`: how many are kept. Raises `Failure` where it cannot be written.
    """
    with _open(folder) as connection, connection:
        connection.execute(_TABLE)
        said = feedback.model_dump_json()
        number = connection.execute("INSERT INTO feedback (said) VALUES (?)", (said,)).lastrowid
        connection.execute("DELETE FROM feedback WHERE number <= ?", ((number or 0) - most,))
    return int(number or 0)


def kept_feedback(folder: Path) -> list[tuple[int, Feedback]]:
    """All that is kept beside a store, each with its number, the oldest first."""
    if not (folder / FILE).is_file():
        return []
    with _open(folder) as connection:
        rows = connection.execute("SELECT number, said FROM feedback ORDER BY number").fetchall()
    return [(number, feedback) for number, said in rows if (feedback := _read(said)) is not None]


@contextmanager
def _open(folder: Path) -> Iterator[sqlite3.Connection]:
    path = folder / FILE
    try:
        with closing(sqlite3.connect(path, timeout=_PATIENCE)) as connection:
            yield connection
    except sqlite3.Error as error:
        line = "feedback cannot be kept or read"
        raise Failure(f"{line} in {path} ({error})", f"{line} now") from None


def _read(said: str) -> Feedback | None:
    """One verdict; None where another version of this program wrote it in another form."""
    try:
        return Feedback.model_validate_json(said)
    except ValidationError:
        return None
