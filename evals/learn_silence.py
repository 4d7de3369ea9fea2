"""Learns when somebody is silent: `python -m evals.learn_silence --of STORE QUESTIONS.jsonl …`.

Takes the questions on what one speaker said, some of which that speaker says nothing on, and fits
the two logistic regressions of `assistant/answerers/speaking_on.py`: of what is judged beside
everything that is found, and of what is judged alone. Prints how many silences are told, with how
many others taken for one, cross-validated by question.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
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
_COST = {False: 2.0, True: 1.0}
"""What a mistake costs: words beside the topic, shown as somebody's stand, twice a silence."""


@dataclass(frozen=True)
class Sample:
    """Features of what one speaker says, by how it is judged, and whether that answers."""

    among_all: tuple[float, float]
    alone: tuple[float, float]
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
    learned = {
        speaking_on.AMONG_ALL: _fitted(np.array([s.among_all for s in samples]), answers),
        speaking_on.ALONE: _fitted(np.array([s.alone for s in samples]), answers),
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
            surest = speaking_on.among_all(asking, speaker, own)
            yield Sample(
                speaking_on.features(asking, own.sentences, surest),
                speaking_on.features(asking, own.sentences, own.sentences[0].probability),
                gold.answerable,
            )


def _fitted(rows: np.ndarray, answers: np.ndarray) -> dict[str, float]:
    """Weights by feature, and the offset; prints what they tell."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    model = LogisticRegression(max_iter=1000, class_weight=_COST)
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=1)
    told = cross_val_predict(model, rows, answers, cv=folds)
    silent = ~answers
    print(
        f"{(silent & ~told).sum()} of {silent.sum()} silences told, "
        f"{(answers & ~told).sum()} of {answers.sum()} others taken for one"
    )
    model.fit(rows, answers)
    weights = dict(zip(speaking_on.FEATURES, model.coef_[0].round(2).tolist(), strict=True))
    return {**weights, "offset": round(float(model.intercept_[0]), 2)}


if __name__ == "__main__":
    main()
