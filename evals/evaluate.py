"""Puts a set of questions to an assistant and works out the figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from time import perf_counter
from typing import TYPE_CHECKING, Protocol

from evals.case import Case
from evals.gold import GoldFinder
from evals.metrics import Metric, default_metrics
from evals.names import Names
from evals.notes import notes
from evals.problems import problems
from evals.questions import Question
from evals.results import (
    Evidence,
    Figures,
    KindRow,
    MetricInfo,
    QuestionRow,
    Report,
    Settings,
)

if TYPE_CHECKING:
    from assistant.answer import Answer, Suggestion
    from index_store import Store
    from index_store.filters import Filters

TOP_K = 50
"""Passages retrieved for the retrieval figures: more than 6,000 characters of them."""

_KEPT = 5
"""Passages found that a report keeps for each question."""

_QUOTE = 1200
"""Characters of an expected stretch that a report keeps."""


class System(Protocol):
    """What can be evaluated: the assistant, or a baseline of the same shape."""

    @property
    def store(self) -> Store:
        """The store that the golds are looked up in."""

    def search(
        self,
        question: str,
        history: Sequence[str] = (),
        filters: Filters = ...,
        top_k: int = ...,
    ) -> list[Suggestion]:
        """Passages, best first."""

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        filters: Filters = ...,
        top_k: int | None = None,
    ) -> Answer:
        """The answer."""


Progress = Callable[[int, int], None]
"""Called with the number of questions done and of all questions."""


def evaluate(
    assistant: System,
    questions: Sequence[Question],
    progress: Progress | None = None,
    ks: Sequence[int] = (1, 3, 5, 10),
    name: str = "",
    system: str = "COP Assistant",
) -> Report:
    """Ask every question and compute every figure.

    Retrieval figures come from `assistant.search`, the others from `assistant.ask`. `ks` are the
    ranks of the retrieval figures; `name` is the question set's and `system` the assistant's,
    for the report. One question is put before the clock starts, so that no figure holds the
    loading of models.

    >>> report = evaluate(assistant, load(Path("questions.jsonl")))  # doctest: +SKIP
    >>> report.overall["fact recall"]  # doctest: +SKIP
    0.93
    """
    if not questions:
        raise ValueError("no questions to evaluate")
    metrics = default_metrics(ks)
    gold, names = GoldFinder(assistant.store), Names(assistant.store)
    assistant.ask(questions[0].question)
    cases = []
    for done, question in enumerate(questions, start=1):
        cases.append(_put(assistant, question, gold, names))
        if progress:
            progress(done, len(questions))
    return Report(
        settings=_settings(assistant, name, system),
        metrics=[_info(metric) for metric in metrics],
        overall=figures(metrics, cases),
        kinds=_kinds(metrics, cases),
        questions=[_row(metrics, case) for case in cases],
        notes=notes(cases),
    )


def figures(metrics: Iterable[Metric], cases: Sequence[Case]) -> Figures:
    """Every metric over a set of questions."""
    return {metric.name: metric.over(cases) for metric in metrics}


def _put(assistant: System, question: Question, gold: GoldFinder, names: Names) -> Case:
    start = perf_counter()
    found = assistant.search(question.question, history=question.history, top_k=TOP_K)
    searched = perf_counter()
    answer = assistant.ask(question.question, history=question.history)
    answered = perf_counter()
    return Case(
        question=question,
        golds=gold.find(question),
        found=found,
        answer=answer,
        who=names.asked(question),
        same_speaker=names.same,
        search_seconds=searched - start,
        seconds=answered - searched,
    )


def _kinds(metrics: Sequence[Metric], cases: Sequence[Case]) -> list[KindRow]:
    groups: dict[str, list[Case]] = {}
    for case in cases:
        groups.setdefault(case.question.kind, []).append(case)
    return [
        KindRow(kind=kind, questions=len(group), figures=figures(metrics, group))
        for kind, group in groups.items()
    ]


def _row(metrics: Sequence[Metric], case: Case) -> QuestionRow:
    question, answer = case.question, case.answer
    return QuestionRow(
        id=question.id,
        kind=question.kind,
        sort=question.sort,
        question=question.question,
        history=list(question.history),
        answerable=question.answerable,
        answered=answer.answered,
        answer=answer.answer,
        figures={metric.name: metric.of(case) for metric in metrics},
        problems=problems(case),
        expected=[Evidence(label=gold.label, text=_cut(gold.text)) for gold in case.golds],
        removed=[f"{sentence.text} ({sentence.reason})" for sentence in answer.removed],
        cited=[
            Evidence(label=c.place(), text=c.quote, gold=case.gold(c), speakers=c.speakers)
            for c in answer.citations
        ],
        found=[
            Evidence(
                label=f"{item.document}, " + (f"§{item.paragraph}" if item.paragraph else "–"),
                text=_cut(item.text),
                gold=any(gold.hit(item) for gold in case.golds),
                speakers=item.speakers,
            )
            for item in case.found[:_KEPT]
        ],
        search_seconds=case.search_seconds,
        seconds=case.seconds,
    )


def _cut(text: str) -> str:
    return text if len(text) <= _QUOTE else text[:_QUOTE].rsplit(" ", 1)[0] + " …"


def _info(metric: Metric) -> MetricInfo:
    return MetricInfo(
        name=metric.name,
        description=metric.description,
        citation=metric.citation,
        unit=metric.unit,
        higher_is_better=metric.higher_is_better,
    )


def _settings(assistant: System, questions: str, system: str) -> Settings:
    from importlib.metadata import version

    documents = assistant.store.documents()
    return Settings(
        system=system,
        model=assistant.store.embedder.name,
        questions=questions,
        documents=len(documents),
        passages=sum(record.passages for record in documents),
        top_k=TOP_K,
        version=version("cop-assistant"),
        created=datetime.now(UTC).isoformat(timespec="seconds"),
    )
