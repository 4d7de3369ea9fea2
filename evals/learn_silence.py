"""Learns when somebody is silent: `python -m evals.learn_silence --of STORE QUESTIONS.jsonl …`.

Takes the questions on what one speaker said, some of which that speaker says nothing on, and fits
the two logistic regressions of `assistant/answerers/speaking_on.py`: of what is judged beside
everything that is found, and of what is judged alone. Prints how many silences are told, with how
many others taken for one, cross-validated by document.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.answerers import judging, speaking_on
from assistant.answerers.draft import Asking
from assistant.assistant import Assistant
from assistant.question.question import Kind
from assistant.step_timer import StepTimer
from evals.questions import load
from index_store import Store
from index_store.filters import Filters

TARGET = Path(speaking_on.__file__).with_suffix(".json")
_FOLDS = 8
_COST = {False: 1.5, True: 1.0}
"""What a mistake costs: words beside the topic, shown as somebody's stand, more than a silence."""


_HARD = 0.25
"""What a question counts whose topic is put in other words than its documents', or that somebody
else of them speaks on: most that people ask is easier."""


@dataclass(frozen=True)
class Sample:
    """Features of what one speaker says, by how it is judged, and whether that answers."""

    document: str
    among_all: tuple[float, float]
    alone: tuple[float, float]
    answers: bool
    weight: float


def main() -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    for option, what in (("--of", "as people ask"), ("--hard", "written to be hard")):
        parser.add_argument(
            option,
            nargs=2,
            type=Path,
            action="append",
            default=[],
            metavar=("STORE", "QUESTIONS"),
            help=f"a store and questions over its documents, {what}; may be given several times",
        )
    arguments = parser.parse_args()
    samples: list[Sample] = []
    for given, weight in ((arguments.of, 1.0), (arguments.hard, _HARD)):
        for folder, questions in given:
            with Store(folder) as store:
                samples += _samples(Assistant(store), questions, weight)
    answers = np.array([sample.answers for sample in samples])
    documents = [sample.document for sample in samples]
    weights = np.array([sample.weight * _COST[sample.answers] for sample in samples])
    rows = {
        speaking_on.AMONG_ALL: np.array([sample.among_all for sample in samples]),
        speaking_on.ALONE: np.array([sample.alone for sample in samples]),
    }
    learned = {judged: _fitted(x, answers, weights, documents) for judged, x in rows.items()}
    TARGET.write_text(json.dumps(learned, indent=1) + "\n", encoding="utf-8")


def _samples(assistant: Assistant, questions: Path, weight: float) -> Iterator[Sample]:
    """One sample for each question on what one speaker of the store said on a topic."""
    for gold in load(questions):
        question = assistant.understand(gold.question, gold.history)
        if question.kind is not Kind.POSITION or len(question.asked) != 1 or not question.topic:
            continue
        threshold = judging.threshold()
        asking = Asking(question, Filters(), assistant.gatherer, threshold, StepTimer())
        (speaker,) = question.asked
        own = asking.evidence((speaker,))
        if own.sentences:
            surest = speaking_on.among_all(asking, speaker, own)
            yield Sample(
                f"{questions.name} {gold.document or ''}",
                speaking_on.features(asking, own.sentences, surest),
                speaking_on.features(asking, own.sentences, own.sentences[0].probability),
                gold.answerable,
                weight,
            )


def _fitted(
    rows: np.ndarray, answers: np.ndarray, weights: np.ndarray, documents: Sequence[str]
) -> dict[str, float]:
    """Weights by feature, and the offset; prints what they tell."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import GroupKFold

    odds = np.zeros(len(answers))
    for learned, held_out in GroupKFold(_FOLDS).split(rows, answers, documents):
        model = LogisticRegression(max_iter=1000)
        model.fit(rows[learned], answers[learned], weights[learned])
        odds[held_out] = model.decision_function(rows[held_out])
    silent, told = ~answers, odds >= speaking_on.SPEAKS
    print(
        f"{(silent & ~told).sum()} of {silent.sum()} silences told, "
        f"{(answers & ~told).sum()} of {answers.sum()} others taken for one, "
        f"AUC {roc_auc_score(answers, odds):.3f}"
    )
    model = LogisticRegression(max_iter=1000).fit(rows, answers, weights)
    found = dict(zip(speaking_on.FEATURES, model.coef_[0].round(2).tolist(), strict=True))
    return {**found, "offset": round(float(model.intercept_[0]), 2)}


if __name__ == "__main__":
    main()
