"""A discussion summed up in its own words.

What is said in a debate takes many words and many turns. Where a question asks for it broadly,
the sentences quoted are those that say what most of the stretch says that the retriever found,
as many as a human's summary has words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.candidates import Candidate
from assistant.centrality import biased_lexrank, likeness
from assistant.question import Query, QuestionKind

_BROAD = frozenset(
    {
        QuestionKind.POSITION,
        QuestionKind.FACT,
        QuestionKind.OVERVIEW,
        QuestionKind.OUTCOME,
    }
)
_YOU = re.compile(r"\b(?:you|your|yours|you['’]\w+)\b", re.I)
_COURTESY = re.compile(
    r"\b(?:thank\s*(?:s|you)|good\s+(?:morning|afternoon|evening)|welcome|pleasure|sorry|merci|"
    r"gracias|(?:take|has|have)\s+the\s+floor)\b",
    re.I,
)
_BROKEN_OFF = re.compile(r"(?:[—–]|\s-|\.{3}|…)[\s.\"”’)]*$")
_COURTEOUS = 7  # words of a courtesy, at the most
_SURE = 0.95  # of the best score: such a sentence bears on the question wherever it stands
_DIGITS = 9  # of a sentence's value that tell it from another's
_AGAIN = 0.8  # likeness from which a sentence only repeats another


@dataclass(frozen=True)
class Manner:
    """How a discussion is summed up; chosen by `evals/learn_summary.py`.

    Only what bears on the question comes in: turns whose best sentence has at least
    `least_score` of the best score, and of them passages whose share, times that score, is at
    least `least_worth` of the best one's. Of their sentences as many are taken as have `enough`
    words, never more than `most`; `bias` is how much a passage's worth counts against what the
    sentences have in common, `repeating` how much less a sentence counts that is like one chosen
    before it (after maximal marginal relevance: Carbonell and Goldstein, SIGIR 1998). A sentence
    that asks or that addresses somebody ("you") counts by the factor given.
    """

    least_worth: float = 0.3
    least_score: float = 0.5

    enough: int = 90
    most: int = 120
    bias: float = 0.3
    repeating: float = 1.5
    asking: float = 0.5
    addressing: float = 0.25


MANNER = Manner()


def is_broad(query: Query) -> bool:
    """Whether a question wants to know what was said, not a date, a number or a name."""
    return query.kind in _BROAD and not (query.wanted or query.parts or query.counted)


def summarise(
    candidates: Sequence[Candidate],
    shares: Mapping[str, float],
    rarity: Callable[[str], float],
    manner: Manner = MANNER,
) -> list[Candidate]:
    """The sentences that sum up what was found, in the order of the documents.

    `shares`: of the answer's text, how much is expected in each passage, by the passage's id, on
    any scale, 0 in what is not there. `rarity(term)` is a term's inverse document frequency.

    >>> summarise(evidence.own, evidence.shares, reading.rarity)          # doctest: +SKIP
    """
    bearing = _bearing(candidates, shares, manner)
    if not bearing:
        return []
    found = [candidate for candidate, _ in bearing]
    prior = np.array([worth for _, worth in bearing])
    alike = likeness([c.text for c in found], rarity)
    telling = biased_lexrank(alike, prior if prior.any() else prior + 1.0, manner.bias)
    telling *= np.array([_by_form(c.text, manner) for c in found])
    chosen: list[int] = []
    length = 0
    left = np.ones(len(found), dtype=bool)
    nearest = np.zeros(len(found))  # likeness with what is chosen
    while left.any() and length < manner.enough:
        # Rounded, so that of equals the first is taken, however a processor adds up.
        value = (telling * np.exp(-manner.repeating * nearest)).round(_DIGITS)
        n = int(np.where(left, value, -1.0).argmax())
        left[n] = False
        size = len(found[n].text.split())
        if chosen and (length + size > manner.most or nearest[n] >= _AGAIN):
            continue
        chosen.append(n)
        length += size
        nearest = np.maximum(nearest, alike[n])
    return sorted((found[n] for n in chosen), key=lambda c: c.place)


def _bearing(
    candidates: Sequence[Candidate], shares: Mapping[str, float], manner: Manner
) -> list[tuple[Candidate, float]]:
    """The sentences that bear on the question, without empty ones, and how far each does."""
    said = [c for c in candidates if not says_nothing(c.text)] or candidates
    best: dict[tuple[str, int], float] = {}
    for c in said:
        best[c.unit] = max(best.get(c.unit, 0.0), c.score)
    top = max(best.values(), default=0.0) or 1.0
    worth = [shares.get(c.passage.id, 0.0) * best[c.unit] / top for c in said]
    least = manner.least_worth * max(worth, default=0.0)
    return [
        (c, value)
        for c, value in zip(said, worth, strict=True)
        if c.score >= _SURE * top or (value >= least and best[c.unit] >= manner.least_score * top)
    ]


def says_nothing(text: str) -> bool:
    """Whether a sentence only greets, thanks or gives the floor, or was broken off.

    >>> says_nothing("Thank you, Chair."), says_nothing("I think the challenge that—.")
    (True, True)
    >>> says_nothing("Thank you for the nine buses you sent.")
    False
    """
    courtesy = len(text.split()) <= _COURTEOUS and _COURTESY.search(text)
    return bool(courtesy or _BROKEN_OFF.search(text))


def _by_form(text: str, manner: Manner) -> float:
    """What a sentence counts by its form alone: summaries report, they neither ask nor address."""
    factor = 1.0
    if text.rstrip(" \"”'’)").endswith("?"):
        factor *= manner.asking
    if _YOU.search(text):
        factor *= manner.addressing
    return factor
