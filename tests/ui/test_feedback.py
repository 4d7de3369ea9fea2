"""What users say of answers is kept beside the store and becomes questions of a set."""

from __future__ import annotations

import json
import multiprocessing
from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.answer import Answer, Citation
from evals.questions import load
from index_store.filters import Filters
from tests.ui.conftest import Run
from ui.errors import Failure
from ui.feedback import Feedback, Verdict, keep_feedback, kept_feedback
from ui.feedback.questions import question_lines
from ui.feedback.record import COMMENT

ANSWER = Answer(
    question="And what did Peru say?",
    answered=True,
    answer="Peru asked for a trial. [1]",
    citations=[
        Citation(
            n=1,
            document="letter",
            path=Path("/in/letter.txt"),
            title="Letter",
            paragraph="3",
            start=20,
            end=40,
            speakers=["Peru"],
            quote="Peru asked for a trial.",
        )
    ],
)
SILENT = Answer(question="What did Chad say?", answered=False, answer="The documents do not say.")


def test_a_verdict_is_kept_with_what_it_is_on(tmp_path: Path) -> None:
    said = Feedback.on(
        ANSWER, Verdict.WRONG_SPEAKER, " It was Chile. ", ("Who spoke?",), Filters(meetings=(41,))
    )

    assert keep_feedback(tmp_path, said) == 1
    assert keep_feedback(tmp_path, Feedback.on(SILENT, Verdict.HELPFUL)) == 2
    (_, first), (number, second) = kept_feedback(tmp_path)
    assert (first, first.comment, number) == (said, "It was Chile.", 2)
    assert second.question == "What did Chad say?"
    assert [path.name for path in tmp_path.iterdir()] == ["feedback.sqlite"]


def test_the_oldest_make_room(tmp_path: Path) -> None:
    for comment in "abcd":
        keep_feedback(tmp_path, Feedback.on(ANSWER, Verdict.HELPFUL, comment), most=2)

    assert [(number, said.comment) for number, said in kept_feedback(tmp_path)] == [
        (3, "c"),
        (4, "d"),
    ]


def test_a_comment_has_an_end(tmp_path: Path) -> None:
    with pytest.raises(ValidationError):
        Feedback.on(ANSWER, Verdict.HELPFUL, "x" * (COMMENT + 1))


def _keep_ten(folder: Path) -> None:
    for _ in range(10):
        keep_feedback(folder, Feedback.on(ANSWER, Verdict.HELPFUL))


def test_several_processes_keep_at_once(tmp_path: Path) -> None:
    processes = [
        multiprocessing.get_context("fork").Process(target=_keep_ten, args=(tmp_path,))
        for _ in range(3)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)

    assert len(kept_feedback(tmp_path)) == 30


def test_a_file_that_is_no_database_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "feedback.sqlite").write_bytes(b"no database" * 100)

    with pytest.raises(Failure, match=r"feedback cannot be kept or read in .*feedback\.sqlite"):
        keep_feedback(tmp_path, Feedback.on(ANSWER, Verdict.HELPFUL))


def test_feedback_becomes_questions_that_eval_reads(tmp_path: Path) -> None:
    kept = [
        (1, Feedback.on(ANSWER, Verdict.HELPFUL, history=("What did Chile say?",))),
        (2, Feedback.on(ANSWER, Verdict.WRONG_SPEAKER, "It was Chile.")),
        (3, Feedback.on(SILENT, Verdict.HELPFUL)),
        (4, Feedback.on(SILENT, Verdict.NOT_HELPFUL, "§3 says it.")),
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(map(json.dumps, question_lines(kept))), "utf-8")

    good, wrong, silent, denied = load(file)
    assert (good.document, good.spans, good.who) == ("letter", ((20, 40),), ("Peru",))
    assert good.history == ("What did Chile say?",)
    assert (wrong.answerable, wrong.spans, wrong.who) == (True, (), ())
    assert not silent.answerable
    assert denied.answerable
    assert json.loads(file.read_text("utf-8").splitlines()[1])["comment"] == "It was Chile."


def test_the_command_lists_feedback_and_writes_questions(cop: Run, tmp_path: Path) -> None:
    keep_feedback(tmp_path, Feedback.on(ANSWER, Verdict.WRONG_SPEAKER, "It was \x1b[31mChile."))
    keep_feedback(tmp_path, Feedback.on(SILENT, Verdict.HELPFUL))

    done = cop("feedback", "--store", tmp_path)
    assert done.returncode == 0, done.stderr
    assert "1  wrong speaker" in done.stdout
    assert "And what did Peru say?" in done.stdout
    assert "letter §3" in done.stdout
    assert "\x1b" not in done.stdout

    file = tmp_path / "questions.jsonl"
    done = cop("feedback", "--verdict", "wrong speaker", "--questions", file, "--store", tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert [question.id for question in load(file)] == ["feedback-1"]
