"""Learns the retriever's weights from questions with known answers, honestly measured.

    python -m evals.learn_weights QUESTIONS.jsonl --corpus FOLDER --write

The documents are parted into folds; the figures of each fold's questions come from weights
learned without its documents, as questions or as wrong alternatives. What `--write` puts into
`assistant/retrieval/learned_weights.py` is learned from all of them.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from evals.conditional_logit import fit
from evals.weight_examples import Example, collect, matrix

if TYPE_CHECKING:
    from evals.case import Case
    from evals.metrics import Metric

FOLDS = 6
Pair = tuple[dict[str, float], dict[str, float]]  # weights of passages and of documents


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the script; exit status 0."""
    parser = argparse.ArgumentParser(prog="evals.learn_weights", description=__doc__)
    parser.add_argument("questions", type=Path, help="question set with gold answers")
    parser.add_argument("--corpus", type=Path, required=True, help="documents, file or folder")
    parser.add_argument(
        "--also",
        type=Path,
        nargs=2,
        action="append",
        default=[],
        metavar=("QUESTIONS", "CORPUS"),
        help="another set, over a store of its own",
    )
    parser.add_argument("--stores", type=Path, help="where to keep the stores (else temporary)")
    parser.add_argument("--penalty", type=float, default=0.01, help="L2 penalty of the weights")
    parser.add_argument("--rounds", type=int, default=1, help="cross-validations, parted anew")
    parser.add_argument("--ablate", action="store_true", help="also learn without each part")
    parser.add_argument("--write", action="store_true", help="write the weights learned from all")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.stores or Path(temporary)
        sets = [(options.questions, options.corpus), *options.also]
        examples = [
            example
            for n, (questions, corpus) in enumerate(sets)
            for example in collect(questions, corpus, folder / str(n), n)
        ]
        for n in range(len(sets)):
            report(sets[n][0].name, examples, options.penalty, options.rounds, only=n)
        if options.ablate:
            from assistant.retrieval.weighing import PARTS

            for part in PARTS:
                disabled = frozenset({part})
                report(f"without {part}", examples, options.penalty, options.rounds, disabled, 0)
        if options.write:
            write(learn(examples, options.penalty))
    return 0


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
        if example.document is None or example.answers_in in held_out:
            continue
        scope = example.judged.scope
        first = scope.firsts[example.document]
        inside = slice(first, first + scope.sizes[example.document])
        gold = example.gold[inside]
        passages.append(matrix(example.judged.near, near)[inside])
        shares.append(gold / gold.sum())
        kept = np.array([d.id not in held_out for d in example.records])
        documents.append(matrix(example.judged.far, far)[kept])
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
    only: int = 0,
) -> dict[str, list[float]]:
    """Cross-validated by document: for each metric a figure for each question of a set."""
    metrics = _metrics()
    values: dict[str, list[float]] = {metric.name: [] for metric in metrics}
    for held_out in _folds(examples, seed):
        weights = learn(examples, penalty, held_out, disabled)
        for example in examples:
            if example.set == only and example.answers_in in held_out:
                case = _case(example, weights)
                for metric in metrics:
                    values[metric.name].append(float(metric.of(case) or 0.0))
    return values


def report(
    label: str,
    examples: Sequence[Example],
    penalty: float,
    rounds: int = 1,
    disabled: frozenset[str] = frozenset(),
    only: int = 0,
) -> None:
    """Prints one line of figures, of the questions of one set."""
    found: dict[str, list[float]] = {}
    for seed in range(rounds):
        for name, values in figures(examples, penalty, seed, disabled, only).items():
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
    ids = sorted({example.answers_in for example in examples})
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
    near = matrix(judged.near, weights[0]) @ np.array(list(weights[0].values()))
    far = matrix(judged.far, weights[1]) @ np.array(list(weights[1].values()))
    mass = np.exp(log_shares(scope, near, far))
    start, end = scope.gather(scope.replica.start), scope.gather(scope.replica.end)
    records = example.records
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
