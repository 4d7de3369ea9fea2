"""A whole evaluation over a real store, and the sets that come with the project."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from rich.console import Console

from assistant.assistant import Assistant
from assistant.retrieval.passage_finder import PassageFinder
from assistant.retrieval.scoring import PARTS
from evals.ablation import NoGold, ablate
from evals.baseline import build
from evals.command import run_eval
from evals.evaluate import evaluate
from evals.gold import GoldFinder
from evals.names import Names
from evals.questions import Question, load
from evals.results import Report, load_report
from evals.text import fold
from index_store import Store

SETS = Path(__file__).resolve().parents[2] / "evals" / "sets"
FIVE: tuple[dict[str, object], ...] = (
    {
        "id": "a",
        "kind": "position",
        "question": "What did Malaysia say on AI?",
        "document": "cwg-cop-24-digest.docx",
        "paragraphs": ["5.4"],
        "who": ["Malaysia"],
        "facts": ["Online Safety Act 2025"],
    },
    {
        "id": "b",
        "kind": "position",
        "question": "What did Chile say about estimating age from faces?",
        "document": "sample-session-captions",
        "spans": [[5290, 5497]],
        "who": ["Chile"],
        "facts": ["darker skin"],
    },
    {
        "id": "c",
        "kind": "fact",
        "question": "How long is a chat with the night helpline kept?",
        "document": "sample-contribution-night-helpline",
        "paragraphs": ["2.2"],
        "who": ["Norway"],
        "facts": ["14 days"],
        "split": "held-out",
        "also": [{"document": "sample-session-captions", "spans": [[2445, 2665]]}],
    },
    {
        "id": "d",
        "kind": "follow_up",
        "question": "And Brazil?",
        "history": ["What did Australia ask about the Joint Statement?"],
        "document": "cwg-cop-24-digest.docx",
        "paragraphs": ["7.1"],
        "who": ["Brazil"],
        "facts": ["mandate"],
        "split": "held-out",
    },
    {
        "id": "e",
        "kind": "unanswerable",
        "question": "What did Canada say on AI?",
        "who": ["Canada"],
        "answerable": False,
        "sort": "absent delegation",
        "split": "held-out",
    },
)


def jsonl(questions: Sequence[dict[str, object]]) -> str:
    return "".join(json.dumps(question) + "\n" for question in questions)


@pytest.fixture(scope="module")
def store(samples_store: Store) -> Store:
    return samples_store


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> list[Question]:
    made = tmp_path_factory.mktemp("set") / "five.jsonl"
    made.write_text(jsonl(FIVE), encoding="utf-8")
    return load(made)


@pytest.fixture(scope="module")
def report(store: Store, questions: list[Question]) -> Report:
    done: list[tuple[int, int]] = []
    made = evaluate(Assistant(store), questions, lambda n, of: done.append((n, of)), name="samples")
    assert done == [(n, 5) for n in range(1, 6)]
    return made


@pytest.mark.parametrize("name", ["samples.jsonl"])
def test_the_gold_of_our_sets_is_in_the_store(store: Store, name: str) -> None:
    finder = GoldFinder(store)
    for question in load(SETS / name):
        golds = finder.find(question)
        assert all(gold.stretches for gold in golds), question.id
        text = fold(" ".join(gold.text for gold in golds))
        absent = [fact for fact in question.facts if fold(fact) not in text] if golds else []
        # The name of a speaker may stand before the words, as in a transcript.
        assert set(absent) <= set(question.who), question.id


def test_golds_are_found_by_any_name_of_the_document(store: Store) -> None:
    finder = GoldFinder(store)
    (record,) = [r for r in store.documents() if r.id == "cwg-cop-24-digest"]
    for name in (record.id, "cwg-cop-24-digest.docx", "CWG-COP-24-digest"):
        question = Question(id="q", question="?", document=name, paragraphs=("5.4", "99.9"))
        found, absent = finder.find(question)
        assert [s.document for s in found.stretches] == [record.id]
        assert "Malaysia" in found.text
        assert absent.stretches == ()
    # Without a document the number is looked up in all of them.
    (anywhere,) = finder.find(Question(id="q", question="?", paragraphs=("3.1",)))
    assert len({s.document for s in anywhere.stretches}) > 1


def test_quotes_are_found_however_their_lines_are_broken(store: Store) -> None:
    record = store.documents()[0]
    words = store.text(record.id).split()[20:30]
    asked = Question(
        id="q", question="?", document=record.id, gold=["\n ".join(words), "Nobody says this."]
    )
    found, absent = GoldFinder(store).find(asked)
    assert [stretch.document for stretch in found.stretches] == [record.id]
    (stretch,) = found.stretches
    assert store.text(record.id)[stretch.start : stretch.end].split() == words
    assert absent.stretches == ()


def test_names_of_speakers(store: Store) -> None:
    names = Names(store)
    assert names.same("United States", "United States of America")
    assert names.same("Viet Nam", "Vietnam")
    assert names.same("SG17", "ITU-T SG17")
    assert not names.same("Guinea", "Equatorial Guinea")
    assert not names.same("Niger", "Nigeria")
    assert not names.same("Poland", "Dyzurnet.pl of Poland")
    asked = names.asked(Question(id="q", question="What did Poland say to Mongolia?"))
    assert asked == ("Poland",)
    assert names.asked(Question(id="q", question="Poland?", who=("Jordan",))) == ("Jordan",)


def test_figures_of_a_few_questions(report: Report) -> None:
    assert report.overall["hit@2000c"] == 1.0
    assert report.questions[0].figures["fact recall"] == 1.0
    assert report.questions[0].figures["misattributions"] == 0.0
    refused = [row.answerable for row in report.questions if not row.answered]
    assert report.overall["refusal F1"] == pytest.approx(
        2 * refused.count(False) / (len(refused) + 1)
    )
    assert {row.kind: row.questions for row in report.kinds} == {
        "position": 2,
        "fact": 1,
        "follow_up": 1,
        "unanswerable": 1,
    }
    assert report.settings.documents == 5
    assert all(row.seconds > 0 for row in report.questions)


def test_rows_tell_what_was_expected_and_cited(report: Report) -> None:
    row = report.questions[0]
    assert [evidence.label for evidence in row.expected] == ["§5.4"]
    assert any(evidence.gold and evidence.speakers == ["Malaysia"] for evidence in row.cited)
    assert row.found


@pytest.mark.parametrize("name", ["llamaindex-256", "bm25-1024"])
def test_the_baselines_have_the_shape_of_the_assistant(
    store: Store, questions: list[Question], name: str
) -> None:
    baseline = build(name, store)
    for item in baseline.search("What did Malaysia say on AI?", top_k=20):
        assert store.text(item.document)[item.start : item.end] == item.text
    answer = baseline.ask("What did Malaysia say on AI?")
    assert [citation.n for citation in answer.citations] == [1, 2]
    assert any("Malaysia" in citation.speakers for citation in answer.citations)
    made = evaluate(baseline, questions[:2], system=baseline.name)
    assert made.settings.system == name
    assert made.overall["retrieval p95"]
    assert made.overall["R@5"] == 1.0


def test_bm25_ranks_by_words_and_finds_nothing_without_any(store: Store) -> None:
    baseline = build("bm25-1024", store)
    first, *_ = baseline.search("darker skin", top_k=3)
    assert first.document == "sample-session-captions"
    assert "darker skin" in first.text
    assert baseline.search("zyxwv") == []
    assert baseline.ask("zyxwv").answered is False
    with pytest.raises(ValueError, match="choose of llamaindex-1024"):
        build("other", store)


def test_the_command_writes_json_page_and_comparison(
    store: Store, report: Report, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "five.jsonl"
    path.write_text(jsonl(FIVE), encoding="utf-8")
    before = tmp_path / "before.json"
    before.write_text(report.model_dump_json(), encoding="utf-8")
    page = tmp_path / "report.html"
    status = run_eval(
        Assistant(store),
        path,
        json=True,
        report=page,
        baseline=before,
        compare=["bm25-1024"],
        split="held-out",
        ablate=True,
    )
    assert status == 0
    out = capsys.readouterr().out
    compared = [comparison["baseline"] for comparison in json.loads(out)["comparisons"]]
    assert compared == ["before.json", "bm25-1024"]
    assert json.loads(out)["ablation"]["questions"] == 2
    after = tmp_path / "after.json"
    after.write_text(out, encoding="utf-8")
    assert len(load_report(after).questions) == 3
    written = page.read_text(encoding="utf-8")
    for heading in ("Beside before.json", "Retrieval beside others", "What each part of the"):
        assert heading in written


def test_parts_of_the_retriever_are_switched_off_in_turn(
    store: Store, questions: list[Question]
) -> None:
    assistant = Assistant(store)
    usual = assistant.gatherer.finder
    found = ablate(assistant, questions)
    assert assistant.gatherer.finder is usual
    assert found.questions == 4  # those that can be answered
    assert [part.name for part in found.parts] == list(PARTS)
    # What it says of the whole and of a part is what the retriever finds.
    whole = evaluate(assistant, questions)
    for difference in found.parts[0].differences:
        assert difference.value == pytest.approx(whole.overall[difference.metric])
    assistant.gatherer.finder = PassageFinder(store, frozenset({"pairs"}))
    without = evaluate(assistant, questions)
    (pairs,) = [part for part in found.parts if part.name == "pairs"]
    for difference in pairs.differences:
        assert difference.baseline == pytest.approx(without.overall[difference.metric])
    with pytest.raises(NoGold, match="fewer than two questions"):
        ablate(assistant, questions[-1:])


def test_notes_give_the_counts_behind_the_refusals(report: Report) -> None:
    (line,) = [note for note in report.notes if note.startswith("refused: ")]
    wrongly = sum(row.answerable and not row.answered for row in report.questions)
    assert line.startswith("refused: 1 of 1 questions that the documents do not answer")
    assert f"{wrongly} of 4 that they do" in line


@pytest.mark.parametrize(
    ("text", "options", "says"),
    [
        ("{", {}, "line 1: not JSON"),
        ('{"question": "What?"}', {"compare": ["other"]}, "choose of"),
        ('{"question": "What?"}', {"split": "tune"}, "no question of the split"),
        ('{"question": "What?"}', {"baseline": Path("none.json")}, "none.json"),
    ],
)
def test_what_cannot_be_evaluated_is_one_line(
    store: Store,
    tmp_path: Path,
    text: str,
    options: dict[str, object],
    says: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "500")
    path = tmp_path / "set.jsonl"
    path.write_text(text, encoding="utf-8")
    status = run_eval(Assistant(store), path, console=Console(), **options)  # type: ignore[arg-type]
    captured = capsys.readouterr()
    assert status == 1
    assert captured.out == ""
    assert says in captured.err
    assert captured.err.count("\n") == 1


def test_an_empty_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Store(tmp_path / "empty") as empty:
        assert run_eval(Assistant(empty), SETS / "samples.jsonl") == 1
    assert "the store is empty" in capsys.readouterr().err
