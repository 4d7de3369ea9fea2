"""Examples of sentences by themselves: those that answer, and the likest in words that do not.

In an answer the surest sentences of the passages are read once more, each by itself
(`assistant.answerers.judging`).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from assistant.answerers.sentence_judge import by_themselves
from evals.reader_examples import Example

_ANSWERING = 2  # most sentences of an excerpt that answer
_WITH_BEFORE = 0.15  # share that is read with the sentence ahead


def alone_examples(example: Example, nearest: int, chance: random.Random) -> Iterator[Example]:
    """Sentences of an excerpt as examples of their own.

    `nearest`: how many of those that do not answer, by the words they share with the question.
    """
    counted = [n for n, weight in enumerate(example.weights) if weight]
    answering = [n for n in counted if example.answers[n]]
    asked = set(example.question.casefold().split())

    def shared(place: int) -> float:
        words = example.excerpt.sentences[place].casefold().split()
        return len(asked & set(words)) + chance.random()

    others = sorted((n for n in counted if not example.answers[n]), key=shared, reverse=True)
    chosen = chance.sample(answering, min(_ANSWERING, len(answering))) + others[:nearest]
    alone = by_themselves(example.excerpt)
    ahead = (example.excerpt.before, *example.excerpt.sentences[:-1])
    for place in chosen:
        before = ahead[place] if chance.random() < _WITH_BEFORE else alone[place].before
        yield replace(
            example,
            excerpt=replace(alone[place], before=before),
            answers=(example.answers[place],),
            weights=(example.weights[place],),
        )
