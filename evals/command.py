"""What the command line calls: an evaluation or a benchmark from start to end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from pydantic import BaseModel
    from rich.console import Console

    from assistant.assistant import Assistant
    from evals.bench_results import BenchReport
    from evals.questions import Question
    from evals.results import Report

    Result = TypeVar("Result", bound=BaseModel)

EVERY = "all"
"""The name that stands for every baseline."""


class EvaluationFailed(Exception):
    """An evaluation that cannot be done; `str()` is one line fit for the user."""


def run_eval(
    assistant: Assistant,
    path: Path,
    json: bool = False,
    report: Path | None = None,
    baseline: Path | None = None,
    console: Console | None = None,
    compare: Sequence[str] = (),
    split: str | None = None,
    ablate: bool = False,
) -> int:
    """Evaluate the assistant on the question set at `path`; the exit status.

    `json` writes the report to standard output; otherwise tables go to `console`. `report` is
    where the HTML page goes. `baseline` is a report written with `json` earlier, `compare` names
    retrievers of `evals.baseline` that answer the same questions now ("all" for every one),
    `split` takes only the questions that are marked with it, `ablate` also tells what each part
    of the retriever brings. Progress and errors go to standard error. 0 done, 1 the evaluation
    could not be done.
    """
    from evals.report import write_html
    from evals.terminal import show

    def work(errors: Console) -> Report:
        return _evaluated(assistant, path, baseline, compare, split, ablate, errors)

    return _carried_out(work, show, write_html, json, report, console)


def run_bench(
    paths: Sequence[Path] = (),
    sizes: Sequence[int] = (),
    json: bool = False,
    report: Path | None = None,
    console: Console | None = None,
    questions: int = 50,
    random_vectors: bool = False,
    model: str | None = None,
    beside: Sequence[str] | None = None,
) -> int:
    """Measure ingestion and questions beside the LlamaIndex default; the exit status.

    On the documents at `paths`, else on generated text of each of the `sizes` (numbers of
    passages; 1,000 and 10,000 by default). `json` writes the figures to standard output,
    otherwise tables go to `console`; `report` is where the HTML page goes. `random_vectors`
    leaves embedding out, for large sizes; `beside` chooses the baselines, all by default. 0 done,
    1 it could not be measured.
    """
    from evals.bench import BESIDE, SIZES, bench
    from evals.bench_report import show, write_html

    def work(errors: Console) -> BenchReport:
        with errors.status("starting") as status:
            return bench(
                paths,
                sizes or SIZES,
                BESIDE if beside is None else beside,
                questions=questions,
                random_vectors=random_vectors,
                model=model,
                progress=lambda step: status.update(f"measuring {step}"),
            )

    return _carried_out(work, show, write_html, json, report, console)


def _carried_out(
    work: Callable[[Console], Result],
    show: Callable[[Result, Console], None],
    write_html: Callable[[Result, Path], None],
    json: bool,
    page: Path | None,
    console: Console | None,
) -> int:
    """Do the work, write its page, show it; the exit status. Errors are one line each."""
    from rich.console import Console

    from evals.bench import BenchFailed

    errors = Console(stderr=True)
    try:
        result = work(errors)
        if page:
            _written(result, write_html, page)
    except (EvaluationFailed, BenchFailed, OSError) as error:
        _say(str(error), errors, "red")
        return 1
    if json:
        sys.stdout.write(result.model_dump_json(indent=2) + "\n")
    else:
        show(result, console or Console())
    if page:
        _say(f"report: {page}", errors)
    return 0


def _say(text: str, console: Console, style: str | None = None) -> None:
    """One line, however narrow the terminal."""
    console.print(text, style=style, markup=False, highlight=False, soft_wrap=True)


def _written(result: Result, write_html: Callable[[Result, Path], None], path: Path) -> None:
    try:
        write_html(result, path)
    except OSError as error:
        raise EvaluationFailed(f"{path}: {error.strerror or error}") from None


def _evaluated(
    assistant: Assistant,
    path: Path,
    baseline: Path | None,
    compare: Sequence[str],
    split: str | None,
    ablate: bool,
    errors: Console,
) -> Report:
    from evals.baseline import BASELINES, build
    from evals.evaluate import evaluate
    from evals.questions import BadQuestions
    from evals.results import BadReport, load_report
    from evals.significance import compare as compared

    names = list(BASELINES) if EVERY in compare else list(dict.fromkeys(compare))
    for name in names:
        if name not in BASELINES:
            raise EvaluationFailed(f"no baseline {name!r}: choose of {', '.join(BASELINES)}, all")
    try:
        questions = _questions(path, split)
        earlier = load_report(baseline) if baseline else None
        if not assistant.store.documents():
            raise EvaluationFailed("the store is empty: ingest the documents of the questions")
        with _bar(errors, "asking") as progress:
            result = evaluate(assistant, questions, progress, name=path.name)
        if earlier and baseline:
            result.comparisons.append(compared(result, earlier, baseline.name))
        for name in names:
            with _bar(errors, name) as progress:
                other = evaluate(
                    build(name, assistant.store), questions, progress, name=path.name, system=name
                )
            result.comparisons.append(compared(result, other, name))
        if ablate:
            from evals.ablation import NoGold
            from evals.ablation import ablate as ablated

            try:
                with _bar(errors, "parts of the retriever") as progress:
                    result.ablation = ablated(assistant, questions, progress)
            except NoGold as error:
                raise EvaluationFailed(f"{path}: {error}") from None
    except (BadQuestions, BadReport) as error:
        raise EvaluationFailed(str(error)) from None
    return result


def _questions(path: Path, split: str | None) -> list[Question]:
    from evals.questions import load

    questions = load(path)
    if split is None:
        return questions
    chosen = [question for question in questions if question.split == split]
    if not chosen:
        raise EvaluationFailed(f"{path}: no question of the split {split!r}")
    return chosen


@contextmanager
def _bar(console: Console, name: str) -> Iterator[Callable[[int, int], None]]:
    from rich.progress import Progress

    with Progress(console=console, transient=True) as bars:
        task = bars.add_task(name, total=None)
        yield lambda done, of: bars.update(task, completed=done, total=of)
