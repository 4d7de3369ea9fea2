"""Tantivy against SQLite's FTS5 as the full-text index: makes the figures of docs/full-text.md.

    python -m tests.benchmarks.full_text [PASSAGES]

Text is generated: words drawn by Zipf's law from an English-looking vocabulary, about 80 words a
passage. Questions are 5 to 25 words long, half of them drawn like the text (so many are common
words), half from one passage (so that they have an answer). Both engines stem English, and both
are asked for the words of the question that are no stop words.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from index_store.analysis import STOP_WORDS, terms
from index_store.filters import Filters
from index_store.full_text import FullText
from index_store.records import DocumentRecord
from ingest.model import Passage

TOP = 100
QUESTIONS = 300
PASSAGES_A_DOCUMENT = 250
ENDINGS = ["", "", "", "s", "ing", "ed", "tion", "ity", "ment", "ly"]


def vocabulary(size: int, rng: random.Random) -> list[str]:
    """Words that look English enough for a stemmer; the commonest are the stop words."""
    syllables = [c + v for c in "bcdfghlmnprstvw" for v in ("a", "e", "i", "o", "u", "ea", "ou")]
    words = dict.fromkeys(STOP_WORDS)
    while len(words) < size:
        stem = "".join(rng.choices(syllables, k=rng.randint(1, 4))) + rng.choice("lmnrst")
        words[stem + rng.choice(ENDINGS)] = None
    return list(words)


def texts(n: int, seed: int = 1) -> tuple[list[str], list[str]]:
    """Passages and questions."""
    rng, numbers = random.Random(seed), np.random.default_rng(seed)
    words = np.array(vocabulary(60_000, rng))
    weights = 1.0 / (np.arange(len(words)) + 2.7)
    weights /= weights.sum()
    lengths = numbers.integers(40, 121, size=n)
    drawn = np.split(numbers.choice(words, size=lengths.sum(), p=weights), lengths.cumsum()[:-1])
    passages = [" ".join(part) for part in drawn]
    questions = []
    for number in range(QUESTIONS):
        length = rng.randint(5, 25)
        source = drawn[rng.randrange(n)] if number % 2 else numbers.choice(words, 80, p=weights)
        questions.append(" ".join(rng.sample(list(source), min(length, len(source)))))
    return passages, questions


def size(path: Path) -> float:
    """Megabytes of a file or folder."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file()) / 1e6


def timed(search: Callable[[str], object], questions: Sequence[str]) -> tuple[float, float]:
    """Median and 95th percentile of the latency in ms, after a warm-up."""
    for question in questions[:20]:
        search(question)
    seconds = []
    for question in questions:
        started = time.perf_counter()
        search(question)
        seconds.append(time.perf_counter() - started)
    p50, p95 = np.percentile(np.array(seconds) * 1000, [50, 95])
    return float(p50), float(p95)


def tantivy(folder: Path, passages: list[str], questions: list[str]) -> list[float]:
    """Build seconds, MB, p50, p95, p50 and p95 with a filter, seconds to replace a document."""
    index = FullText(folder / "tantivy")
    groups = [
        passages[first : first + PASSAGES_A_DOCUMENT]
        for first in range(0, len(passages), PASSAGES_A_DOCUMENT)
    ]

    def put(number: int) -> None:
        record = DocumentRecord(id=f"d{number}", path="", title="", meeting=number % 20)
        first = number * PASSAGES_A_DOCUMENT
        rows = [
            (first + n, Passage(document=record.id, ordinal=n, unit=n, start=0, end=0, text=text))
            for n, text in enumerate(groups[number])
        ]
        index.add(record, rows)

    started = time.perf_counter()
    for number in range(len(groups)):
        put(number)
    index.commit()
    built = time.perf_counter() - started
    p50, p95 = timed(lambda q: index.search(q, TOP, Filters()), questions)
    f50, f95 = timed(lambda q: index.search(q, TOP, Filters(meetings=(3,))), questions)
    started = time.perf_counter()
    index.remove("d5")
    put(5)
    index.commit()
    return [built, size(folder / "tantivy"), p50, p95, f50, f95, time.perf_counter() - started]


def fts5(folder: Path, passages: list[str], questions: list[str]) -> list[float]:
    """The same of FTS5, with the text kept outside of the index as in a catalogue."""
    path = folder / "fts5.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(
        "CREATE VIRTUAL TABLE passages USING fts5(text, tokenize = 'porter unicode61',"
        " content = '', contentless_delete = 1, detail = 'column')"
        if sqlite3.sqlite_version_info >= (3, 43)
        else "CREATE VIRTUAL TABLE passages USING fts5(text, tokenize = 'porter unicode61',"
        " content = '', detail = 'column')"
    )
    connection.execute("CREATE TABLE facts (row INTEGER PRIMARY KEY, meeting INTEGER)")
    connection.execute("CREATE INDEX by_meeting ON facts (meeting)")
    started = time.perf_counter()
    with connection:
        connection.executemany(
            "INSERT INTO passages (rowid, text) VALUES (?, ?)", enumerate(passages)
        )
        connection.executemany(
            "INSERT INTO facts VALUES (?, ?)",
            ((n, n // PASSAGES_A_DOCUMENT % 20) for n in range(len(passages))),
        )
    built = time.perf_counter() - started

    stop = set(STOP_WORDS)

    def match(question: str) -> str:
        return " OR ".join(f'"{w}"' for w in question.split() if w not in stop and terms(w))

    def plain(question: str) -> object:
        return connection.execute(
            "SELECT rowid, rank FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?",
            (match(question), TOP),
        ).fetchall()

    def filtered(question: str) -> object:
        return connection.execute(
            "SELECT p.rowid, p.rank FROM passages p JOIN facts f ON f.row = p.rowid"
            " WHERE passages MATCH ? AND f.meeting = 3 ORDER BY p.rank LIMIT ?",
            (match(question), TOP),
        ).fetchall()

    usable = [question for question in questions if match(question)]
    p50, p95 = timed(plain, usable)
    f50, f95 = timed(filtered, usable)
    first = 5 * PASSAGES_A_DOCUMENT
    started = time.perf_counter()
    with connection:
        for row in range(first, first + PASSAGES_A_DOCUMENT):
            connection.execute(
                "INSERT INTO passages (passages, rowid, text) VALUES ('delete', ?, ?)",
                (row, passages[row]),
            ) if sqlite3.sqlite_version_info < (3, 43) else connection.execute(
                "DELETE FROM passages WHERE rowid = ?", (row,)
            )
            connection.execute(
                "INSERT INTO passages (rowid, text) VALUES (?, ?)", (row, passages[row])
            )
    replaced = time.perf_counter() - started
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    result = [built, size(path), p50, p95, f50, f95, replaced]
    connection.close()
    return result


def main() -> None:
    """Prints the table in Markdown."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    passages, questions = texts(count)
    print(f"{count:,} passages, {len(questions)} questions, top {TOP}\n")
    print("| | build, s | on disk, MB | p50, ms | p95, ms | filter p50 | filter p95 | replace, s |")
    print("|---|---|---|---|---|---|---|---|")
    for name, engine in (("Tantivy", tantivy), ("SQLite FTS5", fts5)):
        with tempfile.TemporaryDirectory() as folder:
            figures = engine(Path(folder), passages, questions)
        print(f"| {name} | " + " | ".join(f"{figure:.3g}" for figure in figures) + " |", flush=True)


if __name__ == "__main__":
    main()
