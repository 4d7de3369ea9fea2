"""Examples of sentences read by themselves: those that answer, and those a reader takes for it.

In an answer the surest sentences of the passages are read once more, each by itself
(`assistant.answerers.judging`); what they are told from are each other.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.answerers.sentence_judge import by_themselves
from assistant.reader.interface import Reader
from evals.reader_examples import Example

_ANSWERING = 4  # sentences of a question that answer, the surest first
_BY_CHANCE = 1  # of the rest
_WITH_BEFORE = 0.15  # share that is read with the sentence ahead


@dataclass(frozen=True)
class _Judged:
    """One sentence as an example of its own, with the reader's probability that it answers."""

    example: Example
    probability: float

    @property
    def answers(self) -> bool:
        return bool(self.example.answers[0])


def alone_examples(
    examples: Iterable[Example], reader: Reader, hardest: int, seed: int = 0
) -> Iterator[Example]:
    """Examples of one sentence each; `hardest`: sentences of a question that only seem to answer.

    Each question, also one that was changed, is given the sentences of all its excerpts.
    """
    chance = random.Random(seed)
    of: dict[tuple[str, str], list[Example]] = defaultdict(list)
    for example in examples:
        of[example.question_id, example.question].append(example)
    for (_, question), group in of.items():
        probabilities = reader.read(question, [example.excerpt for example in group])
        yield from _chosen(_single(group, probabilities, chance), hardest, chance)


def _single(
    group: Sequence[Example], probabilities: Sequence[np.ndarray], chance: random.Random
) -> list[_Judged]:
    """Every sentence of a question's excerpts that counts, once."""
    found: dict[tuple[str, int], _Judged] = {}
    for example, judged in zip(group, probabilities, strict=True):
        sentences = example.excerpt.sentences
        ahead = (example.excerpt.before, *sentences[:-1])
        for n, alone in enumerate(by_themselves(example.excerpt)):
            if not example.weights[n]:
                continue
            if chance.random() < _WITH_BEFORE:
                alone = replace(alone, before=ahead[n])
            one = replace(
                example,
                excerpt=alone,
                answers=(example.answers[n],),
                weights=(example.weights[n],),
            )
            key = (sentences[n], example.answers[n])
            found.setdefault(key, _Judged(one, float(judged[n])))
    return list(found.values())


def _chosen(sentences: Sequence[_Judged], hardest: int, chance: random.Random) -> Iterator[Example]:
    ranked = sorted(sentences, key=lambda one: -one.probability)
    rest = [one for one in ranked if not one.answers]
    chosen = [one for one in ranked if one.answers][:_ANSWERING] + rest[:hardest]
    others = rest[hardest:]
    chosen += chance.sample(others, min(_BY_CHANCE, len(others)))
    yield from (one.example for one in chosen)
