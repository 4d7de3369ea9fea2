"""Trains the reader: `python -m evals.train_reader --shared DIR --work DIR`.

The first pass starts from multilingual-e5-small and learns from public question answering data,
how to read; from the questions written for the reader over real and invented documents, what
answers. Half of its windows are single sentences, as the surest are read in an answer. A second
(`--again`, with `--start` at the first) takes the passages that a search finds once more, with
more of those that do not answer. Everything is kept in the folder `--work`, from which an
interrupted run goes on; `--export` writes the weights as they ship.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tokenizers import Tokenizer
from torch import Tensor

from assistant.reader.encoding import windows
from evals import reader_examples
from evals.multilingual_start import counted_texts, multilingual_start
from evals.reader_examples import Example
from evals.reader_examples_alone import alone_examples
from evals.reader_examples_public import public_examples
from evals.reader_examples_reading import held_out, reading_examples
from evals.reader_examples_sets import Mix
from evals.reader_export import export
from evals.reader_network import Item, ReaderNetwork
from evals.reader_start import shipped_weights
from evals.reader_training import Recipe, train, weights_of
from evals.reading_set import CONTRAST, load

_UNCALIBRATED = {"threshold": 0.5, "slope": 1.0, "offset": 0.0}
"""What `evals.learn_judging` makes of it is what tells."""
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
_FROZEN = 3  # layers that stay as they are, with the embeddings
_NEAREST, _OTHERS = 1, 1  # of a question's passages, best found and others, without answer
_PASSAGES = 0.3  # share of the pairs that are read in their passages, the rest by themselves
_PAIRED = 8  # questions in a row that stay together
_AGAIN, _AGAIN_ALONE = 0.36, 0.41  # shares of the pairs up to which the second pass reads them
_NEAREST_AGAIN = 3
_MADE_AGAIN = 0.6  # share of the excerpts without answer that were made from one with
_READ_AGAIN = 0.79  # share of the passages of the reading set
_HARD = 0.25  # share of single sentences that answer with one beside them that does not
_SILENT = 0.5  # share of the excerpts without answer that give a sentence
_ALONE = 13_000  # windows of single sentences, besides those of the pairs


def main() -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with training/, corpus/")
    parser.add_argument("--work", type=Path, required=True, help="folder for what is made")
    parser.add_argument("--start", type=Path, help="checkpoint or shipped weights to start from")
    parser.add_argument("--export", type=Path, help="folder that the trained weights go to")
    parser.add_argument("--name", default="reader", help="name of the checkpoint")
    parser.add_argument("--again", action="store_true", help="the second pass")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    start = multilingual_start(arguments.work / "start", counted_texts(arguments.shared))
    tokenizer = start / "tokenizer.json"
    examples = learned_again if arguments.again else learned_first
    items = items_of(examples(arguments.shared, arguments.work, arguments.seed), tokenizer)
    print(f"{len(items)} windows, {sum(len(i.window.ids) for i in items)} tokens", file=sys.stderr)
    network = ReaderNetwork(start)
    if arguments.start:
        network.load_state_dict(started(arguments.start), strict=False)
    network.freeze(_FROZEN)
    recipe = Recipe(rate=6e-5, head_rate=2e-4, level=0.3) if arguments.again else Recipe(rate=1e-4)
    recipe = replace(recipe, seed=arguments.seed)
    train(network, items, recipe, arguments.work / f"{arguments.name}.pt")
    if arguments.export:
        export(network.cpu(), tokenizer, arguments.export, _UNCALIBRATED)


def started(path: Path) -> dict[str, Tensor]:
    """The weights of a checkpoint, or of a folder of shipped ones."""
    return shipped_weights(path) if path.is_dir() else weights_of(path)


def learned_first(shared: Path, work: Path, seed: int) -> list[Example]:
    """What the reader learns from, in no particular order."""
    chance = random.Random(seed)
    passages: list[Example] = []
    alone: list[Example] = []
    for pair in contrast_set(shared, work):
        if held_out(pair.document):
            continue
        if _share(pair.question_id) < _PASSAGES:
            passages.append(pair)
        else:
            hard = not pair.answered or chance.random() < _HARD
            alone += alone_examples(pair, int(hard), chance)
    reading = [e for e in reading_set(shared, work) if not held_out(e.document)]
    passages += selected(reading, _NEAREST, _OTHERS, chance)
    sentences = [
        one
        for example in reading
        if example.answered or chance.random() < _SILENT
        for one in alone_examples(example, 1, chance)
    ]
    chance.shuffle(sentences)
    alone += sentences[:_ALONE]
    public = shared / "training" / "reading.jsonl.gz"
    return passages + alone + public_examples(public, PUBLIC, seed, in_english=_IN_ENGLISH)


def learned_again(shared: Path, work: Path, seed: int) -> list[Example]:
    """What the second pass learns from: passages mostly, and pairs the first read otherwise."""
    chance = random.Random(seed)
    found: list[Example] = []
    for pair in contrast_set(shared, work):
        share = _share(pair.question_id)
        if held_out(pair.document) or not _PASSAGES <= share < _AGAIN_ALONE:
            continue
        found += [pair] if share < _AGAIN else alone_examples(pair, 1, chance)
    reading = [e for e in reading_set(shared, work) if not held_out(e.document)]
    passages = selected(reading, _NEAREST_AGAIN, 0, chance)
    passages = [e for e in passages if not e.made or chance.random() < _MADE_AGAIN]
    return found + chance.sample(passages, int(_READ_AGAIN * len(passages)))


def _share(question_id: str) -> float:
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


def items_of(examples: Sequence[Example], file: Path) -> list[Item]:
    """The windows of examples with what is to be learned from them; `file`: the tokenizer's."""
    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    items = []
    for example in examples:
        for window in windows(tokenizer, example.question, [example.excerpt])[0]:
            items.append(
                Item(
                    window,
                    tuple(example.answers[n] for n in window.sentences),
                    tuple(example.weights[n] for n in window.sentences),
                )
            )
    return items


if __name__ == "__main__":
    main()
