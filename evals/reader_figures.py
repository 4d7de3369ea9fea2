"""How well the reader tells what answers: figures over questions with all their excerpts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evals.reader_examples import Example


@dataclass(frozen=True)
class Figures:
    """Figures of some questions.

    `average_precision` and `auc` are over sentences of one question, in the mean over answerable
    ones; `first` is the share of those whose best sentence answers; `recall` the share of the
    answering sentences above the threshold and `precision` that of the sentences above it which
    answer. A question is refused where no sentence is above the threshold: `refused` is the share
    of the unanswerable, `false_refusals` that of the answerable; `refusal_f1` takes a refusal of an
    unanswerable question as what is looked for.
    """

    answerable: int
    unanswerable: int
    average_precision: float
    auc: float
    first: float
    recall: float
    precision: float
    refused: float
    false_refusals: float
    answer_f1: float
    refusal_f1: float


@dataclass(frozen=True)
class Judged:
    """A question with the score of each sentence of its excerpts."""

    kind: str
    scores: np.ndarray
    answers: np.ndarray
    sure: np.ndarray
    """Weights of the sentences: those of 0 are left out of all figures."""


def judged(examples: Sequence[Example], scores: Sequence[np.ndarray]) -> list[Judged]:
    """The questions of examples, each with the scores of all of its excerpts."""
    of: dict[str, list[int]] = defaultdict(list)
    for n, example in enumerate(examples):
        of[example.question_id].append(n)
    return [
        Judged(
            examples[places[0]].kind,
            np.concatenate([scores[n] for n in places]),
            np.concatenate([np.array(examples[n].answers) for n in places]),
            np.concatenate([np.array(examples[n].weights) for n in places]),
        )
        for places in of.values()
    ]


def figures(questions: Sequence[Judged], threshold: float) -> Figures:
    """The figures of questions at a threshold."""
    with_answer = [q for q in questions if (q.answers * (q.sure > 0)).any()]
    without = [q for q in questions if not (q.answers * (q.sure > 0)).any()]
    answered = [bool((q.scores[q.sure > 0] > threshold).any()) for q in with_answer]
    refused = [not (q.scores[q.sure > 0] > threshold).any() for q in without]
    shown = [(q.scores > threshold) & (q.sure > 0) for q in with_answer]
    right = sum(int((s & (q.answers > 0)).sum()) for s, q in zip(shown, with_answer, strict=True))
    return Figures(
        answerable=len(with_answer),
        unanswerable=len(without),
        average_precision=_mean([_average_precision(q) for q in with_answer]),
        auc=_mean([_auc(q) for q in with_answer]),
        first=_mean([float(_sorted(q)[0]) for q in with_answer]),
        recall=right / max(1, sum(int((q.answers * (q.sure > 0)).sum()) for q in with_answer)),
        precision=right / max(1, sum(int(s.sum()) for s in shown)),
        refused=_mean(refused),
        false_refusals=1 - _mean(answered) if with_answer else float("nan"),
        answer_f1=_f1(sum(answered), len(answered), len(refused) - sum(refused)),
        refusal_f1=_f1(sum(refused), len(refused), len(answered) - sum(answered)),
    )


def best_threshold(questions: Sequence[Judged]) -> float:
    """The threshold at which the F1 of answering and of refusing are best in the mean."""
    tops = np.unique([q.scores[q.sure > 0].max() for q in questions if (q.sure > 0).any()])
    candidates = tops[:: max(1, len(tops) // 200)]
    values = [figures(questions, float(t)) for t in candidates]
    return float(candidates[int(np.argmax([v.answer_f1 + v.refusal_f1 for v in values]))])


def _sorted(question: Judged) -> np.ndarray:
    """Whether the sentences answer, best score first."""
    sure = question.sure > 0
    order = np.argsort(-question.scores[sure], kind="stable")
    return question.answers[sure][order]


def _average_precision(question: Judged) -> float:
    answers = _sorted(question)
    ranks = np.arange(1, len(answers) + 1)
    return float((np.cumsum(answers) / ranks)[answers > 0].mean())


def _auc(question: Judged) -> float:
    """Chance that an answering sentence is above one that does not answer."""
    answers = _sorted(question)
    right, wrong = int(answers.sum()), int((1 - answers).sum())
    if not wrong:
        return 1.0
    return 1 - float(np.cumsum(1 - answers)[answers > 0].sum()) / (right * wrong)


def _f1(hit: int, wanted: int, wrong: int) -> float:
    return 2 * hit / max(1, hit + wanted + wrong)


def _mean(values: Sequence[float] | Sequence[bool]) -> float:
    return float(np.mean(values)) if len(values) else float("nan")
