"""What the command line calls: an evaluation or a benchmark from start to end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from evals.evaluate import System
    from evals.questions import Question
    from evals.results import Report


class EvaluationFailed(Exception):
    """An evaluation that cannot be done; `str()` is one line fit for the user."""


def run_eval(
    assistant: System,
    path: Path,
    json: bool = False,
    report: Path | None = None,
    baseline: Path | None = None,
    console: Console | None = None,
    compare: Sequence[str] = (),
    split: str | None = None,
) -> int:
    """Evaluate the assistant on the question set at `path`; the exit status.

    `json` writes the report to standard output; otherwise tables go to `console`. `report` is
    where the HTML page goes. `baseline` is a report written with `json` earlier, `compare` names
    retrievers of `evals.baseline` that answer the same questions now, `split` takes only the
    questions that are marked with it. Progress and errors go to standard error. 0 done, 1 the
    evaluation could not be done.
    """
    from rich.console import Console

    errors = Console(stderr=True)
    try:
        result = _evaluated(assistant, path, baseline, compare, split, errors)
        if report:
            _written(result, report)
    except EvaluationFailed as error:
        errors.print(str(error), style="red", markup=False, highlight=False)
        return 1
    if json:
        sys.stdout.write(result.model_dump_json(indent=2) + "\n")
    else:
        from evals.terminal import show

        show(result, console or Console())
    if report:
        errors.print(f"report: {report}", markup=False, highlight=False)
    return 0


def _evaluated(
    assistant: System,
    path: Path,
    baseline: Path | None,
    compare: Sequence[str],
    split: str | None,
    errors: Console,
) -> Report:
    from evals.baseline import BASELINES, build
    from evals.evaluate import evaluate
    from evals.questions import BadQuestions, load
    from evals.results import BadReport, load_report
    from evals.significance import compare as compared

    for name in compare:
        if name not in BASELINES:
            raise EvaluationFailed(f"no baseline {name!r}: choose of {', '.join(BASELINES)}")
    try:
        questions: list[Question] = load(path)
        if split:
            questions = [question for question in questions if question.split == split]
            if not questions:
                raise EvaluationFailed(f"{path}: no question of the split {split!r}")
        earlier = load_report(baseline) if baseline else None
        if not assistant.store.documents():
            raise EvaluationFailed("the store is empty: ingest the documents of the questions")
        with _bar(errors, "asking") as progress:
            result = evaluate(assistant, questions, progress, name=path.name)
        if earlier and baseline:
            result.comparisons.append(compared(result, earlier, baseline.name))
        for name in compare:
            with _bar(errors, name) as progress:
                other = evaluate(
                    build(name, assistant.store), questions, progress, name=path.name, system=name
                )
            result.comparisons.append(compared(result, other, name))
    except (BadQuestions, BadReport) as error:
        raise EvaluationFailed(str(error)) from None
    return result


def _written(result: Report, path: Path) -> None:
    from evals.report import write_html

    try:
        write_html(result, path)
    except OSError as error:
        raise EvaluationFailed(f"{path}: {error.strerror or error}") from None


@contextmanager
def _bar(console: Console, name: str) -> Iterator[Callable[[int, int], None]]:
    from rich.progress import Progress

    with Progress(console=console, transient=True) as bars:
        task = bars.add_task(name, total=None)
        yield lambda done, of: bars.update(task, completed=done, total=of)


def run_bench(
    paths: Sequence[Path] = (),
    sizes: Sequence[int] = (),
    json: bool = False,
    report: Path | None = None,
    console: Console | None = None,
    questions: int = 50,
    random_vectors: bool = False,
    model: str | None = None,
    systems: Sequence[str] = (),
) -> int:
    """Measure ingestion and questions beside the LlamaIndex default; the exit status.

    On the documents at `paths`, else on generated text of each of the `sizes` (numbers of
    passages; 1,000 and 10,000 by default). `json` writes the figures to standard output,
    otherwise tables go to `console`; `report` is where the HTML page goes. `random_vectors`
    leaves embedding out, for large sizes; `systems` chooses of those measured. 0 done, 1 it
    could not be measured.
    """
    from rich.console import Console

    from evals.bench import SIZES, SYSTEMS, BenchFailed, bench
    from evals.bench_report import show, write_html

    errors = Console(stderr=True)
    try:
        with errors.status("starting") as status:
            result = bench(
                paths,
                sizes or SIZES,
                systems or SYSTEMS,
                questions=questions,
                random_vectors=random_vectors,
                model=model,
                progress=lambda step: status.update(f"measuring {step}"),
            )
        if report:
            write_html(result, report)
    except (BenchFailed, OSError) as error:
        errors.print(str(error), style="red", markup=False, highlight=False)
        return 1
    if json:
        sys.stdout.write(result.model_dump_json(indent=2) + "\n")
    else:
        show(result, console or Console())
    if report:
        errors.print(f"report: {report}", markup=False, highlight=False)
    return 0
