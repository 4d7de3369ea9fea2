"""Settings of summaries chosen on debates of the test's own."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.summary import MANNER
from evals.learn_summary import START, Example, cross_validated, learn, main, shown
from evals.questions import Question
from index_store.analysis import terms
from tests.assistant.making import CHAD, KENYA, candidates

pytest.importorskip("rouge_score")

TOLD = "The ferry to the island stops in winter because its engine is too old for the ice."
ADDRESSED = "You should know that you and your ferry to the island stop in the ice in winter, too."


def _example(document: str, answer: str) -> Example:
    found = [replace(c, score=1.0) for c in candidates(f"{ADDRESSED} {TOLD}", (KENYA,))]
    question = Question(
        id=document, question="What of the ferry?", document=document, answer=answer
    )
    rarity = dict.fromkeys(terms(f"{TOLD} {ADDRESSED}"), 1.0)
    return Example(question, found, {"d#0": 1.0}, rarity, plain=TOLD)


def test_what_the_human_said_decides() -> None:
    short = replace(MANNER, enough=1)
    told, addressed = _example("a", TOLD), _example("b", ADDRESSED)
    assert TOLD in told.summed_up(replace(short, addressing=0.01))
    assert told.figures(TOLD).tolist() == [100.0, 100.0, 100.0]
    assert told.figures(ADDRESSED)[1] < addressed.figures(ADDRESSED)[1]


def test_a_setting_stays_where_no_other_is_better() -> None:
    assert learn([_example("a", f"{ADDRESSED} {TOLD}")]) == replace(MANNER, **START)


def test_every_question_has_a_figure_from_other_documents() -> None:
    examples = [_example(name, TOLD) for name in "abcdefg"]
    assert cross_validated(examples).shape == (7, 3)
    assert cross_validated(examples).min() > 0


def test_names_stand_before_what_is_said() -> None:
    first, second = candidates("Boats are late. Trains are not.", (KENYA,))
    (third,) = candidates("Buses are full.", (CHAD,), unit=1)
    assert shown([first, second, third]) == (
        "Kenya: Boats are late. Trains are not. Chad: Buses are full."
    )


def test_the_script_prints_its_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "corpus").mkdir()
    lines = []
    for n, thing in enumerate(("ferry", "tram")):
        text = (
            f"Chair: Good morning.\n\nAda Brook: The {thing} stops because its engine is old.\n\n"
        )
        (tmp_path / "corpus" / f"{thing}.txt").write_text(
            text + "Chair: Thank you. Who follows?\n\nBo Lind: We want a new one.\n"
        )
        asked = f"What was discussed about the {thing}?"
        answer = f"The engine of the {thing} is old."
        line = {"id": str(n), "question": asked, "document": f"{thing}.txt", "answer": answer}
        lines.append(json.dumps(line))
    (tmp_path / "set.jsonl").write_text("\n".join(lines))
    assert main([str(tmp_path / "set.jsonl"), "--corpus", str(tmp_path / "corpus")]) == 0
    printed = capsys.readouterr().out
    assert "2 broad questions" in printed
    assert "ROUGE-L, cross-validated" in printed
