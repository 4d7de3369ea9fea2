"""Whole question sets, asked on SQLite with embedded Chroma and on PostgreSQL with its server."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.servers import ChromaServer, PostgresqlServer
from tests.ui.conftest import COMMAND, clean_environment

SETS = ROOT / "evals" / "sets"


def asked(names: tuple[str, ...], path: Path) -> int:
    """Writes the questions of sets as a batch; returns how many."""
    lines = []
    for name in names:
        for line in (SETS / f"{name}.jsonl").read_text("utf-8").splitlines():
            question = json.loads(line)
            lines.append(
                {key: question[key] for key in ("id", "question", "history") if key in question}
            )
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return len(lines)


def told(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer without what the clock says, and with the order of suggestions for their scores.

    Chroma compares vectors in 32 bits, a machine by itself in 16.
    """
    kept = {key: value for key, value in answer.items() if key not in ("seconds", "timings")}
    for near in kept.get("suggestions", ()):
        del near["score"]
    return kept


@pytest.mark.parametrize(
    ("documents", "sets"),
    [
        ("samples", ("samples", "samples-unseen")),
        ("cwg-cop-24-report.txt", ("cwg-cop-24", "cwg-cop-24-facts", "cwg-cop-24-unseen")),
    ],
)
def test_every_question_has_the_same_answer(
    documents: str,
    sets: tuple[str, ...],
    tmp_path: Path,
    request: pytest.FixtureRequest,
    postgresql_server: PostgresqlServer,
    chroma_server: ChromaServer,
) -> None:
    samples: Path = request.getfixturevalue("samples")
    corpus = samples.parent / documents
    if documents != "samples":
        corpus = request.getfixturevalue("shared") / "corpus" / documents
    batch = tmp_path / "questions.jsonl"
    count = asked(sets, batch)
    elsewhere = {"COP_DATABASE": postgresql_server.database(), "COP_CHROMA": chroma_server.address}
    answers = []
    for name, settings in (("alone", {}), ("shared", elsewhere)):
        store, environment = tmp_path / name, {**clean_environment(), **settings}
        for arguments in (["ingest", str(corpus)], ["--json", "ask", "--batch", str(batch)]):
            done = subprocess.run(
                [*COMMAND, "--store", str(store), *arguments],
                env=environment,
                cwd=ROOT,
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            assert done.returncode == 0, done.stderr
        answers.append([told(json.loads(line)) for line in done.stdout.splitlines()])
    alone, shared = answers
    assert len(alone) == len(shared) == count
    differing = [(one, other) for one, other in zip(alone, shared, strict=True) if one != other]
    answered = sum(answer["answered"] for answer in alone)
    print(f"{documents}: {count} questions, {answered} answered, {len(differing)} differ")
    assert not differing, differing[0]
