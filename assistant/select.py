"""Choosing the sentences that answer, and whether any do.

Scores are weighted sums of the evidence in `Candidate`; the weights below were chosen on the
development sets and are the same for every document and question.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.candidates import Candidate

_LEANS_BACK = re.compile(
    r"^\W*(?:these|this|those|such|it|its|they|their|he|she|his|her|complementing|in\s+addition|"
    r"however|furthermore|moreover|also)\b",
    re.I,
)


@dataclass(frozen=True)
class Weights:
    """What each kind of evidence counts, with a topic and without one."""

    said: float = 0.34
    around: float = 0.16
    act: float = 0.08
    likeness: float = 0.30
    rank: float = 0.12
    shows: float = 0.12
    first: float = 0.03
    named: float = 0.15
    focus: float = 0.15


_HELPED = 0.1  # what the mean of a paragraph's next two sentences adds to its best
_NEAR = 0.9  # what meaning and neighbours count of what words in the sentence itself do
WITH_TOPIC = Weights()
WITHOUT_TOPIC = Weights(said=0.0, around=0.0, act=0.35, likeness=0.25, rank=0.25, first=0.20)


def score(candidates: Sequence[Candidate], has_topic: bool, wants: bool) -> list[Candidate]:
    """The candidates with their scores, best first.

    Called again when the best have their `focus`: what bears on it moves up.
    """
    weights = WITH_TOPIC if has_topic else WITHOUT_TOPIC
    scored = [
        replace(
            c,
            score=weights.said * max(c.said, _NEAR * c.near)
            + weights.around * c.around
            + weights.act * c.act
            + weights.likeness * c.likeness
            + weights.rank * c.rank
            + (weights.shows * c.shows if wants else 0.0)
            + weights.first * c.first
            + weights.named * c.named
            + weights.focus * c.focus,
        )
        for c in candidates
    ]
    return sorted(scored, key=lambda c: (-c.score, c.place))


@dataclass(frozen=True)
class Budget:
    """How much an answer may quote.

    `units` paragraphs or turns at most, `per_unit` sentences of each, `sentences` in all;
    a paragraph is used if its score is at least `unit_share` of the best one's, a sentence if
    its score is at least `share` of the best one's in its paragraph. With `bridges`, a single
    sentence left out between two chosen ones comes along, so that the answer reads on.
    """

    sentences: int
    per_unit: int
    units: int
    unit_share: float
    share: float
    words: int = 200
    bridges: bool = False


FACT = Budget(sentences=3, per_unit=2, units=2, unit_share=0.88, share=0.80)
PART = Budget(sentences=2, per_unit=2, units=1, unit_share=1.0, share=0.88)
POSITION = Budget(sentences=8, per_unit=6, units=3, unit_share=0.80, share=0.33, bridges=True)
SUMMARY = Budget(sentences=8, per_unit=7, units=3, unit_share=0.70, share=0.30, bridges=True)
SECTION = Budget(sentences=12, per_unit=1, units=12, unit_share=0.0, share=0.0, words=500)
DECISIONS = Budget(sentences=10, per_unit=4, units=6, unit_share=0.75, share=0.6, words=300)
MEETING = Budget(sentences=3, per_unit=2, units=2, unit_share=0.8, share=0.6, words=110)
CELL = Budget(sentences=2, per_unit=2, units=1, unit_share=1.0, share=0.7, words=90)
EACH = Budget(sentences=3, per_unit=3, units=2, unit_share=0.85, share=0.55)


def choose(scored: Sequence[Candidate], budget: Budget) -> list[Candidate]:
    """The best sentences within the budget, in the order of the documents.

    Paragraphs are chosen before sentences, so that an answer tells one thing at a time. A
    sentence that leans on the one before it ("These measures …") takes that one along where
    there is room.
    """
    if not scored:
        return []
    units: dict[tuple[str, int], list[Candidate]] = defaultdict(list)
    for candidate in scored:
        units[candidate.unit].append(candidate)
    # Where one place is wanted, a long paragraph is not better for being long.
    helped = _HELPED if budget.units > 1 else 0.0
    strength = {unit: _strength(members, helped) for unit, members in units.items()}
    best = max(strength.values())
    kept_units = [
        unit
        for unit in sorted(strength, key=lambda u: -strength[u])
        if strength[unit] >= budget.unit_share * best
    ][: budget.units]
    chosen: list[Candidate] = []
    for unit in kept_units:
        members = sorted(units[unit], key=lambda c: -c.score)
        bar = budget.share * members[0].score
        chosen += [c for c in members[: budget.per_unit] if c.score >= bar]
    chosen = _within(sorted(chosen, key=lambda c: -c.score), budget)
    chosen = _with_antecedents(chosen, units, budget)
    if budget.bridges:
        chosen = _bridged(chosen, units, budget)
    return sorted(chosen, key=lambda c: c.place)


def _strength(members: Sequence[Candidate], helped: float) -> float:
    """A paragraph is as strong as its best sentence, helped a little by the next two."""
    top = sorted((c.score for c in members), reverse=True)[:3]
    return top[0] + helped * sum(top[1:]) / 2


def _within(ranked: Sequence[Candidate], budget: Budget) -> list[Candidate]:
    kept: list[Candidate] = []
    words = 0
    for candidate in ranked:
        length = len(candidate.own.split())
        if kept and (len(kept) >= budget.sentences or words + length > budget.words):
            continue
        if any(_same_words(candidate.own, other.own) for other in kept):
            continue
        kept.append(candidate)
        words += length
    return kept


def _same_words(one: str, other: str) -> bool:
    a, b = set(one.lower().split()), set(other.lower().split())
    return len(a & b) > 0.8 * min(len(a), len(b))


def _with_antecedents(
    chosen: list[Candidate],
    units: dict[tuple[str, int], list[Candidate]],
    budget: Budget,
) -> list[Candidate]:
    have = {c.place for c in chosen}
    result = list(chosen)
    for candidate in chosen:
        if len(result) >= budget.sentences or not _LEANS_BACK.match(candidate.text):
            continue
        before = [c for c in units[candidate.unit] if c.sentence.start < candidate.sentence.start]
        if not before:
            continue
        previous = max(before, key=lambda c: c.sentence.start)
        if previous.place not in have:
            have.add(previous.place)
            result.append(previous)
    return result


def _bridged(
    chosen: list[Candidate],
    units: dict[tuple[str, int], list[Candidate]],
    budget: Budget,
) -> list[Candidate]:
    have = {c.place for c in chosen}
    gaps = []
    for unit in {c.unit for c in chosen}:
        members = sorted(units[unit], key=lambda c: c.place)
        for before, middle, after in zip(members, members[1:], members[2:], strict=False):
            if middle.place not in have and before.place in have and after.place in have:
                gaps.append(middle)
    gaps.sort(key=lambda c: -c.score)
    return chosen + gaps[: max(0, budget.sentences - len(chosen))]
