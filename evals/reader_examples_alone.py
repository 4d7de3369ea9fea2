"""Examples of sentences by themselves: those that answer, and the likest ones that do not.

In an answer the surest sentences of the passages are read once more, each by itself
(`assistant.answerers.judging`).
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.answerers.sentence_judge import by_itself, by_themselves
from assistant.reader import Reader
from evals.reader_examples import Example

_ANSWERING = 2  # most sentences of an excerpt that answer
_EXCERPTS = 6  # of a question that are read in search of its surest sentences
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


def mistaken(
    examples: Iterable[Example], reader: Reader, most: int, chance: random.Random
) -> Iterator[Example]:
    """Of each question its answers, and the sentences that the reader would take for answers.

    `most`: of these, the surest (Robinson et al., "Contrastive learning with hard negative
    samples", 2021). Excerpts that were made are left out.
    """
    of: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        if not example.made:
            of[example.question_id].append(example)
    for number, group in enumerate(of.values()):
        if number % 100 == 0:
            print(f"questions read: {number} of {len(of)}", file=sys.stderr, flush=True)
        group.sort(key=lambda example: not example.answered)
        yield from _surest(group[:_EXCERPTS], reader, most)
        for example in group:
            if example.answered:
                yield from alone_examples(example, 0, chance)


def _surest(group: Sequence[Example], reader: Reader, most: int) -> Iterator[Example]:
    read = reader.read(group[0].question, [example.excerpt for example in group])
    found = [
        (float(-probability), n, place)
        for n, (example, probabilities) in enumerate(zip(group, read, strict=True))
        for place, probability in enumerate(probabilities)
        if example.weights[place] and not example.answers[place]
    ]
    for _, n, place in sorted(found)[:most]:
        example = group[n]
        yield replace(
            example,
            excerpt=by_itself(example.excerpt, place),
            answers=(0,),
            weights=(example.weights[place],),
        )
