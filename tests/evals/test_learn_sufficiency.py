"""Learning which evidence is enough, from questions of which no sentence is marked."""

from __future__ import annotations

import numpy as np

from assistant.sufficiency import SIGNS
from evals.learn_sufficiency import Row, cross_validated, decide, fit


def bags(n: int = 60) -> list[Row]:
    """Questions of three sentences; one of them is likely where there is an answer."""
    draw = np.random.default_rng(7)
    made = []
    for number in range(n):
        signs = draw.uniform(0.0, 0.3, size=(3, len(SIGNS)))
        answerable = number % 3 != 0
        if answerable:
            signs[number % 3, SIGNS.index("likeness")] = draw.uniform(0.7, 0.9)
        made.append(Row(str(number), signs, answerable, False, False, None, str(number // 2)))
    return made


def test_what_tells_is_learned() -> None:
    weights, bias = fit(bags())
    assert SIGNS[int(np.argmax(weights))] == "likeness"
    assert all(decide(row, weights, bias) == row.answerable for row in bags())


def test_left_out_questions_are_decided_too() -> None:
    rows = bags()
    right = [said == row.answerable for said, row in zip(cross_validated(rows), rows, strict=True)]
    assert np.mean(right) > 0.95


def test_rules_come_before_what_is_learned() -> None:
    weights, bias = fit(bags())
    ruled = [Row("", row.signs, True, False, False, False, "") for row in bags()]
    assert not any(decide(row, weights, bias) for row in ruled)
