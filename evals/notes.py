"""What a reader of the figures should know beside them: counts, and golds that are not there."""

from __future__ import annotations

from collections.abc import Sequence

from evals.case import Case


def notes(cases: Sequence[Case]) -> list[str]:
    """One line each; empty where there is nothing to tell."""
    lines = (_refusals(cases), _removed(cases), _absent(cases), _several(cases))
    return [line for line in lines if line]


def _refusals(cases: Sequence[Case]) -> str:
    """The counts behind refusal F1: a share of four questions says little."""
    silent = [case for case in cases if not case.question.answerable]
    wrongly = [
        case.question.id for case in cases if case.question.answerable and not case.answer.answered
    ]
    if not silent and not wrongly:
        return ""
    rightly = sum(not case.answer.answered for case in silent)
    line = (
        f"refused: {rightly} of {len(silent)} questions that the documents do not answer, "
        f"{len(wrongly)} of {len(cases) - len(silent)} that they do"
    )
    return f"{line}: {_some(wrongly)}" if wrongly else line


def _removed(cases: Sequence[Case]) -> str:
    """Sentences of a language model that verification did not let through."""
    counts = [len(case.answer.removed) for case in cases]
    if not any(counts):
        return ""
    return (
        f"verification removed {sum(counts)} sentence(s) from "
        f"{sum(count > 0 for count in counts)} of {len(counts)} answers before they were shown"
    )


def _absent(cases: Sequence[Case]) -> str:
    absent = [case.question.id for case in cases if any(not gold.stretches for gold in case.golds)]
    if not absent:
        return ""
    return f"{len(absent)} question(s) have gold evidence that the store does not hold: " + _some(
        absent
    )


def _several(cases: Sequence[Case]) -> str:
    several = [
        case.question.id
        for case in cases
        if any(len({s.document for s in gold.stretches}) > 1 for gold in case.golds)
    ]
    if not several:
        return ""
    return (
        f"for {len(several)} question(s) the gold paragraph stands in more than one document, "
        'and each counts as right; name the "document" in the set: ' + _some(several)
    )


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:10]) + (", …" if len(names) > 10 else "")
