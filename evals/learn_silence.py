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


@dataclass(frozen=True)
class Sample:
    """Features of what one speaker says, by how it is judged, and whether that answers."""

    document: str
    among_all: tuple[float, ...]
    alone: tuple[float, ...]
    answers: bool


def main() -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--of",
        nargs=2,
        type=Path,
        action="append",
        required=True,
        metavar=("STORE", "QUESTIONS"),
        help="a store and questions over its documents; may be given several times",
    )
    samples: list[Sample] = []
    for folder, questions in parser.parse_args().of:
        with Store(folder) as store:
            samples += _samples(Assistant(store), questions)
    answers = np.array([sample.answers for sample in samples])
    documents = [sample.document for sample in samples]
    rows = {
        speaking_on.AMONG_ALL: np.array([sample.among_all for sample in samples]),
        speaking_on.ALONE: np.array([sample.alone for sample in samples]),
    }
    learned = {
        judged: dict(zip((*speaking_on.FEATURES[judged], "offset"), weights, strict=True))
        for judged, weights in ((j, _fitted(x, answers, documents)) for j, x in rows.items())
    }
    TARGET.write_text(json.dumps(learned, indent=1) + "\n", encoding="utf-8")


def _samples(assistant: Assistant, questions: Path) -> Iterator[Sample]:
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
            yield Sample(
                f"{questions.name} {gold.document or ''}",
                speaking_on.features_among_all(asking, speaker, own),
                speaking_on.features_alone(asking, own.sentences),
                gold.answerable,
            )


def _fitted(rows: np.ndarray, answers: np.ndarray, documents: Sequence[str]) -> list[float]:
    """Weights by feature, then the offset; prints what they tell."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import GroupKFold, cross_val_predict

    model = LogisticRegression(max_iter=1000, class_weight=_COST)
    odds = cross_val_predict(
        model, rows, answers, groups=documents, cv=GroupKFold(_FOLDS), method="decision_function"
    )
    silent, told = ~answers, odds >= speaking_on.SPEAKS
    print(
        f"{(silent & ~told).sum()} of {silent.sum()} silences told, "
        f"{(answers & ~told).sum()} of {answers.sum()} others taken for one, "
        f"AUC {roc_auc_score(answers, odds):.3f}"
    )
    model.fit(rows, answers)
    return [round(float(w), 2) for w in (*model.coef_[0], model.intercept_[0])]


if __name__ == "__main__":
    main()
