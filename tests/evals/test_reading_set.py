"""The questions that the reader learns from: their form, and that offsets name sentences."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from evals.questions import BadQuestions
from evals.reading_set import CONTRAST, OWN, ReadingKind, ReadingQuestion, document_text, load

COPIED = 8
"""So many words in a row that a question shares with its document count as copied."""

GOOD: dict[str, object] = {
    "id": "a",
    "document": "documents/a.md",
    "question": "When does it meet?",
    "kind": "fact",
    "answerable": True,
    "answers": [[5, 20], [20, 30]],
    "near": [[30, 42]],
    "who": ["Chair"],
    "history": [],
}


@pytest.fixture(scope="module")
def questions() -> list[ReadingQuestion]:
    return load()


@pytest.fixture(scope="module")
def corpus(shared: Path) -> Path:
    folder = shared / "corpus" / "more"
    if not folder.is_dir():
        pytest.skip(f"documents asked about not found at {folder} (set COP_SHARED)")
    return folder


def written(folder: Path, *lines: dict[str, object], name: str = "questions-a.jsonl") -> Path:
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def word_runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + COPIED]) for at in range(len(words) - COPIED + 1)}


def faults(questions: Iterable[ReadingQuestion], corpus: Path | None) -> list[str]:
    """Spans that are no stretch of text without white space around it, and copied words."""
    found: list[str] = []
    texts: dict[str, str] = {}
    runs: dict[str, set[tuple[str, ...]]] = {}
    for question in questions:
        name = question.document
        if name not in texts:
            texts[name] = document_text(name, corpus)
            runs[name] = word_runs(texts[name])
        text = texts[name]
        for start, end in question.answers + question.near:
            stretch = text[start:end]
            if end > len(text) or stretch != stretch.strip():
                found.append(f"{question.id}: [{start}, {end}) of {name}")
        for asked in (question.question, *question.history, *question.who):
            if word_runs(asked) & runs[name]:
                found.append(f"{question.id}: copied from {name}")
        folded = " ".join(text.casefold().split())
        found += [
            f"{question.id}: {who!r} does not stand in {name}"
            for who in question.who
            if " ".join(who.casefold().split()) not in folded
        ]
    return found


def test_there_are_enough_of_every_kind(questions: list[ReadingQuestion]) -> None:
    assert len(questions) >= 2500
    assert len({question.id for question in questions}) == len(questions)
    unanswerable = sum(not question.answerable for question in questions)
    assert unanswerable / len(questions) == pytest.approx(1 / 3, abs=0.03)
    kinds = [question.kind for question in questions]
    assert min(kinds.count(kind) for kind in ReadingKind) >= 50
    asked = {(q.document, q.question, q.history) for q in questions}
    assert len(asked) == len(questions)


def test_offsets_in_own_documents(questions: list[ReadingQuestion]) -> None:
    own = [question for question in questions if question.document.startswith(OWN)]
    assert len({question.document for question in own}) == 30
    assert faults(own, None) == []


def test_offsets_in_the_documents_of_others(questions: list[ReadingQuestion], corpus: Path) -> None:
    others = [question for question in questions if not question.document.startswith(OWN)]
    assert others
    assert faults(others, corpus) == []


def test_half_of_the_contrasting_questions_have_no_answer() -> None:
    contrast = load(CONTRAST)
    assert len({(q.document, q.question) for q in contrast}) == len(contrast)
    unanswerable = [q for q in contrast if not q.answerable]
    assert len(unanswerable) / len(contrast) == pytest.approx(1 / 2, abs=0.1)
    assert all(q.near for q in unanswerable)


def test_offsets_of_contrasting_questions(corpus: Path) -> None:
    """Of the PDFs one in eight is looked at: their text takes long to get."""
    contrast = load(CONTRAST)
    pages = sorted({q.document for q in contrast if q.document.endswith(".pdf")})
    left = set(pages) - set(pages[::8])
    assert faults((q for q in contrast if q.document not in left), corpus) == []


def test_spans_are_read_as_pairs(tmp_path: Path) -> None:
    (question,) = load(written(tmp_path, GOOD))
    assert question.answers == ((5, 20), (20, 30))
    assert question.kind is ReadingKind.FACT


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"answers": [[9, 9]]}, "[9, 9) is empty"),
        ({"answers": [[9, 5]]}, "[9, 5) is empty"),
        ({"answers": [[20, 30], [5, 20]]}, "out of order"),
        ({"near": [[30, 42], [40, 50]]}, "near: [30, 42] and [40, 50] overlap"),
        ({"near": [[10, 12]]}, "answers and near overlap"),
        ({"kind": "riddle"}, "kind"),
        ({"kind": "unanswerable"}, "disagree"),
        ({"answerable": False}, "disagree"),
        ({"answers": []}, "have answers"),
        ({"kind": "unanswerable", "answerable": False}, "unanswerable ones none"),
        ({"kind": "follow_up"}, "history"),
        ({"document": ""}, "document"),
        ({"quote": "text of the document"}, "quote"),
    ],
)
def test_a_bad_line_is_one_clear_line(tmp_path: Path, change: dict[str, object], says: str) -> None:
    folder = written(tmp_path, GOOD | {"id": "first"}, GOOD | change)
    with pytest.raises(BadQuestions) as error:
        load(folder)
    assert says in str(error.value)
    assert "questions-a.jsonl, line 2" in str(error.value)
    assert "\n" not in str(error.value)


def test_an_id_that_stands_in_two_files(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    written(tmp_path, GOOD, name="questions-b.jsonl")
    with pytest.raises(BadQuestions, match=r"questions-b.*'a' stands in .*questions-a"):
        load(tmp_path)


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadQuestions, match="no questions"):
        load(tmp_path)
    with pytest.raises(BadQuestions, match="not part of the project"):
        document_text("report.txt")
    with pytest.raises(BadQuestions, match="No such file"):
        document_text("report.txt", tmp_path)


def test_line_ends_count_as_one_character(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes("Ä\r\nb\rc".encode())
    assert document_text("report.txt", tmp_path) == "Ä\nb\nc"
