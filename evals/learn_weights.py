"""Learns the retriever's weights from questions with known answers, honestly measured.

    python -m evals.learn_weights QUESTIONS.jsonl --corpus FOLDER --write \\
        --check OTHER.jsonl OTHER_FOLDER

The documents are parted into folds; the figures of each fold's questions come from weights
learned without its documents, as questions or as wrong alternatives. What `--write` puts into
`assistant/retrieval/learned_weights.json` is learned from all of them.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from evals.conditional_logit import fit
from evals.learn_spans import fit_spans
from evals.weight_examples import Example, collect, matrix

if TYPE_CHECKING:
    from assistant.retrieval.scoring import Weights
    from evals.case import Case

FOLDS = 6
_FOR, _AGAINST, _FREE = (0.0, None), (None, 0.0), (None, None)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the script; exit status 0."""
    parser = argparse.ArgumentParser(prog="evals.learn_weights", description=__doc__)
    parser.add_argument("questions", type=Path, help="question set with gold answers")
    parser.add_argument("--corpus", type=Path, required=True, help="documents, file or folder")
    parser.add_argument(
        "--check",
        type=Path,
        nargs=2,
        action="append",
        default=[],
        metavar=("QUESTIONS", "CORPUS"),
        help="another set, over a store of its own: tried, not learned from",
    )
    parser.add_argument("--stores", type=Path, help="where to keep the stores (else temporary)")
    parser.add_argument("--penalty", type=float, default=0.01, help="L2 penalty of the weights")
    parser.add_argument("--rounds", type=int, default=1, help="cross-validations, parted anew")
    parser.add_argument("--ablate", action="store_true", help="also learn without each part")
    parser.add_argument("--write", action="store_true", help="write the weights learned from all")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.stores or Path(temporary)
        examples = collect(options.questions, options.corpus, folder / "0")
        report(options.questions.name, examples, options.penalty, options.rounds)
        if options.ablate:
            from assistant.retrieval.scoring import PARTS

            for part in PARTS:
                disabled = frozenset({part})
                report(f"without {part}", examples, options.penalty, options.rounds, disabled)
        weights = learn(examples, options.penalty)
        for n, (questions, corpus) in enumerate(options.check, start=1):
            others = collect(questions, corpus, folder / str(n))
            _print(questions.name, _figures([case_of(example, weights) for example in others]))
        if options.write:
            write(weights)
    return 0


def learn(
    examples: Sequence[Example],
    penalty: float,
    held_out: frozenset[str] = frozenset(),
    disabled: frozenset[str] = frozenset(),
) -> Weights:
    """The weights, learned without the documents held out."""
    from assistant.retrieval.scoring import CONTEXT_FEATURES, Weights, context_features

    features = examples[0].features
    whole = Weights(
        dict.fromkeys(features.passage, 0.0),
        dict.fromkeys(features.document, 0.0),
        dict.fromkeys(CONTEXT_FEATURES, 0.0),
        dict.fromkeys((*features.passage, *CONTEXT_FEATURES), 0.0),
    )
    names = whole.without(disabled)
    kept = [e for e in examples if e.document is not None and e.answers_in not in held_out]
    shares = [e.gold[e.inside] / e.gold[e.inside].sum() for e in kept]
    passages = [matrix(e.features.passage, names.passage)[e.inside] for e in kept]
    passage = fit(passages, shares, [_bounds(name) for name in names.passage], penalty)
    context, span = np.zeros(0), {}
    if names.context:
        told = []
        for example in kept:
            local = matrix(example.features.passage, names.passage) @ passage
            right = np.array([example.document])
            told.append(context_features(example.features.candidates, local, right))
        rows = [matrix(found, names.context)[e.inside] for found, e in zip(told, kept, strict=True)]
        context = fit(rows, shares, [_FOR] * len(names.context), penalty)
        span = fit_spans(kept, told, list(names.span), penalty) if names.span else {}
    documents, rights = [], []
    for example in kept:
        there = np.array([record.id not in held_out for record in example.records])
        documents.append(matrix(example.features.document, names.document)[there])
        right = np.arange(len(there)) == example.document
        rights.append(right[there].astype(np.float64))
    document = fit(documents, rights, [_bounds(name) for name in names.document], penalty)
    return Weights(
        _named(names.passage, passage),
        _named(names.document, document),
        _named(names.context, context) if len(context) else {},
        span,
    )


def _named(names: Iterable[str], weights: np.ndarray) -> dict[str, float]:
    return {name: float(weight) for name, weight in zip(names, weights, strict=True)}


def cross_validated(
    examples: Sequence[Example],
    penalty: float,
    seed: int = 0,
    disabled: frozenset[str] = frozenset(),
) -> list[Case]:
    """Each question with what is found by weights learned without the documents of its fold."""
    cases = []
    for held_out in _folds(examples, seed):
        weights = learn(examples, penalty, held_out, disabled)
        cases += [case_of(e, weights) for e in examples if e.answers_in in held_out]
    return cases


def report(
    label: str,
    examples: Sequence[Example],
    penalty: float,
    rounds: int = 1,
    disabled: frozenset[str] = frozenset(),
) -> None:
    """Prints one line of cross-validated figures, means over the rounds."""
    cases = [
        case
        for seed in range(rounds)
        for case in cross_validated(examples, penalty, seed, disabled)
    ]
    _print(label, _figures(cases))


def _print(label: str, figures: dict[str, float]) -> None:
    line = "  ".join(f"{name} {value:.3f}" for name, value in figures.items())
    print(f"{label:24s} {line}", flush=True)


def _figures(cases: Sequence[Case]) -> dict[str, float]:
    """The figures that apply to the cases."""
    from evals.metrics import retrieval_metrics

    found = {metric.name: metric.over(cases) for metric in retrieval_metrics()}
    return {name: value for name, value in found.items() if value is not None}


def write(weights: Weights, path: Path | None = None) -> None:
    """Writes the weights as the retriever reads them, those that count."""
    path = path or Path(str(files("assistant.retrieval").joinpath("learned_weights.json")))
    kept = {
        part: {name: float(f"{weight:.4g}") for name, weight in known.items() if weight}
        for part, known in vars(weights).items()
    }
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print(f"written to {path}", file=sys.stderr)


def _folds(examples: Sequence[Example], seed: int) -> Iterator[frozenset[str]]:
    """The ids of the documents parted at random, each group to be left out once."""
    ids = sorted({example.answers_in for example in examples})
    mixed = np.random.default_rng(seed).permutation(ids)
    for n in range(min(FOLDS, len(ids))):
        yield frozenset(str(id_) for id_ in mixed[n::FOLDS])


def case_of(example: Example, weights: Weights) -> Case:
    """The question with what these weights find, as the metrics take it."""
    from assistant.answer import Answer
    from evals.case import Case
    from evals.evaluate import TOP_K
    from evals.reweighing import found_with

    found = found_with(example.features, weights, TOP_K)
    nothing = Answer(question=example.question.question, answered=False, answer="")
    return Case(example.question, example.golds, found, nothing)


def _bounds(name: str) -> tuple[float | None, float | None]:
    """Evidence speaks for a passage, never against it; only what has no such sense is free.

    Without this, two kinds that go together in the documents learned from may get large weights
    of opposite sign, which fail on others.
    """
    if name == "shape size":
        return _AGAINST
    free = name.startswith("shape") or " before " in name or " after " in name
    return _FREE if free else _FOR


if __name__ == "__main__":
    raise SystemExit(main())
