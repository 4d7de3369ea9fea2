"""Weights learned from questions of the test's own, on documents of the test's own."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from assistant.assistant import Assistant
from assistant.retrieval.passage_finder import LEARNED
from assistant.retrieval.scoring import PARTS, Weights
from assistant.retrieval.spans import expected
from evals.conditional_logit import fit
from evals.learn_spans import fit_spans
from evals.learn_weights import case_of, cross_validated, learn, main, write
from evals.weight_examples import collect
from index_store import Store

MEETINGS = {
    "harbour": [
        "The crane on the eastern quay is out of order.",
        "Two ferries wait for new engines until June.",
        "Fishermen asked for lower mooring fees.",
    ],
    "garden": [
        "Roses along the wall suffer from mildew.",
        "The greenhouse needs glass for nine panes.",
        "Visitors want more benches under the lime trees.",
    ],
    "theatre": [
        "The curtain caught fire during the second act.",
        "Tickets for the spring opera are sold out.",
        "A new lighting desk costs forty thousand.",
    ],
}


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("learning")
    (folder / "corpus").mkdir()
    lines = []
    for name, said in MEETINGS.items():
        text = ""
        for n, words in enumerate(said):
            text += f"Chair: Item {n + 1}, please.\n\nAda Brook: "
            question = f"What about {words.split(' ', 1)[1]}"
            span = [len(text), len(text) + len(words)]
            gold = {"question": question, "document": f"{name}.txt", "spans": [span]}
            lines.append(json.dumps(gold | {"id": f"{name}-{n}"}))
            text += words + "\n\n"
        (folder / "corpus" / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "set.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder / "set.jsonl"


def test_conditional_logit_finds_what_tells_the_right_one() -> None:
    random = np.random.default_rng(7)
    choices, targets = [], []
    for _ in range(200):
        options = random.normal(size=(5, 3))
        chances = np.exp(options @ np.array([2.0, 0.0, -1.0]))
        targets.append(chances / chances.sum())
        choices.append(options)
    free = [(None, None)] * 3
    assert fit(choices, targets, free, 1e-6) == pytest.approx([2.0, 0.0, -1.0], abs=0.02)
    bound = fit(choices, targets, [(0.0, None)] * 3, 1e-6)
    assert bound[2] == 0.0 and bound[0] > 1.0
    assert fit([np.zeros((2, 0))], [np.array([1.0, 0.0])], []).shape == (0,)


def test_weights_are_learned_tried_and_written(questions: Path, tmp_path: Path) -> None:
    examples = collect(questions, questions.parent / "corpus", tmp_path / "store")
    assert len(examples) == 9
    assert all(e.gold[e.inside].sum() > 0 for e in examples)
    cases = cross_validated(examples, 0.01)
    assert sorted(case.question.id for case in cases) == sorted(e.question.id for e in examples)
    right = [case.found[0].document == case.golds[0].stretches[0].document for case in cases]
    assert sum(right) >= 7
    weights = learn(examples, 0.01)
    assert all(w >= 0.0 for name, w in weights.passage.items() if name.startswith("topic"))
    write(weights, tmp_path / "weights.json")
    written = Weights.read(tmp_path / "weights.json")
    kept = {name: weight for name, weight in weights.context.items() if weight}
    assert kept and written.context == pytest.approx(kept, rel=1e-3)
    assert {"words 0", "region", "begin turn", "log length"} <= set(weights.span)
    kept = {name: weight for name, weight in weights.span.items() if weight}
    assert written.span == pytest.approx(kept, rel=1e-3)


def test_stretches_are_learned_by_where_they_begin_and_how_long_they_are(
    questions: Path, tmp_path: Path
) -> None:
    examples = collect(questions, questions.parent / "corpus", tmp_path / "store")
    told = [
        {"region": np.zeros(len(e.features.candidates)), "gold": np.log(0.1 + (e.gold > 0))}
        for e in examples
    ]
    weights = fit_spans(examples, told, ["gold", "region"], 0.001)
    assert weights["gold"] > 0.5 and weights["region"] == 0.0
    example = examples[4]
    place = int(example.document or 0)
    held = (weights["gold"] * told[4]["gold"])[example.inside]
    shares = expected(example.features.candidates, place, held, weights)
    assert shares[example.gold[example.inside] > 0].sum() > 0.6


def test_what_is_tried_is_what_the_assistant_finds(questions: Path, tmp_path: Path) -> None:
    examples = collect(questions, questions.parent / "corpus", tmp_path / "store")
    with Store(tmp_path / "store") as store:
        assistant = Assistant(store)
        for example in examples:
            tried = [(s.document, s.start, s.end) for s in case_of(example, LEARNED).found]
            shown = assistant.search(example.question.question, top_k=len(tried))
            assert tried and tried == [(s.document, s.start, s.end) for s in shown]


def test_the_script_prints_a_line_for_each_part(
    questions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = questions.parent / "corpus"
    arguments = [str(questions), "--corpus", str(corpus), "--stores", str(tmp_path), "--ablate"]
    assert main([*arguments, "--check", str(questions), str(corpus)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2 + len(PARTS) and lines[1].startswith("without words")
    assert all("recall@6000c" in line for line in lines)
