"""Learns when the evidence is enough to answer: `python -m evals.learn_sufficiency STORE=SET…`.

For every question of the sets the signs of evidence (`assistant.sufficiency`) are computed over
the named store and a logistic regression is fitted on the tuning half. Prints the weights to
put into `assistant/sufficiency.py` and how they do on the half that was held out.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.assistant import PASSAGES, Assistant
from assistant.extractive import Clock
from assistant.question import QuestionKind
from assistant.sufficiency import SIGNS, signs
from index_store import Store
from index_store.filters import Filters


@dataclass(frozen=True)
class Row:
    """One question's signs, shape (len(SIGNS),), and whether it can be answered."""

    id: str
    question: str
    signs: np.ndarray
    answerable: bool
    held_out: bool


def rows(store: Store, path: Path) -> list[Row]:
    """The signs of every question of a set that the model has to decide on."""
    assistant = Assistant(store)
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        query = assistant.understand(item["question"], item.get("history", []))
        if query.kind in (QuestionKind.SMALL_TALK, QuestionKind.WHO) or query.unknown:
            continue
        speaker = query.asked[0] if query.asked else None
        evidence = assistant.extractive.evidence(query, Filters(), PASSAGES, speaker, Clock())
        if not evidence.own or not evidence.topic:
            continue
        found.append(
            Row(
                item["id"],
                item["question"],
                signs(query, evidence.own, evidence.others, evidence.topic),
                bool(item["answerable"]),
                item.get("split") == "held-out",
            )
        )
    return found


def main() -> None:
    """Fits the weights and prints them with accuracy, false refusals and false answers."""
    from sklearn.linear_model import LogisticRegression

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+", metavar="STORE=SET.jsonl")
    parser.add_argument("--wrong", action="store_true", help="list what is decided wrongly")
    parser.add_argument("--save", type=Path, help="keep the rows as a NumPy file")
    arguments = parser.parse_args()
    every: list[Row] = []
    for pair in arguments.sets:
        folder, _, path = pair.partition("=")
        with Store(Path(folder)) as store:
            every += rows(store, Path(path))
    if arguments.save:
        np.savez(
            arguments.save,
            x=np.array([row.signs for row in every]),
            y=np.array([row.answerable for row in every]),
            held=np.array([row.held_out for row in every]),
            q=np.array([row.question for row in every]),
        )
    tune = [row for row in every if not row.held_out]
    model = LogisticRegression(C=3.0, class_weight="balanced", max_iter=1000)
    model.fit([row.signs for row in tune], [row.answerable for row in tune])
    print(dict(zip(SIGNS, model.coef_[0].round(2).tolist(), strict=True)))
    print("bias", round(float(model.intercept_[0]), 2))
    for name, part in (("tuning", tune), ("held out", [row for row in every if row.held_out])):
        if not part:
            continue
        said = model.predict([row.signs for row in part])
        false_answers = sum(bool(s) and not r.answerable for s, r in zip(said, part, strict=True))
        false_refusals = sum(not s and r.answerable for s, r in zip(said, part, strict=True))
        print(
            f"{name}: {len(part)} questions, {sum(not r.answerable for r in part)} unanswerable,"
            f" {false_answers} answered wrongly, {false_refusals} refused wrongly"
        )
        if arguments.wrong and name == "tuning":
            for s, r in zip(said, part, strict=True):
                if bool(s) != r.answerable:
                    print("  ", r.id, r.question, r.signs.round(2).tolist())


if __name__ == "__main__":
    main()
