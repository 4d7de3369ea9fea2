"""How well weighed sentences tell what answers, by kind of question, and what their odds mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

BINS = (0.0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True)
class Told:
    """The sentences found for a question: the log odds that each answers, and whether it does."""

    kind: str
    odds: np.ndarray
    answers: np.ndarray

    @property
    def answered(self) -> bool:
        """Whether any of the sentences answers."""
        return bool(self.answers.any())


def overall(told: Sequence[Told]) -> str:
    """One line on all questions.

    Average precision and whether the surest sentence answers are of questions with an answer; the
    area under the curve tells them from the others by the surest sentence.
    """
    from sklearn.metrics import roc_auc_score

    answered = [one for one in told if one.answered]
    area = roc_auc_score([one.answered for one in told], [one.odds.max() for one in told])
    return (
        f"{len(answered)} of {len(told)} questions with an answer: average precision "
        f"{_precision(answered):.3f}, best sentence answers {_first(answered):.3f}, "
        f"AUC of the surest {area:.3f}"
    )


def by_kind(told: Sequence[Told]) -> str:
    """A table of the kinds that have answers, the most frequent first, in Markdown."""
    counted = Counter(one.kind for one in told if one.answered)
    lines = [
        "| kind | questions | average precision | best sentence answers |",
        "|---|---|---|---|",
    ]
    for kind, count in counted.most_common():
        some = [one for one in told if one.kind == kind and one.answered]
        lines.append(f"| {kind} | {count} | {_precision(some):.2f} | {_first(some):.2f} |")
    return "\n".join(lines)


def calibration(told: Sequence[Told]) -> str:
    """A table of the sentences by their probability, and the expected calibration error.

    The error is the mean distance of probability and share that answers (Guo et al., "On
    calibration of modern neural networks", 2017).
    """
    odds = np.concatenate([one.odds for one in told])
    answers = np.concatenate([one.answers for one in told])
    probabilities = 1 / (1 + np.exp(-odds))
    places = np.clip(np.digitize(probabilities, BINS) - 1, 0, len(BINS) - 2)
    lines = ["| probability | sentences | mean | answer |", "|---|---|---|---|"]
    error = 0.0
    for place in np.unique(places):
        here = places == place
        mean, share = probabilities[here].mean(), answers[here].mean()
        error += here.mean() * abs(mean - share)
        span = f"{BINS[place]:g} to {BINS[place + 1]:g}"
        lines.append(f"| {span} | {here.sum()} | {mean:.3f} | {share:.3f} |")
    return "\n".join([*lines, "", f"Expected calibration error: {error:.4f}"])


def _precision(answered: Sequence[Told]) -> float:
    from sklearn.metrics import average_precision_score

    return float(np.mean([average_precision_score(one.answers, one.odds) for one in answered]))


def _first(answered: Sequence[Told]) -> float:
    return float(np.mean([one.answers[one.odds.argmax()] for one in answered]))
