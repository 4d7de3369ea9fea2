"""What went wrong with a question, in words."""

from __future__ import annotations

from evals.case import Case
from evals.metrics.fact_recall import FactRecall

FIRST = 5
"""A gold passage has to stand among this many."""


def problems(case: Case) -> list[str]:
    """One line for each thing that is wrong, the worst first; empty where all is right."""
    if not case.question.answerable:
        return ["answered, though the documents do not say"] if case.answer.answered else []
    if not case.answer.answered:
        return ["refused, though the documents answer it", *_retrieval(case)]
    lines = [
        f"shown as the words of {' or '.join(case.who)}: “{sentence.text}”"
        for sentence in case.misattributed()
    ]
    if missing := FactRecall().missing(case):
        lines.append("facts missing from the answer: " + ", ".join(f"“{fact}”" for fact in missing))
    if case.golds and not any(case.gold(citation) for citation in case.answer.citations):
        lines.append("no gold evidence is cited")
    return list(dict.fromkeys([*lines, *_retrieval(case)]))


def _retrieval(case: Case) -> list[str]:
    lines = []
    absent = [gold.label for gold in case.golds if not gold.stretches]
    if absent:
        lines.append(f"not in the store: {', '.join(absent)}")
    first = case.found[:FIRST]
    if case.golds and not any(gold.hit(item) for gold in case.golds for item in first):
        lines.append(f"no gold passage among the first {FIRST}")
    return lines
