"""What restricted papers tell those who may not read them: the whole matrix, attempts, times.

    python -m tests.ui.access_report > report.md          # some ten minutes where nothing else runs
    python -m tests.ui.access_report times                # a part: matrix, attempts or times

Two servers are started, whose restricted papers differ and whose open ones are the same. What
somebody is told who sees the open ones alone must not differ in a letter.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Collection, Iterator
from contextlib import ExitStack
from pathlib import Path

from index_store import Embedder
from tests.ui import access_matrix, access_times
from tests.ui.access_attempts import TIMES, Attacker, attempts
from tests.ui.access_matrix import DOORS, NEVER, OPERATIONS, PAPERS, PEOPLE, Cell
from tests.ui.conftest import served

SECRET = PAPERS[1]
MANY = {"COP_QUESTIONS_PER_MINUTE": "100000"}
PARTS = ("matrix", "attempts", "times")


def report(parts: Collection[str] = PARTS) -> Iterator[str]:
    """The lines of the report, or of some of its parts."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        here, there = Path(folder, "store"), Path(folder, "other", "store")
        there.parent.mkdir()
        embedder = Embedder()
        access_matrix.fill(here, embedder)
        access_matrix.fill(there, embedder, (PAPERS[0], NEVER))
        url, other = (opened.enter_context(served(at, MANY)) for at in (here, there))
        print("answers that others keep…", file=sys.stderr)
        entries = access_matrix.kept_entries(url) if {"matrix", "attempts"} & set(parts) else {}
        if "matrix" in parts:
            yield from _matrix(url, here, entries)
        one, two = (
            Attacker(
                access_matrix.signed_in(at, "out"),
                program := access_matrix.program(at, store, "out"),
                access_matrix.over_http(program),
                store,
                "out",
                entries,
            )
            for at, store in ((url, here), (other, there))
        )
        if "attempts" in parts:
            yield from _attempts(one, two)
        if "times" in parts:
            yield from access_times.report(one, two, embedder)


def _matrix(url: str, folder: Path, entries: dict[str, object]) -> Iterator[str]:
    count = wrong = 0
    yield "| door | operation | " + " | ".join(PEOPLE) + " |"
    yield "|---|---|" + "---|" * len(PEOPLE)
    for door in DOORS:
        cells = []
        for person in PEOPLE:
            print(f"{door}, {person}…", file=sys.stderr)
            cells += access_matrix.matrix(url, folder, door, entries, (person,))
        count, wrong = count + len(cells), wrong + sum(not cell.right for cell in cells)
        for operation in OPERATIONS:
            row = [[c for c in cells if (c.operation, c.person) == (operation, p)] for p in PEOPLE]
            if row[0]:
                yield f"| {door} | {operation} | {' | '.join(map(_shown, row))} |"
    yield f"\n{count} cells, {wrong} not as specified.\n"


def _shown(cells: list[Cell]) -> str:
    if cells[0].operation == "counts":
        told = cells[0].told
    else:
        told = ", ".join(cell.paper.collection for cell in cells if cell.seen)
    return told if all(cell.right for cell in cells) else f"WRONG: {told}"


def _attempts(one: Attacker, two: Attacker) -> Iterator[str]:
    count = reached = different = 0
    for label, attempt in attempts():
        print(f"{label}…", file=sys.stderr)
        told, elsewhere = attempt(one, SECRET), attempt(two, SECRET)
        marks = [m for m in SECRET.marks if m in told and m not in elsewhere]  # there it is echo
        for mine, theirs in (
            (str(one.folder), str(two.folder)),
            (str(one.program.base_url).rstrip("/"), str(two.program.base_url).rstrip("/")),
        ):
            told = told.replace(mine, theirs)
        alike = [TIMES.sub("", text) for text in (told, elsewhere)]
        count, reached = count + 1, reached + bool(marks)
        different += alike[0] != alike[1]
        outcome = f"MARKS {marks}" if marks else "nothing"
        yield f"- {label}: {outcome}{'' if alike[0] == alike[1] else ', DIFFERENT'}"
    yield f"\n{count} attempts: {reached} reached anything, {different} told of a difference.\n"


if __name__ == "__main__":
    if unknown := set(sys.argv[1:]) - set(PARTS):
        raise SystemExit(f"no part {', '.join(sorted(unknown))}: choose of {', '.join(PARTS)}")
    for line in report(sys.argv[1:] or PARTS):
        print(line, flush=True)
