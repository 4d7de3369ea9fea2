"""Reading question sets."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.questions import BadQuestions, load


def written(folder: Path, text: str) -> Path:
    path = folder / "set.jsonl"
    path.write_text(text, encoding="utf-8")
    return path


def test_both_kinds_of_golds(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '\ufeff{"id": "p", "kind": "position", "question": "What did Utopia say?",'
        ' "history": ["Who spoke?"], "paragraphs": ["5.4"], "who": ["Utopia"],'
        ' "facts": ["12\u00a0000"], "answerable": true, "extra": 1}\n\n'
        '{"question": "Why?", "document": "talk.txt", "spans": [[0, 10]], "answer": "So."}\n',
    )
    first, second = load(path)
    assert (first.paragraphs, first.who, first.history) == (("5.4",), ("Utopia",), ("Who spoke?",))
    assert (second.id, second.kind, second.spans) == ("3", "question", ((0, 10),))
    assert second.answerable


def test_quotes_of_one_document_or_of_several(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '{"question": "Why?", "document": "a.txt", "gold": ["So it is."]}\n'
        '{"question": "Who?", "document": ["a.txt", "b.txt"], "quotes": ["Ada", "Tom"]}\n'
        '{"question": "What?", "document": "", "gold": [], "answerable": false}\n',
    )
    one, several, off_topic = load(path)
    assert one.quotes == ("So it is.",)
    assert several.document == "a.txt" and [also.document for also in several.also] == ["b.txt"]
    assert off_topic.document is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no questions"),
        ('{"question": "a"}\n{"question":', "line 2: not JSON"),
        ('["question"]', "line 1: not an object"),
        ('{"id": "a"}', "line 1: question: Field required"),
        ('{"question": ""}', "line 1: question"),
        ('{"question": "a", "spans": [[5, 5]], "document": "d"}', "line 1: span [5, 5) is empty"),
        ('{"question": "a", "spans": [[5, 9]]}', '"spans" need a "document"'),
        ('{"question": "a", "paragraphs": ["1"], "answerable": false}', "unanswerable"),
        ('{"id": "x", "question": "a"}\n{"id": "x", "question": "b"}', "line 1 too"),
    ],
)
def test_a_bad_line_is_one_clear_line(tmp_path: Path, text: str, says: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(BadQuestions) as error:
        load(path)
    assert says in str(error.value)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


def test_missing_and_binary_files(tmp_path: Path) -> None:
    with pytest.raises(BadQuestions, match="No such file"):
        load(tmp_path / "none.jsonl")
    with pytest.raises(BadQuestions, match="directory"):
        load(tmp_path)
    binary = tmp_path / "binary.jsonl"
    binary.write_bytes(b"\xff\xfe\x00\xd8")
    with pytest.raises(BadQuestions, match="not UTF-8"):
        load(binary)


@pytest.mark.parametrize(("name", "count"), [("cwg-cop-24", 32), ("transcripts", 284)])
def test_the_dev_sets(shared: Path, name: str, count: int) -> None:
    assert len(load(shared / "questions" / f"{name}.dev.jsonl")) == count
