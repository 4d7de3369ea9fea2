"""What each part of the retriever brings: the figures without it, question by question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answer import Answer
from evals.case import Case
from evals.evaluate import TOP_K
from evals.gold import GoldFinder
from evals.metrics import retrieval_metrics
from evals.questions import Question
from evals.results import Ablation, Figures, Part
from evals.reweighing import RememberingFinder, found_with
from evals.significance import FEWEST, adjust, difference

if TYPE_CHECKING:
    from assistant.assistant import Assistant


class NoGold(Exception):
    """Too little gold evidence to compare by; `str()` says so."""


Progress = Callable[[int, int], None]


def ablate(
    assistant: Assistant, questions: Sequence[Question], progress: Progress | None = None
) -> Ablation:
    """Retrieval figures with all parts and with each one switched off.

    Each question is measured once and weighed anew for every part. The weights that are left are
    not learned again, so a part brings here what the retriever as it is would lose without it.
    Questions without gold evidence are left out. Raises `NoGold` where fewer
    than two have any.
    """
    from assistant.retrieval.passage_finder import LEARNED
    from assistant.retrieval.scoring import PARTS

    asked = [question for question in questions if question.answerable]
    variants = {part: LEARNED.without(frozenset({part})) for part in PARTS}
    finder, gold = RememberingFinder(assistant.store), GoldFinder(assistant.store)
    gatherer, metrics = assistant.gatherer, retrieval_metrics()
    whole: list[Figures] = []
    without: dict[str, list[Figures]] = {part: [] for part in PARTS}
    usual, gatherer.finder = gatherer.finder, finder
    try:
        for done, question in enumerate(asked, start=1):
            case = Case(question, gold.find(question), (), _nothing(question))
            if case.golds:
                assistant.search(question.question, question.history, top_k=1)
                for weights, figures in [
                    (LEARNED, whole),
                    *((variants[part], without[part]) for part in PARTS),
                ]:
                    found = found_with(finder.kept, weights, TOP_K) if finder.kept else []
                    seen = replace(case, found=found)
                    figures.append({metric.name: metric.of(seen) for metric in metrics})
            if progress:
                progress(done, len(asked))
    finally:
        gatherer.finder = usual
    if len(whole) < FEWEST:
        raise NoGold("fewer than two questions have gold evidence: no part can be judged")
    return _told(whole, without)


def _told(whole: Sequence[Figures], without: dict[str, list[Figures]]) -> Ablation:
    """`whole` and each of `without`: the figures of the same questions in the same order."""
    parts = [
        Part(
            name=part,
            differences=[
                found
                for name in whole[0]
                if (found := difference(name, list(zip(whole, figures, strict=True))))
            ],
        )
        for part, figures in without.items()
    ]
    adjust([found for part in parts for found in part.differences])
    return Ablation(questions=len(whole), parts=parts)


def _nothing(question: Question) -> Answer:
    return Answer(question=question.question, answered=False, answer="")
