"""Learns when the evidence is enough to answer: `python -m evals.learn_sufficiency STORE=SET…`.

For every question of the sets the signs of each sentence that may answer (`assistant.sufficiency`)
are computed over the named store. It is not known which sentence answers, only whether any does,
so a logistic regression is fitted on the best one of each question, the best one is chosen anew by
what was fitted, and so on (mi-SVM's scheme for learning from bags: Andrews et al., NIPS 2002).

Sets hold few questions that cannot be answered, so more are made from those that can: the same
asked of a delegation that is not among those who answer it, the same with the gold evidence taken
out, and the same of a document of another series where the set names documents.
Prints the weights to put into `assistant/sufficiency.py` and how they do: on questions left out
of the fit (cross-validated by gold evidence), and on the held-out half, where sets have one.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.assistant import PASSAGES, Assistant
from assistant.candidates import Candidate, soften
from assistant.clock import Clock
from assistant.focus import asks_doer
from assistant.kinds.evidence import Evidence, EvidenceJudge
from assistant.matching import terms_of
from assistant.question import Query, QuestionKind
from assistant.sufficiency import SIGNS, beside_the_point, signs, takes_side
from index_store import Store
from index_store.filters import Filters
from ingest.model import Speaker

_SWAPS = 2  # other delegations that each question is asked of
_MADE_WEIGHT = 0.2  # of a made question, against one of the sets
_ROUNDS = 8  # of choosing the best sentences anew
_FOLDS = 8
_WIDE = ("overview", "development", "who")


@dataclass(frozen=True)
class Row:
    """One question's signs, shape (sentences, len(SIGNS)), and whether it can be answered.

    `decided` is what the rules say without the model, None where they leave it to the model;
    `group` is the gold evidence, which questions of one fold share.
    """

    question: str
    signs: np.ndarray
    answerable: bool
    held_out: bool
    made: bool
    decided: bool | None
    group: str


def rows(store: Store, path: Path) -> Iterator[Row]:
    """The signs of every question of a set that the model has to decide on, and of made ones."""
    assistant = Assistant(store)
    judge = EvidenceJudge(assistant.extractive.reading)
    draw = random.Random(3)
    everybody = [count.speaker for count in store.speakers()]
    documents = [record.id for record in store.documents()]
    for line in path.read_text(encoding="utf-8").splitlines():
        item = {"kind": "", "who": [], "facts": [], **json.loads(line)}
        query = assistant.understand(item["question"], item.get("history", []))
        if query.kind in (QuestionKind.SMALL_TALK, QuestionKind.WHO) or query.unknown:
            continue
        speaker = query.asked[0] if query.asked else None
        evidence = _evidence(judge, query, speaker)
        if row := _row(assistant, item, query, evidence):
            yield row
        if not item["answerable"] or item["kind"] in _WIDE:
            continue
        if elsewhere := [d for d in documents if _series(d) != _series(item.get("document", d))]:
            only = Filters(documents=(draw.choice(elsewhere),))
            found = _evidence(judge, query, speaker, only)
            if row := _row(assistant, item, query, found, True):
                yield row
        elif speaker is not None:
            others = [s for s in everybody if _other(s, speaker, query, item["who"])]
            for other in draw.sample(others, min(_SWAPS, len(others))):
                asked = query.model_copy(
                    update={
                        "asked": (other,),
                        "core": query.words.replace(speaker.name, other.name),
                    }
                )
                if row := _row(assistant, item, asked, _evidence(judge, asked, other), True):
                    yield row
        elif evidence.topic:
            left = [c for c in evidence.own if not _gold(c, item)]
            if len(left) < len(evidence.own):
                without = Evidence(_softened(assistant, query, left, evidence), [], evidence.topic)
                if row := _row(assistant, item, query, without, True):
                    yield row


def _series(document: str) -> str:
    """What names of documents of one series share: "education" of "education-12"."""
    return re.split(r"[-_\d]", Path(document).name)[0]


def _evidence(
    judge: EvidenceJudge, query: Query, speaker: Speaker | None, filters: Filters | None = None
) -> Evidence:
    return judge.evidence(query, filters or Filters(), PASSAGES, speaker, Clock())


def _softened(
    assistant: Assistant, query: Query, left: list[Candidate], evidence: Evidence
) -> list[Candidate]:
    reading = assistant.extractive.reading
    focus, sort = (terms_of(text, reading.rarity) for text in (query.focus, query.sort))
    doer = asks_doer(query.words, query.focus)
    return soften(left, evidence.topic, focus, sort, reading.nearness, query.counted, doer)


def _row(
    assistant: Assistant, item: dict[str, Any], query: Query, evidence: Evidence, made: bool = False
) -> Row | None:
    if not evidence.own or not evidence.topic:
        return None
    meetings = assistant.extractive.reading.meetings()
    found = signs(query, evidence.own, evidence.others)
    decided = None
    beside = beside_the_point(query, evidence.own, evidence.others, evidence.topic, meetings)
    if beside or not len(found):
        decided = False
    elif takes_side(query, evidence.own):
        decided = True
    gold = item.get("paragraphs") or item.get("spans") or item["question"]
    return Row(
        item["question"],
        found,
        bool(item["answerable"]) and not made,
        item.get("split") == "held-out",
        made,
        decided,
        f"{item.get('document')} {gold}",
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


def fit(bags: Sequence[Row]) -> tuple[np.ndarray, float]:
    """Weights, shape (len(SIGNS),), and bias by which the best sentence of a bag decides."""
    from sklearn.linear_model import LogisticRegression

    open_to = [row for row in bags if row.decided is None]
    weights, bias = np.ones(len(SIGNS)), 0.0
    for _ in range(_ROUNDS):
        model = LogisticRegression(max_iter=5000)
        model.fit(
            [row.signs[int(np.argmax(row.signs @ weights))] for row in open_to],
            [row.answerable for row in open_to],
            sample_weight=[_MADE_WEIGHT if row.made else 1.0 for row in open_to],
        )
        weights, bias = model.coef_[0], float(model.intercept_[0])
    return weights, bias


def decide(row: Row, weights: np.ndarray, bias: float) -> bool:
    """Whether the question would be answered."""
    if row.decided is not None:
        return row.decided
    return bool((row.signs @ weights + bias >= 0).any())


def cross_validated(bags: Sequence[Row]) -> list[bool]:
    """What would be decided on each question by weights fitted without its gold evidence."""
    from sklearn.model_selection import GroupKFold

    said = [False] * len(bags)
    folds = GroupKFold(min(_FOLDS, len({row.group for row in bags})))
    for train, test in folds.split(bags, groups=[row.group for row in bags]):
        weights, bias = fit([bags[i] for i in train])
        for i in test:
            said[i] = decide(bags[i], weights, bias)
    return said


def main() -> None:
    """Fits the weights and prints them with the refusals they give."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+", metavar="STORE=SET.jsonl")
    parser.add_argument("--wrong", action="store_true", help="list what is decided wrongly")
    arguments = parser.parse_args()
    every: list[Row] = []
    for pair in arguments.sets:
        folder, _, path = pair.partition("=")
        with Store(Path(folder)) as store:
            every += rows(store, Path(path))
    tuning = [row for row in every if not row.held_out]
    held_out = [row for row in every if row.held_out]
    weights, bias = fit(tuning)
    print(dict(zip(SIGNS, weights.round(2).tolist(), strict=True)))
    print("bias", round(bias, 2))
    left_out = cross_validated(tuning)
    for made in (False, True):
        _tell("left out of the fit", tuning, left_out, made, arguments.wrong)
        _tell("held out", held_out, [decide(r, weights, bias) for r in held_out], made, False)


def _tell(name: str, bags: Sequence[Row], said: Sequence[bool], made: bool, wrong: bool) -> None:
    part = [(row, s) for row, s in zip(bags, said, strict=True) if row.made is made]
    if not part:
        return
    refused = sum(not s and not r.answerable for r, s in part)
    unanswerable = sum(not r.answerable for r, _ in part)
    false = sum(not s and r.answerable for r, s in part)
    print(
        f"{name}{', made' if made else ''}: {len(part)} questions, {refused} of {unanswerable} "
        f"unanswerable refused, {false} of {len(part) - unanswerable} refused wrongly"
    )
    for row, s in part:
        if wrong and not made and s != row.answerable:
            print("  ", "not refused" if s else "refused", row.question)


if __name__ == "__main__":
    main()
