"""What several readers together say of examples, for one reader to learn.

Two readers err on different sentences: the mean of their log odds ranks better than either. One
network learns to say what they say (Hinton, Vinyals, Dean, "Distilling the knowledge in a neural
network", 2015), mixed with what people have labelled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import groupby

import numpy as np

from assistant.answerers.judging import log_odds
from assistant.reader.interface import Reader
from evals.reader_examples import Example
from ingest.cores import cores

_LABELLED = 0.3  # share of people's word in what is learned
_UNLABELLED = 0.5  # weight of a sentence of which people cannot tell


def taught(examples: Iterable[Example], readers: Sequence[Reader]) -> Iterator[Example]:
    """Examples whose answers are probabilities, from 0 to 1, in the order of their questions."""
    order = sorted(examples, key=lambda example: example.question)
    groups = [list(group) for _, group in groupby(order, key=lambda example: example.question)]

    def read(group: list[Example]) -> list[Example]:
        excerpts = [example.excerpt for example in group]
        said = [reader.read(group[0].question, excerpts) for reader in readers]
        return [
            _as_taught(example, np.mean([log_odds(one) for one in each], axis=0))
            for example, *each in zip(group, *said, strict=True)
        ]

    # Most questions have few excerpts: several at once keep all cores busy.
    with ThreadPoolExecutor(2 * cores()) as pool:
        for done in pool.map(read, groups):
            yield from done


def _as_taught(example: Example, odds: np.ndarray) -> Example:
    told = 1 / (1 + np.exp(-odds))
    labelled = np.array([_LABELLED if weight else 0.0 for weight in example.weights])
    answers = labelled * np.array(example.answers, dtype=float) + (1 - labelled) * told
    weights = tuple(weight or _UNLABELLED for weight in example.weights)
    return replace(example, answers=tuple(map(float, answers)), weights=weights)
