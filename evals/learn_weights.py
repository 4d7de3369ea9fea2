"""Learns the retriever's weights from questions with known answers, honestly measured.

    python -m evals.learn_weights QUESTIONS.jsonl --corpus FOLDER [--write]

The documents are parted into folds; the figures of each fold's questions come from weights
learned without its documents, as questions or as wrong alternatives. What `--write` puts into
`assistant/retrieval/learned_weights.py` is learned from all of them.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from evals.conditional_logit import fit

if TYPE_CHECKING:
    from assistant.retrieval.finder import Judged
    from evals.case import Case
    from evals.gold import Gold
    from evals.metrics import Metric
    from evals.questions import Question
    from index_store.records import DocumentRecord

FOLDS = 6
Pair = tuple[dict[str, float], dict[str, float]]  # weights of passages and of documents


@dataclass(frozen=True)
class Example:
    """One question: what was measured, where its gold is."""

    question: Question
    golds: list[Gold]
    judged: Judged
    gold: np.ndarray  # gold characters of each passage of the scope
    document: int | None  # place in the scope of the document that answers, if it is there


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the script; exit status 0."""
    parser = argparse.ArgumentParser(prog="evals.learn_weights", description=__doc__)
    parser.add_argument("questions", type=Path, help="question set with gold answers")
    parser.add_argument("--corpus", type=Path, required=True, help="documents, file or folder")
    parser.add_argument("--store", type=Path, help="where to keep their store (else temporary)")
    parser.add_argument("--penalty", type=float, default=0.01, help="L2 penalty of the weights")
    parser.add_argument("--rounds", type=int, default=1, help="cross-validations, parted anew")
    parser.add_argument("--ablate", action="store_true", help="also learn without each part")
    parser.add_argument("--write", action="store_true", help="write the weights learned from all")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        examples = collect(options.questions, options.corpus, options.store or Path(temporary))
        report("all parts", examples, options.penalty, options.rounds)
        if options.ablate:
            from assistant.retrieval.weighing import PARTS

            for part in PARTS:
                disabled = frozenset({part})
                report(f"without {part}", examples, options.penalty, options.rounds, disabled)
        if options.write:
            write(learn(examples, options.penalty))
    return 0


def collect(questions: Path, corpus: Path, folder: Path) -> list[Example]:
    """Measures the evidence of every answerable question on the documents of a corpus."""
    from assistant.retrieval.finder import EvidenceFinder
    from assistant.retrieval.query import RetrievalQuery
    from evals.gold import GoldFinder
    from evals.questions import load
    from index_store import Store
    from index_store.ingestion import ingest_paths

    asked = [question for question in load(questions) if question.answerable]
    with Store(folder) as store:
        ingest_paths(store, [corpus])
        finder, golds = EvidenceFinder(store), GoldFinder(store)
        examples = []
        for question in asked:
            judged = finder.judge(RetrievalQuery.of(question.question))
            if judged is not None:
                examples.append(_example(question, golds.find(question), judged))
    return examples


def _example(question: Question, golds: list[Gold], judged: Judged) -> Example:
    scope = judged.scope
    replica = scope.replica
    start, end = scope.gather(replica.start), scope.gather(replica.end)
    ids = np.array([replica.documents[d].id for d in scope.documents])
    gold = np.zeros(len(scope))
    for stretch in (s for g in golds for s in g.stretches):
        common = np.minimum(end, stretch.end) - np.maximum(start, stretch.start)
        gold += np.maximum(common, 0) * (ids == stretch.document)[scope.owner]
    by_document = scope.total(gold)
    best = int(by_document.argmax()) if by_document.any() else None
    return Example(question, golds, judged, gold, best)


def learn(
    examples: Sequence[Example],
    penalty: float,
    held_out: frozenset[str] = frozenset(),
    disabled: frozenset[str] = frozenset(),
) -> Pair:
    """Weights of passages and of documents, learned without the documents held out."""
    from assistant.retrieval.weighing import without

    near = without(dict.fromkeys(examples[0].judged.near, 0.0), disabled, document=False)
    far = without(dict.fromkeys(examples[0].judged.far, 0.0), disabled, document=True)
    passages, shares, documents, rights = [], [], [], []
    for example in examples:
        if example.document is None or _answers_in(example) in held_out:
            continue
        scope = example.judged.scope
        first = scope.firsts[example.document]
        inside = slice(first, first + scope.sizes[example.document])
        gold = example.gold[inside]
        passages.append(_matrix(example.judged.near, near)[inside])
        shares.append(gold / gold.sum())
        kept = np.array([d.id not in held_out for d in _records(example)])
        documents.append(_matrix(example.judged.far, far)[kept])
        rights.append((np.arange(len(kept)) == example.document)[kept].astype(np.float64))
    return (
        _named(near, fit(passages, shares, [_bounds(n) for n in near], penalty)),
        _named(far, fit(documents, rights, [_bounds(n) for n in far], penalty)),
    )


def _named(names: Iterable[str], weights: np.ndarray) -> dict[str, float]:
    return {name: float(weight) for name, weight in zip(names, weights, strict=True)}


def figures(
    examples: Sequence[Example],
    penalty: float,
    seed: int = 0,
    disabled: frozenset[str] = frozenset(),
) -> dict[str, list[float]]:
    """Cross-validated by document: for each metric a figure for each question, in order."""
    metrics = _metrics()
    values: dict[str, list[float]] = {metric.name: [0.0] * len(examples) for metric in metrics}
    for held_out in _folds(examples, seed):
        weights = learn(examples, penalty, held_out, disabled)
        for n, example in enumerate(examples):
            if _answers_in(example) in held_out:
                case = _case(example, weights)
                for metric in metrics:
                    values[metric.name][n] = float(metric.of(case) or 0.0)
    return values


def report(
    label: str,
    examples: Sequence[Example],
    penalty: float,
    rounds: int = 1,
    disabled: frozenset[str] = frozenset(),
) -> None:
    """Prints one line of figures."""
    found: dict[str, list[float]] = {}
    for seed in range(rounds):
        for name, values in figures(examples, penalty, seed, disabled).items():
            found.setdefault(name, []).extend(values)
    line = "  ".join(f"{name} {np.mean(values):.3f}" for name, values in found.items())
    print(f"{label:24s} {line}", flush=True)


def write(weights: Pair, path: Path | None = None) -> None:
    """Writes the weights as the module that the retriever reads."""
    from assistant.retrieval import learned_weights

    path = path or Path(learned_weights.__file__)
    lines = [
        '"""Weights of the evidence, written by `python -m evals.learn_weights --write`."""',
        "",
        "from __future__ import annotations",
    ]
    for name, part in zip(("NEAR", "FAR"), weights, strict=True):
        lines += ["", f"{name}: dict[str, float] = {{"]
        lines += [f'    "{key}": {weight:.4g},' for key, weight in part.items() if weight]
        lines += ["}"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"written to {path}", file=sys.stderr)


def _folds(examples: Sequence[Example], seed: int) -> Iterator[frozenset[str]]:
    """The ids of the documents parted at random, each group to be left out once."""
    ids = sorted({_answers_in(example) for example in examples})
    mixed = np.random.default_rng(seed).permutation(ids)
    for n in range(min(FOLDS, len(ids))):
        yield frozenset(str(id_) for id_ in mixed[n::FOLDS])


def _case(example: Example, weights: Pair) -> Case:
    """The question with what these weights find, as the metrics take it."""
    from assistant.answer import Answer, Suggestion
    from assistant.retrieval.stretches import stretches
    from assistant.retrieval.weighing import log_shares
    from evals.case import Case
    from evals.evaluate import TOP_K

    judged, scope = example.judged, example.judged.scope
    near = _matrix(judged.near, weights[0]) @ np.array(list(weights[0].values()))
    far = _matrix(judged.far, weights[1]) @ np.array(list(weights[1].values()))
    mass = np.exp(log_shares(scope, near, far))
    start, end = scope.gather(scope.replica.start), scope.gather(scope.replica.end)
    records = _records(example)
    found = [
        Suggestion(
            document=records[scope.owner[s.first]].id,
            path=Path(records[scope.owner[s.first]].path),
            title="",
            start=int(start[s.first]),
            end=int(end[s.last]),
            score=s.mass,
            text="",
        )
        for s in stretches(scope, mass, TOP_K)
    ]
    nothing = Answer(question=example.question.question, answered=False, answer="")
    return Case(example.question, example.golds, found, nothing)


def _metrics() -> list[Metric]:
    """The figures that are cross-validated."""
    from evals.metrics.evidence import EvidencePrecision, EvidenceRecall
    from evals.metrics.right_document import RightDocumentFirst
    from evals.metrics.success import Success

    return [RightDocumentFirst(), Success(5), EvidenceRecall(), EvidencePrecision()]


def _matrix(evidence: dict[str, np.ndarray], names: Iterable[str]) -> np.ndarray:
    """The named evidence as columns."""
    columns = [evidence[name] for name in names]
    size = len(next(iter(evidence.values())))
    return np.column_stack(columns) if columns else np.zeros((size, 0))


def _records(example: Example) -> list[DocumentRecord]:
    scope = example.judged.scope
    return [scope.replica.documents[d] for d in scope.documents]


def _answers_in(example: Example) -> str:
    """Id of the document that answers, as far as the store has it."""
    stretches = [stretch for gold in example.golds for stretch in gold.stretches]
    return stretches[0].document if stretches else ""


def _bounds(name: str) -> tuple[float | None, float | None]:
    """Evidence speaks for a passage, never against it; only what has no such sense is free.

    Without this, two kinds that go together in the documents learned from may get large weights
    of opposite sign, which fail on others.
    """
    if name == "shape size":
        return (None, 0.0)
    free = name.startswith(("shape", "overview")) or " before " in name or " after " in name
    return (None, None) if free else (0.0, None)


if __name__ == "__main__":
    raise SystemExit(main())
