"""What the reader learns from in each pass of its training, and how.

The first pass learns from public question answering data how to read, and from the questions
written for the reader over real and invented documents what answers. The others take the passages
that a search finds once more, with more of those that do not answer, and pairs that were read
otherwise before.
"""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals import reader_examples
from evals.reader_examples import Example
from evals.reader_examples_alone import alone_examples
from evals.reader_examples_public import public_examples
from evals.reader_examples_reading import held_out, reading_examples
from evals.reader_examples_sets import Mix
from evals.reader_training import Recipe
from evals.reading_set import CONTRAST, load

PUBLIC = {
    ("SelQA", "en"): 1_000,
    ("XQuAD", "en"): 500,
    ("XQuAD", "es"): 500,
    ("XQuAD", "ru"): 350,
    ("XQuAD", "ar"): 350,
    ("XQuAD", "zh"): 200,
    ("PolicyQA", "en"): 300,
}
"""Questions of each source and language that are learned from."""
_IN_ENGLISH = 0.6  # share of the texts in other languages that are asked about in English
_PAIRED = 8  # questions in a row that stay together


@dataclass(frozen=True)
class Pass:
    """Which examples a pass takes.

    Of the pairs those whose place among all, from 0 to 1, lies from `pairs[0]` to `pairs[1]` are
    read in their passages, from there to `pairs[2]` by themselves, `hard` the share of those with
    an answer that have a sentence without one beside them. Of the passages of each
    reading question the `nearest` without an answer and `others` by chance are taken, and `made`
    of those made from one with an answer. `alone`: most sentences read by themselves, `silent`
    the share of excerpts without an answer that give one. `share`: of all this, by chance.
    """

    recipe: Recipe
    pairs: tuple[float, float, float]
    nearest: int
    others: int = 0
    made: float = 0.6
    alone: int = 0
    silent: float = 0.3
    share: float = 1.0
    hard: float = 1.0
    public: bool = False


PASSES = {
    "first": Pass(
        Recipe(rate=1e-4),
        (0, 0.3, 1),
        nearest=1,
        others=1,
        made=1,
        alone=13_000,
        silent=0.5,
        hard=0.25,
        public=True,
    ),
    "second": Pass(
        Recipe(rate=6e-5, head_rate=2e-4, level=0.3), (0.3, 0.36, 0.41), nearest=3, share=0.83
    ),
    "third": Pass(
        Recipe(rate=6e-5, head_rate=1.5e-4, level=0.3),
        (0.41, 0.5, 0.55),
        nearest=3,
        others=1,
        alone=3_000,
        share=0.91,
    ),
}


def examples_of(one: Pass, shared: Path, work: Path, seed: int) -> list[Example]:
    """What a pass learns from, in no particular order; `shared`, `work`: see `train_reader`."""
    chance = random.Random(seed)
    found = list(_pairs(one, shared, work, chance))
    reading = [e for e in reading_set(shared, work) if not held_out(e.document)]
    passages = selected(reading, one.nearest, one.others, chance)
    found += [e for e in passages if not e.made or chance.random() < one.made]
    alone = [
        single
        for example in reading
        if one.alone and (example.answered or chance.random() < one.silent)
        for single in alone_examples(example, 1, chance)
    ]
    chance.shuffle(alone)
    found += alone[: one.alone]
    found = chance.sample(found, int(one.share * len(found)))
    if one.public:
        public = shared / "training" / "reading.jsonl.gz"
        found += public_examples(public, PUBLIC, seed, in_english=_IN_ENGLISH)
    return found


def _pairs(one: Pass, shared: Path, work: Path, chance: random.Random) -> Iterator[Example]:
    first, passages, alone = one.pairs
    for pair in contrast_set(shared, work):
        place = _place(pair.question_id)
        if held_out(pair.document) or not first <= place < alone:
            continue
        if place < passages:
            yield pair
        else:
            hard = not pair.answered or chance.random() < one.hard
            yield from alone_examples(pair, int(hard), chance)


def _place(question_id: str) -> float:
    """Where a pair is among all, from 0 to 1: its questions, written in a row, are together."""
    name, _, number = question_id.rpartition("-")
    block = f"{name}-{int(number) // _PAIRED}"
    return hashlib.sha256(block.encode()).digest()[0] / 256


def reading_set(shared: Path, work: Path) -> list[Example]:
    """Examples of all reading questions, made once and kept in `work`."""
    path = work / "reading-examples.jsonl.gz"
    if not path.is_file():
        corpus = shared / "corpus" / "more"
        made = reading_examples(work / "reading-store", corpus, Mix())
        reader_examples.save(made, path)
    return reader_examples.load(path)


def contrast_set(shared: Path, work: Path) -> list[Example]:
    """Examples of the questions in pairs, made once and kept in `work`."""
    path = work / "contrast-examples.jsonl.gz"
    if not path.is_file():
        mix = Mix(own=0, answering=3, other=0, changes=0.25, merged=0.3)
        corpus, given = shared / "corpus" / "more", load(CONTRAST)
        made = reading_examples(work / "reading-store", corpus, mix, given=given)
        reader_examples.save(made, path)
    return reader_examples.load(path)


def selected(
    examples: Sequence[Example], nearest: int, others: int, chance: random.Random
) -> list[Example]:
    """Excerpts with an answer and those made from them, and of each question some without.

    Those are the `nearest` that a search found and `others` by chance.
    """
    of: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        of[example.question_id].append(example)
    chosen: list[Example] = []
    for group in of.values():
        without = [e for e in group if not e.answered and not e.made]
        rest = without[nearest:]
        chosen += [e for e in group if e.answered or e.made] + without[:nearest]
        chosen += chance.sample(rest, min(others, len(rest)))
    return chosen
