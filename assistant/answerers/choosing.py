"""Which of the answering sentences lead an answer, and in which order they are read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.answerers.evidence import ScoredSentence


@dataclass(frozen=True)
class Budget:
    """How much leads an answer: at most `sentences`, each at least `share` as sure as the best.

    `beside`: the share for those of the best one's own paragraph or turn, where it is another;
    the rows of a table each stand for themselves.
    """

    sentences: int = 3
    share: float = 0.5
    beside: float | None = None


def leading(
    answering: Sequence[ScoredSentence], budget: Budget
) -> tuple[list[ScoredSentence], list[ScoredSentence]]:
    """The sentences that lead and the rest, each in reading order; `answering` is surest first."""
    if not answering:
        return [], []
    best = answering[0]
    beside = budget.share if budget.beside is None else budget.beside

    def leads(scored: ScoredSentence) -> bool:
        share = beside if scored.unit == best.unit and not scored.is_row else budget.share
        return scored.probability >= share * best.probability

    first = [s for s in answering if leads(s)][: budget.sentences]
    taken = {s.place for s in first}
    rest = [s for s in answering if s.place not in taken]
    return in_reading_order(first), in_reading_order(rest)


def unbroken(
    first: Sequence[ScoredSentence],
    rest: Sequence[ScoredSentence],
    likely: Sequence[ScoredSentence],
) -> tuple[list[ScoredSentence], list[ScoredSentence]]:
    """The sentences that lead with each `likely` one that two of them stand on both sides of.

    What a speaker goes on with ("the same duties") is hard to follow without the step between.
    """
    led = {scored.place for scored in first}
    between = [s for s in likely if s.place not in led and _beside(s, led)]
    added = {scored.place for scored in between}
    return in_reading_order([*first, *between]), [s for s in rest if s.place not in added]


def _beside(scored: ScoredSentence, led: Collection[tuple[str, int, int]]) -> bool:
    """Whether its speakers' sentences just before and after it in its passage both lead."""
    document, unit, _ = scored.place
    own = scored.passage.sentences
    at = own.index(scored.sentence)
    around = own[at - 1 : at] + own[at + 1 : at + 2]
    return len(around) == 2 and all(
        s.speakers == scored.speakers and (document, unit, s.start) in led for s in around
    )


def in_reading_order(sentences: Sequence[ScoredSentence]) -> list[ScoredSentence]:
    """Document after document, the one with the surest sentence first; in each as it is read."""
    surest: dict[str, float] = {}
    for each in sentences:
        document = each.passage.document
        surest[document] = max(surest.get(document, 0.0), each.probability)
    return sorted(
        sentences,
        key=lambda s: (-surest[s.passage.document], s.passage.document, s.place[1:]),
    )
