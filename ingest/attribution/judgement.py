"""What was learned of speakers: two logistic regressions over features of the parse.

The weights were learned by `evals/learn_speakers.py` from sentences labelled with their speakers
and are shipped as data.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.attribution.candidates import Candidate, Features
from ingest.model import Speaker

if TYPE_CHECKING:
    from spacy.tokens import Doc

_DATA = Path(__file__).with_name("judgement.json")
# A wrong speaker is worse than none, most of all one that is only carried on.
_LIKELY, _SURE = 0.5, 0.7


@dataclass
class Judgement:
    """Decides whether a candidate speaks, and whether a sentence goes on with a report.

    `speaks` and `goes_on` are weights of features. `saying` is the log-odds that a clause completes
    a verb, `reporting` how much more often names govern it in reports than elsewhere, `voices` the
    log-odds that a noun says something. `papers` and `people` are nouns that stand for the
    speaker named before.
    """

    speaks: dict[str, float] = field(default_factory=dict)
    goes_on: dict[str, float] = field(default_factory=dict)
    saying: dict[str, float] = field(default_factory=dict)
    reporting: dict[str, float] = field(default_factory=dict)
    voices: dict[str, float] = field(default_factory=dict)
    papers: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()

    def is_speaker(self, candidate: Candidate, at: int) -> bool:
        """Whether the candidate of the sentence at offset `at` of the text speaks in it."""
        return _probability(self.speaks, candidate.features) >= _LIKELY

    def is_continued(self, features: Features, current: Sequence[Speaker], at: int) -> bool:
        """Whether a sentence without a speaker of its own goes on with the one before."""
        return _probability(self.goes_on, features) >= _SURE

    def is_deed(self, verb: str) -> bool:
        """Whether a verb is known to be neither of meetings nor of speech: "pay", "lead"."""
        return self.reporting.get(verb, 0.0) < 0 and self.saying.get(verb, 0.0) < 0

    def enrich(self, candidate: Candidate) -> None:
        """Adds what is known of the verb and the noun to a candidate's features."""
        features, relation = candidate.features, candidate.relation
        verb = _bucket(self.reporting.get(relation.verb))
        clause = _bucket(self.saying.get(relation.verb))
        form = f"{relation.role}|{relation.clause}"
        features[f"{form}|reporting={verb}"] = 1.0
        features[f"{form}|saying={clause}"] = 1.0
        features[f"{relation.role}|reporting={verb}|{relation.form}"] = 1.0
        features[f"{relation.role}:reporting"] = self.reporting.get(relation.verb, 0.0)
        features[f"{relation.role}:saying"] = self.saying.get(relation.verb, 0.0)
        if "floor=paper" in features:
            features[f"paper|{relation.role}|reporting={verb}"] = 1.0
            features[f"paper|{relation.role}|{relation.form}"] = 1.0
        if candidate.voice is None and not candidate.pronoun and not candidate.proper:
            noun = _bucket(self.voices.get(candidate.head))
            features[f"noun={noun}|reporting={verb}"] = 1.0
            features[f"noun={noun}|plural={candidate.plural}"] = 1.0

    def reporting_step(self, doc: Doc) -> str:
        """How much the main verb of a sentence belongs to reports of meetings."""
        root = next((token.lemma_.lower() for token in doc if token.dep_ == "ROOT"), "")
        return _bucket(self.reporting.get(root))


def _bucket(value: float | None) -> str:
    """A log-odds as one of a few steps, so that each learns a weight of its own."""
    return "unknown" if value is None else str(max(-2, min(3, math.floor(value))))


def _probability(weights: dict[str, float], features: Features) -> float:
    total = sum(weights.get(key, 0.0) * value for key, value in features.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def learned() -> Judgement:
    """The shipped weights."""
    data = json.loads(_DATA.read_text(encoding="utf-8"))
    return Judgement(
        data["speaks"],
        data["goes_on"],
        data["saying"],
        data["reporting"],
        data["voices"],
        frozenset(data["papers"]),
        frozenset(data["people"]),
    )
