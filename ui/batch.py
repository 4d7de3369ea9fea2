"""Many questions from one file: one JSON line out for each line in, in the same order."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui.errors import BadUsage, Failure, one_line

if TYPE_CHECKING:
    from ui.output import Output

Work = Callable[[str, Sequence[str]], dict[str, object]]
"""From a question and the questions before it to what is written out for it."""


@dataclass(frozen=True)
class Line:
    """One line of a batch; `error` says what is wrong with it."""

    id: Any
    question: str = ""
    history: tuple[str, ...] = ()
    error: str | None = None


def add_batch(parser: argparse.ArgumentParser) -> None:
    """`--batch`, which takes the place of the question."""
    parser.add_argument(
        "--batch",
        metavar="FILE.jsonl",
        type=Path,
        help='lines {"id", "question", "history"?}; one JSON line is written for each (- is stdin)',
    )


def one_question(words: Sequence[str], batch: Path | None, what: str) -> str:
    """The question of the command line; raises `BadUsage` unless there is it or a batch."""
    question = " ".join(" ".join(words).split())
    if batch is not None and words:
        raise BadUsage(f"give {what} or --batch, not both")
    if batch is None and not question:
        raise BadUsage(f"give {what}, or --batch FILE.jsonl")
    return question


def run_batch(path: Path, output: Output, work: Work) -> int:
    """Write the result of each line as it comes; 1 where one of them has an error."""
    status = 0
    for line in read(path):
        result: dict[str, object] = {"id": line.id}
        if line.error is None:
            try:
                result |= work(line.question, line.history)
            except Exception as error:  # one bad question does not end the batch
                line = Line(line.id, error=one_line(error))
        if line.error is not None:
            result["error"] = line.error
            status = Failure.status
        output.line(result)
    return status


def read(path: Path) -> Iterator[Line]:
    """The lines of a batch; empty ones are skipped."""
    try:
        content = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise BadUsage(f"{path}: cannot be read: {error.strerror}") from None
    for number, raw in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if raw.strip():
            yield parse(raw, number)


def parse(raw: bytes, number: int) -> Line:
    """One line as it stands in the file; `number` is its place, from 1.

    >>> parse(b'{"id": 7, "question": "Who spoke?"}', 1)
    Line(id=7, question='Who spoke?', history=(), error=None)
    >>> parse(b"no", 2).error
    'line 2 is no JSON object'
    """
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):  # UnicodeDecodeError is a ValueError
        value = None
    if not isinstance(value, dict):
        return Line(None, error=f"line {number} is no JSON object")
    identity = value.get("id")
    question = value.get("question")
    history = value.get("history") or []
    if not isinstance(question, str) or not question.strip():
        return Line(identity, error=f'line {number} has no "question"')
    if not isinstance(history, list) or not all(isinstance(item, str) for item in history):
        return Line(identity, error=f'line {number}: "history" is no list of earlier questions')
    return Line(identity, question, tuple(history))
