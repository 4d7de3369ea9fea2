"""Learns when the evidence is enough to answer: `python -m evals.learn_sufficiency STORE=SET…`.

For every question of the sets the signs of evidence (`assistant.sufficiency`) are computed over
the named store and a logistic regression is fitted on the tuning half. Sets hold few questions
that cannot be answered, so more are made from those that can: the same asked of a delegation that
is not among those who answer it, and the same with the gold paragraphs taken out of the evidence.
Prints the weights to put into `assistant/sufficiency.py` and how they do on both halves.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.assistant import PASSAGES, Assistant
from assistant.candidates import Candidate, soften
from assistant.extractive import Clock, Evidence
from assistant.matching import terms_of
from assistant.question import Query, QuestionKind
from assistant.sufficiency import SIGNS, beside_the_point, signs, takes_side
from index_store import Store
from index_store.filters import Filters
from ingest.model import Speaker

_SWAPS = 2  # other delegations that each question is asked of
_MADE_WEIGHT = 0.3  # of a made question, against one of the sets
_THRESHOLD = 0.4  # a wrong refusal weighs more than a wrong answer that quotes its source
_WIDE = ("overview", "development", "who")


@dataclass(frozen=True)
class Row:
    """One question's signs, shape (len(SIGNS),), and whether it can be answered.

    `decided` is what the rules say without the model, None where they leave it to the model.
    """

    question: str
    signs: np.ndarray
    answerable: bool
    held_out: bool
    made: bool
    decided: bool | None


def rows(store: Store, path: Path) -> Iterator[Row]:
    """The signs of every question of a set that the model has to decide on, and of made ones."""
    assistant = Assistant(store)
    draw = random.Random(3)
    everybody = [count.speaker for count in store.speakers()]
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        query = assistant.understand(item["question"], item.get("history", []))
        if query.kind in (QuestionKind.SMALL_TALK, QuestionKind.WHO) or query.unknown:
            continue
        speaker = query.asked[0] if query.asked else None
        evidence = _evidence(assistant, query, speaker)
        if row := _row(assistant, item, query, evidence):
            yield row
        if not item["answerable"] or item["kind"] in _WIDE:
            continue
        if speaker is not None:
            others = [s for s in everybody if _other(s, speaker, query, item["who"])]
            for other in draw.sample(others, min(_SWAPS, len(others))):
                asked = query.model_copy(
                    update={
                        "asked": (other,),
                        "core": query.words.replace(speaker.name, other.name),
                    }
                )
                if row := _row(assistant, item, asked, _evidence(assistant, asked, other), True):
                    yield row
        elif evidence.topic:
            left = [c for c in evidence.own if not _gold(c, item)]
            if len(left) < len(evidence.own):
                without = Evidence(_softened(assistant, query, left, evidence), [], evidence.topic)
                if row := _row(assistant, item, query, without, True):
                    yield row


def _evidence(assistant: Assistant, query: Query, speaker: Speaker | None) -> Evidence:
    return assistant.extractive.evidence(query, Filters(), PASSAGES, speaker, Clock())


def _softened(
    assistant: Assistant, query: Query, left: list[Candidate], evidence: Evidence
) -> list[Candidate]:
    reading = assistant.extractive.reading
    focus, sort = (terms_of(text, reading.rarity) for text in (query.focus, query.sort))
    return soften(left, evidence.topic, focus, sort, reading.nearness, query.counted)


def _row(
    assistant: Assistant, item: dict[str, Any], query: Query, evidence: Evidence, made: bool = False
) -> Row | None:
    if not evidence.own or not evidence.topic:
        return None
    meetings = assistant.extractive.reading.meetings()
    decided = None
    if beside_the_point(query, evidence.own, evidence.others, meetings):
        decided = False
    elif takes_side(query, evidence.own):
        decided = True
    return Row(
        item["question"],
        signs(query, evidence.own, evidence.others, evidence.topic),
        bool(item["answerable"]) and not made,
        item.get("split") == "held-out",
        made,
        decided,
    )


def _other(candidate: Speaker, speaker: Speaker, query: Query, who: list[str]) -> bool:
    named = (*query.asked, *query.about)
    return candidate.kind is speaker.kind and candidate not in named and candidate.name not in who


def _gold(candidate: Candidate, item: dict[str, Any]) -> bool:
    """Whether a sentence stands in the gold, or has a fact of it."""
    if any(fact.lower() in candidate.text.lower() for fact in item["facts"]):
        return True
    if item.get("paragraphs"):
        return candidate.passage.paragraph in item["paragraphs"]
    at = candidate.sentence
    return any(start < at.end and at.start < end for start, end in item.get("spans") or [])


def main() -> None:
    """Fits the weights and prints them with the refusals they give."""
    from sklearn.linear_model import LogisticRegression

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+", metavar="STORE=SET.jsonl")
    parser.add_argument("--wrong", action="store_true", help="list what is decided wrongly")
    arguments = parser.parse_args()
    every: list[Row] = []
    for pair in arguments.sets:
        folder, _, path = pair.partition("=")
        with Store(Path(folder)) as store:
            every += rows(store, Path(path))
    fitted = [row for row in every if not row.held_out and row.decided is None]
    model = LogisticRegression(max_iter=5000)
    model.fit(
        [row.signs for row in fitted],
        [row.answerable for row in fitted],
        sample_weight=[_MADE_WEIGHT if row.made else 1.0 for row in fitted],
    )
    bias = float(model.intercept_[0]) - np.log(_THRESHOLD / (1 - _THRESHOLD))
    print(dict(zip(SIGNS, model.coef_[0].round(2).tolist(), strict=True)))
    print("bias", round(bias, 2))
    for held_out in (False, True):
        for made in (False, True):
            part = [row for row in every if row.held_out is held_out and row.made is made]
            if part:
                name = ("held out" if held_out else "tuning") + (", made" if made else "")
                _tell(name, part, model.coef_[0], bias, arguments.wrong and not held_out)


def _tell(name: str, part: list[Row], weights: np.ndarray, bias: float, wrong: bool) -> None:
    said = [
        row.decided if row.decided is not None else float(row.signs @ weights) + bias >= 0
        for row in part
    ]
    refused = sum(not s and not r.answerable for s, r in zip(said, part, strict=True))
    unanswerable = sum(not r.answerable for r in part)
    false = sum(not s and r.answerable for s, r in zip(said, part, strict=True))
    print(
        f"{name}: {len(part)} questions, {refused} of {unanswerable} unanswerable refused, "
        f"{false} refused wrongly"
    )
    for s, row in zip(said, part, strict=True):
        if wrong and not row.made and bool(s) != row.answerable:
            print("  ", row.question, dict(zip(SIGNS, row.signs.round(2).tolist(), strict=True)))


if __name__ == "__main__":
    main()
