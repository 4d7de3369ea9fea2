"""Cases made by hand, small enough to know every figure."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.answer import Answer, AnswerSentence, Citation, Suggestion
from evals.case import Case
from evals.gold import Gold, Stretch
from evals.questions import Question


def suggestion(start: int, end: int, document: str = "a", **fields: object) -> Suggestion:
    return Suggestion(
        document=document,
        path=Path(f"{document}.txt"),
        title=document,
        start=start,
        end=end,
        score=0.0,
        text="x" * (end - start),
        **fields,
    )


def citation(n: int, start: int, end: int, document: str = "a", **fields: object) -> Citation:
    return Citation(
        n=n,
        document=document,
        path=Path(f"{document}.txt"),
        title=document,
        start=start,
        end=end,
        quote="x" * (end - start),
        **fields,
    )


def gold(*spans: tuple[int, int], document: str = "a", label: str = "gold") -> Gold:
    return Gold(label, tuple(Stretch(document, *span) for span in spans), "")


def case(
    golds: Sequence[Gold] = (),
    found: Sequence[Suggestion] = (),
    text: str = "",
    sentences: Sequence[tuple[str, list[int]]] = (),
    citations: Sequence[Citation] = (),
    answered: bool = True,
    who: Sequence[str] = (),
    search_seconds: float = 0.0,
    seconds: float = 0.0,
    **question: object,
) -> Case:
    return Case(
        question=Question(**{"id": "q", "question": "What?", **question}),
        golds=golds,
        found=found,
        answer=Answer(
            question="What?",
            answered=answered,
            answer=text,
            sentences=[AnswerSentence(text=words, citations=ns) for words, ns in sentences],
            citations=list(citations),
        ),
        who=who,
        search_seconds=search_seconds,
        seconds=seconds,
    )
