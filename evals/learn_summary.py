"""Chooses how debates are summed up, and says honestly what it is worth.

    python -m evals.learn_summary QUESTIONS.jsonl --corpus FOLDER

The settings of `assistant.summary.Manner` are tried at a few values, one after the other; not
`least_worth` and `least_score`, which keep out what is beside the question. The figures of each
fold's questions come from settings chosen without its documents; they are compared with the best
sentences within a budget (`assistant.select`), by which papers are answered. What is printed last
is chosen on all documents, to be written into `Manner`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from evals.metrics.rouge import ORDERS, rouge

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.candidates import Candidate
    from assistant.summary import Manner
    from evals.questions import Question

FOLDS = 6
VALUES: Mapping[str, tuple[float, ...]] = {
    "enough": (80, 90, 100),
    "most": (110, 120, 130),
    "bias": (0.3, 0.4, 0.5, 0.6, 0.7),
    "repeating": (0.0, 0.75, 1.5),
    "asking": (0.25, 0.5, 1.0),
    "addressing": (0.25, 0.5, 1.0),
}
# Where the search starts: not from what was chosen before, which has seen every document.
START: Mapping[str, float] = {
    "enough": 100, "most": 120, "bias": 0.5, "repeating": 0.0, "asking": 1.0, "addressing": 1.0
}  # fmt: skip
_STAYS = 0.05  # points of the three figures' sum by which another value must be better


@dataclass(frozen=True)
class Example:
    """One broad question on a debate, the sentences found and what a human answered."""

    question: Question
    found: Sequence[Candidate]
    shares: Mapping[str, float]
    rarity: Mapping[str, float]
    plain: str  # the answer of the best sentences within a budget

    def summed_up(self, manner: Manner) -> str:
        """The answer as it is shown, without citations."""
        from assistant.summary import summarise

        return shown(summarise(self.found, self.shares, lambda t: self.rarity[t], manner))

    def figures(self, text: str) -> np.ndarray:
        """ROUGE-1, 2 and L of an answer in percent, shape (3,)."""
        return 100 * np.array(_figures(self.question.answer or "", text))


@lru_cache(100_000)
def _figures(human: str, text: str) -> tuple[float, ...]:
    return tuple(rouge(order, human, text) for order in ORDERS)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the script; exit status 0."""
    parser = argparse.ArgumentParser(prog="evals.learn_summary", description=__doc__)
    parser.add_argument("questions", type=Path, help="question set with human answers")
    parser.add_argument("--corpus", type=Path, required=True, help="transcripts, file or folder")
    parser.add_argument("--store", type=Path, help="where to keep the store (else temporary)")
    options = parser.parse_args(arguments)
    from assistant.summary import Manner

    with tempfile.TemporaryDirectory() as temporary:
        examples = collect(options.questions, options.corpus, options.store or Path(temporary))
    plain = np.stack([e.figures(e.plain) for e in examples])
    now = np.stack([e.figures(e.summed_up(Manner())) for e in examples])
    held = cross_validated(examples)
    print(f"{len(examples)} broad questions on debates")
    for name, values in (("budget", plain), ("as it is", now), ("cross-validated", held)):
        print(f"{name:16s} " + "  ".join(f"{v:5.2f}" for v in values.mean(axis=0)))
    from evals.significance import p_value

    for order, mine, theirs in zip(ORDERS, held.T, plain.T, strict=True):
        print(f"ROUGE-{order}, cross-validated against budget: p = {p_value(mine, theirs):.4f}")
    print(learn(examples))
    return 0


def collect(questions: Path, corpus: Path, folder: Path) -> list[Example]:
    """The broad questions with a human's answer whose evidence stands in transcripts.

    Whether the assistant would answer them is not asked: what is chosen here holds for those that
    it answers.
    """
    from assistant.assistant import Assistant
    from evals.questions import load
    from index_store import Store
    from index_store.ingestion import ingest_paths

    asked = [q for q in load(questions) if q.answerable and q.answer and not q.history]
    with Store(folder) as store:
        ingest_paths(store, [corpus])
        assistant = Assistant(store)
        examples = (_example(assistant, question) for question in asked)
        return [example for example in examples if example is not None]


def _example(assistant: Assistant, question: Question) -> Example | None:
    from assistant.assistant import PASSAGES
    from assistant.clock import Clock
    from assistant.select import POSITION, choose
    from assistant.summary import is_broad
    from index_store.analysis import terms
    from index_store.filters import Filters

    query = assistant.understand(question.question)
    if not is_broad(query):
        return None
    reading = assistant.extractive.reading
    speaker = query.asked[0] if query.asked else None
    evidence = assistant.extractive.evidence(query, Filters(), PASSAGES, speaker, Clock())
    found = [c for c in evidence.own if reading.source(c.passage.document).transcript]
    if not found:
        return None
    stems = {term for candidate in found for term in terms(candidate.text)}
    return Example(
        question=question,
        found=found,
        shares=evidence.shares,
        rarity={stem: reading.rarity(stem) for stem in stems},
        plain=shown(choose(evidence.own, POSITION)),
    )


def shown(chosen: Sequence[Candidate]) -> str:
    """Sentences under the names of those who say them."""
    parts: list[str] = []
    last = ""
    for candidate in chosen:
        names = ", ".join(speaker.name for speaker in candidate.sentence.speakers)
        if names != last:
            parts.append(f"{names}:")
            last = names
        parts.append(candidate.text)
    return " ".join(parts)


def learn(examples: Sequence[Example]) -> Manner:
    """The manner with the best sum of the three figures, each setting tried in turn."""
    from assistant.summary import Manner

    start: dict[str, Any] = dict(START)
    best = replace(Manner(), **start)
    score = _score(examples, best)
    for name, values in VALUES.items():
        for value in values:
            change: dict[str, Any] = {name: value}
            other = replace(best, **change)
            if other != best and other.enough <= other.most:
                found = _score(examples, other)
                if found > score + _STAYS:
                    best, score = other, found
    return best


def cross_validated(examples: Sequence[Example]) -> np.ndarray:
    """Figures of each question by settings chosen without the documents of its fold, (n, 3)."""
    documents = sorted({e.question.document or "" for e in examples})
    order = np.random.default_rng(0).permutation(len(documents))
    fold = {documents[d]: n % FOLDS for n, d in enumerate(order)}
    figures = np.zeros((len(examples), 3))
    for n in range(FOLDS):
        held = [fold[e.question.document or ""] == n for e in examples]
        if not any(held) or all(held):
            continue
        manner = learn([e for e, out in zip(examples, held, strict=True) if not out])
        for i, example in enumerate(examples):
            if held[i]:
                figures[i] = example.figures(example.summed_up(manner))
    return figures


def _score(examples: Sequence[Example], manner: Manner) -> float:
    return float(np.mean([e.figures(e.summed_up(manner)).sum() for e in examples]))


if __name__ == "__main__":
    sys.exit(main())
